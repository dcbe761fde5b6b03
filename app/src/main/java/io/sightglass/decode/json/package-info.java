/// JSON text (RFC 8259), walked byte by byte, with or without a JSON Schema.
@NullMarked
package io.sightglass.decode.json;

import org.jspecify.annotations.NullMarked;
