/// Protobuf's wire format (protobuf.dev, "Encoding"), walked with a message descriptor; and without
/// one, as a best reading.
@NullMarked
package io.sightglass.decode.protobuf;

import org.jspecify.annotations.NullMarked;
