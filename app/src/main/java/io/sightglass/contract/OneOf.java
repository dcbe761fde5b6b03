package io.sightglass.contract;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// The values that a text, number or truth may have, or may not. Numbers are equal by value, so
/// that 1.0 is 1.
public final class OneOf implements Rule.OfValue {
    private static final int MOST_SHOWN = 12;

    private final String path;
    private final boolean allowed;
    private final List<String> values;
    private final byte[][] texts;
    private final Bound[] numbers;

    private OneOf(String path, boolean allowed, List<String> values) {
        this.path = path;
        this.allowed = allowed;
        this.values = List.copyOf(values);
        this.texts =
                values.stream()
                        .map(value -> value.getBytes(StandardCharsets.UTF_8))
                        .toArray(byte[][]::new);
        this.numbers =
                values.stream()
                        .map(OneOf::number)
                        .filter(Objects::nonNull)
                        .map(number -> Bound.of(number, false))
                        .toArray(Bound[]::new);
    }

    /// Only these.
    public static OneOf of(String path, List<String> values) {
        return new OneOf(path, true, values);
    }

    /// Any but these.
    public static OneOf noneOf(String path, List<String> values) {
        return new OneOf(path, false, values);
    }

    private static @Nullable BigDecimal number(String text) {
        try {
            return text.length() > 100 ? null : new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public String id() {
        return allowed ? "contract.valid-values" : "contract.missing-values";
    }

    @Override
    public Rule.Judge judge() {
        return value -> has(value) == allowed ? null : id();
    }

    private boolean has(Value value) {
        if (value.isNumber()) {
            for (var number : numbers) {
                if (!value.isNaN() && value.compare(number) == 0) {
                    return true;
                }
            }
            return false;
        }
        for (var text : texts) {
            if (value.isWritten(text)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String expected() {
        var shown =
                values.stream()
                        .limit(MOST_SHOWN)
                        .map(value -> value.isEmpty() ? "\"\"" : value)
                        .collect(Collectors.joining(", "));
        var more = values.size() > MOST_SHOWN ? ", …" : "";
        if (!allowed) {
            return "a value other than " + shown + more;
        }
        return values.size() == 1 ? shown : "one of " + shown + more;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OneOf rule
                && path.equals(rule.path)
                && allowed == rule.allowed
                && values.equals(rule.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(texts) + path.hashCode();
    }
}
