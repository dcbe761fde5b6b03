/// What was compressed, unwrapped: into one buffer, as far as the stream is whole and never beyond
/// [io.sightglass.decode.Limits#UNWRAPPED].
@NullMarked
package io.sightglass.decode.unwrap;

import org.jspecify.annotations.NullMarked;
