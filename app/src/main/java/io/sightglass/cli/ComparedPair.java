package io.sightglass.cli;

import io.sightglass.compat.Comparison;
import io.sightglass.model.Format;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What became of one pair of files.
///
/// @param file as the person named the new one; in folders the path below them
/// @param format null where it is not known
/// @param comparison null where the two could not be compared
/// @param errors a sentence each, with its place
record ComparedPair(
        String file,
        @Nullable Format format,
        @Nullable Comparison comparison,
        List<String> errors) {
    ComparedPair {
        errors = List.copyOf(errors);
    }
}
