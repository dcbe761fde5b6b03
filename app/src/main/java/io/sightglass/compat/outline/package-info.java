/// A schema as lines to read, and two of them side by side.
///
/// [io.sightglass.compat.outline.Outline] writes the structure of a schema, one line a field, in
/// the words of its format; every line knows what it is about.
/// [io.sightglass.compat.outline.Alignment] pairs the lines of two outlines by that, or those of
/// two plain texts by what they say. What a difference means is not decided here but by the rules
/// of [io.sightglass.compat].
@NullMarked
package io.sightglass.compat.outline;

import org.jspecify.annotations.NullMarked;
