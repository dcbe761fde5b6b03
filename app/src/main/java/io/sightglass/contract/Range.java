package io.sightglass.contract;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;

/// Between which numbers a number lies; other values are not judged.
public final class Range implements Rule.OfValue {
    private static final String MINIMUM = "contract.minimum";
    private static final String MAXIMUM = "contract.maximum";

    private final String path;
    private final @Nullable Bound minimum;
    private final @Nullable Bound maximum;

    private Range(String path, @Nullable Bound minimum, @Nullable Bound maximum) {
        this.path = path;
        this.minimum = minimum;
        this.maximum = maximum;
    }

    /// @param minimum null where there is none; at least one of the two is there
    /// @param aboveMinimum whether the minimum itself is outside
    /// @param belowMaximum whether the maximum itself is outside
    public static Range of(
            String path,
            @Nullable BigDecimal minimum,
            boolean aboveMinimum,
            @Nullable BigDecimal maximum,
            boolean belowMaximum) {
        return new Range(
                path,
                minimum == null ? null : Bound.of(minimum, aboveMinimum),
                maximum == null ? null : Bound.of(maximum, belowMaximum));
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public String id() {
        return minimum != null ? MINIMUM : MAXIMUM;
    }

    @Override
    public Rule.Judge judge() {
        return this::fault;
    }

    private @Nullable String fault(Value value) {
        if (!value.isNumber()) {
            return null;
        }
        if (minimum != null
                && (value.isNaN() || !minimum.admitsFromBelow(value.compare(minimum)))) {
            return MINIMUM;
        }
        if (maximum != null
                && (value.isNaN() || !maximum.admitsFromAbove(value.compare(maximum)))) {
            return MAXIMUM;
        }
        return null;
    }

    @Override
    public String expected() {
        boolean above = minimum != null && minimum.exclusive();
        boolean below = maximum != null && maximum.exclusive();
        if (!above && !below) {
            return Bound.span(
                    minimum == null ? null : minimum.text(),
                    maximum == null ? null : maximum.text());
        }
        var low = minimum == null ? "" : (above ? "more than " : "at least ") + minimum.text();
        var high = maximum == null ? "" : (below ? "less than " : "at most ") + maximum.text();
        return low + (low.isEmpty() || high.isEmpty() ? "" : " and ") + high;
    }

    @Override
    public String toString() {
        return path + ": " + expected();
    }
}
