/// What stands around a body: prefixes and headers that name a schema. `Framings` is the ordered
/// list that is tried.
@NullMarked
package io.sightglass.decode.framing;

import org.jspecify.annotations.NullMarked;
