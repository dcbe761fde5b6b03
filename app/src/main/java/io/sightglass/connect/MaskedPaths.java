package io.sightglass.connect;

import io.sightglass.model.Sentence;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Which fields a person wants masked, whatever schemas and contracts say: `masked.json` in the
/// configuration folder, one entry for each connection, topic and path. Entries that are not
/// understood are left where they are. Thread-safe.
public final class MaskedPaths {
    private static final String ENTRIES = "masked";

    private final JsonFile file;
    private final List<JsonNode> entries = new ArrayList<>();
    private @Nullable Sentence problem;

    private MaskedPaths(JsonFile file) {
        this.file = file;
    }

    /// Reads what was kept; a file that is broken is put aside, and [#problem] names it.
    public static MaskedPaths read(Path folder) {
        var paths = new MaskedPaths(new JsonFile(folder.resolve("masked.json")));
        switch (paths.file.read()) {
            case JsonFile.Content.Absent() -> {}
            case JsonFile.Content.Unusable(var sentence) -> paths.problem = sentence;
            case JsonFile.Content.Json(var root) -> {
                var list = root.get(ENTRIES);
                if (list == null || !list.isArray()) {
                    paths.problem = paths.file.keepAside("it has no list of fields").sentence();
                } else {
                    list.forEach(paths.entries::add);
                }
            }
        }
        return paths;
    }

    /// What was wrong with the file, or null.
    public synchronized @Nullable Sentence problem() {
        return problem;
    }

    /// Paths in a topic's values, and in its keys after `(key)`; patterns are paths too.
    public synchronized Set<String> of(String connection, String topic) {
        var paths = new LinkedHashSet<String>();
        for (var entry : entries) {
            if (is(entry, connection, topic) && !path(entry).isEmpty()) {
                paths.add(path(entry));
            }
        }
        return paths;
    }

    /// Keeps that a field is masked, or no longer.
    ///
    /// @throws IOException when the file cannot be written; then nothing has changed
    public synchronized void keep(String connection, String topic, String path, boolean masked)
            throws IOException {
        var changed = new ArrayList<>(entries);
        changed.removeIf(entry -> is(entry, connection, topic) && path(entry).equals(path));
        if (masked) {
            var entry = JsonFile.object();
            entry.put("connection", connection);
            entry.put("topic", topic);
            entry.put("path", path);
            changed.add(entry);
        }
        if (changed.equals(entries)) {
            return;
        }
        var root = JsonFile.object();
        var list = root.putArray(ENTRIES);
        changed.forEach(list::add);
        file.write(root);
        entries.clear();
        entries.addAll(changed);
    }

    private static boolean is(JsonNode entry, String connection, String topic) {
        return entry.path("connection").asString("").equals(connection)
                && entry.path("topic").asString("").equals(topic);
    }

    private static String path(JsonNode entry) {
        return entry.path("path").asString("");
    }
}
