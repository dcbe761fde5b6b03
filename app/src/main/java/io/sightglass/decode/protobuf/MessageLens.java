package io.sightglass.decode.protobuf;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// A writer's message type and the reader's that reads it. Filled once, because types may contain
/// themselves.
final class MessageLens {
    /// A field that only the reader's type has.
    ///
    /// @param note its name and type
    record More(FieldPlan field, int note) {}

    /// By the field's index in the writer's plan.
    FieldLens[] fields = {};

    final List<More> more = new ArrayList<>();

    /// Which of [#more] has a number; -1 for none.
    int more(int number) {
        for (int i = 0; i < more.size(); i++) {
            if (more.get(i).field().info.number() == number) {
                return i;
            }
        }
        return -1;
    }

    /// The lens of a field of the writer's, or null where `index` is none of its.
    @Nullable FieldLens field(int index) {
        return index >= 0 && index < fields.length ? fields[index] : null;
    }
}
