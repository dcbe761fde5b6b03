package io.sightglass.compat.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.GenericDescriptor;

/// Rules for what Confluent's do not speak of in a field that both schemas have: a type that is
/// read as the other, presence, the default, the name in JSON.
final class SafeFieldRules {
    private final Holding holding;
    private final DeclarationRules declarations;

    SafeFieldRules(Holding holding) {
        this.holding = holding;
        this.declarations = new DeclarationRules(holding);
    }

    void compare(String path, Descriptor original, Descriptor update) {
        for (var field : update.getFields()) {
            var was = original.findFieldByNumber(field.getNumber());
            if (was != null) {
                var address = FieldRules.address(path, field);
                typeChanged(address, was, field);
                cardinalityChanged(address, was, field);
                defaultChanged(address, was, field);
                jsonNameChanged(address, was, field);
                declarations.compare(address, "field ", Shape.name(field), was, field);
            }
        }
    }

    private void typeChanged(String path, FieldDescriptor original, FieldDescriptor update) {
        if (!isReadAs(original, update) || isSameType(original, update)) {
            return;
        }
        holding.add(
                ChangeType.FIELD_TYPE_CHANGED,
                path,
                original,
                update,
                Words.say(
                        "Field ",
                        Shape.name(update),
                        " is ",
                        Shape.type(update),
                        " instead of ",
                        Shape.type(original),
                        "; " + reading(original, update)));
    }

    /// The types of the two files themselves are the same whatever their packages are called: that
    /// is told once, at the package.
    private boolean isSameType(FieldDescriptor original, FieldDescriptor update) {
        if (original.isMapField()) {
            var before = original.getMessageType().getFields();
            var after = update.getMessageType().getFields();
            return isSameType(before.getFirst(), after.getFirst())
                    && isSameType(before.getLast(), after.getLast());
        }
        if (original.getType() != update.getType()) {
            return false;
        }
        return switch (original.getJavaType()) {
            case MESSAGE -> isSameName(original.getMessageType(), update.getMessageType());
            case ENUM -> isSameName(original.getEnumType(), update.getEnumType());
            default -> true;
        };
    }

    private boolean isSameName(GenericDescriptor original, GenericDescriptor update) {
        boolean local =
                original.getFile() == holding.original() && update.getFile() == holding.update();
        return local
                ? Shape.localName(original).equals(Shape.localName(update))
                : original.getFullName().equals(update.getFullName());
    }

    /// Whether Confluent's rules let the type pass.
    private static boolean isReadAs(FieldDescriptor original, FieldDescriptor update) {
        if (Shape.kind(original) != Shape.kind(update)) {
            return false;
        }
        return switch (Shape.kind(update)) {
            case SCALAR -> Shape.scalarKind(original) == Shape.scalarKind(update);
            case MESSAGE ->
                    original.getType() == update.getType()
                            && Shape.localName(original.getMessageType())
                                    .equals(Shape.localName(update.getMessageType()));
            case MAP -> {
                var before = original.getMessageType().getFields();
                var after = update.getMessageType().getFields();
                yield isReadAs(before.getFirst(), after.getFirst())
                        && isReadAs(before.getLast(), after.getLast());
            }
        };
    }

    private static String reading(FieldDescriptor original, FieldDescriptor update) {
        if (Shape.kind(update) != Shape.Kind.SCALAR) {
            return "it is read as before.";
        }
        if (update.getType() == FieldDescriptor.Type.STRING) {
            return "readers refuse bytes that are not UTF-8.";
        }
        return switch (Shape.scalarKind(update)) {
            case GENERAL_NUMBER, SIGNED_NUMBER, FIXED32, FIXED64 ->
                    bits(update) < bits(original)
                            ? "readers cut numbers that do not fit."
                            : "numbers that fit both are read as before.";
            case STRING_OR_BYTES, FLOAT, DOUBLE -> "it is read as before.";
        };
    }

    private static int bits(FieldDescriptor field) {
        return switch (field.getType()) {
            case BOOL -> 1;
            case INT64, UINT64, SINT64, FIXED64, SFIXED64 -> 64;
            default -> 32;
        };
    }

    private void cardinalityChanged(String path, FieldDescriptor original, FieldDescriptor update) {
        var was = Cardinality.of(original);
        var is = Cardinality.of(update);
        // What a oneof changes of presence is told by the rules for oneofs; not what becomes of a
        // list, or of records that lack what is required now.
        boolean more = original.isRepeated() || update.isRepeated() || update.isRequired();
        boolean oneof = Shape.oneof(original) != null || Shape.oneof(update) != null;
        if (was == is
                || was == Cardinality.MAP
                || is == Cardinality.MAP
                || oneof && !more
                || !isReadAs(original, update)
                || FieldRules.isLabelChanged(original, update)) {
            return;
        }
        holding.add(
                ChangeType.FIELD_CARDINALITY_CHANGED,
                path,
                original,
                update,
                Words.say(
                        "Field ",
                        Shape.name(update),
                        " is ",
                        is.text(),
                        " instead of ",
                        was.text(),
                        "; " + consequence(original, update)));
    }

    private static String consequence(FieldDescriptor original, FieldDescriptor update) {
        boolean numbers =
                Shape.kind(update) == Shape.Kind.SCALAR
                        && Shape.scalarKind(update) != Shape.ScalarKind.STRING_OR_BYTES;
        if (original.isRepeated() && !update.isRepeated()) {
            return numbers && original.isPacked()
                    ? "Confluent's rules let that pass, but readers pass over packed numbers as an"
                            + " unknown field."
                    : "of several values readers keep the last, or merge messages.";
        }
        if (update.isRepeated() && !original.isRepeated()) {
            return "a single value is read as a list of one.";
        }
        if (update.isRequired()) {
            return "Confluent's rules let that pass, but readers refuse records that lack it.";
        }
        return update.hasPresence()
                ? "readers can tell a value that is not set from its default."
                : "readers cannot tell a value that is not set from its default.";
    }

    private void defaultChanged(String path, FieldDescriptor original, FieldDescriptor update) {
        var before = original.toProto().getDefaultValue();
        var after = update.toProto().getDefaultValue();
        if (!before.equals(after)) {
            holding.add(
                    ChangeType.FIELD_DEFAULT_CHANGED,
                    path,
                    original,
                    update,
                    Words.say(
                            "Records that lack field ",
                            Shape.name(update),
                            " are read with ",
                            after.isEmpty() ? "the type's own default" : after,
                            " instead of ",
                            before.isEmpty() ? "the type's own default" : before,
                            "."));
        }
    }

    private void jsonNameChanged(String path, FieldDescriptor original, FieldDescriptor update) {
        boolean renamed = !original.getName().equals(update.getName());
        boolean written = holding.places().of(update, Places.FIELD_JSON_NAME) != null;
        if (!original.getJsonName().equals(update.getJsonName()) && (written || !renamed)) {
            holding.add(
                    ChangeType.FIELD_JSON_NAME_CHANGED,
                    path,
                    original,
                    update,
                    Words.say(
                            "Field ",
                            Shape.name(update),
                            " is called ",
                            update.getJsonName(),
                            " instead of ",
                            original.getJsonName(),
                            " in JSON; the bytes stay the same."));
        }
    }
}
