package io.sightglass.gate;

import io.sightglass.model.Node;
import io.sightglass.model.Scalar;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;

/// Numbers as they stand in JSON.
final class TypedNumbers {
    /// Beyond so many digits before or behind the point nobody means a number that is counted.
    private static final int MOST_DIGITS = 1_000;

    private TypedNumbers() {}

    /// The number at a node, in full; null where there is none, or it is written as text.
    static @Nullable BigDecimal of(Node node) {
        if (!(node instanceof Node.ScalarNode scalar)) {
            return null;
        }
        return switch (scalar.value()) {
            case Scalar.Int(long value) -> BigDecimal.valueOf(value);
            case Scalar.Unsigned(long bits) -> new BigDecimal(Long.toUnsignedString(bits));
            case Scalar.Float32(float value) when Float.isFinite(value) ->
                    new BigDecimal(Float.toString(value));
            case Scalar.Float64(double value) when Double.isFinite(value) ->
                    new BigDecimal(Double.toString(value));
            case Scalar.Number(String literal) -> parsed(literal);
            case Scalar.Decimal(var value) -> value;
            case Scalar.Null _,
                    Scalar.Masked _,
                    Scalar.Bool _,
                    Scalar.Float32 _,
                    Scalar.Float64 _,
                    Scalar.Text _,
                    Scalar.Binary _,
                    Scalar.Symbol _,
                    Scalar.Temporal _ ->
                    null;
        };
    }

    /// A number that was written as text; null where the text is none.
    static @Nullable BigDecimal parsed(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null; // NaN, say
        }
    }

    /// The number as 64 bits of a float hold it, the sign of zero included; null where there is
    /// none.
    static @Nullable Double real(Scalar value) {
        return switch (value) {
            case Scalar.Int(long number) -> (Double) (double) number;
            case Scalar.Unsigned(long bits) ->
                    (Double) new BigDecimal(Long.toUnsignedString(bits)).doubleValue();
            case Scalar.Float32(float number) ->
                    Float.isFinite(number) ? (Double) (double) number : null;
            case Scalar.Float64(double number) -> Double.isFinite(number) ? (Double) number : null;
            case Scalar.Number(String literal) ->
                    parsed(literal) == null ? null : (Double) Double.parseDouble(literal);
            case Scalar.Decimal(var number) -> (Double) number.doubleValue();
            case Scalar.Null _,
                    Scalar.Masked _,
                    Scalar.Bool _,
                    Scalar.Text _,
                    Scalar.Binary _,
                    Scalar.Symbol _,
                    Scalar.Temporal _ ->
                    null;
        };
    }

    /// A whole number from `least` to `most`; null where it is none.
    static @Nullable BigInteger whole(
            @Nullable BigDecimal number, BigInteger least, BigInteger most) {
        if (number == null || !isCounted(number)) {
            return null;
        }
        var plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        if (plain.scale() > 0) {
            return null;
        }
        var whole = plain.toBigIntegerExact();
        return whole.compareTo(least) < 0 || whole.compareTo(most) > 0 ? null : whole;
    }

    static @Nullable Integer int32(@Nullable BigDecimal number) {
        var whole = whole(number, min(31), max(31));
        return whole == null ? null : (Integer) whole.intValueExact();
    }

    static @Nullable Long int64(@Nullable BigDecimal number) {
        var whole = whole(number, min(63), max(63));
        return whole == null ? null : (Long) whole.longValueExact();
    }

    /// The least signed number of so many bits, the sign apart.
    static BigInteger min(int bits) {
        return BigInteger.ONE.shiftLeft(bits).negate();
    }

    /// The greatest number of so many bits.
    static BigInteger max(int bits) {
        return BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
    }

    /// Whether its digits may be counted out: `1e999999999` takes a gigabyte.
    static boolean isCounted(BigDecimal number) {
        return Math.abs((long) number.scale()) <= MOST_DIGITS && number.precision() <= MOST_DIGITS;
    }
}
