package io.sightglass.compat.protobuf;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/// What a field is read as where a record lacks it, so that defaults of different types can be
/// compared: 1 is the same as 1.0 and `true`.
///
/// @param value text (of bytes too, a character a byte), an exact number, or a [Double] that is no
///   number or not finite
/// @param width of a floating-point type
/// @param original the number as a double; 0 for text
record DefaultValue(Object value, Width width, double original) {
    enum Width {
        FLOAT,
        DOUBLE,
        NONE
    }

    static DefaultValue of(FieldDescriptor field) {
        var value = field.getDefaultValue();
        return switch (value) {
            case String text ->
                    new DefaultValue(
                            new String(
                                    text.getBytes(StandardCharsets.UTF_8),
                                    StandardCharsets.ISO_8859_1),
                            Width.NONE,
                            0);
            case ByteString bytes ->
                    new DefaultValue(bytes.toString(StandardCharsets.ISO_8859_1), Width.NONE, 0);
            case EnumValueDescriptor constant -> number(constant.getNumber());
            case Boolean flag -> number(flag ? 1 : 0);
            case Integer number ->
                    number(isUnsigned(field) ? Integer.toUnsignedLong(number) : number);
            case Long number ->
                    isUnsigned(field)
                            ? new DefaultValue(
                                    new BigDecimal(Long.toUnsignedString(number)),
                                    Width.NONE,
                                    number.doubleValue())
                            : number(number);
            case Float number -> floating(number, Width.FLOAT);
            case Double number -> floating(number, Width.DOUBLE);
            default -> throw new IllegalArgumentException(field.getFullName() + " has no default");
        };
    }

    private static DefaultValue number(long number) {
        return new DefaultValue(BigDecimal.valueOf(number), Width.NONE, number);
    }

    private static DefaultValue floating(double number, Width width) {
        return new DefaultValue(
                Double.isFinite(number) ? new BigDecimal(number) : (Object) number, width, number);
    }

    private static boolean isUnsigned(FieldDescriptor field) {
        return switch (field.getType()) {
            case UINT32, UINT64, FIXED32, FIXED64 -> true;
            default -> false;
        };
    }

    boolean isSame(DefaultValue other) {
        if (isZero() && other.isZero()) {
            return true;
        }
        if (value instanceof BigDecimal one && other.value instanceof BigDecimal two) {
            // Between float and double only as much counts as a float holds
            boolean widened =
                    width != other.width && width != Width.NONE && other.width != Width.NONE;
            return widened ? (float) original == (float) other.original : one.compareTo(two) == 0;
        }
        return value.equals(other.value);
    }

    private boolean isZero() {
        return switch (value) {
            case String text -> text.isEmpty();
            case BigDecimal number -> number.signum() == 0;
            default -> false;
        };
    }
}
