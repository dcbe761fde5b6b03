package io.sightglass.contract;

import com.google.protobuf.Descriptors.FieldDescriptor;

import io.sightglass.model.Node;

import org.jspecify.annotations.Nullable;

/// Where the fields of a Protobuf message stand in its payload.
public final class ProtoPlaces {
    private ProtoPlaces() {}

    /// The node of a field, the last where it stands there several times; null where it is not
    /// there.
    public static @Nullable Node child(@Nullable Node record, FieldDescriptor field) {
        if (record instanceof Node.RecordNode fields) {
            for (int i = fields.children().size() - 1; i >= 0; i--) {
                var child = fields.children().get(i);
                if (child.field().number() == field.getNumber()
                        && !(child instanceof Node.UnknownNode)) {
                    return child;
                }
            }
        }
        return null;
    }

    /// The node of an element; null where there is none.
    public static @Nullable Node element(@Nullable Node list, int index) {
        return list instanceof Node.ListNode elements && index < elements.elements().size()
                ? elements.elements().get(index)
                : null;
    }

    /// The place of a field whose node is `child`; of one that is not there, at the record's end.
    public static Place place(Place record, FieldDescriptor field, @Nullable Node child) {
        return child == null
                ? record.field(field.getName(), record.end(), record.end())
                : record.field(child);
    }
}
