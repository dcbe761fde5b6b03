package io.sightglass.decode;

import io.sightglass.model.Part;

import java.util.HashMap;
import java.util.Map;

/// What people have said of topics' keys and values. Thread-safe; reading allocates nothing.
final class Choices {
    private record Chosen(
            Map<String, DecodeOptions> keys, Map<String, DecodeOptions> values, long changes) {}

    private final DecodeOptions usual;
    private volatile Chosen chosen = new Chosen(Map.of(), Map.of(), 0);

    /// @param usual for topics of which nothing was said
    Choices(DecodeOptions usual) {
        this.usual = usual;
    }

    DecodeOptions of(String topic, Part part) {
        var now = chosen;
        return (part == Part.KEY ? now.keys : now.values).getOrDefault(topic, usual);
    }

    /// [DecodeOptions#NONE] takes back what was said.
    synchronized void set(String topic, Part part, DecodeOptions options) {
        var now = chosen;
        boolean key = part == Part.KEY;
        var changed = new HashMap<>(key ? now.keys : now.values);
        if (options.equals(DecodeOptions.NONE)) {
            changed.remove(topic);
        } else {
            changed.put(topic, options);
        }
        var copy = Map.copyOf(changed);
        chosen = new Chosen(key ? copy : now.keys, key ? now.values : copy, now.changes + 1);
    }

    /// Grows by one with each [#set].
    long changes() {
        return chosen.changes;
    }
}
