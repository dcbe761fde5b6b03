/// What needs no schema and has no structure of its own here: text, XML as text, and bytes.
@NullMarked
package io.sightglass.decode.raw;

import org.jspecify.annotations.NullMarked;
