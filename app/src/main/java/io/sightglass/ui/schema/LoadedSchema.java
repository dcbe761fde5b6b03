package io.sightglass.ui.schema;

import io.sightglass.model.Format;
import io.sightglass.model.Sentence;
import io.sightglass.port.RegisteredSchema.Reference;
import io.sightglass.schema.ParsedSchema;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A schema that was fetched or read, parsed where it parses.
///
/// @param source with the version that was found, where the latest was asked for
/// @param id the registry's, or null
/// @param format null where nothing was found
/// @param parsed null where it does not parse; then `problem` says why
/// @param kept whether `parsed` is an earlier version of a file that is broken now
public record LoadedSchema(
        SchemaSource source,
        @Nullable Integer id,
        @Nullable Format format,
        String text,
        @Nullable ParsedSchema parsed,
        List<Reference> references,
        @Nullable Sentence problem,
        boolean kept) {
    public LoadedSchema {
        references = List.copyOf(references);
    }

    static LoadedSchema missing(SchemaSource source, Sentence problem) {
        return new LoadedSchema(source, null, null, "", null, List.of(), problem, false);
    }

    /// Where there is little room: `v4`, `order.avsc`.
    public String label() {
        return switch (source) {
            case SchemaSource.Version(_, int version) -> "v" + version;
            case SchemaSource.ById(int number) -> "schema " + number;
            case SchemaSource.File(_, var path) -> path.substring(path.lastIndexOf('/') + 1);
        };
    }
}
