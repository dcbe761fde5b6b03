package io.sightglass.ui.schema;

import io.sightglass.model.Part;
import io.sightglass.schema.LocalSchemas;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// Which topics a schema is probably used in.
final class TopicsOfSchema {
    private TopicsOfSchema() {}

    /// All topics, those that use the schema first: by the name of its subject (topic; topic and
    /// record), by what is bound to it in `topics.yaml`, by what a tab's records were read with,
    /// and by a file's or folder's name.
    ///
    /// @param subject of the schema, where it has one
    /// @param path of the schema's file, where it is one
    /// @param seen topics whose records were read with that subject
    static List<String> order(
            List<String> topics,
            @Nullable String subject,
            @Nullable String path,
            LocalSchemas local,
            Set<String> seen) {
        var order = new ArrayList<>(topics);
        order.sort(
                Comparator.<String>comparingInt(topic -> rank(topic, subject, path, local, seen))
                        .thenComparing(Comparator.naturalOrder()));
        return order;
    }

    /// Whether there is a reason to think that the topic uses the schema.
    static boolean uses(
            String topic,
            @Nullable String subject,
            @Nullable String path,
            LocalSchemas local,
            Set<String> seen) {
        return rank(topic, subject, path, local, seen) < OTHER;
    }

    private static final int OTHER = 9;

    private static int rank(
            String topic,
            @Nullable String subject,
            @Nullable String path,
            LocalSchemas local,
            Set<String> seen) {
        if (subject != null && subject.equals(topic + "-value")) {
            return 0;
        }
        if (seen.contains(topic) || path != null && isBound(topic, path, local)) {
            return 1;
        }
        if (subject != null && subject.startsWith(topic + "-")) {
            return 2;
        }
        return path != null && isNamed(topic, path) ? 3 : OTHER;
    }

    private static boolean isBound(String topic, String path, LocalSchemas local) {
        return local.bound(topic, Part.VALUE)
                .filter(schema -> path.equals(schema.info().file()))
                .isPresent();
    }

    /// `order-status/v4.avsc` and `schemas/order-status.avsc` for `order-status`.
    private static boolean isNamed(String topic, String path) {
        for (var step : path.split("/", -1)) {
            int dot = step.indexOf('.');
            if ((dot < 0 ? step : step.substring(0, dot)).equals(topic)) {
                return true;
            }
        }
        return false;
    }
}
