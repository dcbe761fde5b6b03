package io.sightglass.decode.protobuf;

import com.google.protobuf.Descriptors.FieldDescriptor;

import io.sightglass.model.FieldInfo;

import org.jspecify.annotations.Nullable;

/// A field of a message, compiled.
final class FieldPlan {
    /// Position among its message's fields; the index of its slots while the message is walked.
    final int index;

    final FieldInfo info;

    /// What one element of a repeated field is; else `info`.
    final FieldInfo element;

    final FieldDescriptor.Type type;
    final int wireType;
    final boolean repeated;

    /// A repeated field of numbers, which may be written packed or not (both are read).
    final boolean packable;

    final boolean map;
    final boolean required;

    /// Index of the oneof among its message's, or -1.
    final int oneof;

    /// Index among its message's singular messages and groups, or -1. Set when linked.
    int link = -1;

    /// A singular field's bit among those of its message; else 0. Set when linked, as is what it
    /// excludes: the bits of itself and of the others in its oneof.
    long bit;

    long excludes;

    /// The message type, for messages and groups; for a map its entry type. Set when linked.
    @Nullable MessagePlan message;

    final @Nullable EnumTable symbols;

    FieldPlan(FieldDescriptor field, int index, @Nullable EnumTable symbols, @Nullable String doc) {
        this.index = index;
        this.symbols = symbols;
        type = field.getType();
        wireType = wireType(type);
        map = field.isMapField();
        repeated = field.isRepeated();
        packable = field.isPackable();
        required = field.isRequired();
        var real = field.getRealContainingOneof();
        oneof = real == null ? -1 : real.getIndex();
        // A map's value is an element: it has a key, not a name.
        info =
                field.getContainingType().getOptions().getMapEntry()
                        ? FieldTexts.element(field)
                        : FieldTexts.info(field, index, doc);
        element = repeated && !map ? FieldTexts.element(field) : info;
    }

    private static int wireType(FieldDescriptor.Type type) {
        return switch (type) {
            case INT32, INT64, UINT32, UINT64, SINT32, SINT64, BOOL, ENUM -> Wire.VARINT;
            case FIXED64, SFIXED64, DOUBLE -> Wire.FIXED64;
            case FIXED32, SFIXED32, FLOAT -> Wire.FIXED32;
            case STRING, BYTES, MESSAGE -> Wire.LENGTH;
            case GROUP -> Wire.START_GROUP;
        };
    }
}
