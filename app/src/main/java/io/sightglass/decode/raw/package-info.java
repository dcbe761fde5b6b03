/// The last resort: text where the bytes are text, and bytes where they are not.
@NullMarked
package io.sightglass.decode.raw;

import org.jspecify.annotations.NullMarked;
