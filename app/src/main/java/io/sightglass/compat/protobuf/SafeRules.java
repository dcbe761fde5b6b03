package io.sightglass.compat.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.GenericDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Rules of our own for what Confluent's do not speak of, because no record is read differently for
/// it: what people still want to see. Asked from old to new only.
final class SafeRules {
    private final Holding holding;
    private final DeclarationRules declarations;
    private final SafeFieldRules fields;

    SafeRules(Holding holding) {
        this.holding = holding;
        this.declarations = new DeclarationRules(holding);
        this.fields = new SafeFieldRules(holding);
    }

    void compare() {
        var original = holding.original();
        var update = holding.update();
        syntaxChanged(original, update);
        declarations.compare("#/", "file ", holding.updateName(), original, update);
        extensions("#", original.getExtensions(), update.getExtensions());
        types(
                "#",
                original.getMessageTypes(),
                update.getMessageTypes(),
                original.getEnumTypes(),
                update.getEnumTypes());
        new ServiceRules(holding).compare();
    }

    private void syntaxChanged(FileDescriptor original, FileDescriptor update) {
        var before = syntax(original);
        var after = syntax(update);
        if (!before.equals(after)) {
            holding.add(
                    ChangeType.SYNTAX_CHANGED,
                    "#/",
                    holding.location(original, syntaxPlace(original)),
                    holding.location(update, syntaxPlace(update)),
                    Words.say(
                            "The file is in ",
                            after,
                            " instead of ",
                            before,
                            "; what that changes in fields is told at them."));
        }
    }

    private @Nullable Span syntaxPlace(FileDescriptor file) {
        var syntax = holding.places().of(file, Places.FILE_SYNTAX);
        return syntax == null ? holding.places().of(file, Places.FILE_EDITION) : syntax;
    }

    static String syntax(FileDescriptor file) {
        var proto = file.toProto();
        return switch (proto.getSyntax()) {
            case "" -> "proto2";
            case "editions" -> "edition " + proto.getEdition().name().replace("EDITION_", "");
            default -> proto.getSyntax();
        };
    }

    private void types(
            String path,
            List<Descriptor> originalMessages,
            List<Descriptor> updateMessages,
            List<EnumDescriptor> originalEnums,
            List<EnumDescriptor> updateEnums) {
        var before = Aligned.by(originalMessages, Descriptor::getName);
        for (var update : updateMessages) {
            var original = before.get(update.getName());
            if (original != null && !update.getOptions().getMapEntry()) {
                message(path + "/" + update.getName(), original, update);
            }
        }
        var enumsBefore = Aligned.by(originalEnums, EnumDescriptor::getName);
        for (var update : updateEnums) {
            var original = enumsBefore.get(update.getName());
            if (original != null) {
                enumeration(path + "/" + update.getName(), original, update);
            }
        }
    }

    private void message(String path, Descriptor original, Descriptor update) {
        declarations.compare(path, "message ", Shape.localName(update), original, update);
        reserved(
                path,
                original,
                update,
                NumberRange.reserved(original),
                NumberRange.reserved(update),
                original.toProto().getReservedNameList(),
                update.toProto().getReservedNameList());
        extensionRanges(path, original, update);
        fields.compare(path, original, update);
        var oneofs = Aligned.by(original.getRealOneofs(), OneofDescriptor::getName);
        for (var oneof : update.getRealOneofs()) {
            var was = oneofs.get(oneof.getName());
            if (was != null) {
                var address = path + "/" + oneof.getName();
                declarations.compare(address, "oneof ", oneof.getName(), was, oneof);
            }
        }
        extensions(path, original.getExtensions(), update.getExtensions());
        types(
                path,
                original.getNestedTypes(),
                update.getNestedTypes(),
                original.getEnumTypes(),
                update.getEnumTypes());
    }

    private void enumeration(String path, EnumDescriptor original, EnumDescriptor update) {
        declarations.compare(path, "enum ", Shape.localName(update), original, update);
        reserved(
                path,
                original,
                update,
                NumberRange.reserved(original),
                NumberRange.reserved(update),
                original.toProto().getReservedNameList(),
                update.toProto().getReservedNameList());
        var before = Aligned.by(original.getValues(), EnumValueDescriptor::getNumber);
        for (var value : update.getValues()) {
            var was = before.get(value.getNumber());
            if (was != null) {
                declarations.compare(
                        path + "/" + value.getNumber(), "value ", value.getName(), was, value);
            }
        }
    }

    private void reserved(
            String path,
            GenericDescriptor original,
            GenericDescriptor update,
            List<NumberRange> numbersBefore,
            List<NumberRange> numbersAfter,
            List<String> namesBefore,
            List<String> namesAfter) {
        var added = more(numbersAfter, numbersBefore, namesAfter, namesBefore);
        if (!added.isEmpty()) {
            reservedAdded(path, original, update, added);
        }
        var removed = more(numbersBefore, numbersAfter, namesBefore, namesAfter);
        if (!removed.isEmpty()) {
            reservedRemoved(path, original, update, removed);
        }
    }

    /// What of some numbers and names is not among others: `4, 6 to 9, "legacy"`.
    private static String more(
            List<NumberRange> numbers,
            List<NumberRange> otherNumbers,
            List<String> names,
            List<String> otherNames) {
        var texts = new ArrayList<String>();
        NumberRange.without(numbers, otherNumbers).forEach(range -> texts.add(range.text()));
        for (var name : names) {
            if (!otherNames.contains(name)) {
                texts.add('"' + name + '"');
            }
        }
        return String.join(", ", texts);
    }

    private void reservedAdded(
            String path, GenericDescriptor original, GenericDescriptor update, String what) {
        holding.add(
                ChangeType.RESERVED_ADDED,
                path,
                original,
                update,
                Words.say(
                        "",
                        Shape.localName(update),
                        " reserves ",
                        what,
                        ", so that nobody gives it another meaning."));
    }

    private void reservedRemoved(
            String path, GenericDescriptor original, GenericDescriptor update, String what) {
        holding.add(
                ChangeType.RESERVED_REMOVED,
                path,
                original,
                update,
                Words.say(
                        "",
                        Shape.localName(update),
                        " no longer reserves ",
                        what,
                        "; whoever takes it for something else misreads records that still carry"
                                + " it."));
    }

    private void extensionRanges(String path, Descriptor original, Descriptor update) {
        var before = NumberRange.extensions(original);
        var after = NumberRange.extensions(update);
        var added = NumberRange.text(NumberRange.without(after, before));
        if (!added.isEmpty()) {
            holding.add(
                    ChangeType.EXTENSION_RANGE_ADDED,
                    path,
                    original,
                    update,
                    Words.say(
                            "",
                            Shape.localName(update),
                            " may be extended with fields ",
                            added,
                            "."));
        }
        var removed = NumberRange.text(NumberRange.without(before, after));
        if (!removed.isEmpty()) {
            holding.add(
                    ChangeType.EXTENSION_RANGE_REMOVED,
                    path,
                    original,
                    update,
                    Words.say(
                            "",
                            Shape.localName(update),
                            " may no longer be extended with fields ",
                            removed,
                            "; readers pass over such extensions as unknown fields."));
        }
    }

    private void extensions(
            String path, List<FieldDescriptor> original, List<FieldDescriptor> update) {
        var before = Aligned.by(original, FieldDescriptor::getName);
        var after = Aligned.by(update, FieldDescriptor::getName);
        for (var name : Aligned.keys(before.keySet(), after.keySet())) {
            var was = before.get(name);
            var is = after.get(name);
            var address = path + "/" + name;
            if (was == null && is != null) {
                holding.add(
                        ChangeType.EXTENSION_ADDED,
                        address,
                        null,
                        is,
                        Words.say(
                                "Extension ",
                                Shape.name(is),
                                " of ",
                                is.getContainingType().getFullName(),
                                " is new."));
            } else if (was != null && is == null) {
                holding.add(
                        ChangeType.EXTENSION_REMOVED,
                        address,
                        was,
                        null,
                        Words.say(
                                "Extension ",
                                Shape.name(was),
                                " of ",
                                was.getContainingType().getFullName(),
                                " is gone; readers pass over it as an unknown field."));
            } else if (was != null && is != null) {
                declarations.compare(address, "extension ", Shape.name(is), was, is);
            }
        }
    }
}
