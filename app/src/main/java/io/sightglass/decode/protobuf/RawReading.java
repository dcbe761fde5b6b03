package io.sightglass.decode.protobuf;

import io.sightglass.decode.Anomaly;
import io.sightglass.decode.DecodeSink;
import io.sightglass.decode.Limits;
import io.sightglass.model.FieldInfo;
import io.sightglass.model.Logical;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/// Reads Protobuf fields without a schema, as well as the bytes allow: a varint as an integer, and
/// everything else as [RawGuess] takes it. What else a field may be is found when somebody asks, by
/// [OtherReadings].
///
/// Names are the field numbers. Belongs to one thread.
final class RawReading {
    private static final int INTERNED = 256;
    private static final int NO_GROUP = -1;
    private static final int LOOKED_AT = 10 * Limits.NODES;

    private final @Nullable FieldInfo[] infos = new @Nullable FieldInfo[INTERNED];
    private final byte[] wireTypes = new byte[INTERNED];
    private final RawGuess guess = new RawGuess();
    private byte[] array = {};
    private int base;
    private int nodes;
    private int mostValues;

    /// Bytes of groups that may still be gone into. A group's end is found by reading all of it, so
    /// that groups within groups are read once for each.
    private long groups;

    /// @param mostValues that are read of the payload
    void begin(byte[] array, int base, int mostValues) {
        this.array = array;
        this.base = base;
        this.mostValues = mostValues;
        nodes = 0;
        guess.begin(LOOKED_AT);
        groups = Math.max(10L * array.length, LOOKED_AT);
    }

    /// A field that no schema names. The same object for the same field, as far as a small table
    /// goes.
    FieldInfo info(int number, int wireType) {
        return info(number, wireType, null);
    }

    /// @param doc what the schema says of the number all the same; one object for the same words
    FieldInfo info(int number, int wireType, @Nullable String doc) {
        int slot = (number * 31 + wireType) & (INTERNED - 1);
        var known = infos[slot];
        if (known == null
                || known.number() != number
                || wireTypes[slot] != wireType
                || !Objects.equals(known.doc(), doc)) {
            known =
                    new FieldInfo(
                            Integer.toString(number),
                            -1,
                            number,
                            Wire.name(wireType),
                            doc,
                            Logical.NONE,
                            null);
            infos[slot] = known;
            wireTypes[slot] = (byte) wireType;
        }
        return known;
    }

    /// All fields from `from` to `end`, which are known to be whole unless `depth` is 0. `self`
    /// stands for the message where they are not.
    void fields(FieldInfo self, int from, int end, int depth, DecodeSink sink) {
        fields(self, from, end, NO_GROUP, depth, sink);
    }

    /// @param group number of the group that ends with `end`, its end's tag included
    private void fields(FieldInfo self, int from, int end, int group, int depth, DecodeSink sink) {
        int at = from;
        while (at < end) {
            int start = at;
            int size = Wire.varintSize(array, at, end);
            long tag = size > 0 ? Wire.varint(array, at, size) : 0;
            int wireType = (int) tag & 7;
            if (wireType == Wire.END_GROUP && tag >>> 3 == group) {
                return;
            }
            if (size <= 0 || !Wire.isTag(tag) || wireType == Wire.END_GROUP) {
                var anomaly =
                        size == 0
                                ? Anomaly.CUT_SHORT
                                : size < 0
                                        ? Anomaly.BAD_VARINT
                                        : Wire.isTag(tag) ? Anomaly.BAD_GROUP : Anomaly.BAD_TAG;
                long a = anomaly == Anomaly.BAD_GROUP ? tag >>> 3 : size > 0 ? tag : 0;
                sink.malformed(self, anomaly, start - base, end - base, a, 0);
                return;
            }
            if (++nodes > mostValues) {
                sink.malformed(self, Anomaly.TOO_MANY, start - base, end - base, mostValues, 0);
                return;
            }
            at += size;
            int number = (int) (tag >>> 3);
            var info = info(number, wireType);
            int after = Wire.skip(array, wireType, number, at, end, Limits.DEPTH);
            if (after < 0) {
                damaged(info, wireType, after, start, at, end, sink);
                return;
            }
            value(info, wireType, start, at, after, depth, sink);
            at = after;
        }
    }

    /// A value that runs past the end, or is none.
    void damaged(
            FieldInfo info, int wireType, int how, int start, int at, int end, DecodeSink sink) {
        var anomaly = how == Wire.CUT ? Anomaly.CUT_SHORT : Anomaly.BAD_VARINT;
        long a = 0;
        long b = 0;
        if (wireType == Wire.START_GROUP) {
            anomaly = Anomaly.BAD_GROUP;
            a = info.number();
        } else if (how == Wire.CUT && wireType == Wire.LENGTH) {
            int size = Wire.varintSize(array, at, end);
            if (size > 0) {
                anomaly = Anomaly.TRUNCATED;
                a = Wire.varint(array, at, size);
                b = end - at - size;
            }
        } else if (how == Wire.CUT && wireType != Wire.VARINT) {
            a = wireType == Wire.FIXED32 ? 4 : 8;
            b = end - at;
        }
        sink.malformed(info, anomaly, start - base, end - base, a, b);
    }

    /// The best reading of one whole value: tag at `start`, content at `at`, end at `after`.
    void value(
            FieldInfo info,
            int wireType,
            int start,
            int at,
            int after,
            int depth,
            DecodeSink sink) {
        switch (wireType) {
            case Wire.VARINT ->
                    sink.integer(
                            info, Wire.varint(array, at, after - at), start - base, after - base);
            case Wire.FIXED64 -> {
                long bits = Wire.fixed64(array, at);
                double value = Double.longBitsToDouble(bits);
                if (RawGuess.isFloating(value)) {
                    sink.float64(info, value, start - base, after - base);
                } else {
                    sink.integer(info, bits, start - base, after - base);
                }
            }
            case Wire.FIXED32 -> {
                int bits = Wire.fixed32(array, at);
                float value = Float.intBitsToFloat(bits);
                if (RawGuess.isFloating(value)) {
                    sink.float32(info, value, start - base, after - base);
                } else {
                    sink.integer(info, bits, start - base, after - base);
                }
            }
            case Wire.LENGTH -> {
                int from = at + Wire.varintSize(array, at, after);
                delimited(info, start, from, after, depth, sink);
            }
            default -> {
                int to = after - tagSize(info.number());
                groups -= to - at;
                if (depth >= Limits.DEPTH || groups < 0) {
                    sink.bytes(info, at - base, to - base, start - base, after - base);
                } else {
                    sink.enterRecord(info, "", start - base);
                    fields(info, at, after, info.number(), depth + 1, sink);
                    sink.exitRecord(info, after - base);
                }
            }
        }
    }

    private void delimited(
            FieldInfo info, int start, int from, int to, int depth, DecodeSink sink) {
        switch (guess.content(array, from, to, depth < Limits.DEPTH)) {
            case MESSAGE -> {
                sink.enterRecord(info, "", start - base);
                fields(info, from, to, depth + 1, sink);
                sink.exitRecord(info, to - base);
            }
            case TEXT -> sink.text(info, from - base, to - base, false, start - base, to - base);
            case BYTES -> sink.bytes(info, from - base, to - base, start - base, to - base);
        }
    }

    private static int tagSize(int number) {
        long tag = (long) number << 3;
        return tag < 1 << 7 ? 1 : tag < 1 << 14 ? 2 : tag < 1 << 21 ? 3 : tag < 1 << 28 ? 4 : 5;
    }
}
