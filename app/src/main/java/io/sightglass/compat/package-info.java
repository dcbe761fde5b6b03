/// What a schema change breaks, and whom.
///
/// Each format's rules hold an update against an original and give
/// [io.sightglass.compat.Difference]s; doing so both ways round gives the
/// [io.sightglass.model.SchemaChange]s with the directions that they break
/// ([io.sightglass.compat.BothWays]) and the [io.sightglass.model.Verdict]. To add a rule, write
/// one method in its format's list and one golden pair of schemas.
@NullMarked
package io.sightglass.compat;

import org.jspecify.annotations.NullMarked;
