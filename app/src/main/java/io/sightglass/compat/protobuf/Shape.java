package io.sightglass.compat.protobuf;

import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Descriptors.GenericDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.WireFormat;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/// What Confluent's rules, and people, see of a field.
final class Shape {
    /// The word in front of a field's type.
    enum Label {
        OPTIONAL,
        REQUIRED,
        REPEATED
    }

    enum Kind {
        SCALAR,
        MESSAGE,
        MAP
    }

    /// Scalar types whose values are read as each other (protobuf.dev, "Updating a message type").
    enum ScalarKind {
        GENERAL_NUMBER,
        SIGNED_NUMBER,
        STRING_OR_BYTES,
        FIXED32,
        FIXED64,
        FLOAT,
        DOUBLE
    }

    private Shape() {}

    /// The label as it is written in the source; null where none is, as in proto3 and oneofs.
    static @Nullable Label label(FieldDescriptor field) {
        if (field.isRequired()) {
            return Label.REQUIRED;
        }
        if (field.isRepeated()) {
            return Label.REPEATED;
        }
        FieldDescriptorProto written = field.toProto();
        boolean proto2 = isProto2(field);
        return (written.getProto3Optional() || proto2) && oneof(field) == null
                ? Label.OPTIONAL
                : null;
    }

    static boolean isProto2(GenericDescriptor declaration) {
        var syntax = declaration.getFile().toProto().getSyntax();
        return syntax.isEmpty() || syntax.equals("proto2");
    }

    /// The oneof that somebody wrote around the field, if any.
    static @Nullable OneofDescriptor oneof(FieldDescriptor field) {
        return field.getRealContainingOneof();
    }

    static Kind kind(FieldDescriptor field) {
        if (field.isMapField()) {
            return Kind.MAP;
        }
        return field.getJavaType() == JavaType.MESSAGE ? Kind.MESSAGE : Kind.SCALAR;
    }

    /// @param field of a scalar type
    static ScalarKind scalarKind(FieldDescriptor field) {
        return switch (field.getType()) {
            case INT32, INT64, UINT32, UINT64, BOOL, ENUM -> ScalarKind.GENERAL_NUMBER;
            case SINT32, SINT64 -> ScalarKind.SIGNED_NUMBER;
            case STRING, BYTES -> ScalarKind.STRING_OR_BYTES;
            case FIXED32, SFIXED32 -> ScalarKind.FIXED32;
            case FIXED64, SFIXED64 -> ScalarKind.FIXED64;
            case FLOAT -> ScalarKind.FLOAT;
            case DOUBLE -> ScalarKind.DOUBLE;
            case MESSAGE, GROUP ->
                    throw new IllegalArgumentException(field.getFullName() + " is no scalar");
        };
    }

    /// The type as it is written: `int32`, `coffeeco.Order`, `map<string, int64>`.
    static String type(FieldDescriptor field) {
        if (field.isMapField()) {
            var entry = field.getMessageType().getFields();
            return "map<" + type(entry.getFirst()) + ", " + type(entry.getLast()) + ">";
        }
        return switch (field.getJavaType()) {
            case MESSAGE -> field.getMessageType().getFullName();
            case ENUM -> field.getEnumType().getFullName();
            default -> field.getType().name().toLowerCase(Locale.ROOT);
        };
    }

    /// The type with the label that is written before it.
    static String labelled(FieldDescriptor field) {
        var label = label(field);
        return label == null || field.isMapField()
                ? type(field)
                : label.name().toLowerCase(Locale.ROOT) + " " + type(field);
    }

    /// `loyaltyPoints (14)`: what a person looks for, and what the bytes carry.
    static String name(FieldDescriptor field) {
        return field.getName() + " (" + field.getNumber() + ")";
    }

    /// Whether both are laid out alike on the wire, but for how the bits are understood.
    static boolean sameWireType(FieldDescriptor one, FieldDescriptor other) {
        return wireType(one) == wireType(other);
    }

    private static int wireType(FieldDescriptor field) {
        return field.isPacked()
                ? WireFormat.WIRETYPE_LENGTH_DELIMITED
                : field.getLiteType().getWireType();
    }

    /// Whether a message exists only because a field is declared as a group.
    static boolean isGroup(Descriptor message) {
        var around = message.getContainingType();
        if (around == null || !isProto2(message)) {
            return false;
        }
        return around.getFields().stream()
                .anyMatch(field ->
                        field.getType() == FieldDescriptor.Type.GROUP
                                && field.getMessageType() == message);
    }

    /// A name without the package of its file.
    static String localName(GenericDescriptor declaration) {
        var scope = declaration.getFile().getPackage();
        return scope.isEmpty()
                ? declaration.getFullName()
                : declaration.getFullName().substring(scope.length() + 1);
    }

    /// The address of a type in a comparison: `#/Order/Item`.
    static String address(GenericDescriptor type) {
        return "#/" + localName(type).replace('.', '/');
    }
}
