package io.sightglass.model;

import java.math.BigDecimal;
import java.time.temporal.TemporalAccessor;

/// A single value, as faithful as the format allows: nothing is rounded, and a number keeps its
/// signedness and width.
public sealed interface Scalar {
    /// An explicit null (Avro's null branch, JSON's `null`): not absent, not empty, not a default.
    record Null() implements Scalar {}

    record Bool(boolean value) implements Scalar {}

    record Int(long value) implements Scalar {}

    /// A 64-bit unsigned integer in a long's bits.
    record Unsigned(long bits) implements Scalar {}

    record Float32(float value) implements Scalar {}

    record Float64(double value) implements Scalar {}

    /// A number as it stands in JSON text, digit for digit.
    record Number(String literal) implements Scalar {}

    /// A decimal with its scale (Avro's logical type).
    record Decimal(BigDecimal value) implements Scalar {
        private static final int LONGEST = 1_000;

        /// Digit for digit; with an exponent where that would be more than a thousand zeros, of
        /// which a few bytes can claim two thousand million.
        public String text() {
            return text(value);
        }

        /// The same for any number.
        public static String text(BigDecimal value) {
            return Math.abs((long) value.scale()) <= LONGEST
                    ? value.toPlainString()
                    : value.toString();
        }
    }

    record Text(String value) implements Scalar {}

    /// A string of bytes.
    @SuppressWarnings("ArrayRecordComponent") // shown, never compared
    record Binary(byte[] value) implements Scalar {}

    /// An enum constant; `name` is empty where nobody declared the number.
    record Symbol(String name, int number) implements Scalar {}

    /// A value that is not shown: the field is tagged as somebody's personal data, and nobody has
    /// asked to see it.
    record Masked() implements Scalar {
        /// What stands in its place, in machine output too.
        public static final String TEXT = "•••";
    }

    /// A date, time or timestamp: the number that was written and its ISO-8601 form.
    record Temporal(long raw, TemporalAccessor time) implements Scalar {
        /// Made when it is asked for: a tree has many times that nobody looks at.
        public String iso() {
            return time.toString();
        }
    }
}
