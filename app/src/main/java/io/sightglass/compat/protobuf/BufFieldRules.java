package io.sightglass.compat.protobuf;

import com.google.protobuf.DescriptorProtos.Edition;
import com.google.protobuf.DescriptorProtos.FeatureSet.Utf8Validation;
import com.google.protobuf.DescriptorProtos.FieldOptions;
import com.google.protobuf.DescriptorProtos.FileOptions;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.Type;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;

/// buf's rules for fields, and extensions, that both modules have.
final class BufFieldRules {
    private static final List<ChangeType> TYPES =
            List.of(
                    ChangeType.FIELD_KIND_CHANGED,
                    ChangeType.FIELD_SCALAR_KIND_CHANGED,
                    ChangeType.FIELD_NAMED_TYPE_CHANGED,
                    ChangeType.FIELD_TYPE_CHANGED);
    private static final List<ChangeType> CARDINALITIES =
            List.of(
                    ChangeType.FIELD_NUMERIC_LABEL_CHANGED,
                    ChangeType.FIELD_STRING_OR_BYTES_LABEL_CHANGED,
                    ChangeType.FIELD_CARDINALITY_CHANGED,
                    ChangeType.FIELD_KIND_CHANGED,
                    ChangeType.ONEOF_FIELD_MOVED_TO_TOP_LEVEL,
                    ChangeType.MULTIPLE_FIELDS_MOVED_TO_ONEOF,
                    ChangeType.FIELD_MOVED_TO_EXISTING_ONEOF,
                    ChangeType.ONEOF_ADDED);
    private static final List<ChangeType> OPTIONS =
            List.of(ChangeType.OPTION_CHANGED, ChangeType.SYNTAX_CHANGED);

    static final List<BufRule> ALL =
            List.of(
                    BufRule.fields(
                            "FIELD_SAME_TYPE",
                            "A field keeps its type.",
                            BufCategory.CODE,
                            TYPES,
                            BufFieldRules::sameType),
                    BufRule.fields(
                            "FIELD_WIRE_JSON_COMPATIBLE_TYPE",
                            "A field's type changes at most to one with the same bytes and JSON.",
                            BufCategory.JSON,
                            TYPES,
                            BufFieldRules::wireJsonCompatibleType),
                    BufRule.fields(
                            "FIELD_WIRE_COMPATIBLE_TYPE",
                            "A field's type changes at most to one with the same bytes.",
                            BufCategory.BYTES,
                            TYPES,
                            BufFieldRules::wireCompatibleType),
                    BufRule.fields(
                            "FIELD_SAME_CARDINALITY",
                            "A field stays single, repeated, required, with or without presence.",
                            BufCategory.CODE,
                            CARDINALITIES,
                            BufFieldRules::sameCardinality),
                    BufRule.fields(
                            "FIELD_WIRE_JSON_COMPATIBLE_CARDINALITY",
                            "A field stays single, repeated, required or a map.",
                            BufCategory.JSON,
                            CARDINALITIES,
                            BufFieldRules::wireJsonCompatibleCardinality),
                    BufRule.fields(
                            "FIELD_WIRE_COMPATIBLE_CARDINALITY",
                            "A field stays single, repeated (as a map is) or required.",
                            BufCategory.BYTES,
                            CARDINALITIES,
                            BufFieldRules::wireCompatibleCardinality),
                    BufRule.fields(
                            "FIELD_SAME_NAME",
                            "A field keeps its name.",
                            BufCategory.CODE_AND_JSON,
                            List.of(ChangeType.FIELD_NAME_CHANGED),
                            BufFieldRules::sameName),
                    BufRule.fields(
                            "FIELD_SAME_JSON_NAME",
                            "A field keeps its name in JSON.",
                            BufCategory.CODE_AND_JSON,
                            List.of(
                                    ChangeType.FIELD_JSON_NAME_CHANGED,
                                    ChangeType.FIELD_NAME_CHANGED),
                            BufFieldRules::sameJsonName),
                    BufRule.fields(
                            "FIELD_SAME_DEFAULT",
                            "A field keeps its default.",
                            BufCategory.ALL,
                            List.of(ChangeType.FIELD_DEFAULT_CHANGED),
                            BufFieldRules::sameDefault),
                    BufRule.fields(
                            "FIELD_SAME_ONEOF",
                            "A field stays in its oneof, or outside of any.",
                            BufCategory.ALL,
                            List.of(
                                    ChangeType.ONEOF_FIELD_MOVED_TO_TOP_LEVEL,
                                    ChangeType.MULTIPLE_FIELDS_MOVED_TO_ONEOF,
                                    ChangeType.FIELD_MOVED_TO_EXISTING_ONEOF,
                                    ChangeType.ONEOF_ADDED),
                            BufFieldRules::sameOneof),
                    BufRule.fields(
                            "FIELD_SAME_JSTYPE",
                            "A 64-bit integer keeps its option jstype.",
                            BufCategory.CODE,
                            OPTIONS,
                            BufFieldRules::sameJsType),
                    BufRule.fields(
                            "FIELD_SAME_CPP_STRING_TYPE",
                            "A string or bytes field keeps its type in C++.",
                            BufCategory.CODE,
                            OPTIONS,
                            BufFieldRules::sameCppStringType),
                    BufRule.fields(
                            "FIELD_SAME_UTF8_VALIDATION",
                            "A string is checked for UTF-8 as before.",
                            BufCategory.CODE,
                            OPTIONS,
                            BufFieldRules::sameUtf8Validation),
                    BufRule.fields(
                            "FIELD_SAME_JAVA_UTF8_VALIDATION",
                            "A string is checked for UTF-8 in Java as before.",
                            BufCategory.CODE,
                            OPTIONS,
                            BufFieldRules::sameJavaUtf8Validation));

    private BufFieldRules() {}

    private static void sameType(FieldDescriptor before, FieldDescriptor after, BufReport report) {
        if (before.getType() != after.getType()) {
            typeChanged(before, after, report);
        } else if (!typeName(before).equals(typeName(after))) {
            typeNameChanged(before, after, report);
        }
    }

    private static void wireCompatibleType(
            FieldDescriptor before, FieldDescriptor after, BufReport report) {
        boolean stringToBytes = before.getType() == Type.STRING && after.getType() == Type.BYTES;
        compatibleType(
                before,
                after,
                stringToBytes || onWire(before.getType()) == onWire(after.getType()),
                report);
    }

    private static void wireJsonCompatibleType(
            FieldDescriptor before, FieldDescriptor after, BufReport report) {
        compatibleType(before, after, inJson(before.getType()) == inJson(after.getType()), report);
    }

    private static void compatibleType(
            FieldDescriptor before, FieldDescriptor after, boolean alike, BufReport report) {
        if (!alike) {
            typeChanged(before, after, report);
        } else if (!typeName(before).equals(typeName(after))) {
            boolean grown =
                    before.getType() == Type.ENUM
                            && after.getType() == Type.ENUM
                            && isSuperset(before.getEnumType(), after.getEnumType());
            if (!grown) {
                typeNameChanged(before, after, report);
            }
        }
    }

    /// Of types with the same bytes for the same values, one that stands for all.
    private static Type onWire(Type type) {
        return switch (type) {
            case INT32, INT64, UINT32, UINT64, BOOL -> Type.INT32;
            case SINT32, SINT64 -> Type.SINT32;
            case FIXED32, SFIXED32 -> Type.FIXED32;
            case FIXED64, SFIXED64 -> Type.FIXED64;
            case STRING, BYTES, DOUBLE, FLOAT, GROUP, MESSAGE, ENUM -> type;
        };
    }

    /// The same for types that moreover have the same JSON.
    private static Type inJson(Type type) {
        return switch (type) {
            case INT32, UINT32 -> Type.INT32;
            case INT64, UINT64 -> Type.INT64;
            case FIXED32, SFIXED32 -> Type.FIXED32;
            case FIXED64, SFIXED64 -> Type.FIXED64;
            case BOOL, SINT32, SINT64, STRING, BYTES, DOUBLE, FLOAT, GROUP, MESSAGE, ENUM -> type;
        };
    }

    /// Whether an enum of the same short name has all the values of the other.
    private static boolean isSuperset(EnumDescriptor before, EnumDescriptor after) {
        return before.getName().equals(after.getName())
                && before.getValues().stream()
                        .allMatch(value -> {
                            var left = after.findValueByName(value.getName());
                            return left != null && left.getNumber() == value.getNumber();
                        });
    }

    private static String typeName(FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case MESSAGE -> field.getMessageType().getFullName();
            case ENUM -> field.getEnumType().getFullName();
            default -> "";
        };
    }

    private static void typeChanged(
            FieldDescriptor before, FieldDescriptor after, BufReport report) {
        int part = typeName(after).isEmpty() ? Places.FIELD_TYPE : Places.FIELD_TYPE_NAME;
        report.at(
                before,
                after,
                report.fieldPart(after, part),
                after,
                named(after) + " is " + type(after) + " instead of " + type(before) + ".");
    }

    private static String type(FieldDescriptor field) {
        var keyword = field.getType().name().toLowerCase(Locale.ROOT);
        return typeName(field).isEmpty() ? keyword : keyword + " " + typeName(field);
    }

    private static void typeNameChanged(
            FieldDescriptor before, FieldDescriptor after, BufReport report) {
        report.at(
                before,
                after,
                report.fieldPart(after, Places.FIELD_TYPE_NAME),
                after,
                named(after) + " is " + typeName(after) + " instead of " + typeName(before) + ".");
    }

    private static void sameCardinality(
            FieldDescriptor before, FieldDescriptor after, BufReport report) {
        cardinality(before, after, Cardinality.of(before) == Cardinality.of(after), report);
    }

    private static void wireJsonCompatibleCardinality(
            FieldDescriptor before, FieldDescriptor after, BufReport report) {
        cardinality(
                before,
                after,
                withoutPresence(Cardinality.of(before)) == withoutPresence(Cardinality.of(after)),
                report);
    }

    private static void wireCompatibleCardinality(
            FieldDescriptor before, FieldDescriptor after, BufReport report) {
        cardinality(
                before,
                after,
                onWire(Cardinality.of(before)) == onWire(Cardinality.of(after)),
                report);
    }

    private static Cardinality withoutPresence(Cardinality cardinality) {
        return cardinality == Cardinality.IMPLICIT ? Cardinality.EXPLICIT : cardinality;
    }

    private static Cardinality onWire(Cardinality cardinality) {
        return cardinality == Cardinality.MAP ? Cardinality.REPEATED : withoutPresence(cardinality);
    }

    /// Nobody writes the fields of a map's entry, so their cardinality says nothing.
    private static void cardinality(
            FieldDescriptor before, FieldDescriptor after, boolean alike, BufReport report) {
        if (!alike && !(isInMapEntry(before) && isInMapEntry(after))) {
            report.at(
                    before,
                    after,
                    named(after)
                            + " is "
                            + Cardinality.of(after).text()
                            + " instead of "
                            + Cardinality.of(before).text()
                            + ".");
        }
    }

    private static boolean isInMapEntry(FieldDescriptor field) {
        Descriptor message = field.getContainingType();
        return message.getOptions().getMapEntry();
    }

    private static void sameName(FieldDescriptor before, FieldDescriptor after, BufReport report) {
        var was = before.isExtension() ? before.getFullName() : before.getName();
        var is = after.isExtension() ? after.getFullName() : after.getName();
        if (!was.equals(is)) {
            report.at(
                    before,
                    after,
                    report.fieldPart(after, Places.NAME),
                    after,
                    "Field " + after.getNumber() + " is called " + is + " instead of " + was + ".");
        }
    }

    private static void sameJsonName(
            FieldDescriptor before, FieldDescriptor after, BufReport report) {
        if (!before.isExtension() && !before.getJsonName().equals(after.getJsonName())) {
            var option = report.part(after, Places.FIELD_JSON_NAME);
            report.at(
                    before,
                    after,
                    option == null ? report.place(after) : option,
                    after,
                    named(after)
                            + " is called "
                            + after.getJsonName()
                            + " instead of "
                            + before.getJsonName()
                            + " in JSON.");
        }
    }

    private static void sameDefault(
            FieldDescriptor before, FieldDescriptor after, BufReport report) {
        if (!canHaveDefault(before) || !canHaveDefault(after)) {
            return;
        }
        var was = DefaultValue.of(before);
        var is = DefaultValue.of(after);
        if (!was.isSame(is)) {
            var option = report.defaultOption(after);
            report.at(
                    before,
                    after,
                    option == null ? report.place(after) : option,
                    after,
                    named(after)
                            + " is "
                            + text(after)
                            + " instead of "
                            + text(before)
                            + " by default.");
        }
    }

    private static String text(FieldDescriptor field) {
        var value = field.getDefaultValue();
        return value instanceof EnumValueDescriptor constant
                ? constant.getName()
                : field.toProto().hasDefaultValue()
                        ? field.toProto().getDefaultValue()
                        : value.toString();
    }

    private static boolean canHaveDefault(FieldDescriptor field) {
        return !field.isRepeated() && field.getJavaType() != FieldDescriptor.JavaType.MESSAGE;
    }

    private static void sameOneof(FieldDescriptor before, FieldDescriptor after, BufReport report) {
        if (before.isExtension()) {
            return;
        }
        var was = Shape.oneof(before);
        var is = Shape.oneof(after);
        var wasName = was == null ? "" : was.getName();
        var isName = is == null ? "" : is.getName();
        if (!wasName.equals(isName)) {
            report.at(
                    before,
                    after,
                    named(after)
                            + " is "
                            + (is == null ? "outside of any oneof" : "in oneof " + isName)
                            + " instead of "
                            + (was == null ? "outside of any." : "in " + wasName + "."));
        }
    }

    private static void sameJsType(
            FieldDescriptor before, FieldDescriptor after, BufReport report) {
        var was = options(before).getJstype();
        var is = options(after).getJstype();
        if (is64Bit(before) && is64Bit(after) && was != is) {
            var option = report.part(after, Places.FIELD_OPTIONS, FieldOptions.JSTYPE_FIELD_NUMBER);
            report.option(
                    before,
                    after,
                    option == null ? report.place(after) : option,
                    List.of("jstype"),
                    named(after) + " is " + is + " instead of " + was + " in JavaScript.");
        }
    }

    private static boolean is64Bit(FieldDescriptor field) {
        return switch (field.getType()) {
            case INT64, SINT64, UINT64, FIXED64, SFIXED64 -> true;
            default -> false;
        };
    }

    /// How strings are held in C++.
    private enum CppString {
        STRING,
        STRING_PIECE,
        CORD,
        VIEW
    }

    private static void sameCppStringType(
            FieldDescriptor before, FieldDescriptor after, BufReport report) {
        if (!isText(before) || !isText(after) || isInMapEntry(before) && isInMapEntry(after)) {
            return;
        }
        var was = cppString(before);
        var is = cppString(after);
        // A string piece was never more than a string
        if (was != is && !(was == CppString.STRING_PIECE && is == CppString.STRING)) {
            var option = report.part(after, Places.FIELD_OPTIONS, FieldOptions.CTYPE_FIELD_NUMBER);
            var feature =
                    option == null
                            ? custom(after, Features.CPP, Features.CPP_STRING_TYPE, report)
                            : option;
            report.option(
                    before,
                    after,
                    feature == null ? report.place(after) : feature,
                    List.of("ctype", "features"),
                    named(after) + " is " + is + " instead of " + was + " in C++.");
        }
    }

    private static boolean isText(FieldDescriptor field) {
        return field.getType() == Type.STRING || field.getType() == Type.BYTES;
    }

    private static CppString cppString(FieldDescriptor field) {
        var edition = Features.edition(field.getFile());
        if (edition.getNumber() < Edition.EDITION_2024_VALUE && options(field).hasCtype()) {
            return switch (options(field).getCtype()) {
                case CORD -> CppString.CORD;
                case STRING_PIECE -> CppString.STRING_PIECE;
                case STRING -> CppString.STRING;
            };
        }
        long otherwise = edition.getNumber() < Edition.EDITION_2024_VALUE ? 3 : 1;
        long feature = Features.custom(field, Features.CPP, Features.CPP_STRING_TYPE, otherwise);
        return feature == 1 ? CppString.VIEW : feature == 2 ? CppString.CORD : CppString.STRING;
    }

    private static @Nullable Span custom(
            FieldDescriptor field, int language, int feature, BufReport report) {
        return report.option(field, Places.FIELD_OPTIONS, Features.OF_FIELD, language, feature);
    }

    private static void sameUtf8Validation(
            FieldDescriptor before, FieldDescriptor after, BufReport report) {
        if (before.getType() != Type.STRING || after.getType() != Type.STRING) {
            return;
        }
        var was = Features.utf8Validation(before);
        var is = Features.utf8Validation(after);
        if (was != is) {
            var option =
                    report.option(
                            after,
                            Places.FIELD_OPTIONS,
                            Features.OF_FIELD,
                            Features.UTF8_VALIDATION);
            report.option(
                    before,
                    after,
                    option == null ? report.place(after) : option,
                    List.of("features"),
                    named(after) + checked(is) + " for UTF-8.");
        }
    }

    private static String checked(Utf8Validation validation) {
        return validation == Utf8Validation.VERIFY ? " is checked now" : " is no longer checked";
    }

    private static void sameJavaUtf8Validation(
            FieldDescriptor before, FieldDescriptor after, BufReport report) {
        if (before.getType() != Type.STRING || after.getType() != Type.STRING) {
            return;
        }
        var was = javaUtf8(before);
        var is = javaUtf8(after);
        if (was != is) {
            var option =
                    report.part(
                            after.getFile(),
                            Places.FILE_OPTIONS,
                            FileOptions.JAVA_STRING_CHECK_UTF8_FIELD_NUMBER);
            var feature =
                    option == null
                            ? custom(after, Features.JAVA, Features.JAVA_UTF8_VALIDATION, report)
                            : option;
            report.option(
                    before,
                    after,
                    feature == null ? report.place(after) : feature,
                    List.of("java_string_check_utf8", "features"),
                    named(after) + checked(is) + " for UTF-8 in Java.");
        }
    }

    private static Utf8Validation javaUtf8(FieldDescriptor field) {
        var file = field.getFile().toProto();
        var general = Features.utf8Validation(field);
        boolean editions = file.getSyntax().equals("editions");
        if (!editions || file.getOptions().hasJavaStringCheckUtf8()) {
            return file.getOptions().getJavaStringCheckUtf8() ? Utf8Validation.VERIFY : general;
        }
        long own = Features.custom(field, Features.JAVA, Features.JAVA_UTF8_VALIDATION, 1);
        return own == 2 ? Utf8Validation.VERIFY : general;
    }

    private static FieldOptions options(FieldDescriptor field) {
        return field.toProto().getOptions();
    }

    private static String named(FieldDescriptor field) {
        return field.isExtension()
                ? "Extension " + field.getFullName() + " (" + field.getNumber() + ")"
                : "Field "
                        + Shape.name(field)
                        + " of message "
                        + field.getContainingType().getName();
    }
}
