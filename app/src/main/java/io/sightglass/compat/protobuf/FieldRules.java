package io.sightglass.compat.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/// Confluent's rules for fields, which are known by their numbers, wherever in the message they
/// stand.
final class FieldRules {
    private final Holding holding;
    private final TypeRules types;
    private final SameFiles same = new SameFiles();

    FieldRules(Holding holding, TypeRules types) {
        this.holding = holding;
        this.types = types;
    }

    void compare(String path, Descriptor original, Descriptor update) {
        var before = Aligned.by(original.getFields(), FieldDescriptor::getNumber);
        var after = Aligned.by(update.getFields(), FieldDescriptor::getNumber);
        var deleted = deletedOneofs(original, update);
        for (var number : Aligned.keys(before.keySet(), after.keySet())) {
            var was = before.get(number);
            var is = after.get(number);
            if (was == null) {
                if (is != null) {
                    added(address(path, is), is);
                }
            } else if (is == null) {
                gone(address(path, was), was, deleted);
            } else {
                // On the way back too, a change stands where the new schema has it
                var address = address(path, holding.isBack() ? was : is);
                movedOutOfOneof(path, was, is);
                nameChanged(address, was, is);
                contents(address, was, is, true);
            }
        }
    }

    /// `#/Order/14`, or `#/Order/payment/14` in a oneof.
    static String address(String path, FieldDescriptor field) {
        var oneof = Shape.oneof(field);
        return oneof == null
                ? path + "/" + field.getNumber()
                : path + "/" + oneof.getName() + "/" + field.getNumber();
    }

    /// Oneofs of which neither the name nor any field is left: a deletion on purpose.
    private static Set<String> deletedOneofs(Descriptor original, Descriptor update) {
        var left = new HashSet<String>();
        update.getRealOneofs().forEach(oneof -> left.add(oneof.getName()));
        var deleted = new HashSet<String>();
        for (var oneof : original.getRealOneofs()) {
            boolean survives =
                    oneof.getFields().stream()
                            .anyMatch(field -> update.findFieldByNumber(field.getNumber()) != null);
            if (!survives && !left.contains(oneof.getName())) {
                deleted.add(oneof.getName());
            }
        }
        return deleted;
    }

    private void added(String path, FieldDescriptor update) {
        var oneof = Shape.oneof(update);
        if (oneof != null) {
            addedToOneof(path, update, oneof);
        } else if (update.isRequired()) {
            requiredAdded(path, update);
        } else {
            optionalAdded(path, update);
        }
    }

    private void optionalAdded(String path, FieldDescriptor update) {
        holding.add(
                ChangeType.FIELD_ADDED,
                path,
                null,
                update,
                Words.say(
                        "Field ",
                        Shape.name(update),
                        ", "
                                + Shape.labelled(update)
                                + ", is new; records of the "
                                + holding.writer()
                                + " schema lack it, so readers take it as "
                                + (update.isRepeated() ? "empty." : "not set.")));
    }

    private void requiredAdded(String path, FieldDescriptor update) {
        holding.add(
                ChangeType.REQUIRED_FIELD_ADDED,
                path,
                null,
                update,
                Words.say(
                        "Readers with the " + holding.reader() + " schema require ",
                        Shape.name(update),
                        " and refuse records of the " + holding.writer() + " one, which lack it."));
    }

    private void addedToOneof(String path, FieldDescriptor update, OneofDescriptor oneof) {
        holding.add(
                ChangeType.ONEOF_FIELD_ADDED,
                path,
                null,
                update,
                Words.say(
                        "Field ",
                        Shape.name(update),
                        ", " + Shape.type(update) + ", is new in oneof ",
                        oneof.getName(),
                        "; no record of the " + holding.writer() + " schema has it."));
    }

    private void gone(String path, FieldDescriptor original, Set<String> deletedOneofs) {
        var oneof = Shape.oneof(original);
        if (oneof != null) {
            if (!deletedOneofs.contains(oneof.getName())) {
                removedFromOneof(path, original, oneof);
            }
        } else if (original.isRequired()) {
            requiredRemoved(path, original);
        } else {
            optionalRemoved(path, original);
        }
    }

    private void optionalRemoved(String path, FieldDescriptor original) {
        holding.add(
                ChangeType.FIELD_REMOVED,
                path,
                original,
                null,
                Words.say(
                        "Field ",
                        Shape.name(original),
                        " is gone; readers pass over it in records of the "
                                + holding.writer()
                                + " schema as an unknown field."));
    }

    private void requiredRemoved(String path, FieldDescriptor original) {
        holding.add(
                ChangeType.REQUIRED_FIELD_REMOVED,
                path,
                original,
                null,
                Words.say(
                        "Readers with the " + holding.reader() + " schema do not know ",
                        Shape.name(original),
                        ", which the "
                                + holding.writer()
                                + " one requires; what they write on is refused there."));
    }

    private void removedFromOneof(String path, FieldDescriptor original, OneofDescriptor oneof) {
        holding.add(
                ChangeType.ONEOF_FIELD_REMOVED,
                path,
                original,
                null,
                Words.say(
                        "Readers with the " + holding.reader() + " schema do not know ",
                        Shape.name(original),
                        ", so oneof ",
                        oneof.getName(),
                        " looks unset in records where it was chosen."));
    }

    private void movedOutOfOneof(String path, FieldDescriptor original, FieldDescriptor update) {
        var oneof = Shape.oneof(original);
        if (oneof != null && Shape.oneof(update) == null) {
            holding.add(
                    ChangeType.ONEOF_FIELD_MOVED_TO_TOP_LEVEL,
                    path + "/" + update.getNumber(),
                    original,
                    update,
                    Words.say(
                            "Field ",
                            Shape.name(update),
                            " left oneof ",
                            oneof.getName(),
                            update.isRequired()
                                    ? "; where it is set it is read as before."
                                    : "; it is read as before."));
        }
    }

    private void nameChanged(String path, FieldDescriptor original, FieldDescriptor update) {
        if (!original.getName().equals(update.getName())) {
            holding.add(
                    ChangeType.FIELD_NAME_CHANGED,
                    path,
                    original,
                    update,
                    Words.say(
                            "Field " + update.getNumber() + " is called ",
                            update.getName(),
                            " instead of ",
                            original.getName(),
                            "; records carry the number, so it is still read. JSON carries the"
                                    + " name."));
        }
    }

    /// @param labels whether labels count: not within map entries
    private void contents(
            String path, FieldDescriptor original, FieldDescriptor update, boolean labels) {
        if (Shape.kind(original) != Shape.kind(update)) {
            kindChanged(path, original, update);
            return;
        }
        switch (Shape.kind(update)) {
            case SCALAR -> {
                if (Shape.scalarKind(original) != Shape.scalarKind(update)) {
                    scalarKindChanged(path, original, update);
                } else if (labels) {
                    labelChanged(path, original, update);
                }
            }
            case MESSAGE -> namedTypeChanged(path, original, update);
            case MAP -> {
                for (int i = 0; i < 2; i++) {
                    contents(path, entry(original, i), entry(update, i), false);
                }
            }
        }
    }

    private static FieldDescriptor entry(FieldDescriptor map, int part) {
        return map.getMessageType().getFields().get(part);
    }

    private void kindChanged(String path, FieldDescriptor original, FieldDescriptor update) {
        holding.add(
                ChangeType.FIELD_KIND_CHANGED,
                path,
                declared(original),
                declared(update),
                Words.say(
                        "Readers with the " + holding.reader() + " schema expect ",
                        Shape.labelled(update),
                        " in field ",
                        Shape.name(declared(update)),
                        ", but the " + holding.writer() + " one writes ",
                        Shape.labelled(original),
                        "; " + fate(original, update)));
    }

    private void scalarKindChanged(String path, FieldDescriptor original, FieldDescriptor update) {
        holding.add(
                ChangeType.FIELD_SCALAR_KIND_CHANGED,
                path,
                declared(original),
                declared(update),
                Words.say(
                        "Readers with the " + holding.reader() + " schema take field ",
                        Shape.name(declared(update)),
                        " for ",
                        Shape.type(update),
                        ", but the " + holding.writer() + " one writes ",
                        Shape.type(original),
                        "; " + fate(original, update)));
    }

    /// What a reader makes of bytes that were written for another type.
    private static String fate(FieldDescriptor original, FieldDescriptor update) {
        return Shape.sameWireType(original, update)
                ? "they read something else from the same bytes, or fail."
                : "they pass over the value as an unknown field.";
    }

    private void labelChanged(String path, FieldDescriptor original, FieldDescriptor update) {
        if (!isLabelChanged(original, update)) {
            return;
        }
        if (Shape.scalarKind(update) == Shape.ScalarKind.STRING_OR_BYTES) {
            textLabelChanged(path, original, update);
        } else {
            numericLabelChanged(path, original, update);
        }
    }

    /// Whether both are scalars, read as each other, with another label in the source.
    static boolean isLabelChanged(FieldDescriptor original, FieldDescriptor update) {
        var was = Shape.label(original);
        var is = Shape.label(update);
        return Shape.kind(original) == Shape.Kind.SCALAR
                && Shape.kind(update) == Shape.Kind.SCALAR
                && was != null
                && is != null
                && was != is;
    }

    private void numericLabelChanged(
            String path, FieldDescriptor original, FieldDescriptor update) {
        holding.add(
                ChangeType.FIELD_NUMERIC_LABEL_CHANGED,
                path,
                original,
                update,
                Words.say(
                        "Field ",
                        Shape.name(update),
                        " is ",
                        Shape.labelled(update),
                        " instead of ",
                        Shape.labelled(original),
                        "; " + labelFate(original, update)));
    }

    private String labelFate(FieldDescriptor original, FieldDescriptor update) {
        var readers = "readers with the " + holding.reader() + " schema ";
        if (update.isRequired()) {
            return readers + "refuse records that lack it.";
        }
        if (original.isRequired()) {
            return "what they write without it is refused by readers with the "
                    + holding.writer()
                    + " schema.";
        }
        if (original.isRepeated()) {
            return original.isPacked()
                    ? readers + "pass over packed numbers as an unknown field."
                    : readers + "keep only the last number.";
        }
        return readers
                + "see a list of one, and what they write in turn is lost to readers with the "
                + holding.writer()
                + " schema.";
    }

    private void textLabelChanged(String path, FieldDescriptor original, FieldDescriptor update) {
        holding.add(
                ChangeType.FIELD_STRING_OR_BYTES_LABEL_CHANGED,
                path,
                original,
                update,
                Words.say(
                        "Field ",
                        Shape.name(update),
                        " is ",
                        Shape.labelled(update),
                        " instead of ",
                        Shape.labelled(original),
                        update.isRepeated()
                                ? "; a single value is read as a list of one."
                                : original.isRepeated()
                                        ? "; of several values the last one is read."
                                        : update.isRequired()
                                                ? "; by Confluent's rules that passes, but readers"
                                                        + " refuse records that lack it."
                                                : "; it is read as before."));
    }

    /// Messages are compared by their names without the packages, and those of imported files by
    /// what is in them.
    private void namedTypeChanged(String path, FieldDescriptor original, FieldDescriptor update) {
        var was = original.getMessageType();
        var is = update.getMessageType();
        boolean group = original.getType() != update.getType();
        if (group || !Shape.localName(was).equals(Shape.localName(is))) {
            otherNamedType(path, original, update);
        } else if (!types.isLocal(was, is)
                && !same.files(was.getFile(), is.getFile())
                && !types.isOpen(was)) {
            int from = holding.found().size();
            types.message(Shape.address(is), was, is);
            if (!holding.compatibleSince(from)) {
                importedTypeChanged(path, original, update);
            }
        }
    }

    private void otherNamedType(String path, FieldDescriptor original, FieldDescriptor update) {
        boolean group = original.getType() != update.getType();
        holding.add(
                ChangeType.FIELD_NAMED_TYPE_CHANGED,
                path,
                declared(original),
                declared(update),
                Words.say(
                        "Field ",
                        Shape.name(declared(update)),
                        " holds " + encoding(update, group),
                        Shape.type(update),
                        " for readers with the "
                                + holding.reader()
                                + " schema and "
                                + encoding(original, group),
                        Shape.type(original),
                        " in the "
                                + holding.writer()
                                + " one; "
                                + (group
                                        ? "they pass over it as an unknown field."
                                        : "they take one message for the other.")));
    }

    private static String encoding(FieldDescriptor field, boolean told) {
        if (!told) {
            return "";
        }
        return field.getType() == FieldDescriptor.Type.GROUP ? "the group " : "the message ";
    }

    private void importedTypeChanged(
            String path, FieldDescriptor original, FieldDescriptor update) {
        holding.add(
                ChangeType.FIELD_NAMED_TYPE_CHANGED,
                path,
                declared(original),
                declared(update),
                Words.say(
                        "Field ",
                        Shape.name(declared(update)),
                        " holds ",
                        Objects.requireNonNull(update.getMessageType()).getFullName(),
                        ", which is imported and has changed in a way that readers with the "
                                + holding.reader()
                                + " schema fail on."));
    }

    /// The field as somebody wrote it: a map's key and value stand in their map.
    private FieldDescriptor declared(FieldDescriptor field) {
        var entry = field.getContainingType();
        if (!entry.getOptions().getMapEntry() || field.isExtension()) {
            return field;
        }
        @Nullable FieldDescriptor map = null;
        for (var each : entry.getContainingType().getFields()) {
            if (each.isMapField() && each.getMessageType() == entry) {
                map = each;
            }
        }
        return map == null ? field : map;
    }
}
