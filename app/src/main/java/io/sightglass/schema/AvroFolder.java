package io.sightglass.schema;

import io.sightglass.schema.FolderFiles.TextFile;
import io.sightglass.schema.SchemaText.Result;

import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Parses the Avro files of a folder. The .avsc files may use each other's types, and those of
/// protocols and IDL files; an IDL file uses what it imports.
///
/// An .avsc file that does not stand alone is tried again with the types of the others, those of
/// its own directory first: a folder often holds several versions of a type.
final class AvroFolder {
    private final List<TextFile> files;
    private final Map<TextFile, Result> results = new HashMap<>();
    private final List<TextFile> waiting = new ArrayList<>();

    private AvroFolder(List<TextFile> files) {
        this.files = files;
    }

    /// @param files the .avsc, .avdl and .avpr files of `folder`
    /// @return what became of each
    static Map<TextFile, Result> parse(Path folder, List<TextFile> files) {
        var avro = new AvroFolder(files);
        avro.standAlone();
        avro.fromOneAnother();
        if (avro.declarations()) {
            avro.fromOneAnother();
        }
        return avro.results;
    }

    private void standAlone() {
        for (var file : files) {
            if (file.path().endsWith(".avpr")) {
                results.put(file, AvroProtocol.parse(file.shown(), file.text()));
            } else if (file.path().endsWith(".avsc")) {
                var result = AvroText.parse(file.shown(), file.text(), List.<Schema>of());
                results.put(file, result);
                if (result instanceof Result.Failed) {
                    waiting.add(file);
                }
            }
        }
    }

    private void fromOneAnother() {
        boolean progress = true;
        while (progress && !waiting.isEmpty()) {
            progress = false;
            for (var file : List.copyOf(waiting)) {
                var types = typesFor(file);
                if (AvroText.parse(file.shown(), file.text(), types.values())
                        instanceof Result.Parsed parsed) {
                    results.put(file, parsed);
                    waiting.remove(file);
                    progress = true;
                }
            }
        }
    }

    /// Answers whether there are IDL files.
    private boolean declarations() {
        var texts = new HashMap<String, String>();
        var schemas = new HashMap<String, Schema>();
        for (var file : files) {
            texts.put(file.path(), file.text());
            var schema = schema(results.get(file));
            if (schema != null && file.path().endsWith(".avsc")) {
                schemas.put(file.path(), schema);
            }
        }
        boolean any = false;
        for (var file : files) {
            if (file.path().endsWith(".avdl")) {
                any = true;
                results.put(file, AvroIdl.parse(file.path(), file.shown(), texts, schemas));
            }
        }
        return any;
    }

    /// What the other files define, without the names that this file defines itself.
    private Map<String, Schema> typesFor(TextFile file) {
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
