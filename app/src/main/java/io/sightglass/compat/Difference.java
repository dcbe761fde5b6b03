package io.sightglass.compat;

import io.sightglass.model.Location;
import io.sightglass.model.Sentence;

import org.jspecify.annotations.Nullable;

/// What a format's rules find when an update is held against an original, in that one direction.
///
/// @param type as in [io.sightglass.model.SchemaChange]
/// @param compatible whether readers with the update can read what writers with the original wrote
/// @param message names the reader and the writer as `reader` and `writer` need it: made by the
///   rule for the direction in which it was asked
/// @param original where it stands in the original; null where it has nothing of it
/// @param update the same in the update
public record Difference(
        String type,
        String path,
        boolean compatible,
        Sentence message,
        @Nullable Location original,
        @Nullable Location update) {}
