package io.sightglass.contract.confluent;

import com.google.common.primitives.UnsignedLong;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;

import dev.cel.common.values.CelByteString;

import io.sightglass.contract.Place;
import io.sightglass.contract.ProtoPlaces;
import io.sightglass.contract.ProtoRecord;
import io.sightglass.contract.Shown;
import io.sightglass.contract.WholeRule.Whole;
import io.sightglass.model.Node;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Fields of Protobuf messages. One that is not set is looked at where a reader sees its default;
/// entries of maps are not.
final class ProtoFields implements DataField.Walk {
    private final Descriptor descriptor;

    ProtoFields(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    @Override
    public void each(Whole record, DataField.Visitor visitor) {
        var message = ProtoRecord.of(descriptor, record);
        if (message != null) {
            walk(message, record.root(), record.place(), visitor);
        }
    }

    private static void walk(
            Message message, @Nullable Node node, Place place, DataField.Visitor visitor) {
        for (var field : message.getDescriptorForType().getFields()) {
            if (field.isMapField() || (field.hasPresence() && !message.hasField(field))) {
                continue;
            }
            var child = ProtoPlaces.child(node, field);
            var at = ProtoPlaces.place(place, field, child);
            if (!field.isRepeated()) {
                value(message, field, message.getField(field), child, at, visitor);
                continue;
            }
            int index = 0;
            for (var element : (List<?>) message.getField(field)) {
                var below = ProtoPlaces.element(child, index);
                var there = below == null ? at : at.element(index, below);
                value(message, field, element, below, there, visitor);
                index++;
            }
        }
    }

    private static void value(
            Message message,
            FieldDescriptor field,
            Object value,
            @Nullable Node node,
            Place place,
            DataField.Visitor visitor) {
        if (value instanceof Message below) {
            walk(below, node, place, visitor);
            return;
        }
        var type = type(field);
        if (type != null) {
            visitor.visit(
                    new DataField(
                            field.getName(),
                            field.getFullName(),
                            type,
                            ProtoMeta.tags(field),
                            () -> cel(value),
                            () -> unsigned(field, value),
                            () -> message,
                            place,
                            () -> shown(value, node)));
        }
    }

    /// Null for what is no single value of a primitive type.
    private static @Nullable String type(FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case INT -> "INT";
            case LONG -> "LONG";
            case FLOAT -> "FLOAT";
            case DOUBLE -> "DOUBLE";
            case BOOLEAN -> "BOOLEAN";
            case STRING -> "STRING";
            case BYTE_STRING -> "BYTES";
            case ENUM, MESSAGE -> null;
        };
    }

    static Object cel(Object value) {
        return switch (value) {
            case Integer number -> (long) number;
            case Float number -> (double) number;
            case ByteString bytes -> CelByteString.of(bytes.toByteArray());
            default -> value;
        };
    }

    private static Object unsigned(FieldDescriptor field, Object value) {
        return switch (field.getType()) {
            case UINT32, FIXED32 ->
                    UnsignedLong.fromLongBits(Integer.toUnsignedLong((Integer) value));
            case UINT64, FIXED64 -> UnsignedLong.fromLongBits((Long) value);
            default -> cel(value);
        };
    }

    private static String shown(Object value, @Nullable Node node) {
        return node instanceof Node.ScalarNode scalar
                ? Shown.of(scalar.value())
                : value instanceof String text ? Shown.text(text) : String.valueOf(value);
    }
}
