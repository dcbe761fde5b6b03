package io.sightglass.ui.schema;

import io.sightglass.model.Format;
import io.sightglass.model.Sentence;
import io.sightglass.port.RegisteredSchema;
import io.sightglass.port.RegisteredSchema.Reference;
import io.sightglass.schema.ParsedSchema;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A schema that was fetched or read, parsed where it parses.
///
/// @param source with the version that was found, where the latest was asked for
/// @param registered what the registry keeps of it beside the text; null for what is no registry's
/// @param format null where nothing was found
/// @param parsed null where it does not parse; then `problem` says why
/// @param kept whether `parsed` is an earlier version of a file that is broken now
/// @param deleted whether it is a version that was deleted softly
public record LoadedSchema(
        SchemaSource source,
        @Nullable RegisteredSchema registered,
        @Nullable Format format,
        String text,
        @Nullable ParsedSchema parsed,
        List<Reference> references,
        @Nullable Sentence problem,
        boolean kept,
        boolean deleted) {
    public LoadedSchema {
        references = List.copyOf(references);
    }

    /// The registry's id of it, or null.
    @Nullable Integer id() {
        return registered == null || registered.id() == RegisteredSchema.NO_ID
                ? null
                : registered.id();
    }

    static LoadedSchema missing(SchemaSource source, Sentence problem) {
        return new LoadedSchema(source, null, null, "", null, List.of(), problem, false, false);
    }

    /// Where there is little room: `v4`, `order.avsc`.
    public String label() {
        return switch (source) {
            case SchemaSource.Version(_, int version) -> "v" + version;
            case SchemaSource.Elsewhere(var registry, _, int version) ->
                    "v" + version + " at " + registry;
            case SchemaSource.Revision revision -> file(revision.path()) + "@" + revision.shown();
            case SchemaSource.ById(int number) -> "schema " + number;
            case SchemaSource.Draft draft -> draft.label();
            case SchemaSource.File(_, var path) -> file(path);
        };
    }

    private static String file(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
