package io.sightglass.contract.protovalidate;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;

import io.sightglass.contract.RulePath;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;

/// The message types that a payload may hold, each with the first path that leads to it.
final class Reach {
    private Reach() {}

    /// @return by full name, the root first
    static Map<String, Reached> of(Descriptor root) {
        var reached = new LinkedHashMap<String, Reached>();
        var open = new ArrayDeque<Reached>();
        open.add(new Reached(root, ""));
        while (!open.isEmpty()) {
            var next = open.poll();
            if (reached.putIfAbsent(next.type().getFullName(), next) != null) {
                continue;
            }
            for (var field : next.type().getFields()) {
                var below = value(field);
                if (below.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                    open.add(new Reached(below.getMessageType(), next.path(field)));
                }
            }
        }
        return reached;
    }

    /// What the values of a map are; else the field itself.
    static FieldDescriptor value(FieldDescriptor field) {
        return field.isMapField() ? field.getMessageType().findFieldByNumber(2) : field;
    }

    record Reached(Descriptor type, String path) {
        /// The path of a field's values.
        String path(FieldDescriptor field) {
            var at = RulePath.field(path, field.getName());
            return field.isRepeated() ? RulePath.element(at) : at;
        }
    }
}
