package io.sightglass.model;

/// A place in a schema's source.
///
/// @param file as it was given, or as the registry names it
/// @param line 1 for the first
/// @param column in characters, 1 for the first
public record Location(String file, int line, int column) {
    /// As compilers write it: `order.avsc:9:5`.
    public String text() {
        return file + ":" + line + ":" + column;
    }
}
