package io.sightglass.schema.explain;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;

import io.sightglass.schema.ParsedSchema;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A place of a Protobuf schema.
///
/// @param message what the value is, where it is a message
/// @param field the field whose value it is; null for the root
/// @param single whether one element of a repeated field, or one value of a map, is meant
record ProtoExplained(@Nullable Descriptor message, @Nullable FieldDescriptor field, boolean single)
        implements Explained {
    static Optional<Explained> root(ParsedSchema.Protobuf proto, @Nullable String type) {
        for (var file : proto.files()) {
            var found = type == null ? first(file) : find(file, type, new HashSet<>());
            if (found != null) {
                return Optional.of(new ProtoExplained(found, null, true));
            }
        }
        return Optional.empty();
    }

    private static @Nullable Descriptor first(FileDescriptor file) {
        return file.getMessageTypes().isEmpty() ? null : file.getMessageTypes().getFirst();
    }

    /// In the file or in what it imports.
    private static @Nullable Descriptor find(
            FileDescriptor file, String type, Set<FileDescriptor> seen) {
        if (!seen.add(file)) {
            return null;
        }
        for (var message : file.getMessageTypes()) {
            var found = find(message, type);
            if (found != null) {
                return found;
            }
        }
        for (var imported : file.getDependencies()) {
            var found = find(imported, type, seen);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable Descriptor find(Descriptor message, String type) {
        if (message.getFullName().equals(type)) {
            return message;
        }
        if (!type.startsWith(message.getFullName() + ".")) {
            return null;
        }
        for (var nested : message.getNestedTypes()) {
            var found = find(nested, type);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    @Override
    public Meaning meaning() {
        if (field == null) {
            var name = message == null ? "" : message.getName();
            var full = message == null ? "" : message.getFullName();
            var doc = message == null ? "" : ProtoComments.of(message);
            boolean deprecated = message != null && message.getOptions().getDeprecated();
            return new Meaning(name, full, doc, false, false, deprecated, null, List.of());
        }
        boolean enumeration = field.getJavaType() == FieldDescriptor.JavaType.ENUM;
        return new Meaning(
                single ? one(field) : words(field),
                precise(field),
                single ? "" : ProtoComments.of(field),
                !single && field.hasPresence() && !field.isRequired(),
                false,
                field.getOptions().getDeprecated(),
                standard(field),
                enumeration
                        ? field.getEnumType().getValues().stream()
                                .map(EnumValueDescriptor::getName)
                                .toList()
                        : List.of());
    }

    @Override
    public List<String> fields() {
        return message == null || isList()
                ? List.of()
                : message.getFields().stream().map(FieldDescriptor::getName).toList();
    }

    @Override
    public Optional<Explained> field(String name) {
        if (message == null || isList()) {
            return Optional.empty();
        }
        return Optional.ofNullable(message.findFieldByName(name))
                .map(found -> new ProtoExplained(below(found), found, false));
    }

    private static @Nullable Descriptor below(FieldDescriptor field) {
        return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                ? field.getMessageType()
                : null;
    }

    private boolean isList() {
        return field != null && field.isRepeated() && !single;
    }

    @Override
    public Optional<Explained> element() {
        if (!isList() || field == null) {
            return Optional.empty();
        }
        var value = field.isMapField() ? field.getMessageType().findFieldByNumber(2) : field;
        return Optional.of(new ProtoExplained(below(value), value, true));
    }

    @Override
    public Explained as(String typeName) {
        return this;
    }

    private static String words(FieldDescriptor field) {
        if (field.isMapField()) {
            var entry = field.getMessageType();
            return "map from "
                    + one(entry.findFieldByNumber(1))
                    + " to "
                    + one(entry.findFieldByNumber(2));
        }
        return field.isRepeated() ? "list of " + one(field) : one(field);
    }

    private static String one(FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case STRING -> TypeWords.TEXT;
            case BYTE_STRING -> TypeWords.BYTES;
            case INT, LONG -> TypeWords.WHOLE;
            case FLOAT, DOUBLE -> TypeWords.NUMBER;
            case BOOLEAN -> TypeWords.BOOL;
            case ENUM ->
                    TypeWords.choices(
                            field.getEnumType().getValues().size(), field.getEnumType().getName());
            case MESSAGE -> message(field.getMessageType());
        };
    }

    private static String message(Descriptor type) {
        return switch (type.getFullName()) {
            case "google.protobuf.Timestamp" -> TypeWords.MOMENT;
            case "google.protobuf.Duration" -> TypeWords.DURATION;
            case "google.protobuf.StringValue" -> TypeWords.TEXT;
            case "google.protobuf.BytesValue" -> TypeWords.BYTES;
            case "google.protobuf.BoolValue" -> TypeWords.BOOL;
            case "google.protobuf.Int32Value",
                    "google.protobuf.Int64Value",
                    "google.protobuf.UInt32Value",
                    "google.protobuf.UInt64Value" ->
                    TypeWords.WHOLE;
            case "google.protobuf.FloatValue", "google.protobuf.DoubleValue" -> TypeWords.NUMBER;
            case "google.protobuf.Struct" -> "a JSON object";
            case "google.protobuf.Value" -> "any JSON value";
            case "google.protobuf.Any" -> "a message of any type";
            case "google.type.Date" -> TypeWords.DATE;
            case "google.type.TimeOfDay" -> TypeWords.TIME;
            default -> type.getName();
        };
    }

    private static String precise(FieldDescriptor field) {
        if (field.isMapField()) {
            var entry = field.getMessageType();
            return "map<"
                    + name(entry.findFieldByNumber(1))
                    + ", "
                    + name(entry.findFieldByNumber(2))
                    + "> = "
                    + field.getNumber();
        }
        return (field.isRepeated() ? "repeated " : "") + name(field) + " = " + field.getNumber();
    }

    private static String name(FieldDescriptor field) {
        return switch (field.getType()) {
            case MESSAGE, GROUP -> field.getMessageType().getFullName();
            case ENUM -> field.getEnumType().getFullName();
            default -> field.getType().name().toLowerCase(Locale.ROOT);
        };
    }

    /// What a reader sees where the field is not set, where the author says so.
    private static @Nullable String standard(FieldDescriptor field) {
        if (!field.hasDefaultValue()) {
            return null;
        }
        return switch (field.getJavaType()) {
            case STRING -> "\"" + field.getDefaultValue() + "\"";
            case BYTE_STRING -> TypeWords.bytes(((ByteString) field.getDefaultValue()).size());
            default -> String.valueOf(field.getDefaultValue());
        };
    }
}
