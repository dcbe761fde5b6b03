package io.sightglass.contract;

import org.jspecify.annotations.Nullable;

/// How long a text is, in characters (Unicode code points), or a string of bytes, in bytes.
///
/// @param most -1 for any length
public record Length(String path, int least, int most) implements Rule.OfValue {
    private static final String LEAST = "contract.min-length";
    private static final String MOST = "contract.max-length";

    @Override
    public String id() {
        return least > 0 ? LEAST : MOST;
    }

    @Override
    public Rule.Judge judge() {
        return this::fault;
    }

    private @Nullable String fault(Value value) {
        int length = value.length();
        if (length < 0) {
            return null;
        }
        return length < least ? LEAST : most >= 0 && length > most ? MOST : null;
    }

    @Override
    public String expected() {
        return Bound.count(least, most, "character");
    }
}
