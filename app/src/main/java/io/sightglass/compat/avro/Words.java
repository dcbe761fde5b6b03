package io.sightglass.compat.avro;

import io.sightglass.model.Sentence;

import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Words that the sentences about changes share.
final class Words {
    private static final int LONGEST = 60;
    private static final int MOST_NAMES = 6;

    private Words() {}

    /// How a sentence begins about a change that breaks something: who fails.
    static Sentence.Builder fail(Breaks breaks) {
        var sentence = Sentence.builder();
        if (breaks.backward() && breaks.forward()) {
            return sentence.text("Readers with either schema cannot read records of the other: ");
        }
        return sentence.text(
                breaks.backward()
                        ? "Readers with the new schema cannot read old records: "
                        : "Readers with the old schema cannot read new records: ");
    }

    /// A default or a property as JSON, shortened.
    static String json(@Nullable Object value) {
        var text =
                switch (value) {
                    case null -> "null";
                    case JsonProperties.Null _ -> "null";
                    case byte[] bytes -> quoted(new String(bytes, StandardCharsets.ISO_8859_1));
                    case String string -> quoted(string);
                    case Map<?, ?> map ->
                            map.entrySet().stream()
                                    .map(e ->
                                            quoted(String.valueOf(e.getKey()))
                                                    + ": "
                                                    + json(e.getValue()))
                                    .collect(Collectors.joining(", ", "{", "}"));
                    case Collection<?> list ->
                            list.stream()
                                    .map(Words::json)
                                    .collect(Collectors.joining(", ", "[", "]"));
                    default -> value.toString();
                };
        return text;
    }

    static String shown(@Nullable Object value) {
        return shorten(json(value));
    }

    static String shorten(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c < ' ') {
                quoted.append("\\u%04x".formatted((int) c));
            } else {
                quoted.append(c == '"' || c == '\\' ? "\\" : "").append(c);
            }
        }
        return quoted.append('"').toString();
    }

    /// Names one after the other, all of them strong; of many only the first.
    static void names(Sentence.Builder sentence, List<String> names) {
        int shown = names.size() > MOST_NAMES ? MOST_NAMES - 1 : names.size();
        for (int i = 0; i < shown; i++) {
            boolean last = i == names.size() - 1;
            sentence.text(i == 0 ? "" : last ? " and " : ", ").strong(names.get(i));
        }
        if (shown < names.size()) {
            sentence.text(" and " + (names.size() - shown) + " more");
        }
    }

    /// A type as a person calls it: `a string`, `null`, `a decimal(9, 2)`, `a coffeeco.Address`.
    static String a(Schema schema) {
        var type = type(schema);
        boolean vowel = "aeiou".indexOf(type.charAt(0)) >= 0;
        return type.equals("null") || type.equals("bytes") ? type : (vowel ? "an " : "a ") + type;
    }

    static String type(Schema schema) {
        var logical = schema.getLogicalType();
        if (logical instanceof LogicalTypes.Decimal decimal) {
            return "decimal(" + decimal.getPrecision() + ", " + decimal.getScale() + ")";
        }
        if (logical != null && !Matching.named(schema)) {
            return logical.getName();
        }
        return switch (schema.getType()) {
            case RECORD, ENUM, FIXED -> schema.getFullName();
            case ARRAY -> "array of " + type(schema.getElementType());
            case MAP -> "map of " + type(schema.getValueType());
            case UNION ->
                    shorten(
                            schema.getTypes().stream()
                                    .map(Words::type)
                                    .collect(Collectors.joining(", ", "union [", "]")));
            default -> schema.getType().getName();
        };
    }
}
