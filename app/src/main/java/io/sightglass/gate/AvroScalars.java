package io.sightglass.gate;

import io.sightglass.model.Node;
import io.sightglass.model.Scalar;

import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Pattern;

/// Single values as Avro's writer takes them. Logical types may be written as people read them (an
/// ISO-8601 time, a decimal number, a UUID) or as the number or the bytes that are written.
final class AvroScalars {
    private static final Pattern DURATION =
            Pattern.compile("P(\\d{1,10})M(\\d{1,10})DT(\\d{1,7})\\.(\\d{3})S");

    /// The value for a schema of a single value; null where the node holds none for it.
    @Nullable Object of(Schema schema, Node node) {
        if (!(node instanceof Node.ScalarNode scalar)) {
            return null;
        }
        var number = TypedNumbers.of(node);
        var text = scalar.value() instanceof Scalar.Text(String written) ? written : null;
        var logical = schema.getLogicalType();
        return switch (schema.getType()) {
            case BOOLEAN -> scalar.value() instanceof Scalar.Bool(boolean value) ? value : null;
            case INT -> TypedNumbers.int32(text == null ? number : time(logical, text));
            case LONG -> TypedNumbers.int64(text == null ? number : time(logical, text));
            case FLOAT -> {
                var real = real(scalar.value(), text);
                boolean tooLarge =
                        number != null && real != null && Float.isInfinite(real.floatValue());
                yield real == null || tooLarge ? null : (Float) real.floatValue();
            }
            case DOUBLE -> {
                var real = real(scalar.value(), text);
                yield number != null && real != null && Double.isInfinite(real) ? null : real;
            }
            case STRING -> text;
            case ENUM ->
                    text != null && schema.hasEnumSymbol(text)
                            ? new GenericData.EnumSymbol(schema, text)
                            : null;
            case BYTES -> {
                var bytes = bytes(schema, number, text);
                yield bytes == null ? null : ByteBuffer.wrap(bytes);
            }
            case FIXED -> {
                var bytes = bytes(schema, number, text);
                yield bytes == null || bytes.length != schema.getFixedSize()
                        ? null
                        : new GenericData.Fixed(schema, bytes);
            }
            case RECORD, ARRAY, MAP, UNION, NULL -> null;
        };
    }

    /// What a sentence says that a schema expects.
    static String expected(Schema schema) {
        var logical = schema.getLogicalType();
        if (logical != null) {
            var words = expected(logical, schema);
            if (words != null) {
                return words;
            }
        }
        return switch (schema.getType()) {
            case BOOLEAN -> "true or false";
            case INT -> "a whole number from -2147483648 to 2147483647";
            case LONG -> "a whole number of 64 bits";
            case FLOAT, DOUBLE -> "a number";
            case STRING -> "text";
            case ENUM -> "one of " + String.join(", ", schema.getEnumSymbols());
            case BYTES -> "bytes as base64 text";
            case FIXED -> schema.getFixedSize() + " bytes as base64 text";
            case RECORD, ARRAY, MAP, UNION, NULL -> schema.getType().getName();
        };
    }

    private static @Nullable String expected(LogicalType logical, Schema schema) {
        return switch (logical) {
            case LogicalTypes.Decimal decimal ->
                    "a number of at most "
                            + decimal.getPrecision()
                            + " digits, "
                            + decimal.getScale()
                            + " of them behind the point";
            case LogicalTypes.BigDecimal _ -> "a number";
            case LogicalTypes.Date _ -> "a date such as 2023-08-15";
            case LogicalTypes.TimeMillis _, LogicalTypes.TimeMicros _ ->
                    "a time of day such as 10:00:00";
            case LogicalTypes.TimestampMillis _,
                    LogicalTypes.TimestampMicros _,
                    LogicalTypes.TimestampNanos _ ->
                    "a time such as 2023-08-15T10:00:00Z";
            case LogicalTypes.LocalTimestampMillis _,
                    LogicalTypes.LocalTimestampMicros _,
                    LogicalTypes.LocalTimestampNanos _ ->
                    "a time such as 2023-08-15T10:00:00";
            default ->
                    logical.getName().equals("uuid") && schema.getType() == Schema.Type.FIXED
                            ? "a UUID"
                            : logical.getName().equals("duration")
                                    ? "a duration such as P1M2DT3.004S"
                                    : null;
        };
    }

    /// A field's default, as a sentence shows it.
    static String shown(Schema.Field field) {
        var value = field.defaultVal();
        return value == JsonProperties.NULL_VALUE
                ? "null"
                : value instanceof CharSequence text ? "\"" + text + "\"" : String.valueOf(value);
    }

    private static @Nullable Double real(Scalar value, @Nullable String text) {
        var number = TypedNumbers.real(value);
        if (number != null) {
            return number;
        }
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            case null, default -> null;
        };
    }

    /// The number that is written for a time; null where the text is none.
    private static @Nullable BigDecimal time(@Nullable LogicalType logical, String text) {
        try {
            return switch (logical) {
                case LogicalTypes.Date _ -> BigDecimal.valueOf(LocalDate.parse(text).toEpochDay());
                case LogicalTypes.TimeMillis _ -> scaled(LocalTime.parse(text).toNanoOfDay(), 6);
                case LogicalTypes.TimeMicros _ -> scaled(LocalTime.parse(text).toNanoOfDay(), 3);
                case LogicalTypes.TimestampMillis _ -> scaled(Instant.parse(text), 6);
                case LogicalTypes.TimestampMicros _ -> scaled(Instant.parse(text), 3);
                case LogicalTypes.TimestampNanos _ -> scaled(Instant.parse(text), 0);
                case LogicalTypes.LocalTimestampMillis _ -> scaled(local(text), 6);
                case LogicalTypes.LocalTimestampMicros _ -> scaled(local(text), 3);
                case LogicalTypes.LocalTimestampNanos _ -> scaled(local(text), 0);
                case null, default -> null;
            };
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Instant local(String text) {
        return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }

    private static BigDecimal scaled(Instant time, int digits) {
        var nanos =
                BigDecimal.valueOf(time.getEpochSecond())
                        .movePointRight(9)
                        .add(BigDecimal.valueOf(time.getNano()));
        return nanos.movePointLeft(digits);
    }

    private static BigDecimal scaled(long nanos, int digits) {
        return BigDecimal.valueOf(nanos).movePointLeft(digits);
    }

    private static byte @Nullable [] bytes(
            Schema schema, @Nullable BigDecimal number, @Nullable String text) {
        var logical = schema.getLogicalType();
        if (logical instanceof LogicalTypes.Decimal decimal && number != null) {
            return decimal(schema, decimal, number);
        }
        if (logical instanceof LogicalTypes.BigDecimal && number != null) {
            return big(number);
        }
        if (text == null) {
            return null;
        }
        if (schema.getType() == Schema.Type.FIXED && logical != null) {
            var known = known(logical, text);
            if (known != null) {
                return known;
            }
        }
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static byte @Nullable [] decimal(
            Schema schema, LogicalTypes.Decimal decimal, BigDecimal number) {
        if (!TypedNumbers.isCounted(number)) {
            return null;
        }
        BigInteger digits;
        try {
            digits = number.setScale(decimal.getScale()).unscaledValue();
        } catch (ArithmeticException e) {
            return null; // more digits behind the point than there are
        }
        if (new BigDecimal(digits).precision() > decimal.getPrecision()) {
            return null;
        }
        var shortest = digits.toByteArray();
        if (schema.getType() != Schema.Type.FIXED) {
            return shortest;
        }
        var all = new byte[schema.getFixedSize()];
        if (shortest.length > all.length) {
            return null;
        }
        Arrays.fill(all, (byte) (digits.signum() < 0 ? -1 : 0));
        System.arraycopy(shortest, 0, all, all.length - shortest.length, shortest.length);
        return all;
    }

    /// A decimal that brings its scale along.
    private static byte @Nullable [] big(BigDecimal number) {
        if (!TypedNumbers.isCounted(number)) {
            return null;
        }
        try {
            var out = new ByteArrayOutputStream();
            var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            encoder.writeBytes(number.unscaledValue().toByteArray());
            encoder.writeInt(number.scale());
            encoder.flush();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
    }

    /// A UUID's or a duration's bytes; null where the text is neither.
    private static byte @Nullable [] known(LogicalType logical, String text) {
        if (logical.getName().equals("uuid")) {
            try {
                var uuid = UUID.fromString(text);
                return ByteBuffer.allocate(16)
                        .putLong(uuid.getMostSignificantBits())
                        .putLong(uuid.getLeastSignificantBits())
                        .array();
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
        var match = DURATION.matcher(text);
        if (!logical.getName().equals("duration") || !match.matches()) {
            return null;
        }
        long[] parts = {
            Long.parseLong(match.group(1)),
            Long.parseLong(match.group(2)),
            Long.parseLong(match.group(3) + match.group(4))
        };
        var bytes = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        for (long part : parts) {
            if (part > 0xffff_ffffL) {
                return null;
            }
            bytes.putInt((int) part);
        }
        return bytes.array();
    }
}
