package io.sightglass.contract;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;

/// A number that values are compared with: exact, and in the forms that comparing without
/// allocation needs.
///
/// @param mantissa and `scale`: the number is `mantissa / 10^scale` where `fits`
/// @param exclusive whether the number itself is outside
public record Bound(
        BigDecimal exact, boolean exclusive, long mantissa, int scale, boolean fits, double near) {

    public static Bound of(BigDecimal number, boolean exclusive) {
        var exact = number.stripTrailingZeros();
        exact =
                exact.scale() < 0 && exact.precision() - exact.scale() <= 18
                        ? exact.setScale(0)
                        : exact;
        boolean fits = exact.precision() <= 18 && exact.scale() >= 0 && exact.scale() <= 18;
        return new Bound(
                exact,
                exclusive,
                fits ? exact.unscaledValue().longValueExact() : 0,
                fits ? exact.scale() : 0,
                fits,
                exact.doubleValue());
    }

    /// Whether a value that compares with this lower bound as `order` is inside.
    boolean admitsFromBelow(int order) {
        return exclusive ? order > 0 : order >= 0;
    }

    /// Whether a value that compares with this upper bound as `order` is inside.
    boolean admitsFromAbove(int order) {
        return exclusive ? order < 0 : order <= 0;
    }

    public String text() {
        return exact.toPlainString();
    }

    /// `1 to 10`, `1 or more`, `10 or less`.
    static String span(@Nullable String least, @Nullable String most) {
        if (least != null && most != null) {
            return least.equals(most) ? "exactly " + least : least + " to " + most;
        }
        return least != null ? least + " or more" : most + " or less";
    }

    /// `2 to 4 characters`, `at least 1 item`.
    ///
    /// @param least 0 for none
    /// @param most -1 for none
    static String count(int least, int most, String what) {
        int last = most >= 0 ? most : least;
        var things = last == 1 ? what : what + "s";
        if (most < 0) {
            return "at least " + least + " " + things;
        }
        if (least <= 0) {
            return "at most " + most + " " + things;
        }
        return (least == most ? "exactly " + least : least + " to " + most) + " " + things;
    }
}
