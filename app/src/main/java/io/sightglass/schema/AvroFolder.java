package io.sightglass.schema;

import io.sightglass.schema.FolderFiles.TextFile;
import io.sightglass.schema.SchemaText.Result;

import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Parses the .avsc files of a folder, which may use each other's types.
///
/// A file that does not stand alone is tried again with the types of the others, those of its own
/// directory first: a folder often holds several versions of a type.
final class AvroFolder {
    private AvroFolder() {}

    static Map<TextFile, Result> parse(List<TextFile> files) {
        var results = new HashMap<TextFile, Result>();
        var waiting = new ArrayList<TextFile>();
        for (var file : files) {
            var result = AvroText.parse(file.shown(), file.text(), List.<Schema>of());
            results.put(file, result);
            if (result instanceof Result.Failed) {
                waiting.add(file);
            }
        }
        boolean progress = true;
        while (progress && !waiting.isEmpty()) {
            progress = false;
            for (var file : List.copyOf(waiting)) {
                var types = typesFor(file, files, results);
                if (AvroText.parse(file.shown(), file.text(), types.values())
                        instanceof Result.Parsed parsed) {
                    results.put(file, parsed);
                    waiting.remove(file);
                    progress = true;
                }
            }
        }
        return results;
    }

    /// What the other files define, without the names that this file defines itself.
    private static Map<String, Schema> typesFor(
            TextFile file, List<TextFile> files, Map<TextFile, Result> results) {
        var types = new LinkedHashMap<String, Schema>();
        for (boolean near : new boolean[] {true, false}) {
            for (var other : files) {
                var schema = schema(results.get(other));
                if (schema != null && near == directory(other).equals(directory(file))) {
                    AvroTypes.named(schema).forEach(types::putIfAbsent);
                }
            }
        }
        if (JsonText.read(file.shown(), file.text()) instanceof JsonText.Tree tree) {
            types.keySet().removeAll(AvroTypes.declared(tree.root()));
        }
        return types;
    }

    private static @Nullable Schema schema(@Nullable Result result) {
        return result instanceof Result.Parsed(ParsedSchema.Avro(var schema, _)) ? schema : null;
    }

    private static String directory(TextFile file) {
        return file.path().substring(0, file.path().lastIndexOf('/') + 1);
    }
}
