package io.sightglass.decode.protobuf;

import io.sightglass.decode.Anomaly;
import io.sightglass.decode.DecodeSink;
import io.sightglass.decode.Limits;
import io.sightglass.decode.Utf8;

import java.util.Objects;

/// Reads one entry of a map: a message of key (field 1) and value (field 2), in any order, either
/// of which may be missing and then has its type's zero value (protobuf.dev, "Encoding", "Maps").
/// Either may stand more than once, as in any message.
final class MapEntryReader {
    private final ProtobufWalker walker;
    private final ScalarReader scalars;
    private final RawReading raw;
    private final Slots slots;
    private final MapKeys known = new MapKeys();
    private byte[] array = {};
    private int base;

    /// Whether the sink wants to hear of values, or of damage only.
    private boolean told;

    // Of the entry being read: positions of key and value behind their tags, 0 where missing, and
    // how many there are of each.
    private int keyAt;
    private int keys;
    private int values;
    private int valueTag;
    private int valueAt;
    private boolean others;

    MapEntryReader(ProtobufWalker walker, ScalarReader scalars, RawReading raw, Slots slots) {
        this.slots = slots;
        this.walker = walker;
        this.scalars = scalars;
        this.raw = raw;
    }

    void begin(byte[] array, int base, boolean told) {
        this.array = array;
        this.base = base;
        this.told = told;
        known.begin(array);
    }

    /// Answers the position behind the entry, or a negative number where nothing behind it can be
    /// read.
    ///
    /// @param map a number that the entries of this map have in common
    int read(FieldPlan field, int map, int tagAt, int at, int end, DecodeSink sink) {
        var entry = Objects.requireNonNull(field.message, "a map's entry type");
        int after = Wire.skip(array, Wire.LENGTH, 0, at, end, 0);
        var value = entry.fields[1];
        if (after < 0) {
            raw.damaged(value.info, Wire.LENGTH, after, tagAt, at, end, sink);
            walker.cut(after == Wire.CUT);
            return after;
        }
        int from = at + Wire.varintSize(array, at, end);
        int broken = scan(entry, from, after);
        int key = keyAt;
        int tag = valueTag;
        int content = valueAt;
        int count = values;
        boolean more = others;
        key(entry.fields[0], key, tagAt, after, sink);
        if (isAgain(entry.fields[0], map, key, after)) {
            sink.remark(value.info, Anomaly.DUPLICATE, tagAt - base, after - base, 0, 0);
        }
        if (keys > 1) {
            sink.remark(value.info, Anomaly.ENTRY_TWICE, tagAt - base, after - base, 0, 0);
        }
        if (broken >= 0 && content == 0) {
            sink.malformed(value.info, Anomaly.BAD_TAG, broken - base, after - base, 0, 0);
            return after;
        }
        if (count > 1) {
            several(entry, key, from, after, sink);
        } else if (content > 0) {
            walker.value(value, value.info, value.wireType, tag, content, after, sink);
        } else if (value.message != null) {
            walker.emptyMessage(value.message, value.info, after, sink);
        } else {
            scalars.zero(value, value.info, after, sink);
        }
        walker.cut(false);
        if (broken >= 0) {
            sink.malformed(value.info, Anomaly.BAD_TAG, broken - base, after - base, 0, 0);
        } else if (more) {
            others(entry, key, from, after, sink);
        }
        return after;
    }

    /// All values of an entry that has more than one, each with the entry's key: a reader keeps the
    /// last, and merges messages.
    private void several(MessagePlan entry, int key, int from, int end, DecodeSink sink) {
        var value = entry.fields[1];
        var message = value.message;
        int region = message == null ? 0 : slots.open(message);
        boolean first = true;
        int at = from;
        while (at >= 0 && at < end) {
            int tagAt = at;
            int size = Wire.varintSize(array, at, end);
            long tag = size > 0 ? Wire.varint(array, at, size) : 0;
            if (!Wire.isTag(tag)) {
                break;
            }
            at += size;
            int after = Wire.skip(array, (int) tag & 7, (int) (tag >>> 3), at, end, Limits.DEPTH);
            if (tag >>> 3 == 2 && (tag & 7) == value.wireType) {
                if (!first) {
                    tell(entry.fields[0], key, end, sink);
                    int to = after < 0 ? end : after;
                    int how = message == null ? 1 : 2;
                    sink.remark(value.info, Anomaly.ENTRY_TWICE, tagAt - base, to - base, how, 0);
                }
                if (message == null) {
                    walker.value(value, value.info, value.wireType, tagAt, at, end, sink);
                } else {
                    slots.renew(region, message);
                    walker.nested(message, value.info, value, region, tagAt, at, end, sink);
                }
                first = false;
            }
            at = after;
        }
        if (message != null) {
            slots.close(region);
        }
    }

    /// Whether the map had this entry's key before.
    private boolean isAgain(FieldPlan key, int map, int at, int end) {
        if (key.wireType != Wire.LENGTH) {
            return known.again(map, number(key, at, end));
        }
        if (at == 0) {
            return known.again(map, end, end);
        }
        int from = at + Wire.varintSize(array, at, end);
        return known.again(map, from, Wire.skip(array, Wire.LENGTH, 0, at, end, 0));
    }

    /// Finds the last key and the last value, and counts both. Answers where the entry breaks, or
    /// -1.
    private int scan(MessagePlan entry, int from, int end) {
        keyAt = 0;
        keys = 0;
        valueAt = 0;
        valueTag = 0;
        values = 0;
        others = false;
        int at = from;
        while (at < end) {
            int tagAt = at;
            int size = Wire.varintSize(array, at, end);
            long tag = size > 0 ? Wire.varint(array, at, size) : 0;
            if (!Wire.isTag(tag)) {
                return tagAt;
            }
            at += size;
            int number = (int) (tag >>> 3);
            int wireType = (int) tag & 7;
            if (number == 1 && wireType == entry.fields[0].wireType) {
                keyAt = at;
                keys++;
            } else if (number == 2 && wireType == entry.fields[1].wireType) {
                valueAt = at;
                valueTag = tagAt;
                values++;
            } else {
                others = true;
            }
            at = Wire.skip(array, wireType, number, at, end, Limits.DEPTH);
            if (at < 0) {
                if (keyAt > tagAt) {
                    keyAt = 0;
                }
                // A damaged value is read all the same: it says itself what is wrong with it.
                return valueAt > tagAt ? -1 : tagAt;
            }
        }
        return -1;
    }

    /// Tells the key, and whether it is UTF-8.
    private void key(FieldPlan field, int at, int tagAt, int end, DecodeSink sink) {
        tell(field, at, end, sink);
        if (field.wireType == Wire.LENGTH && at > 0) {
            int from = at + Wire.varintSize(array, at, end);
            int to = Wire.skip(array, Wire.LENGTH, 0, at, end, 0);
            int bad = Utf8.firstBad(array, from, to);
            if (bad >= 0) {
                sink.remark(field.info, Anomaly.BAD_UTF8, tagAt - base, end - base, bad - base, 0);
            }
        }
    }

    private void tell(FieldPlan field, int at, int end, DecodeSink sink) {
        if (!told) {
            return;
        }
        if (field.wireType != Wire.LENGTH) {
            sink.integerKey(number(field, at, end));
        } else if (at == 0) {
            sink.textKey(end - base, end - base);
        } else {
            int from = at + Wire.varintSize(array, at, end);
            sink.textKey(from - base, Wire.skip(array, Wire.LENGTH, 0, at, end, 0) - base);
        }
    }

    /// The key at `at`, of a type that is no string; the type's zero where there is none.
    private long number(FieldPlan field, int at, int end) {
        if (at == 0) {
            return 0;
        }
        long bits =
                switch (field.wireType) {
                    case Wire.FIXED64 -> Wire.fixed64(array, at);
                    case Wire.FIXED32 -> Wire.fixed32(array, at);
                    default -> Wire.varint(array, at, Wire.varintSize(array, at, end));
                };
        return switch (field.type) {
            case INT32, SFIXED32 -> (int) bits;
            case UINT32, FIXED32 -> bits & 0xffffffffL;
            case SINT32 -> ((int) bits >>> 1) ^ -((int) bits & 1);
            case SINT64 -> (bits >>> 1) ^ -(bits & 1);
            case BOOL -> bits == 0 ? 0 : 1;
            default -> bits;
        };
    }

    /// What else is in the entry: fields that no entry has, or key and value of a wrong wire type.
    private void others(MessagePlan entry, int key, int from, int end, DecodeSink sink) {
        int at = from;
        while (at < end) {
            int tagAt = at;
            int size = Wire.varintSize(array, at, end);
            long tag = Wire.varint(array, at, size);
            int number = (int) (tag >>> 3);
            int wireType = (int) tag & 7;
            at = Wire.skip(array, wireType, number, at + size, end, Limits.DEPTH);
            if (at < 0) {
                return;
            }
            if (number <= 2) {
                var field = entry.fields[number - 1];
                if (wireType != field.wireType) {
                    // Again, since it went to the value before.
                    tell(entry.fields[0], key, end, sink);
                    sink.malformed(
                            field.info,
                            Anomaly.WIRE_TYPE,
                            tagAt - base,
                            at - base,
                            wireType,
                            field.wireType);
                }
            } else {
                var info = raw.info(number, wireType);
                if (sink.unknown(info, tagAt - base, at - base)) {
                    raw.value(info, wireType, tagAt, tagAt + size, at, Limits.DEPTH, sink);
                    sink.exitUnknown();
                }
            }
        }
    }
}
