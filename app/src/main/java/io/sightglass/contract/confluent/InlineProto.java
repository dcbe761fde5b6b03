package io.sightglass.contract.confluent;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;

import io.sightglass.contract.Place;
import io.sightglass.contract.ProtoPlaces;
import io.sightglass.contract.ProtoRecord;
import io.sightglass.contract.Shown;
import io.sightglass.contract.WholeRule.Findings;
import io.sightglass.contract.WholeRule.Whole;
import io.sightglass.contract.cel.CelRule;
import io.sightglass.model.Node;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Holds Protobuf messages and their fields to the rules written on them. A field that is not set
/// is judged where a reader sees its default.
final class InlineProto implements InlineWalk {
    private final InlineRules rules;
    private final Descriptor descriptor;

    InlineProto(InlineRules rules, Descriptor descriptor) {
        this.rules = rules;
        this.descriptor = descriptor;
    }

    @Override
    public void each(Whole record, Findings to) {
        if (rules.isEmpty()) {
            return;
        }
        var message = ProtoRecord.of(descriptor, record);
        if (message != null) {
            walk(message, record.root(), record.place(), to);
        }
    }

    private void walk(Message message, @Nullable Node node, Place place, Findings to) {
        var type = message.getDescriptorForType();
        InlineWalk.judge(rules.at(type), () -> message, place, null, to);
        for (var field : type.getFields()) {
            if (field.isMapField() || (field.hasPresence() && !message.hasField(field))) {
                continue;
            }
            var child = ProtoPlaces.child(node, field);
            var at = ProtoPlaces.place(place, field, child);
            var value = message.getField(field);
            InlineWalk.judge(
                    rules.at(field), () -> cel(field, value), at, () -> shown(child, value), to);
            if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
                continue;
            }
            if (!field.isRepeated()) {
                walk((Message) value, child, at, to);
                continue;
            }
            int index = 0;
            for (var element : (List<?>) value) {
                var below = ProtoPlaces.element(child, index);
                walk((Message) element, below, below == null ? at : at.element(index, below), to);
                index++;
            }
        }
    }

    private static Object cel(FieldDescriptor field, Object value) {
        return switch (value) {
            case EnumValueDescriptor symbol -> (long) symbol.getNumber();
            case List<?> list -> list.stream().map(each -> cel(field, each)).toList();
            default -> ProtoFields.cel(value);
        };
    }

    private static String shown(@Nullable Node node, Object value) {
        if (node != null && !(node instanceof Node.AbsentNode)) {
            return CelRule.shown(node);
        }
        return value instanceof String text ? Shown.text(text) : String.valueOf(value);
    }
}
