package io.sightglass.decode.avro;

import io.sightglass.decode.Anomaly;
import io.sightglass.decode.DecodeSink;
import io.sightglass.decode.Limits;
import io.sightglass.decode.protobuf.Wire;
import io.sightglass.model.Logical;

import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;

/// What can be wrong with a value of a logical type though its bytes are a sound value of the type
/// beneath (Avro 1.12 specification, "Logical Types"). Dates and timestamps have no such thing:
/// every number is one.
///
/// A check looks ahead, so that what it says comes before the value. It says nothing of a value
/// that is not whole, since the walk does, and allocates nothing for one that is right and of at
/// most eight bytes. For one thread.
final class LogicalChecks {
    private static final byte[] NOTHING = {};
    private static final int DAY_SECONDS = 86_400;
    private static final int LONG_DIGITS = 18;

    /// A UUID's length as Avro writes it before a text: zig-zag, in one byte.
    private static final byte UUID_PREFIX = UuidText.LENGTH << 1;

    private static final long[] TENS = tens();

    /// Decimal digits in a bit.
    private static final double DIGITS = 0.30103;

    // The value that is looked at: its bytes without a length before them, and where the value
    // begins for a remark, its union's branch included.
    private byte[] array = NOTHING;
    private int base;
    private int start;
    private int from;
    private int to;
    private boolean wrong;

    /// Whether values of a schema are to be checked.
    static boolean apply(Schema schema) {
        var logical = schema.getLogicalType();
        if (logical == null) {
            return false;
        }
        return switch (logical.getName()) {
            case "time-millis", "time-micros", "decimal", "big-decimal", "duration" -> true;
            // Sixteen bytes are a UUID, whatever they are.
            case "uuid" -> schema.getType() == Schema.Type.STRING;
            default -> false;
        };
    }

    /// The digits that a decimal may have; 0 for other types.
    static int precision(Schema schema) {
        return schema.getLogicalType() instanceof LogicalTypes.Decimal decimal
                ? decimal.getPrecision()
                : 0;
    }

    /// Whether there is nothing to say of the value at `at` of `array`.
    boolean isRight(AvroType.Checked type, byte[] array, int at, int limit) {
        if (type.inner().field().logical().kind() == Logical.Kind.UUID
                && limit - at > UuidText.LENGTH
                && array[at] == UUID_PREFIX) {
            // The one that nearly every record has, without the ceremony.
            return UuidText.isAt(array, at + 1);
        }
        wrong = false;
        look(type, array, 0, at, at, limit, null);
        return !wrong;
    }

    /// Looks at the value at `at` of `array`, and says what is wrong with it.
    void look(
            AvroType.Checked type,
            byte[] array,
            int base,
            int start,
            int at,
            int limit,
            @Nullable DecodeSink sink) {
        this.array = array;
        this.base = base;
        this.start = start;
        if (find(type.inner(), at, limit)) {
            check(type, sink);
        }
        this.array = NOTHING;
    }

    /// Finds the value's own bytes; answers whether they are all there.
    private boolean find(AvroType.Place place, int at, int limit) {
        long size;
        int head = 0;
        if (place.type() instanceof AvroType.FixedType fixed) {
            size = fixed.size();
        } else {
            head = Wire.varintSize(array, at, limit);
            if (head <= 0) {
                return false;
            }
            boolean number =
                    place.kind() == AvroType.Kind.INT || place.kind() == AvroType.Kind.LONG;
            size = number ? head : zigzag(at, head);
            head = number ? 0 : head;
        }
        from = at + head;
        if (size < 0 || size > limit - from) {
            return false;
        }
        to = from + (int) size;
        return true;
    }

    private void check(AvroType.Checked type, @Nullable DecodeSink sink) {
        switch (type.inner().field().logical().kind()) {
            case TIME_MILLIS -> time(type, 1_000, sink);
            case TIME_MICROS -> time(type, 1_000_000, sink);
            case DECIMAL -> decimal(type, sink);
            case BIG_DECIMAL -> {
                if (!isBigDecimal()) {
                    remark(type, Anomaly.NO_DECIMAL, 1, 0, sink);
                }
            }
            case UUID -> {
                if (!isUuid()) {
                    remark(type, Anomaly.NO_UUID, 0, 0, sink);
                }
            }
            case DURATION -> {
                for (int part = 0; part < 3; part++) {
                    int number = Wire.fixed32(array, from + part * Integer.BYTES);
                    if (number < 0) {
                        remark(type, Anomaly.DURATION_PART, part, number, sink);
                    }
                }
            }
            case NONE,
                    DATE,
                    TIMESTAMP_MILLIS,
                    TIMESTAMP_MICROS,
                    TIMESTAMP_NANOS,
                    LOCAL_TIMESTAMP_MILLIS,
                    LOCAL_TIMESTAMP_MICROS,
                    LOCAL_TIMESTAMP_NANOS,
                    TIMESTAMP_SECONDS,
                    TIMESTAMP_BYTES,
                    MAGNITUDE,
                    NEGATIVE_MAGNITUDE,
                    NULL_VALUE -> {}
        }
    }

    private void remark(
            AvroType.Checked type, Anomaly anomaly, long a, long b, @Nullable DecodeSink sink) {
        wrong = true;
        if (sink == null) {
            return;
        }
        sink.remark(type.inner().field(), anomaly, start - base, to - base, a, b);
    }

    private void time(AvroType.Checked type, int perSecond, @Nullable DecodeSink sink) {
        long number = zigzag(from, to - from);
        long value = type.inner().kind() == AvroType.Kind.INT ? (int) number : number;
        if (value < 0 || value >= (long) DAY_SECONDS * perSecond) {
            remark(type, Anomaly.NO_TIME_OF_DAY, value, perSecond, sink);
        }
    }

    private void decimal(AvroType.Checked type, @Nullable DecodeSink sink) {
        int size = to - from;
        if (size == 0) {
            remark(type, Anomaly.NO_DECIMAL, 0, 0, sink);
            return;
        }
        // So many digits may fit into the bytes.
        long most = (long) (((double) Byte.SIZE * size - 1) * DIGITS) + 1;
        if (most <= type.precision()) {
            return;
        }
        long digits = digits(size, type.precision());
        if (digits > type.precision()) {
            remark(type, Anomaly.DECIMAL_DIGITS, digits, type.precision(), sink);
        }
    }

    /// The digits of a two's complement integer; or as many as allowed where it has no more.
    private long digits(int size, int allowed) {
        if (size <= Long.BYTES) {
            long value = array[from];
            for (int i = from + 1; i < to; i++) {
                value = value << Byte.SIZE | (array[i] & 0xff);
            }
            if (allowed <= LONG_DIGITS && value > -TENS[allowed] && value < TENS[allowed]) {
                return allowed;
            }
            return new BigDecimal(value).precision();
        }
        if (size > Limits.DECIMAL_BYTES) {
            // Too long to be shown as a number; near enough to be spoken of.
            int sign = array[from] < 0 ? -1 : 0;
            int first = from;
            while (first < to && array[first] == sign) {
                first++;
            }
            return (long) ((double) Byte.SIZE * (to - first) * DIGITS) + 1;
        }
        return new BigDecimal(new BigInteger(array, from, size)).precision();
    }

    /// The unscaled value as Avro bytes, then the scale as an Avro int, and nothing behind it.
    private boolean isBigDecimal() {
        int head = Wire.varintSize(array, from, to);
        long size = head <= 0 ? 0 : zigzag(from, head);
        if (size <= 0 || size > to - from - head) {
            return false;
        }
        int scale = from + head + (int) size;
        int last = Wire.varintSize(array, scale, to);
        return last > 0 && last <= 5 && scale + last == to;
    }

    private boolean isUuid() {
        return to - from == UuidText.LENGTH && UuidText.isAt(array, from);
    }

    private long zigzag(int at, int size) {
        long bits = Wire.varint(array, at, size);
        return (bits >>> 1) ^ -(bits & 1);
    }

    private static long[] tens() {
        var tens = new long[LONG_DIGITS + 1];
        tens[0] = 1;
        for (int i = 1; i < tens.length; i++) {
            tens[i] = 10 * tens[i - 1];
        }
        return tens;
    }
}
