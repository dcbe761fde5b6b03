package io.sightglass.compat.protobuf;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.GenericDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import com.google.protobuf.UnknownFieldSet;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Rules for what any declaration may carry: a comment, the mark `deprecated`, options. None of it
/// is in the bytes.
final class DeclarationRules {
    private static final String DEPRECATED = "deprecated";

    private final Holding holding;

    DeclarationRules(Holding holding) {
        this.holding = holding;
    }

    /// @param what how the declaration is called, such as "field "
    void compare(
            String path,
            String what,
            String name,
            GenericDescriptor original,
            GenericDescriptor update) {
        docChanged(path, what, name, original, update);
        var before = options(original);
        var after = options(update);
        deprecated(path, what, name, original, update, before, after);
        for (var option : Aligned.keys(before.keySet(), after.keySet())) {
            if (!option.equals(DEPRECATED)) {
                optionChanged(
                        path,
                        what,
                        name,
                        original,
                        update,
                        option,
                        before.get(option),
                        after.get(option));
            }
        }
    }

    private void docChanged(
            String path,
            String what,
            String name,
            GenericDescriptor original,
            GenericDescriptor update) {
        var before = holding.places().comment(original);
        var after = holding.places().comment(update);
        if (!before.equals(after)) {
            holding.add(
                    ChangeType.DOC_CHANGED,
                    path,
                    original,
                    update,
                    Words.say(
                            "The comment of " + what,
                            name,
                            before.isEmpty()
                                    ? " is new."
                                    : after.isEmpty() ? " is gone." : " reads differently."));
        }
    }

    private void deprecated(
            String path,
            String what,
            String name,
            GenericDescriptor original,
            GenericDescriptor update,
            Map<String, String> before,
            Map<String, String> after) {
        boolean was = "true".equals(before.get(DEPRECATED));
        boolean is = "true".equals(after.get(DEPRECATED));
        if (is && !was) {
            holding.add(
                    ChangeType.DEPRECATED_ADDED,
                    path,
                    original,
                    update,
                    Words.say(
                            capital(what),
                            name,
                            " is deprecated: it is still read, but nobody should write it any"
                                    + " more."));
        } else if (was && !is) {
            holding.add(
                    ChangeType.DEPRECATED_REMOVED,
                    path,
                    original,
                    update,
                    Words.say(capital(what), name, " is no longer deprecated."));
        }
    }

    /// What becomes of records: most options are for those who generate code.
    private static String consequence(String option) {
        return switch (option) {
            case "message_set_wire_format" ->
                    "its extensions are written another way, and those of before are not read.";
            case "features" ->
                    "the bytes of records stay the same but where a change of a field says"
                            + " otherwise, and readers may treat unknown values in another way.";
            default -> "the bytes of records stay the same.";
        };
    }

    private void optionChanged(
            String path,
            String what,
            String name,
            GenericDescriptor original,
            GenericDescriptor update,
            String option,
            @Nullable String before,
            @Nullable String after) {
        if (before == null ? after == null : before.equals(after)) {
            return;
        }
        holding.add(
                ChangeType.OPTION_CHANGED,
                BufReport.below(path, option),
                original,
                update,
                Words.say(
                        "Option ",
                        option,
                        " of " + what,
                        name,
                        (after == null ? " is gone" : before == null ? " is new" : " changed")
                                + "; "
                                + consequence(option)));
    }

    private static String capital(String what) {
        return what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1);
    }

    /// Option names with their values as text; custom options, which this program has no types of,
    /// by their extensions' names.
    private static Map<String, String> options(GenericDescriptor declaration) {
        var options = options(declaration.toProto());
        var found = new TreeMap<String, String>();
        if (options == null) {
            return found;
        }
        options.getAllFields()
                .forEach((field, value) ->
                        found.put(
                                field.getName(),
                                TextFormat.printer().printFieldToString(field, value)));
        found.computeIfPresent(
                DEPRECATED, (name, text) -> text.contains("true") ? "true" : "false");
        options.getUnknownFields()
                .asMap()
                .forEach((number, value) ->
                        found.put(
                                custom(
                                        declaration.getFile(),
                                        options.getDescriptorForType().getFullName(),
                                        number),
                                HexFormat.of().formatHex(bytes(number, value))));
        return found;
    }

    private static byte[] bytes(int number, UnknownFieldSet.Field value) {
        return UnknownFieldSet.newBuilder().addField(number, value).build().toByteArray();
    }

    private static @Nullable Message options(Message declaration) {
        var field = declaration.getDescriptorForType().findFieldByName("options");
        return field != null && declaration.hasField(field)
                ? (Message) declaration.getField(field)
                : null;
    }

    private static String custom(FileDescriptor file, String options, int number) {
        var seen = new HashSet<FileDescriptor>();
        var waiting = new ArrayDeque<FileDescriptor>();
        waiting.add(file);
        while (!waiting.isEmpty()) {
            var next = waiting.pop();
            if (seen.add(next)) {
                for (FieldDescriptor extension : next.getExtensions()) {
                    if (extension.getNumber() == number
                            && extension.getContainingType().getFullName().equals(options)) {
                        return "(" + extension.getFullName() + ")";
                    }
                }
                waiting.addAll(next.getDependencies());
            }
        }
        return "(" + number + ")";
    }
}
