package io.sightglass.decode;

import io.sightglass.model.Logical;
import io.sightglass.model.Scalar;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.UUID;

/// Values as their logical types mean them (Avro 1.12 specification, "Logical Types"). What does
/// not fit its logical type stays what it is.
final class Scalars {
    private Scalars() {}

    private static final long DAY_NANOS = 86_400_000_000_000L;

    private static final int MOST_SCALE = 10_000;

    static Scalar integer(Logical logical, long value) {
        return switch (logical.kind()) {
            case DATE -> new Scalar.Temporal(value, LocalDate.ofEpochDay(value));
            case TIME_MILLIS -> time(value, 1_000_000);
            case TIME_MICROS -> time(value, 1_000);
            case TIMESTAMP_MILLIS -> new Scalar.Temporal(value, instant(value, 1_000));
            case TIMESTAMP_MICROS -> new Scalar.Temporal(value, instant(value, 1_000_000));
            case TIMESTAMP_NANOS -> new Scalar.Temporal(value, instant(value, 1_000_000_000));
            case LOCAL_TIMESTAMP_MILLIS -> local(value, 1_000);
            case LOCAL_TIMESTAMP_MICROS -> local(value, 1_000_000);
            case LOCAL_TIMESTAMP_NANOS -> local(value, 1_000_000_000);
            case TIMESTAMP_SECONDS -> seconds(value, 0, value);
            case DECIMAL -> new Scalar.Decimal(BigDecimal.valueOf(value, logical.scale()));
            case NONE,
                    BIG_DECIMAL,
                    UUID,
                    DURATION,
                    TIMESTAMP_BYTES,
                    MAGNITUDE,
                    NEGATIVE_MAGNITUDE,
                    NULL_VALUE ->
                    new Scalar.Int(value);
        };
    }

    private static Scalar time(long value, long nanos) {
        return value >= 0 && value < DAY_NANOS / nanos
                ? new Scalar.Temporal(value, LocalTime.ofNanoOfDay(value * nanos))
                : new Scalar.Int(value);
    }

    /// @param shown what is shown where they are no time
    private static Scalar seconds(long seconds, int nanos, long shown) {
        boolean time =
                seconds >= Instant.MIN.getEpochSecond() && seconds <= Instant.MAX.getEpochSecond();
        return time
                ? new Scalar.Temporal(seconds, Instant.ofEpochSecond(seconds, nanos))
                : new Scalar.Int(shown);
    }

    private static Instant instant(long value, long perSecond) {
        return Instant.ofEpochSecond(
                Math.floorDiv(value, perSecond),
                Math.floorMod(value, perSecond) * (1_000_000_000 / perSecond));
    }

    private static Scalar local(long value, long perSecond) {
        var local = LocalDateTime.ofInstant(instant(value, perSecond), ZoneOffset.UTC);
        return new Scalar.Temporal(value, local);
    }

    static Scalar bytes(Logical logical, byte[] array, int from, int to) {
        int size = to - from;
        return switch (logical.kind()) {
            case DECIMAL -> {
                boolean fits = size > 0 && size <= Limits.DECIMAL_BYTES;
                yield fits
                        ? new Scalar.Decimal(
                                new BigDecimal(new BigInteger(array, from, size), logical.scale()))
                        : binary(array, from, to);
            }
            case BIG_DECIMAL -> bigDecimal(array, from, to);
            case UUID -> {
                var bits = ByteBuffer.wrap(array, from, size);
                yield size == 16
                        ? new Scalar.Text(new UUID(bits.getLong(), bits.getLong()).toString())
                        : binary(array, from, to);
            }
            case DURATION -> {
                var parts = ByteBuffer.wrap(array, from, size).order(ByteOrder.LITTLE_ENDIAN);
                yield size == 12
                        ? new Scalar.Text(duration(parts.getInt(), parts.getInt(), parts.getInt()))
                        : binary(array, from, to);
            }
            case MAGNITUDE, NEGATIVE_MAGNITUDE -> {
                if (size > Limits.DECIMAL_BYTES) {
                    yield binary(array, from, to);
                }
                var magnitude = new BigInteger(1, array, from, size);
                var number = logical.kind() == Logical.Kind.MAGNITUDE ? magnitude : magnitude.not();
                yield new Scalar.Decimal(new BigDecimal(number, logical.scale()));
            }
            case TIMESTAMP_BYTES -> timestamp(array, from, to);
            case NONE,
                    NULL_VALUE,
                    TIMESTAMP_SECONDS,
                    DATE,
                    TIME_MILLIS,
                    TIME_MICROS,
                    TIMESTAMP_MILLIS,
                    TIMESTAMP_MICROS,
                    TIMESTAMP_NANOS,
                    LOCAL_TIMESTAMP_MILLIS,
                    LOCAL_TIMESTAMP_MICROS,
                    LOCAL_TIMESTAMP_NANOS ->
                    binary(array, from, to);
        };
    }

    /// MessagePack's timestamps 64 (30 bits of nanoseconds, 34 of seconds) and 96.
    private static Scalar timestamp(byte[] array, int from, int to) {
        var bits = ByteBuffer.wrap(array, from, to - from);
        long seconds;
        int nanos;
        if (to - from == 8) {
            long both = bits.getLong();
            nanos = (int) (both >>> 34);
            seconds = both & 0x3_ffff_ffffL;
        } else if (to - from == 12) {
            nanos = bits.getInt();
            seconds = bits.getLong();
        } else {
            return binary(array, from, to);
        }
        boolean right = nanos >= 0 && nanos < 1_000_000_000;
        var value = right ? seconds(seconds, nanos, seconds) : binary(array, from, to);
        return value instanceof Scalar.Int ? binary(array, from, to) : value;
    }

    private static Scalar binary(byte[] array, int from, int to) {
        return new Scalar.Binary(Arrays.copyOfRange(array, from, to));
    }

    /// Months, days and milliseconds, each unsigned, in ISO 8601's form.
    private static String duration(int months, int days, int millis) {
        var seconds = BigDecimal.valueOf(Integer.toUnsignedLong(millis), 3);
        return "P"
                + Integer.toUnsignedLong(months)
                + "M"
                + Integer.toUnsignedLong(days)
                + "DT"
                + seconds.toPlainString()
                + "S";
    }

    /// Avro's big-decimal: the unscaled value as Avro bytes, then the scale as an Avro int.
    private static Scalar bigDecimal(byte[] array, int from, int to) {
        int at = from;
        long[] read = zigzag(array, at, to);
        long size = read[0];
        at = (int) read[1];
        if (at < 0 || size <= 0 || size > Limits.DECIMAL_BYTES || size > to - at) {
            return binary(array, from, to);
        }
        var unscaled = new BigInteger(array, at, (int) size);
        read = zigzag(array, at + (int) size, to);
        if (read[1] != to || Math.abs(read[0]) > MOST_SCALE) {
            return binary(array, from, to);
        }
        return new Scalar.Decimal(new BigDecimal(unscaled, (int) read[0]));
    }

    /// A zig-zag integer and the position behind it, -1 where it does not end.
    private static long[] zigzag(byte[] array, int from, int to) {
        long bits = 0;
        for (int i = 0; i < 5 && from + i < to; i++) {
            bits |= (long) (array[from + i] & 0x7f) << (7 * i);
            if (array[from + i] >= 0) {
                return new long[] {(bits >>> 1) ^ -(bits & 1), from + i + 1};
            }
        }
        return new long[] {0, -1};
    }
}
