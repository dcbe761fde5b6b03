package io.sightglass.connect;

import io.sightglass.decode.DecodeOptions;
import io.sightglass.model.Format;
import io.sightglass.model.Framing;
import io.sightglass.model.Part;
import io.sightglass.model.SchemaRef;
import io.sightglass.model.Sentence;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How a person wants topics to be read, for good: `choices.json` in the configuration folder, one
/// entry for each connection, topic and part. (What a schema folder's `topics.yaml` says is the
/// folder's own; a person's choice goes before it.)
///
/// Entries that are not understood, of a later version perhaps, are left where they are.
/// Thread-safe.
public final class TopicChoices {
    private static final Logger LOG = LoggerFactory.getLogger(TopicChoices.class);
    private static final String ENTRIES = "choices";

    private final JsonFile file;
    private final MaskedPaths masked;
    private final List<JsonNode> entries = new ArrayList<>();
    private @Nullable Sentence problem;

    private TopicChoices(JsonFile file, MaskedPaths masked) {
        this.file = file;
        this.masked = masked;
    }

    /// A topic's keys or values.
    public record Place(String topic, Part part) {}

    /// Reads what was kept; a file that is broken is put aside, and [#problem] names it.
    public static TopicChoices read(Path folder) {
        var file = new JsonFile(folder.resolve("choices.json"));
        var choices = new TopicChoices(file, MaskedPaths.read(folder));
        switch (choices.file.read()) {
            case JsonFile.Content.Absent() -> {}
            case JsonFile.Content.Unusable(var sentence) -> choices.problem = sentence;
            case JsonFile.Content.Json(var root) -> choices.take(root);
        }
        return choices;
    }

    private void take(JsonNode root) {
        var list = root.get(ENTRIES);
        if (list == null || !list.isArray()) {
            problem = file.keepAside("it has no list of choices").sentence();
            return;
        }
        list.forEach(entries::add);
    }

    /// What was wrong with the file, or null.
    public synchronized @Nullable Sentence problem() {
        return problem != null ? problem : masked.problem();
    }

    /// Which fields are masked, which is kept beside.
    public MaskedPaths masked() {
        return masked;
    }

    /// What is kept for a connection, in the order in which it was first said.
    public synchronized Map<Place, DecodeOptions> of(String connection) {
        var found = new LinkedHashMap<Place, DecodeOptions>();
        for (var entry : entries) {
            var place = place(entry);
            if (place != null && connection(entry).equals(connection)) {
                options(entry).ifPresent(options -> found.put(place, options));
            }
        }
        return found;
    }

    /// Keeps a choice in the place of an earlier one; [DecodeOptions#NONE] forgets it.
    ///
    /// @throws IOException when the file cannot be written; then nothing has changed
    public synchronized void keep(String connection, String topic, Part part, DecodeOptions options)
            throws IOException {
        var place = new Place(topic, part);
        var changed = new ArrayList<JsonNode>(entries);
        changed.removeIf(
                entry -> place.equals(place(entry)) && connection(entry).equals(connection));
        if (!options.equals(DecodeOptions.NONE)) {
            changed.add(entry(connection, place, options));
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

    private static ObjectNode entry(String connection, Place place, DecodeOptions options) {
        var entry = JsonFile.object();
        entry.put("connection", connection);
        entry.put("topic", place.topic());
        entry.put("part", place.part().label());
        if (options.framing() != null) {
            entry.put("framing", options.framing().label());
        }
        if (options.format() != null) {
            entry.put("format", options.format().label());
        }
        if (options.schema() != null) {
            SchemaRefJson.write(options.schema(), entry.putObject("schema"));
        }
        if (options.reader() != null) {
            SchemaRefJson.write(options.reader(), entry.putObject("reader"));
        }
        return entry;
    }

    private static String connection(JsonNode entry) {
        return entry.path("connection").asString("");
    }

    private static @Nullable Place place(JsonNode entry) {
        var topic = entry.path("topic").asString("");
        for (var part : Part.values()) {
            if (part.label().equals(entry.path("part").asString(""))) {
                return topic.isEmpty() ? null : new Place(topic, part);
            }
        }
        return null;
    }

    /// Empty where a part of it is not understood: half a choice would be another one.
    private static Optional<DecodeOptions> options(JsonNode entry) {
        Framing.Kind framing = null;
        Format format = null;
        if (entry.has("framing")) {
            framing = framing(entry.path("framing").asString(""));
            if (framing == null) {
                return skipped(entry);
            }
        }
        if (entry.has("format")) {
            format = format(entry.path("format").asString(""));
            if (format == null) {
                return skipped(entry);
            }
        }
        var schema = ref(entry, "schema");
        var reader = ref(entry, "reader");
        if ((entry.has("schema") && schema == null) || (entry.has("reader") && reader == null)) {
            return skipped(entry);
        }
        return Optional.of(new DecodeOptions(framing, format, schema, reader));
    }

    private static Optional<DecodeOptions> skipped(JsonNode entry) {
        LOG.warn("a choice for topic {} is not understood", entry.path("topic").asString(""));
        return Optional.empty();
    }

    private static @Nullable SchemaRef ref(JsonNode entry, String name) {
        var ref = entry.get(name);
        return ref == null ? null : SchemaRefJson.read(ref);
    }

    private static Framing.@Nullable Kind framing(String label) {
        for (var kind : Framing.Kind.values()) {
            if (kind.label().equals(label)) {
                return kind;
            }
        }
        return null;
    }

    private static @Nullable Format format(String label) {
        for (var format : Format.values()) {
            if (format.label().equals(label)) {
                return format;
            }
        }
        return null;
    }
}
