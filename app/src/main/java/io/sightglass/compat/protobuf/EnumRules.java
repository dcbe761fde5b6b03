package io.sightglass.compat.protobuf;

import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;

import org.jspecify.annotations.Nullable;

/// Confluent's rules for enums, which are known by their names, and their values, which are known
/// by their numbers.
final class EnumRules {
    private final Holding holding;

    EnumRules(Holding holding) {
        this.holding = holding;
    }

    void compare(String path, @Nullable EnumDescriptor original, @Nullable EnumDescriptor update) {
        if (original == null) {
            if (update != null) {
                added(path, update);
            }
        } else if (update == null) {
            removed(path, original);
        } else {
            values(path, original, update);
        }
    }

    private void added(String path, EnumDescriptor update) {
        holding.add(
                ChangeType.ENUM_ADDED,
                path,
                null,
                update,
                Words.say("Enum ", Shape.localName(update), " is new."));
    }

    private void removed(String path, EnumDescriptor original) {
        holding.add(
                ChangeType.ENUM_REMOVED,
                path,
                original,
                null,
                Words.say(
                        "Enum ",
                        Shape.localName(original),
                        " is gone; where a field of it became a number, its values are read as"
                                + " their numbers."));
    }

    private void values(String path, EnumDescriptor original, EnumDescriptor update) {
        // Of several names for a number the last one counts
        var before = Aligned.by(original.getValues().reversed(), EnumValueDescriptor::getNumber);
        var after = Aligned.by(update.getValues().reversed(), EnumValueDescriptor::getNumber);
        var beforeKeys = before.reversed().sequencedKeySet();
        var afterKeys = after.reversed().sequencedKeySet();
        for (var number : Aligned.keys(beforeKeys, afterKeys)) {
            value(path + "/" + number, before.get(number), after.get(number), update);
        }
    }

    private void value(
            String path,
            @Nullable EnumValueDescriptor original,
            @Nullable EnumValueDescriptor update,
            EnumDescriptor type) {
        if (original == null) {
            if (update != null) {
                constantAdded(path, update);
            }
        } else if (update == null) {
            constantRemoved(path, original, type);
        } else if (!original.getName().equals(update.getName())) {
            constantChanged(path, original, update);
        }
    }

    private void constantAdded(String path, EnumValueDescriptor update) {
        holding.add(
                ChangeType.ENUM_CONST_ADDED,
                path,
                null,
                update,
                Words.say(
                        "",
                        constant(update),
                        " is new in enum ",
                        Shape.localName(update.getType()),
                        "; no record of the " + holding.writer() + " schema has it."));
    }

    private void constantRemoved(String path, EnumValueDescriptor original, EnumDescriptor update) {
        holding.add(
                ChangeType.ENUM_CONST_REMOVED,
                path,
                original,
                null,
                Words.say(
                        "",
                        constant(original),
                        " is gone from enum ",
                        Shape.localName(update),
                        update.isClosed()
                                ? "; readers take a record that has it as if the field were not"
                                        + " set."
                                : "; readers see the bare number in records that have it."));
    }

    private void constantChanged(
            String path, EnumValueDescriptor original, EnumValueDescriptor update) {
        holding.add(
                ChangeType.ENUM_CONST_CHANGED,
                path,
                original,
                update,
                Words.say(
                        "Number " + update.getNumber() + " of enum ",
                        Shape.localName(update.getType()),
                        " is called ",
                        update.getName(),
                        " instead of ",
                        original.getName(),
                        "; records carry the number, so they are still read. JSON carries the"
                                + " name."));
    }

    private static String constant(EnumValueDescriptor value) {
        return value.getName() + " (" + value.getNumber() + ")";
    }
}
