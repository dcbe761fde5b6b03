package io.sightglass.schema;

import io.sightglass.model.Part;
import io.sightglass.model.SchemaRef.LocalFile;
import io.sightglass.schema.LocalSchemas.Problem;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// Which local schema a topic's key or value is written with, as the folder's `topics.yaml` says:
///
/// ```
/// topics:
///   payments: {value: payments/v1/payment.proto#coffeeco.payments.v1.Payment}
///   legacy-pos: {value: legacy-pos.avsc}
/// ```
final class TopicBindings {
    static final String FILE = "topics.yaml";

    record Key(String topic, Part part) {}

    private TopicBindings() {}

    /// @param check answers whether a reference leads to a schema, or what is wrong with it
    /// @return null where the file as a whole cannot be read
    static @Nullable Map<Key, LocalFile> read(
            String file,
            String text,
            Function<LocalFile, Optional<String>> check,
            Consumer<Problem> problems) {
        var bindings = new HashMap<Key, LocalFile>();
        var root = YamlText.read(file, text, problems);
        if (root == null) {
            return null;
        }
        var topics = root.mapping("topics");
        if (topics == null) {
            if (!root.has("topics")) {
                root.problem("topics", "expected \"topics\" with a name for each topic.");
            }
            return bindings;
        }
        for (var topic : topics.keys()) {
            var parts = topics.mapping(topic);
            if (parts == null) {
                continue;
            }
            for (var part : Part.values()) {
                var said = parts.text(part.label());
                if (said == null) {
                    continue;
                }
                var ref = parse(said);
                check.apply(ref)
                        .ifPresentOrElse(
                                fault -> parts.problem(part.label(), fault),
                                () -> bindings.put(new Key(topic, part), ref));
            }
        }
        return bindings;
    }

    private static LocalFile parse(String text) {
        int hash = text.indexOf('#');
        return hash < 0
                ? new LocalFile(text, "")
                : new LocalFile(text.substring(0, hash), text.substring(hash + 1));
    }
}
