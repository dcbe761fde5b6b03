package io.sightglass.compat.outline;

import org.apache.avro.JsonProperties;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// Values as JSON on one line.
final class Literals {
    private static final JsonMapper JSON = JsonMapper.shared();

    private Literals() {}

    /// A default value as Avro's library gives it.
    static String of(Object value) {
        return switch (value) {
            case JsonProperties.Null _ -> "null";
            case byte[] bytes -> quoted(new String(bytes, StandardCharsets.ISO_8859_1));
            case CharSequence text -> quoted(text.toString());
            case Map<?, ?> map ->
                    map.entrySet().stream()
                            .map(entry ->
                                    quoted(String.valueOf(entry.getKey()))
                                            + ": "
                                            + of(entry.getValue()))
                            .collect(Collectors.joining(", ", "{", "}"));
            case Iterable<?> list ->
                    StreamSupport.stream(list.spliterator(), false)
                            .map(Literals::of)
                            .collect(Collectors.joining(", ", "[", "]"));
            default -> String.valueOf(value);
        };
    }

    /// A JSON value, with spaces where people write them.
    static String of(JsonNode value) {
        if (value.isObject()) {
            return value.properties().stream()
                    .map(entry -> quoted(entry.getKey()) + ": " + of(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value.isArray()) {
            return value.valueStream()
                    .map(Literals::of)
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        return value.toString();
    }

    static String quoted(String text) {
        return JSON.writeValueAsString(text);
    }
}
