package io.sightglass.decode.protobuf;

import com.google.protobuf.Descriptors.FieldDescriptor;

import io.sightglass.decode.Limits;
import io.sightglass.decode.Utf8;

/// Goes over a message as [ProtobufWalker] does, telling nobody, up to the first thing that there
/// would be to say of it.
///
/// A sink that hears of damage only hears nothing of most payloads. For these this is the whole
/// walk: positions stay in registers, what a message has carried is a bit for each field, and
/// nothing is kept for sentences that nobody will read. Where it stops, the walker goes over the
/// same bytes again and says why; so it may stop too early, which costs time, but never too late.
///
/// It leaves to the walker what is rare: groups, maps (whose keys may stand twice), Any, and
/// messages of very many fields.
final class ProtobufCheck {
    /// What is answered in place of a position where there may be something to say.
    private static final int ODD = -1;

    private int nodes;
    private int mostNodes;

    /// Whether there is nothing to say of the message at `from` to `end`.
    boolean isSound(MessagePlan plan, byte[] array, int from, int end, int mostNodes) {
        nodes = 0;
        this.mostNodes = mostNodes;
        return message(plan, array, from, end, 1) == end;
    }

    /// Answers `end`, or [#ODD].
    ///
    /// @param depth how many messages are open, this one included
    private int message(MessagePlan plan, byte[] array, int from, int end, int depth) {
        if (!plan.checkable || depth > Limits.DEPTH) {
            return ODD;
        }
        long seen = 0;
        int at = from;
        while (at < end) {
            int size = 1;
            long tag = array[at];
            if (tag < 0) {
                size = Wire.varintSize(array, at, end);
                tag = size > 0 ? Wire.varint(array, at, size) : ODD;
            }
            var field = tag >>> 32 == 0 ? plan.field((int) tag >>> 3) : null;
            if (field == null || field.map || (seen & field.excludes) != 0 || ++nodes > mostNodes) {
                return ODD;
            }
            seen |= field.bit;
            at += size;
            int wireType = (int) tag & 7;
            if (wireType == field.wireType) {
                at = value(field, array, at, end, depth);
            } else {
                at =
                        field.packable && wireType == Wire.LENGTH
                                ? packed(field, array, at, end)
                                : ODD;
            }
            if (at < 0) {
                return ODD;
            }
        }
        boolean whole = (seen & plan.needed) == plan.needed;
        return whole && (plan.moments == Moments.NONE || moment(plan, array, from, end)) ? at : ODD;
    }

    /// Where the value behind a tag ends, or [#ODD].
    private int value(FieldPlan field, byte[] array, int at, int end, int depth) {
        return switch (field.wireType) {
            case Wire.VARINT -> varint(field, array, at, end);
            case Wire.FIXED64 -> end - at >= Long.BYTES ? at + Long.BYTES : ODD;
            case Wire.FIXED32 -> end - at >= Integer.BYTES ? at + Integer.BYTES : ODD;
            case Wire.LENGTH -> delimited(field, array, at, end, depth);
            default -> ODD;
        };
    }

    private static int varint(FieldPlan field, byte[] array, int at, int end) {
        int size = Wire.varintSize(array, at, end);
        if (size <= 0) {
            return ODD;
        }
        var symbols = field.symbols;
        return symbols == null || symbols.name((int) Wire.varint(array, at, size)) != null
                ? at + size
                : ODD;
    }

    private int delimited(FieldPlan field, byte[] array, int at, int end, int depth) {
        int from = at + 1;
        int to = from + (at < end ? array[at] : ODD);
        if (to < from || to > end) {
            // No length of one byte, or one too long.
            int size = Wire.varintSize(array, at, end);
            from = at + size;
            to = size > 0 ? Wire.skip(array, Wire.LENGTH, 0, at, end, 0) : ODD;
            if (to < 0) {
                return ODD;
            }
        }
        if (field.message != null) {
            return message(field.message, array, from, to, depth + 1);
        }
        boolean text = field.type == FieldDescriptor.Type.STRING;
        return text && Utf8.firstBad(array, from, to) >= 0 ? ODD : to;
    }

    /// Numbers, one after another, as one value with a length.
    private int packed(FieldPlan field, byte[] array, int at, int end) {
        int to = Wire.skip(array, Wire.LENGTH, 0, at, end, 0);
        if (to < 0) {
            return ODD;
        }
        int next = at + Wire.varintSize(array, at, end);
        while (next >= 0 && next < to) {
            next = ++nodes > mostNodes ? ODD : value(field, array, next, to, 0);
        }
        return next;
    }

    /// Whether a sound Timestamp or Duration is within its bounds.
    private static boolean moment(MessagePlan plan, byte[] array, int from, int end) {
        long seconds = 0;
        long nanos = 0;
        int at = from;
        while (at < end) {
            int tagSize = Wire.varintSize(array, at, end);
            long tag = Wire.varint(array, at, tagSize);
            int value = at + tagSize;
            at = Wire.skip(array, (int) tag & 7, (int) tag >>> 3, value, end, 0);
            if (tag == (1 << 3 | Wire.VARINT)) {
                seconds = Wire.varint(array, value, at - value);
            } else if (tag == (2 << 3 | Wire.VARINT)) {
                nanos = Wire.varint(array, value, at - value);
            }
        }
        return plan.moments.holds(seconds, (int) nanos);
    }
}
