/// CBOR (RFC 8949), walked by its own head bytes.
@NullMarked
package io.sightglass.decode.cbor;

import org.jspecify.annotations.NullMarked;
