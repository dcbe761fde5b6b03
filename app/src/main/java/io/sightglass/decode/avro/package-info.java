/// Avro's binary encoding (Avro 1.12 specification, "Binary Encoding"), walked with the writer's
/// schema.
@NullMarked
package io.sightglass.decode.avro;

import org.jspecify.annotations.NullMarked;
