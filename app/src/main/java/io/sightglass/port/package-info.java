/// The doors to the outside: reading records ([io.sightglass.port.Cluster],
/// [io.sightglass.port.RecordSource]) and schemas ([io.sightglass.port.SchemaRegistry]). Interfaces
/// and the values that go through them; `kafka`, `registry` and `playground` implement them, and
/// only the composition root knows which implementation is which.
@NullMarked
package io.sightglass.port;

import org.jspecify.annotations.NullMarked;
