package io.sightglass.compat.protobuf;

import com.google.protobuf.DescriptorProtos.FeatureSet.JsonFormat;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/// buf's rules for enums: which of them are left, and which of their values.
final class BufEnumRules {
    private static final List<ChangeType> GONE = List.of(ChangeType.ENUM_CONST_REMOVED);

    static final List<BufRule> ALL =
            List.of(
                    BufRule.files(
                            "ENUM_NO_DELETE",
                            "Enums stay in their files.",
                            BufCategory.FILES,
                            List.of(ChangeType.ENUM_REMOVED),
                            BufEnumRules::noDelete),
                    BufRule.enums(
                            "ENUM_SAME_TYPE",
                            "An enum stays open to numbers without a name, or closed.",
                            BufCategory.CODE,
                            List.of(ChangeType.OPTION_CHANGED, ChangeType.SYNTAX_CHANGED),
                            BufEnumRules::sameType),
                    BufRule.enums(
                            "ENUM_VALUE_NO_DELETE",
                            "Values stay in their enums.",
                            BufCategory.CODE,
                            GONE,
                            BufEnumRules::valueNoDelete),
                    BufRule.enums(
                            "ENUM_VALUE_NO_DELETE_UNLESS_NAME_RESERVED",
                            "Values stay in their enums, or their names are reserved.",
                            BufCategory.JSON,
                            GONE,
                            BufEnumRules::valueNoDeleteUnlessNameReserved),
                    BufRule.enums(
                            "ENUM_VALUE_NO_DELETE_UNLESS_NUMBER_RESERVED",
                            "Values stay in their enums, or their numbers are reserved.",
                            BufCategory.RECORDS,
                            GONE,
                            BufEnumRules::valueNoDeleteUnlessNumberReserved),
                    BufRule.enums(
                            "ENUM_VALUE_SAME_NAME",
                            "A value keeps its names.",
                            BufCategory.CODE_AND_JSON,
                            List.of(ChangeType.ENUM_CONST_CHANGED),
                            BufEnumRules::valueSameName),
                    BufRule.enums(
                            "ENUM_SAME_JSON_FORMAT",
                            "An enum that has a JSON form keeps it.",
                            BufCategory.CODE_AND_JSON,
                            List.of(ChangeType.OPTION_CHANGED, ChangeType.SYNTAX_CHANGED),
                            BufEnumRules::sameJsonFormat),
                    BufRule.enums(
                            "RESERVED_ENUM_NO_DELETE",
                            "What an enum reserves stays reserved.",
                            BufCategory.ALL,
                            List.of(ChangeType.RESERVED_REMOVED),
                            BufEnumRules::reservedNoDelete));

    private BufEnumRules() {}

    private static void noDelete(FileDescriptor before, FileDescriptor after, BufReport report) {
        var left = new TreeSet<String>();
        all(after).forEach(type -> left.add(Shape.localName(type)));
        for (var type : all(before)) {
            var name = Shape.localName(type);
            if (!left.contains(name)) {
                report.deleted(type, after, "Enum " + name + " is gone from the file.");
            }
        }
    }

    /// The enums of a file, with those in its messages.
    private static List<EnumDescriptor> all(FileDescriptor file) {
        var all = new ArrayList<>(file.getEnumTypes());
        BufMessageRules.all(file.getMessageTypes())
                .forEach(message -> all.addAll(message.getEnumTypes()));
        return all;
    }

    private static void sameType(EnumDescriptor before, EnumDescriptor after, BufReport report) {
        if (before.isClosed() != after.isClosed()) {
            var option =
                    report.option(after, Places.ENUM_OPTIONS, Features.OF_ENUM, Features.ENUM_TYPE);
            report.option(
                    before,
                    after,
                    option == null ? report.place(after) : option,
                    List.of("features"),
                    "Enum "
                            + after.getName()
                            + (after.isClosed()
                                    ? " refuses numbers without a name now."
                                    : " takes numbers without a name now."));
        }
    }

    /// The values of each number; several names may share one.
    private static TreeMap<Integer, List<EnumValueDescriptor>> byNumber(EnumDescriptor type) {
        var values = new TreeMap<Integer, List<EnumValueDescriptor>>();
        for (var value : type.getValues()) {
            values.computeIfAbsent(value.getNumber(), number -> new ArrayList<>()).add(value);
        }
        return values;
    }

    private static TreeSet<String> names(List<EnumValueDescriptor> values) {
        var names = new TreeSet<String>();
        values.forEach(value -> names.add(value.getName()));
        return names;
    }

    private static void valueNoDelete(
            EnumDescriptor before, EnumDescriptor after, BufReport report) {
        valueNoDelete(before, after, (number, values) -> false, "", report);
    }

    private static void valueNoDeleteUnlessNameReserved(
            EnumDescriptor before, EnumDescriptor after, BufReport report) {
        var reserved = after.toProto().getReservedNameList();
        valueNoDelete(
                before,
                after,
                (number, values) -> reserved.containsAll(names(values)),
                " and its name is not reserved",
                report);
    }

    private static void valueNoDeleteUnlessNumberReserved(
            EnumDescriptor before, EnumDescriptor after, BufReport report) {
        var reserved = NumberRange.reserved(after);
        valueNoDelete(
                before,
                after,
                (number, values) -> NumberRange.contain(reserved, number),
                " and its number is not reserved",
                report);
    }

    private static void valueNoDelete(
            EnumDescriptor before,
            EnumDescriptor after,
            BiPredicate<Integer, List<EnumValueDescriptor>> allowed,
            String moreover,
            BufReport report) {
        var left = byNumber(after);
        byNumber(before)
                .forEach((number, values) -> {
                    if (!left.containsKey(number) && !allowed.test(number, values)) {
                        report.below(
                                before,
                                after,
                                List.of(number.toString()),
                                "Value "
                                        + String.join(", ", names(values))
                                        + " ("
                                        + number
                                        + ") is gone from enum "
                                        + after.getName()
                                        + moreover
                                        + ".");
                    }
                });
    }

    private static void valueSameName(
            EnumDescriptor before, EnumDescriptor after, BufReport report) {
        var left = byNumber(after);
        byNumber(before)
                .forEach((number, was) -> {
                    var is = left.getOrDefault(number, List.of());
                    if (!is.isEmpty() && !names(is).containsAll(names(was))) {
                        is.forEach(value -> renamed(before, was, is, value, report));
                    }
                });
    }

    private static void renamed(
            EnumDescriptor before,
            List<EnumValueDescriptor> was,
            List<EnumValueDescriptor> is,
            EnumValueDescriptor value,
            BufReport report) {
        report.add(
                value.getFile().getName(),
                report.part(value, Places.ENUM_VALUE_NUMBER),
                before.getFile().getName(),
                List.of(Shape.address(value.getType()) + "/" + value.getNumber()),
                "Number "
                        + value.getNumber()
                        + " of enum "
                        + value.getType().getName()
                        + " is called "
                        + String.join(", ", names(is))
                        + " instead of "
                        + String.join(", ", names(was))
                        + ".");
    }

    private static void sameJsonFormat(
            EnumDescriptor before, EnumDescriptor after, BufReport report) {
        if (Features.jsonFormat(before) == JsonFormat.ALLOW
                && Features.jsonFormat(after) != JsonFormat.ALLOW) {
            var option =
                    report.option(
                            after, Places.ENUM_OPTIONS, Features.OF_ENUM, Features.JSON_FORMAT);
            report.option(
                    before,
                    after,
                    option == null ? report.place(after) : option,
                    List.of("features"),
                    "The JSON form of enum " + after.getName() + " is no longer supported.");
        }
    }

    private static void reservedNoDelete(
            EnumDescriptor before, EnumDescriptor after, BufReport report) {
        var ranges = NumberRange.reserved(after);
        for (var range : NumberRange.reserved(before)) {
            var missing = range.without(ranges);
            if (!missing.isEmpty()) {
                report.at(
                        before,
                        after,
                        "Of the numbers "
                                + range.text()
                                + " that enum "
                                + after.getName()
                                + " reserved, "
                                + NumberRange.text(missing)
                                + " are free.");
            }
        }
        var names = after.toProto().getReservedNameList();
        for (var name : before.toProto().getReservedNameList()) {
            if (!names.contains(name)) {
                report.at(
                        before,
                        after,
                        "Enum " + after.getName() + " no longer reserves the name " + name + ".");
            }
        }
    }
}
