package io.sightglass.compat.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.GenericDescriptor;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Confluent's rules for a file's package and for messages and enums, which are known by their
/// names.
final class TypeRules {
    private final Holding holding;
    private final FieldRules fields;
    private final OneofRules oneofs;

    /// Originals that are being compared: a message that contains itself is compared once.
    private final Set<Descriptor> open = Collections.newSetFromMap(new IdentityHashMap<>());

    TypeRules(Holding holding) {
        this.holding = holding;
        this.fields = new FieldRules(holding, this);
        this.oneofs = new OneofRules(holding);
    }

    /// Holds the whole file.
    void compare() {
        packageChanged(holding.original(), holding.update());
        types(
                "#",
                holding.original().getMessageTypes(),
                holding.update().getMessageTypes(),
                holding.original().getEnumTypes(),
                holding.update().getEnumTypes());
    }

    private void packageChanged(FileDescriptor original, FileDescriptor update) {
        if (!original.getPackage().equals(update.getPackage())) {
            holding.add(
                    ChangeType.PACKAGE_CHANGED,
                    "#/",
                    holding.location(original, holding.places().of(original, Places.FILE_PACKAGE)),
                    holding.location(update, holding.places().of(update, Places.FILE_PACKAGE)),
                    Words.say(
                            "The package is ",
                            named(update),
                            " for readers with the " + holding.reader() + " schema and ",
                            named(original),
                            " in the "
                                    + holding.writer()
                                    + " one, so none of their messages is found by its full"
                                    + " name."));
        }
    }

    private static String named(FileDescriptor file) {
        return file.getPackage().isEmpty() ? "none" : file.getPackage();
    }

    private void types(
            String path,
            List<Descriptor> originalMessages,
            List<Descriptor> updateMessages,
            List<EnumDescriptor> originalEnums,
            List<EnumDescriptor> updateEnums) {
        var before = declared(originalMessages);
        var after = declared(updateMessages);
        var beforeOrder = List.copyOf(before.keySet());
        var afterOrder = List.copyOf(after.keySet());
        for (var name : Aligned.keys(before.keySet(), after.keySet())) {
            var original = before.get(name);
            var update = after.get(name);
            var address = path + "/" + name;
            if (update == null) {
                if (original != null && !Shape.isGroup(original)) {
                    removed(address, original);
                }
            } else if (original == null) {
                if (!Shape.isGroup(update)) {
                    added(address, update);
                }
            } else {
                message(address, original, update);
                int from = beforeOrder.indexOf(name);
                int to = afterOrder.indexOf(name);
                if (from != to) {
                    moved(address, original, update, from, to);
                }
            }
        }
        var enumsBefore = Aligned.by(originalEnums, EnumDescriptor::getName);
        var enumsAfter = Aligned.by(updateEnums, EnumDescriptor::getName);
        for (var name : Aligned.keys(enumsBefore.keySet(), enumsAfter.keySet())) {
            new EnumRules(holding)
                    .compare(path + "/" + name, enumsBefore.get(name), enumsAfter.get(name));
        }
    }

    /// The messages that somebody declared: a map's entry is a part of its field.
    private static Map<String, Descriptor> declared(List<Descriptor> messages) {
        return Aligned.by(
                messages.stream().filter(each -> !each.getOptions().getMapEntry()).toList(),
                Descriptor::getName);
    }

    /// Holds two messages of the same name, with everything in them.
    void message(String path, Descriptor original, Descriptor update) {
        boolean entered = open.add(original);
        if (entered) {
            oneofs.compare(path, original, update);
            fields.compare(path, original, update);
        }
        types(
                path,
                original.getNestedTypes(),
                update.getNestedTypes(),
                original.getEnumTypes(),
                update.getEnumTypes());
        if (entered) {
            open.remove(original);
        }
    }

    boolean isOpen(Descriptor original) {
        return open.contains(original);
    }

    private void added(String path, Descriptor update) {
        holding.add(
                ChangeType.MESSAGE_ADDED,
                path,
                null,
                update,
                Words.say(
                        "Message ",
                        Shape.localName(update),
                        " is new; nothing of the " + holding.writer() + " schema refers to it."));
    }

    private void removed(String path, Descriptor original) {
        holding.add(
                ChangeType.MESSAGE_REMOVED,
                path,
                original,
                null,
                Words.say(
                        "Readers with the " + holding.reader() + " schema do not know message ",
                        Shape.localName(original),
                        ", so they cannot read records of that type."));
    }

    private void moved(String path, Descriptor original, Descriptor update, int from, int to) {
        holding.add(
                ChangeType.MESSAGE_MOVED,
                path,
                original,
                update,
                Words.say(
                        "Message ",
                        Shape.localName(update),
                        " stands at index "
                                + to
                                + " instead of "
                                + from
                                + "; records name their message by the index in the schema that"
                                + " they were written with, so they are still read."));
    }

    /// Whether both types stand in the two files that are compared, where they are compared anyway.
    boolean isLocal(GenericDescriptor original, GenericDescriptor update) {
        return original.getFile() == holding.original() && update.getFile() == holding.update();
    }
}
