package io.sightglass.decode.protobuf;

import com.google.protobuf.Descriptors.FieldDescriptor;

import io.sightglass.decode.Anomaly;
import io.sightglass.decode.DecodeSink;
import io.sightglass.decode.Limits;
import io.sightglass.decode.Walker;
import io.sightglass.model.FieldInfo;
import io.sightglass.model.Format;

import org.jspecify.annotations.Nullable;

/// Walks one Protobuf message with its type.
///
/// Every length is known before its content, so damage inside a nested message costs the rest of
/// that message only: the walk goes on behind it. A length that runs past the end is read as far as
/// the bytes go, so that what is there is heard.
///
/// What a message has carried so far (for presence, duplicates, oneofs and counting elements) is in
/// [Slots], so that a walk allocates nothing.
final class ProtobufWalker implements Walker {
    private static final byte[] NOTHING = {};

    /// How often, on average, a byte may be looked at to find where a group ends.
    private static final long LOOK_AHEAD = 8;

    private final MessagePlan root;
    private final FieldInfo rootField;
    private final Slots slots = new Slots();
    private final RawReading raw = new RawReading();
    private final ScalarReader scalars = new ScalarReader();
    private final AnyReader anys;
    private final ProtobufCheck check = new ProtobufCheck();
    private final MapEntryReader entries = new MapEntryReader(this, scalars, raw, slots);
    private final MessageSetReader items = new MessageSetReader(this, slots, raw);
    private byte[] array = NOTHING;
    private int base;
    private int depth;
    private int nodes;
    private int mostValues;

    /// Bytes of groups that may still be looked at to find where they end.
    private long budget;

    /// Whether the sink wants to hear of values, or of damage only.
    private boolean told;

    /// The limit on values was met; everything is left.
    private boolean stopped;

    /// The end of the message just left was not in the payload, and that was said.
    private boolean cut;

    /// What the value about to be read holds, where it is that of an Any.
    private AnyReader.@Nullable Content content;

    ProtobufWalker(MessagePlan root, FieldInfo rootField, KnownTypes types) {
        anys = new AnyReader(types);
        this.root = root;
        this.rootField = rootField;
    }

    @Override
    public Format format() {
        return Format.PROTOBUF;
    }

    @Override
    public void walk(byte[] array, int offset, int from, int length, DecodeSink sink) {
        mostValues = sink.mostValues();
        if (sink.wantsOfSound() == DecodeSink.Sound.NOTHING
                && check.isSound(root, array, offset + from, offset + length, mostValues)) {
            return;
        }
        told = sink.wantsValues();
        this.array = array;
        base = offset;
        depth = 0;
        nodes = 0;
        stopped = false;
        budget = LOOK_AHEAD * (length - from);
        slots.clear();
        raw.begin(array, offset, mostValues);
        scalars.begin(array, offset, told);
        entries.begin(array, offset, told);
        items.begin(array, offset);
        int end = offset + length;
        alone(root, rootField, offset + from, end, sink);
        this.array = NOTHING;
        raw.begin(NOTHING, 0, 0);
        scalars.begin(NOTHING, 0, false);
        entries.begin(NOTHING, 0, false);
        items.begin(NOTHING, 0);
    }

    /// A message from `from` to `end` that is merged into no other.
    private void alone(MessagePlan plan, FieldInfo field, int from, int end, DecodeSink sink) {
        int region = slots.open(plan);
        message(plan, field, region, from, from, end, -1, 0, sink);
        slots.close(region);
    }

    /// One message: its fields are at `from` to `end`, its first byte (the tag's) at `start`.
    ///
    /// @param region of its slots, which have what a message that it is merged into carried
    /// @param group number of the group that this message is, or -1: then the message ends at `end`
    /// @param says length of the content, unsigned, where it is more than there is, else 0
    /// @return the position behind the message
    private int message(
            MessagePlan plan,
            FieldInfo field,
            int region,
            int start,
            int from,
            int end,
            int group,
            long says,
            DecodeSink sink) {
        depth++;
        if (told) {
            sink.enterRecord(field, plan.name, start - base);
        }
        int at = from;
        int runEnd = from;
        boolean closed = group < 0;
        boolean whole = true;
        FieldPlan run = null;
        var any = plan.any ? anys.content(array, from, end) : null;
        cut = false;
        while (at < end) {
            int tagAt = at;
            long tag = array[at];
            int size = 1;
            if (tag < 0) {
                size = Wire.varintSize(array, at, end);
                tag = size > 0 ? Wire.varint(array, at, size) : 0;
            }
            int number = (int) (tag >>> 3);
            int wireType = (int) tag & 7;
            var next = size > 0 && tag >>> 32 == 0 ? plan.field(number) : null;
            if (run != null && (next != run || !fits(run, wireType))) {
                exitRun(run, runEnd, sink);
                run = null;
            }
            boolean ends = wireType == Wire.END_GROUP && number == group;
            if (size <= 0 || !Wire.isTag(tag) || (wireType == Wire.END_GROUP && !ends)) {
                badTag(plan, size, tag, tagAt, end, sink);
                cut = size == 0;
                whole = false;
                at = end;
                closed = true;
                break;
            }
            at += size;
            if (ends) {
                closed = true;
                break;
            }
            if (++nodes > mostValues) {
                if (run != null) {
                    exitRun(run, runEnd, sink);
                    run = null;
                }
                stop(plan, tagAt, end, sink);
                whole = false;
                at = end;
                closed = true;
                break;
            }
            int after;
            if (next == null) {
                after =
                        MessageSetReader.isItem(plan, number, wireType)
                                ? items.read(plan, region, depth, tagAt, at, end, sink)
                                : MessageSetReader.NO_ITEM;
                if (after == MessageSetReader.NO_ITEM) {
                    after = unknown(plan, number, wireType, tagAt, at, end, sink);
                }
            } else if (!next.repeated) {
                content = number == AnyReader.VALUE ? any : null;
                after = singular(plan, next, region, wireType, tagAt, at, end, sink);
            } else if (fits(next, wireType)) {
                if (run == null) {
                    enterRun(next, slots.count(region, next), tagAt, sink);
                    run = next;
                }
                after = repeated(next, region, wireType, tagAt, at, end, sink);
                runEnd = after < 0 ? end : after;
            } else {
                after = mismatch(next, next.wireType, wireType, tagAt, at, end, sink);
            }
            if (after < 0 || stopped) {
                whole = false;
                closed = true;
                at = end;
                break;
            }
            at = after;
        }
        if (run != null) {
            exitRun(run, runEnd, sink);
        }
        if (!cut && !stopped && (says != 0 || !closed)) {
            whole = false;
            unended(plan, start, from, end, group, says, sink);
        }
        if (whole) {
            if (plan.moments != Moments.NONE) {
                moment(plan, region, start, at, sink);
            }
            absent(plan, region, start, at, sink);
        }
        if (told) {
            sink.exitRecord(field, at - base);
        }
        depth--;
        return at;
    }

    private void stop(MessagePlan plan, int tagAt, int end, DecodeSink sink) {
        if (!stopped) {
            stopped = true;
            sink.malformed(plan.self, Anomaly.TOO_MANY, tagAt - base, end - base, mostValues, 0);
        }
    }

    /// Whether a repeated field may be written with this wire type: numbers packed or not.
    private static boolean fits(FieldPlan field, int wireType) {
        return wireType == field.wireType || (field.packable && wireType == Wire.LENGTH);
    }

    private void badTag(MessagePlan plan, int size, long tag, int tagAt, int end, DecodeSink sink) {
        var anomaly =
                size == 0
                        ? Anomaly.CUT_SHORT
                        : size < 0
                                ? Anomaly.BAD_VARINT
                                : Wire.isTag(tag) ? Anomaly.BAD_GROUP : Anomaly.BAD_TAG;
        long a = anomaly == Anomaly.BAD_GROUP ? tag >>> 3 : size > 0 ? tag : 0;
        sink.malformed(plan.self, anomaly, tagAt - base, end - base, a, 0);
    }

    /// The message's end is missing: its length says more than there is, or its group does not end.
    private void unended(
            MessagePlan plan, int start, int from, int end, int group, long says, DecodeSink sink) {
        if (says != 0) {
            sink.remark(plan.self, Anomaly.TRUNCATED, start - base, end - base, says, end - from);
        } else {
            sink.remark(plan.self, Anomaly.BAD_GROUP, start - base, end - base, group, 0);
        }
        cut = true;
    }

    private void enterRun(FieldPlan field, int firstIndex, int start, DecodeSink sink) {
        if (!told) {
            return;
        }
        if (field.map) {
            sink.enterMap(field.info, start - base);
        } else {
            sink.enterList(field.info, firstIndex, start - base);
        }
    }

    private void exitRun(FieldPlan field, int end, DecodeSink sink) {
        if (!told) {
            return;
        }
        if (field.map) {
            sink.exitMap(field.info, end - base);
        } else {
            sink.exitList(field.info, end - base);
        }
    }

    private void absent(MessagePlan plan, int region, int start, int at, DecodeSink sink) {
        if (!told && !plan.requires) {
            return;
        }
        for (var field : plan.fields) {
            if (!slots.seen(region, field)) {
                if (field.required) {
                    sink.remark(field.info, Anomaly.REQUIRED, start - base, at - base, 0, 0);
                }
                if (told) {
                    sink.absent(field.info, at - base);
                }
            }
        }
    }

    /// A field that stands once. Like all that follow, answers the position behind the value, or a
    /// negative number where nothing behind it can be read.
    private int singular(
            MessagePlan plan,
            FieldPlan field,
            int region,
            int wireType,
            int tagAt,
            int at,
            int end,
            DecodeSink sink) {
        if (wireType != field.wireType) {
            content = null;
            return mismatch(field, field.wireType, wireType, tagAt, at, end, sink);
        }
        if (slots.carried(region, field)) {
            int after = ahead(field, wireType, at, end);
            int to = after < 0 ? end : after;
            int merged = field.message == null ? 0 : 1;
            sink.remark(field.info, Anomaly.DUPLICATE, tagAt - base, to - base, merged, 0);
        }
        int before = field.oneof < 0 ? -1 : slots.replace(region, plan, field);
        if (before >= 0) {
            var replaced = plan.fields[before];
            int from = slots.start(region, replaced);
            int to = slots.end(region, replaced);
            sink.remark(replaced.info, Anomaly.ONEOF_OVERRIDDEN, from, to, 0, 0);
            slots.drop(region, plan, replaced);
        }
        var held = content;
        var message = field.message;
        int after;
        if (held != null) {
            after = held(held, field, tagAt, at, end, sink);
        } else if (message != null) {
            int inner = slots.enter(region, plan, field, message);
            after = nested(message, field.info, field, inner, tagAt, at, end, sink);
            slots.leave(region, plan, field, inner);
        } else {
            after = value(field, field.info, wireType, tagAt, at, end, sink);
        }
        slots.set(region, field, tagAt - base, (after < 0 ? end : after) - base);
        return after;
    }

    /// The value of an Any: the message that it holds, or bytes where nobody knows its type.
    private int held(
            AnyReader.Content held, FieldPlan field, int tagAt, int at, int end, DecodeSink sink) {
        content = null;
        if (held.plan() != null && held.info() != null) {
            return nested(held.plan(), held.info(), field, tagAt, at, end, sink);
        }
        int after = Wire.skip(array, Wire.LENGTH, 0, at, end, 0);
        int to = after < 0 ? end : after;
        sink.remark(field.info, Anomaly.ANY_UNRESOLVED, tagAt - base, to - base, 0, 0);
        return value(field, field.info, Wire.LENGTH, tagAt, at, end, sink);
    }

    /// Says where a Timestamp or Duration is none.
    private void moment(MessagePlan plan, int region, int start, int at, DecodeSink sink) {
        long seconds = number(plan, 1, region);
        long nanos = number(plan, 2, region);
        if (!plan.moments.holds(seconds, (int) nanos)) {
            sink.remark(plan.self, Anomaly.NO_MOMENT, start - base, at - base, seconds, nanos);
        }
    }

    /// The varint that a field carries, 0 where it carries none.
    private long number(MessagePlan plan, int number, int region) {
        var field = plan.field(number);
        if (field == null || field.wireType != Wire.VARINT || !slots.carried(region, field)) {
            return 0;
        }
        int end = slots.end(region, field) + base;
        int tag = slots.start(region, field) + base;
        int at = tag + Wire.varintSize(array, tag, end);
        return Wire.varint(array, at, end - at);
    }

    /// Where the value at `at` ends, for a remark that comes before it. The bytes of groups looked
    /// at are bounded: there may be such groups within such groups.
    private int ahead(FieldPlan field, int wireType, int at, int end) {
        if (wireType != Wire.START_GROUP) {
            return Wire.skip(array, wireType, field.info.number(), at, end, Limits.DEPTH);
        }
        int after =
                budget > 0
                        ? Wire.skip(array, wireType, field.info.number(), at, end, Limits.DEPTH)
                        : at;
        budget -= (after < 0 ? end : after) - at;
        return after;
    }

    private int repeated(
            FieldPlan field,
            int region,
            int wireType,
            int tagAt,
            int at,
            int end,
            DecodeSink sink) {
        if (field.map) {
            slots.add(region, field, 1);
            return entries.read(field, slots.map(region, field), tagAt, at, end, sink);
        }
        slots.mark(region, field);
        if (wireType == field.wireType) {
            slots.add(region, field, 1);
            return value(field, field.element, wireType, tagAt, at, end, sink);
        }
        return packed(field, region, tagAt, at, end, sink);
    }

    private int packed(FieldPlan field, int region, int tagAt, int at, int end, DecodeSink sink) {
        long length = length(field.element, tagAt, at, end, sink);
        if (length == BAD_LENGTH) {
            return Wire.BROKEN;
        }
        int from = at + Wire.varintSize(array, at, end);
        boolean clamped = Long.compareUnsigned(length, end - from) > 0;
        int to = clamped ? end : from + (int) length;
        int next = from;
        while (next < to && !stopped) {
            if (++nodes > mostValues) {
                stopped = true;
                sink.malformed(
                        field.element, Anomaly.TOO_MANY, next - base, to - base, mostValues, 0);
                return to;
            }
            slots.add(region, field, 1);
            next = value(field, field.element, field.wireType, next, next, to, sink);
            if (next < 0) {
                return clamped ? next : to;
            }
        }
        if (clamped) {
            sink.remark(
                    field.element, Anomaly.TRUNCATED, tagAt - base, end - base, length, end - from);
            cut = true;
            return Wire.CUT;
        }
        return to;
    }

    private static final long BAD_LENGTH = Long.MIN_VALUE;

    /// The length at `at`, unsigned; [#BAD_LENGTH] where there is none, which is said.
    private long length(FieldInfo info, int tagAt, int at, int end, DecodeSink sink) {
        int size = Wire.varintSize(array, at, end);
        if (size > 0) {
            long length = Wire.varint(array, at, size);
            return length == BAD_LENGTH ? Long.MAX_VALUE : length;
        }
        cut = size == 0;
        var anomaly = cut ? Anomaly.CUT_SHORT : Anomaly.BAD_VARINT;
        sink.malformed(info, anomaly, tagAt - base, end - base, 0, 0);
        return BAD_LENGTH;
    }

    /// One value of a known field, of the wire type that its type has.
    int value(
            FieldPlan field,
            FieldInfo info,
            int wireType,
            int tagAt,
            int at,
            int end,
            DecodeSink sink) {
        var message = field.message;
        if (message != null) {
            return nested(message, info, field, tagAt, at, end, sink);
        }
        int after = wireType == Wire.LENGTH ? at : Wire.skip(array, wireType, 0, at, end, 0);
        if (after < 0) {
            cut = after == Wire.CUT;
            raw.damaged(info, wireType, after, tagAt, at, end, sink);
            return after;
        }
        switch (wireType) {
            case Wire.VARINT ->
                    scalars.varint(
                            field, info, Wire.varint(array, at, after - at), tagAt, after, sink);
            case Wire.FIXED64 -> scalars.fixed64(field, info, at, tagAt, sink);
            case Wire.FIXED32 -> scalars.fixed32(field, info, at, tagAt, sink);
            default -> {
                long length = length(info, tagAt, at, end, sink);
                if (length == BAD_LENGTH) {
                    return Wire.BROKEN;
                }
                int from = at + Wire.varintSize(array, at, end);
                if (Long.compareUnsigned(length, end - from) > 0) {
                    cut = true;
                    sink.malformed(
                            info, Anomaly.TRUNCATED, tagAt - base, end - base, length, end - from);
                    return Wire.CUT;
                }
                after = from + (int) length;
                scalars.delimited(field, info, from, tagAt, after, sink);
            }
        }
        return after;
    }

    /// A message within another, merged into none.
    private int nested(
            MessagePlan plan,
            FieldInfo info,
            FieldPlan field,
            int tagAt,
            int at,
            int end,
            DecodeSink sink) {
        int region = slots.open(plan);
        int after = nested(plan, info, field, region, tagAt, at, end, sink);
        slots.close(region);
        return after;
    }

    /// A message within another, merged into what its region had carried.
    int nested(
            MessagePlan plan,
            FieldInfo info,
            FieldPlan field,
            int region,
            int tagAt,
            int at,
            int end,
            DecodeSink sink) {
        boolean group = field.type == FieldDescriptor.Type.GROUP;
        if (depth >= Limits.DEPTH) {
            int after =
                    Wire.skip(array, field.wireType, field.info.number(), at, end, Limits.DEPTH);
            int to = after < 0 ? end : after;
            sink.malformed(info, Anomaly.TOO_DEEP, tagAt - base, to - base, Limits.DEPTH, 0);
            return to;
        }
        if (group) {
            int after = message(plan, info, region, tagAt, at, end, field.info.number(), 0, sink);
            return after == end && (cut || stopped) ? Wire.CUT : after;
        }
        long length = length(info, tagAt, at, end, sink);
        if (length == BAD_LENGTH) {
            return Wire.BROKEN;
        }
        int from = at + Wire.varintSize(array, at, end);
        if (Long.compareUnsigned(length, end - from) > 0) {
            message(plan, info, region, tagAt, from, end, -1, length, sink);
            return Wire.CUT;
        }
        int to = from + (int) length;
        int after = message(plan, info, region, tagAt, from, to, -1, 0, sink);
        // What was cut is inside; this message's own end is there.
        cut = false;
        return after;
    }

    private int mismatch(
            FieldPlan field, int expected, int found, int tagAt, int at, int end, DecodeSink sink) {
        int after = Wire.skip(array, found, field.info.number(), at, end, Limits.DEPTH);
        int to = after < 0 ? end : after;
        cut = after == Wire.CUT;
        sink.malformed(field.info, Anomaly.WIRE_TYPE, tagAt - base, to - base, found, expected);
        return after;
    }

    private int unknown(
            MessagePlan plan,
            int number,
            int wireType,
            int tagAt,
            int at,
            int end,
            DecodeSink sink) {
        var info = raw.info(number, wireType, plan.reserved(number));
        int after = Wire.skip(array, wireType, number, at, end, Limits.DEPTH);
        if (after < 0) {
            cut = after == Wire.CUT;
            raw.damaged(info, wireType, after, tagAt, at, end, sink);
        } else if (sink.unknown(info, tagAt - base, after - base)) {
            raw.value(info, wireType, tagAt, at, after, depth, sink);
            sink.exitUnknown();
        }
        return after;
    }

    /// Notes whether the end that was just missed is the payload's, and that was said.
    void cut(boolean cut) {
        this.cut = cut;
    }

    /// A message that is not there: all its fields are absent.
    void emptyMessage(MessagePlan plan, FieldInfo info, int at, DecodeSink sink) {
        alone(plan, info, at, at, sink);
    }
}
