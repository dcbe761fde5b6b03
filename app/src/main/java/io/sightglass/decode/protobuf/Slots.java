package io.sightglass.decode.protobuf;

import java.util.Arrays;

/// What each open message has carried so far: for a singular field where it stood last, for a
/// repeated one how many elements, for a oneof which member came last. One array for all open
/// messages, each with its region; it is kept from payload to payload.
///
/// A singular message's region outlives it until the message around it is left: where the same
/// field stands again, a reader merges the two (protobuf.dev, "Encoding", "Last One Wins"), and so
/// the second goes on in the region of the first.
final class Slots {
    private static final int DROPPED = -1;

    /// Regions are kept up to here only, so that a payload of very many small messages costs no
    /// memory; what is merged beyond is read as if it stood alone.
    static final int KEPT = 1 << 16;

    private int[] slots = new int[256];
    private int top;
    private int maps;

    void clear() {
        top = 0;
        maps = 0;
    }

    /// Makes room for a message; answers its region.
    int open(MessagePlan plan) {
        int region = top;
        top += 2 * plan.fields.length + plan.oneofs + plan.links;
        if (top > slots.length) {
            slots = Arrays.copyOf(slots, Math.max(top, 2 * slots.length));
        }
        Arrays.fill(slots, region, top, 0);
        return region;
    }

    void close(int region) {
        top = region;
    }

    /// Makes room for the message that a singular field holds, or finds the room of the one that it
    /// held before, with what this carried in singular fields; answers its region.
    ///
    /// @param region of the message that the field stands in, whose plan is `plan`
    int enter(int region, MessagePlan plan, FieldPlan field, MessagePlan held) {
        int link = link(region, plan, field);
        if (slots[link] > 0) {
            int before = slots[link] - 1;
            renew(before, held);
            return before;
        }
        int inner = open(held);
        if (top <= KEPT) {
            slots[link] = inner + 1;
        }
        return inner;
    }

    /// Makes a region ready for a message that is merged into the one that it was of. Elements are
    /// counted in each message: a list's index is that in the tree.
    void renew(int region, MessagePlan held) {
        for (var repeated : held.fields) {
            if (repeated.repeated) {
                set(region, repeated, -1, 0);
            }
        }
    }

    /// Leaves the message of a singular field: its region stays where it is kept.
    void leave(int region, MessagePlan plan, FieldPlan field, int inner) {
        if (slots[link(region, plan, field)] != inner + 1) {
            close(inner);
        }
    }

    private static int link(int region, MessagePlan plan, FieldPlan field) {
        return region + 2 * plan.fields.length + plan.oneofs + field.link;
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

    /// The number of a map, other than those of all other maps of the payload; notes that it was
    /// there.
    int map(int region, FieldPlan field) {
        int slot = region + 2 * field.index + 1;
        if (slots[slot] == 0) {
            slots[slot] = ++maps;
        }
        return slots[slot];
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
    void drop(int region, MessagePlan plan, FieldPlan field) {
        slots[region + 2 * field.index] = DROPPED;
        if (field.link >= 0) {
            slots[link(region, plan, field)] = 0;
        }
    }

    /// Makes `field` its oneof's member; answers the index of the one that it replaces, or -1.
    int replace(int region, MessagePlan plan, FieldPlan field) {
        int slot = region + 2 * plan.fields.length + field.oneof;
        int before = slots[slot] - 1;
        slots[slot] = field.index + 1;
        return before == field.index ? -1 : before;
    }
}
