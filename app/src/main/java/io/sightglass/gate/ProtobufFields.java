package io.sightglass.gate;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;

import io.sightglass.decode.Paths;
import io.sightglass.model.Node;
import io.sightglass.model.Scalar;
import io.sightglass.model.Sentence;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.HashMap;
import java.util.stream.Collectors;

/// Holds typed JSON to a message's fields, as ProtoJSON writes them: names as in the .proto file or
/// in lower camel case, 64-bit integers as numbers or text, bytes as base64, symbols by name or
/// number. Protobuf's own types (Timestamp and so on) are left to the library.
final class ProtobufFields {
    private static final String OWN = "google.protobuf.";
    private static final int MOST_SYMBOLS = 12;

    private final Faults faults;

    ProtobufFields(Faults faults) {
        this.faults = faults;
    }

    void check(Descriptor type, Node node, String path) {
        if (type.getFullName().startsWith(OWN)) {
            return;
        }
        if (!(node instanceof Node.RecordNode object)) {
            faults.type(path, node, "an object with the fields of " + type.getName());
            return;
        }
        var chosen = new HashMap<OneofDescriptor, String>();
        AvroEncoder.members(object)
                .forEach((name, member) -> {
                    var field = find(type, name);
                    var at = AvroEncoder.named(path, field == null ? name : field.getName());
                    if (field == null) {
                        faults.unknown(at, member, type.getFullName());
                    } else if (!isNull(member)) {
                        oneof(field, at, member, chosen);
                        field(field, member, at);
                    }
                });
    }

    private static @Nullable FieldDescriptor find(Descriptor type, String name) {
        var field = type.findFieldByName(name);
        if (field != null) {
            return field;
        }
        return type.getFields().stream()
                .filter(each -> each.getJsonName().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static boolean isNull(Node node) {
        return node instanceof Node.ScalarNode scalar && scalar.value() instanceof Scalar.Null;
    }

    /// Of a oneof, one member alone may be there.
    private void oneof(
            FieldDescriptor field,
            String path,
            Node node,
            HashMap<OneofDescriptor, String> chosen) {
        var oneof = field.getRealContainingOneof();
        var before = oneof == null ? null : chosen.putIfAbsent(oneof, path);
        if (oneof != null && before != null) {
            faults.unable(
                    path,
                    node,
                    Sentence.builder()
                            .strong(path)
                            .text(" and ")
                            .strong(before)
                            .text(" are both there; expected one of them, as oneof ")
                            .text(oneof.getName() + " says.")
                            .build());
        }
    }

    private void field(FieldDescriptor field, Node node, String path) {
        if (field.isMapField()) {
            map(field, node, path);
        } else if (field.isRepeated()) {
            if (!(node instanceof Node.ListNode list)) {
                faults.type(path, node, "a list");
                return;
            }
            for (int i = 0; i < list.elements().size(); i++) {
                value(field, list.elements().get(i), path + "[" + i + "]");
            }
        } else {
            value(field, node, path);
        }
    }

    private void map(FieldDescriptor field, Node node, String path) {
        if (!(node instanceof Node.RecordNode object)) {
            faults.type(path, node, "an object");
            return;
        }
        var value = field.getMessageType().findFieldByNumber(2);
        boolean text =
                field.getMessageType().findFieldByNumber(1).getJavaType()
                        == FieldDescriptor.JavaType.STRING;
        AvroEncoder.members(object)
                .forEach((key, member) -> {
                    var at = path + (text ? Paths.key(node.field(), key) : "[" + key + "]");
                    value(value, member, at);
                });
    }

    private void value(FieldDescriptor field, Node node, String path) {
        if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
            check(field.getMessageType(), node, path);
        } else if (!fits(field, node)) {
            faults.type(path, node, isNumber(node) ? range(field) : expected(field));
        }
    }

    private static boolean fits(FieldDescriptor field, Node node) {
        if (!(node instanceof Node.ScalarNode scalar)) {
            return false;
        }
        var text = scalar.value() instanceof Scalar.Text(String written) ? written : null;
        return switch (field.getJavaType()) {
            case BOOLEAN -> scalar.value() instanceof Scalar.Bool;
            case STRING -> text != null;
            case BYTE_STRING -> text != null && isBase64(text);
            case ENUM -> isSymbol(field, node, text);
            case INT, LONG -> {
                var number = text == null ? TypedNumbers.of(node) : TypedNumbers.parsed(text);
                yield isWithin(field, number);
            }
            case FLOAT, DOUBLE ->
                    text == null
                            ? isReal(field, TypedNumbers.of(node))
                            : text.equals("NaN")
                                    || text.equals("Infinity")
                                    || text.equals("-Infinity")
                                    || isReal(field, TypedNumbers.parsed(text));
            case MESSAGE -> false;
        };
    }

    /// Whether it is a number that is not beyond all that such a field holds.
    private static boolean isReal(FieldDescriptor field, @Nullable BigDecimal number) {
        return number != null
                && (field.getJavaType() == FieldDescriptor.JavaType.FLOAT
                        ? Float.isFinite(number.floatValue())
                        : Double.isFinite(number.doubleValue()));
    }

    private static boolean isBase64(String text) {
        var standard = text.replace('-', '+').replace('_', '/');
        try {
            Base64.getDecoder().decode(standard);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isSymbol(FieldDescriptor field, Node node, @Nullable String text) {
        var type = field.getEnumType();
        if (text != null) {
            return type.findValueByName(text) != null;
        }
        var number = TypedNumbers.int32(TypedNumbers.of(node));
        boolean isNullValue = type.getFullName().equals(OWN + "NullValue");
        return isNullValue
                || number != null && (!type.isClosed() || type.findValueByNumber(number) != null);
    }

    private static boolean isWithin(FieldDescriptor field, @Nullable BigDecimal number) {
        return TypedNumbers.whole(number, least(field), most(field)) != null;
    }

    private static int bits(FieldDescriptor field) {
        return field.getJavaType() == FieldDescriptor.JavaType.INT ? 32 : 64;
    }

    private static boolean isSigned(FieldDescriptor field) {
        return switch (field.getType()) {
            case UINT32, FIXED32, UINT64, FIXED64 -> false;
            default -> true;
        };
    }

    private static BigInteger least(FieldDescriptor field) {
        return isSigned(field) ? TypedNumbers.min(bits(field) - 1) : BigInteger.ZERO;
    }

    private static BigInteger most(FieldDescriptor field) {
        return TypedNumbers.max(isSigned(field) ? bits(field) - 1 : bits(field));
    }

    private static boolean isNumber(Node node) {
        return node instanceof Node.ScalarNode scalar
                && (scalar.value() instanceof Scalar.Number || TypedNumbers.of(node) != null);
    }

    /// What to say to somebody who gave a number.
    private static String range(FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case FLOAT -> "a number of at most 3.4028235e38 in size";
            case DOUBLE -> "a number of at most 1.7976931348623157e308 in size";
            default -> expected(field);
        };
    }

    private static String expected(FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case BOOLEAN -> "true or false";
            case STRING -> "text";
            case BYTE_STRING -> "bytes as base64 text";
            case FLOAT, DOUBLE -> "a number";
            case INT, LONG -> "a whole number from " + least(field) + " to " + most(field);
            case ENUM -> {
                var values = field.getEnumType().getValues();
                var names =
                        values.stream()
                                .limit(MOST_SYMBOLS)
                                .map(EnumValueDescriptor::getName)
                                .collect(Collectors.joining(", "));
                yield "one of " + names + (values.size() > MOST_SYMBOLS ? ", …" : "");
            }
            case MESSAGE -> field.getMessageType().getName();
        };
    }
}
