package io.sightglass.decode.protobuf;

import io.sightglass.model.FieldInfo;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// A message type, compiled: its fields, found by number. Filled once, while a [ProtobufPlan] is
/// compiled, because messages may contain themselves.
final class MessagePlan {
    /// Numbers below this are found by index.
    private static final int DENSE = 128;

    final String name;

    /// Stands for the message itself where bytes in it belong to no field.
    final FieldInfo self;

    final int oneofs;
    FieldPlan[] fields = {};

    /// Whether any field is a proto2 required one.
    boolean requires;

    private @Nullable FieldPlan[] dense = {};
    private int[] sparseNumbers = {};
    private FieldPlan[] sparse = {};

    MessagePlan(String name, int oneofs) {
        this.name = name;
        this.oneofs = oneofs;
        self = FieldInfo.of("", -1, name.substring(name.lastIndexOf('.') + 1));
    }

    void fill(FieldPlan[] all) {
        fields = all;
        requires = Arrays.stream(all).anyMatch(field -> field.required);
        int top = 0;
        for (var field : all) {
            top = field.info.number() < DENSE ? Math.max(top, field.info.number() + 1) : top;
        }
        dense = new @Nullable FieldPlan[top];
        for (var field : all) {
            if (field.info.number() < DENSE) {
                dense[field.info.number()] = field;
            }
        }
        sparse =
                Arrays.stream(all)
                        .filter(field -> field.info.number() >= DENSE)
                        .sorted((a, b) -> Integer.compare(a.info.number(), b.info.number()))
                        .toArray(FieldPlan[]::new);
        sparseNumbers = Arrays.stream(sparse).mapToInt(field -> field.info.number()).toArray();
    }

    @Nullable FieldPlan field(int number) {
        if (number < dense.length) {
            return dense[number];
        }
        int at = number < DENSE ? -1 : Arrays.binarySearch(sparseNumbers, number);
        return at < 0 ? null : sparse[at];
    }
}
