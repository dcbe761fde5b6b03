package io.sightglass.contract;

import org.jspecify.annotations.Nullable;

/// The form that a text must have. Values that are not text are not judged: a timestamp that is a
/// number is in its form by its type.
public record FormatRule(String path, TextFormat format) implements Rule.OfValue {
    private static final String FORMAT = "contract.format";

    @Override
    public String id() {
        return FORMAT;
    }

    @Override
    public Rule.Judge judge() {
        return this::fault;
    }

    private @Nullable String fault(Value value) {
        if (!value.isText()) {
            return null;
        }
        var chars = value.chars();
        return !chars.isTooLong() && format.holds(chars) ? null : FORMAT;
    }

    @Override
    public String expected() {
        return format.expected();
    }
}
