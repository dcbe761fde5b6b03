package io.sightglass.decode.protobuf;

import java.util.Arrays;

/// What each open message has carried so far: for a singular field where it stood last, for a
/// repeated one how many elements, for a oneof which member came last. One array for all open
/// messages, each with its region; it is kept from payload to payload.
final class Slots {
    private static final int DROPPED = -1;

    private int[] slots = new int[256];
    private int top;

    void clear() {
        top = 0;
    }

    /// Makes room for a message; answers its region.
    int open(MessagePlan plan) {
        int region = top;
        top += 2 * plan.fields.length + plan.oneofs;
        if (top > slots.length) {
            slots = Arrays.copyOf(slots, Math.max(top, 2 * slots.length));
        }
        Arrays.fill(slots, region, top, 0);
        return region;
    }

    void close(int region) {
        top = region;
    }

    void set(int region, FieldPlan field, int start, int end) {
        slots[region + 2 * field.index] = start + 1;
        slots[region + 2 * field.index + 1] = end;
    }

    void add(int region, FieldPlan field, int elements) {
        slots[region + 2 * field.index] += elements;
    }

    int count(int region, FieldPlan field) {
        return slots[region + 2 * field.index];
    }

    /// Whether the field was in the payload at all.
    boolean seen(int region, FieldPlan field) {
        return slots[region + 2 * field.index] != 0 || slots[region + 2 * field.index + 1] != 0;
    }

    /// Notes that a repeated field was in the payload, be it with no elements.
    void mark(int region, FieldPlan field) {
        slots[region + 2 * field.index + 1] = 1;
    }

    /// Whether a singular field has a value that counts.
    boolean carried(int region, FieldPlan field) {
        return slots[region + 2 * field.index] > 0;
    }

    int start(int region, FieldPlan field) {
        return slots[region + 2 * field.index] - 1;
    }

    int end(int region, FieldPlan field) {
        return slots[region + 2 * field.index + 1];
    }

    /// Another member of its oneof replaced it.
    void drop(int region, FieldPlan field) {
        slots[region + 2 * field.index] = DROPPED;
    }

    /// Makes `field` its oneof's member; answers the index of the one that it replaces, or -1.
    int replace(int region, MessagePlan plan, FieldPlan field) {
        int slot = region + 2 * plan.fields.length + field.oneof;
        int before = slots[slot] - 1;
        slots[slot] = field.index + 1;
        return before == field.index ? -1 : before;
    }
}
