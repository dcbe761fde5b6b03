package io.sightglass.compat.json;

import io.sightglass.compat.json.Shape.Criterion;
import io.sightglass.model.Scalar;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.Collection;
import java.util.stream.Collectors;

/// What a schema or a value is called in a sentence.
final class Words {
    static final String ANYTHING = "anything";
    private static final int SHOWN = 5;
    private static final int LONGEST = 60;

    private Words() {}

    static String of(@Nullable Slot slot) {
        return slot == null ? ANYTHING : of(slot.shape());
    }

    static String of(Shape shape) {
        return of(shape, 2);
    }

    private static String of(Shape shape, int depth) {
        return switch (shape) {
            case Shape.Anything any -> ANYTHING;
            case Shape.Nothing nothing -> "nothing";
            case Shape.Truth truth -> "true or false";
            case Shape.Null nil -> "null";
            case Shape.Text text -> "text";
            case Shape.Numeric numeric -> numeric.integer() ? "an integer" : "a number";
            case Shape.Objects objects -> "an object";
            case Shape.Arrays arrays -> "an array";
            case Shape.Values values ->
                    (values.values().size() == 1 ? "" : "one of ") + values(values.values());
            case Shape.Constant constant -> value(constant.value());
            case Shape.Negated not ->
                    depth == 0 ? "something else" : "not " + of(not.inner().shape(), depth - 1);
            case Shape.Conditional conditional -> "what a condition decides";
            case Shape.Unresolved unresolved -> "what " + clip(unresolved.reference()) + " says";
            case Shape.Combined combined -> combined(combined, depth);
        };
    }

    private static String combined(Shape.Combined combined, int depth) {
        if (depth == 0 || combined.parts().isEmpty()) {
            return "a combination";
        }
        var all = combined.criterion() == Criterion.ALL;
        var parts =
                combined.parts().stream()
                        .limit(SHOWN)
                        .map(part -> of(part.shape(), depth - 1))
                        .distinct()
                        .collect(Collectors.joining(all ? " and " : " or "));
        return combined.parts().size() > SHOWN
                ? parts + (all ? " and " : " or ") + (combined.parts().size() - SHOWN) + " more"
                : parts;
    }

    static String values(Collection<JsonNode> values) {
        var shown =
                values.stream()
                        .map(Words::value)
                        .sorted()
                        .limit(SHOWN)
                        .collect(Collectors.joining(", "));
        return values.size() > SHOWN ? shown + " and " + (values.size() - SHOWN) + " more" : shown;
    }

    static String names(Collection<String> names) {
        var shown = names.stream().limit(SHOWN).map(Words::clip).collect(Collectors.joining(", "));
        return names.size() > SHOWN ? shown + " and " + (names.size() - SHOWN) + " more" : shown;
    }

    static String value(@Nullable JsonNode value) {
        if (value == null) {
            return "none";
        }
        return clip(
                value.isNumber() ? Scalar.Decimal.text(value.decimalValue()) : value.toString());
    }

    static String clip(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
