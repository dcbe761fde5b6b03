package io.sightglass.decode.protobuf;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;

import io.sightglass.model.FieldInfo;
import io.sightglass.model.Logical;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/// What people read about a Protobuf field: its type as in a .proto file, its comments, its
/// default.
final class FieldTexts {
    private static final String NULL_VALUE = "google.protobuf.NullValue";
    private static final Logical NULL = Logical.of(Logical.Kind.NULL_VALUE);

    private FieldTexts() {}

    static FieldInfo info(FieldDescriptor field, int index, @Nullable String doc) {
        var name = field.isExtension() ? "[" + field.getFullName() + "]" : field.getName();
        return new FieldInfo(
                name, index, field.getNumber(), type(field), doc, logical(field), defaultOf(field));
    }

    static FieldInfo element(FieldDescriptor field) {
        return new FieldInfo("", -1, field.getNumber(), single(field), null, logical(field), null);
    }

    private static Logical logical(FieldDescriptor field) {
        boolean isNull =
                field.getType() == FieldDescriptor.Type.ENUM
                        && field.getEnumType().getFullName().equals(NULL_VALUE);
        return isNull ? NULL : Logical.NONE;
    }

    /// `repeated Item`, `map<string, int64>`, `string`.
    static String type(FieldDescriptor field) {
        if (field.isMapField()) {
            var entry = field.getMessageType();
            return "map<"
                    + single(entry.findFieldByNumber(1))
                    + ", "
                    + single(entry.findFieldByNumber(2))
                    + ">";
        }
        return field.isRepeated() ? "repeated " + single(field) : single(field);
    }

    private static String single(FieldDescriptor field) {
        return switch (field.getType()) {
            case MESSAGE, GROUP -> field.getMessageType().getName();
            case ENUM -> field.getEnumType().getName();
            default -> field.getType().name().toLowerCase(Locale.ROOT);
        };
    }

    /// What a reader sees where the field is not there; null where a reader sees that it is not.
    private static @Nullable String defaultOf(FieldDescriptor field) {
        boolean scalar = field.getJavaType() != FieldDescriptor.JavaType.MESSAGE;
        if (field.isRepeated() || !scalar || field.isRequired()) {
            return null;
        }
        if (field.hasPresence() && !field.hasDefaultValue()) {
            return null;
        }
        return switch (field.getJavaType()) {
            case STRING -> "\"" + field.getDefaultValue() + "\"";
            case BYTE_STRING -> ((ByteString) field.getDefaultValue()).size() + " bytes";
            default -> String.valueOf(field.getDefaultValue());
        };
    }
}
