package io.sightglass.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/// `FILE[#full.type.Name]`, as options name a schema.
///
/// @param type full name, or empty for the file's first type
record SchemaArgument(Path file, String type) {
    /// The part after the last `#` is the type, unless a file of the whole name exists.
    static SchemaArgument parse(String text) {
        int hash = text.lastIndexOf('#');
        if (hash <= 0 || Files.exists(Path.of(text))) {
            return new SchemaArgument(Path.of(text), "");
        }
        return new SchemaArgument(Path.of(text.substring(0, hash)), text.substring(hash + 1));
    }
}
