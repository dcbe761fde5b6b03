package io.sightglass.compat.protobuf;

import com.google.protobuf.DescriptorProtos.FeatureSet.JsonFormat;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.MessageOptions;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/// buf's rules for messages: which of them are left, and what is left in them.
final class BufMessageRules {
    private static final List<ChangeType> GONE =
            List.of(
                    ChangeType.FIELD_REMOVED,
                    ChangeType.REQUIRED_FIELD_REMOVED,
                    ChangeType.ONEOF_FIELD_REMOVED,
                    ChangeType.ONEOF_REMOVED);

    static final List<BufRule> ALL =
            List.of(
                    BufRule.files(
                            "MESSAGE_NO_DELETE",
                            "Messages stay in their files.",
                            BufCategory.FILES,
                            List.of(ChangeType.MESSAGE_REMOVED),
                            BufMessageRules::noDelete),
                    BufRule.messages(
                            "FIELD_NO_DELETE",
                            "Fields stay in their messages.",
                            BufCategory.CODE,
                            GONE,
                            BufMessageRules::fieldNoDelete),
                    BufRule.messages(
                            "FIELD_NO_DELETE_UNLESS_NAME_RESERVED",
                            "Fields stay in their messages, or their names are reserved.",
                            BufCategory.JSON,
                            GONE,
                            BufMessageRules::fieldNoDeleteUnlessNameReserved),
                    BufRule.messages(
                            "FIELD_NO_DELETE_UNLESS_NUMBER_RESERVED",
                            "Fields stay in their messages, or their numbers are reserved.",
                            BufCategory.RECORDS,
                            GONE,
                            BufMessageRules::fieldNoDeleteUnlessNumberReserved),
                    BufRule.messages(
                            "ONEOF_NO_DELETE",
                            "Oneofs stay in their messages.",
                            BufCategory.CODE,
                            List.of(ChangeType.ONEOF_REMOVED),
                            BufMessageRules::oneofNoDelete),
                    BufRule.messages(
                            "EXTENSION_MESSAGE_NO_DELETE",
                            "Extension ranges stay in their messages.",
                            BufCategory.CODE,
                            List.of(ChangeType.EXTENSION_RANGE_REMOVED),
                            BufMessageRules::extensionRangeNoDelete),
                    BufRule.messages(
                            "RESERVED_MESSAGE_NO_DELETE",
                            "What a message reserves stays reserved.",
                            BufCategory.ALL,
                            List.of(ChangeType.RESERVED_REMOVED),
                            BufMessageRules::reservedNoDelete),
                    BufRule.messages(
                            "MESSAGE_SAME_REQUIRED_FIELDS",
                            "A message requires what it required before.",
                            BufCategory.ALL,
                            List.of(
                                    ChangeType.REQUIRED_FIELD_ADDED,
                                    ChangeType.REQUIRED_FIELD_REMOVED,
                                    ChangeType.FIELD_NUMERIC_LABEL_CHANGED,
                                    ChangeType.FIELD_STRING_OR_BYTES_LABEL_CHANGED,
                                    ChangeType.FIELD_CARDINALITY_CHANGED),
                            BufMessageRules::sameRequiredFields),
                    BufRule.messages(
                            "MESSAGE_SAME_JSON_FORMAT",
                            "A message that has a JSON form keeps it.",
                            BufCategory.CODE_AND_JSON,
                            List.of(ChangeType.OPTION_CHANGED, ChangeType.SYNTAX_CHANGED),
                            BufMessageRules::sameJsonFormat),
                    BufRule.messages(
                            "MESSAGE_NO_REMOVE_STANDARD_DESCRIPTOR_ACCESSOR",
                            "A message keeps its accessor for the descriptor.",
                            BufCategory.CODE,
                            List.of(ChangeType.OPTION_CHANGED),
                            BufMessageRules::noRemoveDescriptorAccessor),
                    BufRule.messages(
                            "MESSAGE_SAME_MESSAGE_SET_WIRE_FORMAT",
                            "A message stays a message set, or none.",
                            BufCategory.NONE,
                            List.of(ChangeType.OPTION_CHANGED),
                            BufMessageRules::sameMessageSetWireFormat));

    private BufMessageRules() {}

    private static void noDelete(FileDescriptor before, FileDescriptor after, BufReport report) {
        all(before.getMessageTypes())
                .forEach(message -> {
                    var name = Shape.localName(message);
                    if (BufReport.message(after, name) == null) {
                        report.deleted(
                                message, after, "Message " + name + " is gone from the file.");
                    }
                });
    }

    /// Messages with those that are nested in them.
    static List<Descriptor> all(Collection<Descriptor> messages) {
        var all = new ArrayList<Descriptor>();
        for (var message : messages) {
            all.add(message);
            all.addAll(all(message.getNestedTypes()));
        }
        return all;
    }

    private static void fieldNoDelete(Descriptor before, Descriptor after, BufReport report) {
        fieldNoDelete(before, after, field -> false, "", report);
    }

    private static void fieldNoDeleteUnlessNameReserved(
            Descriptor before, Descriptor after, BufReport report) {
        var names = after.toProto().getReservedNameList();
        fieldNoDelete(
                before,
                after,
                field -> names.contains(field.getName()),
                " and its name is not reserved",
                report);
    }

    private static void fieldNoDeleteUnlessNumberReserved(
            Descriptor before, Descriptor after, BufReport report) {
        var ranges = NumberRange.reserved(after);
        fieldNoDelete(
                before,
                after,
                field -> NumberRange.contain(ranges, field.getNumber()),
                " and its number is not reserved",
                report);
    }

    private static void fieldNoDelete(
            Descriptor before,
            Descriptor after,
            Predicate<FieldDescriptor> allowed,
            String moreover,
            BufReport report) {
        for (var field : before.getFields()) {
            if (after.findFieldByNumber(field.getNumber()) == null && !allowed.test(field)) {
                report.at(
                        before,
                        after,
                        report.place(after),
                        field,
                        "Field "
                                + Shape.name(field)
                                + " is gone from message "
                                + after.getName()
                                + moreover
                                + ".");
            }
        }
    }

    private static void oneofNoDelete(Descriptor before, Descriptor after, BufReport report) {
        var left = after.getOneofs().stream().map(OneofDescriptor::getName).toList();
        for (var oneof : before.getRealOneofs()) {
            if (!left.contains(oneof.getName())) {
                report.at(
                        before,
                        after,
                        report.place(after),
                        oneof,
                        "Oneof "
                                + oneof.getName()
                                + " is gone from message "
                                + after.getName()
                                + ".");
            }
        }
    }

    private static void extensionRangeNoDelete(
            Descriptor before, Descriptor after, BufReport report) {
        var ranges = NumberRange.extensions(after);
        for (var range : NumberRange.extensions(before)) {
            var missing = range.without(ranges);
            if (!missing.isEmpty()) {
                report.at(
                        before,
                        after,
                        "Of the numbers "
                                + range.text()
                                + " for extensions of message "
                                + after.getName()
                                + ", "
                                + NumberRange.text(missing)
                                + " are gone.");
            }
        }
    }

    private static void reservedNoDelete(Descriptor before, Descriptor after, BufReport report) {
        var ranges = NumberRange.reserved(after);
        for (var range : NumberRange.reserved(before)) {
            var missing = range.without(ranges);
            if (!missing.isEmpty()) {
                report.at(
                        before,
                        after,
                        "Of the numbers "
                                + range.text()
                                + " that message "
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
                        "Message "
                                + after.getName()
                                + " no longer reserves the name "
                                + name
                                + ".");
            }
        }
    }

    private static void sameRequiredFields(Descriptor before, Descriptor after, BufReport report) {
        for (var field : before.getFields()) {
            var left = after.findFieldByNumber(field.getNumber());
            if (isRequired(field) && (left == null || !isRequired(left))) {
                report.at(
                        before,
                        after,
                        report.place(after),
                        left == null ? field : left,
                        "Message "
                                + before.getName()
                                + " no longer requires field "
                                + field.getNumber()
                                + "; who still does refuses what is written without it.");
            }
        }
        for (var field : after.getFields()) {
            var was = before.findFieldByNumber(field.getNumber());
            if (isRequired(field) && (was == null || !isRequired(was))) {
                report.at(
                        before,
                        field,
                        "Message "
                                + after.getName()
                                + " requires field "
                                + field.getNumber()
                                + " now and refuses what was written without it.");
            }
        }
    }

    private static boolean isRequired(FieldDescriptor field) {
        return field.toProto().getLabel() == FieldDescriptorProto.Label.LABEL_REQUIRED;
    }

    private static void sameJsonFormat(Descriptor before, Descriptor after, BufReport report) {
        var was = Features.jsonFormat(before);
        var is = Features.jsonFormat(after);
        if (was == JsonFormat.ALLOW && is != JsonFormat.ALLOW) {
            var option =
                    report.option(
                            after,
                            Places.MESSAGE_OPTIONS,
                            Features.OF_MESSAGE,
                            Features.JSON_FORMAT);
            report.option(
                    before,
                    after,
                    option == null ? report.place(after) : option,
                    List.of("features"),
                    "The JSON form of message " + after.getName() + " is no longer supported.");
        }
    }

    private static void noRemoveDescriptorAccessor(
            Descriptor before, Descriptor after, BufReport report) {
        if (!before.toProto().getOptions().getNoStandardDescriptorAccessor()
                && after.toProto().getOptions().getNoStandardDescriptorAccessor()) {
            report.option(
                    before,
                    after,
                    report.part(
                            after,
                            Places.MESSAGE_OPTIONS,
                            MessageOptions.NO_STANDARD_DESCRIPTOR_ACCESSOR_FIELD_NUMBER),
                    List.of("no_standard_descriptor_accessor"),
                    "Message "
                            + after.getName()
                            + " loses its accessor for the descriptor"
                            + " (no_standard_descriptor_accessor).");
        }
    }

    private static void sameMessageSetWireFormat(
            Descriptor before, Descriptor after, BufReport report) {
        boolean was = before.toProto().getOptions().getMessageSetWireFormat();
        boolean is = after.toProto().getOptions().getMessageSetWireFormat();
        if (was != is) {
            report.option(
                    before,
                    after,
                    report.part(
                            after,
                            Places.MESSAGE_OPTIONS,
                            MessageOptions.MESSAGE_SET_WIRE_FORMAT_FIELD_NUMBER),
                    List.of("message_set_wire_format"),
                    "Message "
                            + after.getName()
                            + (is ? " became a message set." : " is no message set any more."));
        }
    }
}
