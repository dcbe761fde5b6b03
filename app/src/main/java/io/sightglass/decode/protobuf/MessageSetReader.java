package io.sightglass.decode.protobuf;

import io.sightglass.decode.Anomaly;
import io.sightglass.decode.DecodeSink;

/// Reads the items of a message set (descriptor.proto, `message_set_wire_format`). Each is an
/// extension in an older form: a group of number 1 that holds the extension's number (field 2) and
/// its message (field 3).
final class MessageSetReader {
    /// Answered where a group is no item as writers write it: then it is an unknown field.
    static final int NO_ITEM = Integer.MIN_VALUE;

    private static final int ITEM = 1;
    private static final long END = ITEM << 3 | Wire.END_GROUP;
    private static final long TYPE = 2 << 3 | Wire.VARINT;
    private static final long MESSAGE = 3 << 3 | Wire.LENGTH;
    private static final int NOWHERE = -1;

    private final ProtobufWalker walker;
    private final Slots slots;
    private final RawReading raw;
    private byte[] array = {};
    private int base;

    // Of the item being read: its extension's number, and the message with its length.
    private long type;
    private int messageAt;
    private int messageEnd;

    MessageSetReader(ProtobufWalker walker, Slots slots, RawReading raw) {
        this.walker = walker;
        this.slots = slots;
        this.raw = raw;
    }

    void begin(byte[] array, int base) {
        this.array = array;
        this.base = base;
    }

    /// Whether a field of a message set is an item.
    static boolean isItem(MessagePlan plan, int number, int wireType) {
        return plan.messageSet && number == ITEM && wireType == Wire.START_GROUP;
    }

    /// Answers the position behind the item, a negative number where nothing behind it can be read,
    /// or [#NO_ITEM], and then nothing was told.
    int read(MessagePlan plan, int region, int depth, int tagAt, int at, int end, DecodeSink sink) {
        int after = scan(at, end);
        if (after == NO_ITEM) {
            return NO_ITEM;
        }
        int to = messageEnd;
        int content = messageAt;
        var field = plan.field((int) type);
        var message = field == null || field.repeated ? null : field.message;
        if (field == null || message == null || field.wireType != Wire.LENGTH) {
            var info = raw.info((int) type, Wire.LENGTH);
            if (sink.unknown(info, tagAt - base, after - base)) {
                raw.value(info, Wire.LENGTH, tagAt, content, to, depth, sink);
                sink.exitUnknown();
            }
            return after;
        }
        if (slots.carried(region, field)) {
            sink.remark(field.info, Anomaly.DUPLICATE, tagAt - base, after - base, 1, 0);
        }
        int inner = slots.enter(region, plan, field, message);
        int read = walker.nested(message, field.info, field, inner, tagAt, content, to, sink);
        slots.leave(region, plan, field, inner);
        slots.set(region, field, tagAt - base, after - base);
        return read < 0 ? read : after;
    }

    /// Finds the one type and the one message of an item, in either order. Answers the position
    /// behind it.
    private int scan(int from, int end) {
        type = 0;
        messageAt = NOWHERE;
        int at = from;
        while (at < end) {
            int size = Wire.varintSize(array, at, end);
            long tag = size > 0 ? Wire.varint(array, at, size) : 0;
            if (tag == END) {
                return type > 0 && messageAt > 0 ? at + size : NO_ITEM;
            }
            int content = at + size;
            at = Wire.isTag(tag) ? Wire.skip(array, (int) tag & 7, 0, content, end, 0) : NOWHERE;
            if (at < 0) {
                return NO_ITEM;
            }
            if (tag == TYPE && type == 0) {
                type = Wire.varint(array, content, at - content);
                if (type <= 0 || type > Integer.MAX_VALUE) {
                    return NO_ITEM;
                }
            } else if (tag == MESSAGE && messageAt < 0) {
                messageAt = content;
                messageEnd = at;
            } else {
                return NO_ITEM;
            }
        }
        return NO_ITEM;
    }
}
