/// What changes between two Avro schemas, and whom that breaks.
///
/// The library's `SchemaCompatibility` decides who fails ([io.sightglass.compat.avro.Library]). One
/// walk over both schemas ([io.sightglass.compat.avro.AvroWalk]) puts each of its answers to the
/// place where the two differ, and finds the changes that it does not speak of. To add a rule,
/// write one method in the class of what it is about, and one golden pair.
@NullMarked
package io.sightglass.compat.avro;

import org.jspecify.annotations.NullMarked;
