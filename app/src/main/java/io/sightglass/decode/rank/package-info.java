/// Which schema bytes without a name may be written with, found out by trying: every type that is
/// known reads the same samples, and what fits best stands first. A guess with figures, for a
/// person to choose from; nothing here is ever applied by itself.
///
/// [io.sightglass.decode.rank.SchemaRanking] is the way in.
@NullMarked
package io.sightglass.decode.rank;

import org.jspecify.annotations.NullMarked;
