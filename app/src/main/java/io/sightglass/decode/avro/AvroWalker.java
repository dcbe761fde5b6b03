package io.sightglass.decode.avro;

import io.sightglass.decode.Anomaly;
import io.sightglass.decode.DecodeSink;
import io.sightglass.decode.Limits;
import io.sightglass.decode.Utf8;
import io.sightglass.decode.Walker;
import io.sightglass.model.FieldInfo;
import io.sightglass.model.Format;

/// Walks one Avro datum with its writer's schema.
///
/// Avro's encoding carries neither names nor lengths of records, so after damage that loses the
/// place (a cut, an impossible branch or length) nothing behind it can be read: the walk then
/// leaves container by container, each ending where the payload ends.
final class AvroWalker implements Walker {
    private static final byte[] NOTHING = {};

    private final AvroType.Place root;
    private byte[] array = NOTHING;

    /// Indexes into `array`; what sinks hear is less by `base`.
    private int base;

    private int position;
    private int limit;
    private int depth;
    private int nodes;
    private boolean lost;

    AvroWalker(AvroType.Place root) {
        this.root = root;
    }

    @Override
    public Format format() {
        return Format.AVRO;
    }

    @Override
    public void walk(byte[] array, int offset, int from, int length, DecodeSink sink) {
        this.array = array;
        base = offset;
        position = offset + from;
        limit = offset + length;
        depth = 0;
        nodes = 0;
        lost = false;
        value(root.field(), root.type(), position, sink);
        if (!(root.type() instanceof AvroType.RecordType)) {
            trailing(sink);
        }
        this.array = NOTHING;
    }

    private void trailing(DecodeSink sink) {
        if (!lost && position < limit) {
            int start = position - base;
            int end = limit - base;
            position = limit;
            sink.malformed(root.field(), Anomaly.TRAILING_BYTES, start, end, end - start, 0);
        }
    }

    /// A value of `type` at `position`; `start` is earlier where a union's branch stands before it.
    private void value(FieldInfo field, AvroType type, int start, DecodeSink sink) {
        if (++nodes > Limits.NODES) {
            lose(field, Anomaly.TOO_MANY, start, Limits.NODES, 0, sink);
            return;
        }
        switch (type) {
            case AvroType.Primitive primitive -> primitive(field, primitive, start, sink);
            case AvroType.UnionType union -> union(field, union, start, sink);
            case AvroType.RecordType record -> record(field, record, start, sink);
            case AvroType.EnumType symbols -> symbol(field, symbols, start, sink);
            case AvroType.ArrayType list -> list(field, list, start, sink);
            case AvroType.MapType map -> map(field, map, start, sink);
            case AvroType.FixedType fixed -> {
                if (has(field, fixed.size(), start, sink)) {
                    int from = position;
                    position += fixed.size();
                    sink.bytes(field, from - base, position - base, start - base, position - base);
                }
            }
        }
    }

    private void primitive(FieldInfo field, AvroType.Primitive type, int start, DecodeSink sink) {
        switch (type) {
            case NULL -> sink.nullValue(field, start - base, position - base);
            case BOOLEAN -> bool(field, start, sink);
            case INT -> {
                long value = zigzag(field, 5, start, sink);
                if (!lost) {
                    sink.integer(field, (int) value, start - base, position - base);
                }
            }
            case LONG -> {
                long value = zigzag(field, 10, start, sink);
                if (!lost) {
                    sink.integer(field, value, start - base, position - base);
                }
            }
            case FLOAT -> {
                if (has(field, 4, start, sink)) {
                    float value = Float.intBitsToFloat(fixed32(position));
                    position += 4;
                    sink.float32(field, value, start - base, position - base);
                }
            }
            case DOUBLE -> {
                if (has(field, 8, start, sink)) {
                    long low = fixed32(position) & 0xffffffffL;
                    double value =
                            Double.longBitsToDouble(low | (long) fixed32(position + 4) << 32);
                    position += 8;
                    sink.float64(field, value, start - base, position - base);
                }
            }
            case BYTES -> {
                int size = size(field, start, sink);
                if (!lost) {
                    int from = position;
                    position += size;
                    sink.bytes(field, from - base, position - base, start - base, position - base);
                }
            }
            case STRING -> text(field, start, sink);
        }
    }

    private void bool(FieldInfo field, int start, DecodeSink sink) {
        if (!has(field, 1, start, sink)) {
            return;
        }
        int value = array[position++] & 0xff;
        if (value > 1) {
            sink.malformed(field, Anomaly.BAD_BOOLEAN, start - base, position - base, value, 0);
        } else {
            sink.bool(field, value == 1, start - base, position - base);
        }
    }

    private void text(FieldInfo field, int start, DecodeSink sink) {
        int size = size(field, start, sink);
        if (lost) {
            return;
        }
        int from = position;
        position += size;
        checkUtf8(field, from, start, sink);
        sink.text(field, from - base, position - base, false, start - base, position - base);
    }

    private void checkUtf8(FieldInfo field, int from, int start, DecodeSink sink) {
        int bad = Utf8.firstBad(array, from, position);
        if (bad >= 0) {
            sink.remark(field, Anomaly.BAD_UTF8, start - base, position - base, bad - base, 0);
        }
    }

    private void symbol(FieldInfo field, AvroType.EnumType type, int start, DecodeSink sink) {
        long index = zigzag(field, 5, start, sink);
        if (lost) {
            return;
        }
        if (index < 0 || index >= type.symbols().length) {
            sink.malformed(
                    field,
                    Anomaly.ENUM_INDEX,
                    start - base,
                    position - base,
                    index,
                    type.symbols().length);
        } else {
            int number = (int) index;
            sink.symbol(field, number, type.symbols()[number], start - base, position - base);
        }
    }

    private void union(FieldInfo field, AvroType.UnionType type, int start, DecodeSink sink) {
        long index = zigzag(field, 5, start, sink);
        if (lost) {
            return;
        }
        if (index < 0 || index >= type.branches().length) {
            lose(field, Anomaly.UNION_INDEX, start, index, type.branches().length, sink);
            return;
        }
        int branch = (int) index;
        sink.branch(field, branch, type.names()[branch]);
        var meant = type.fields()[branch];
        value(meant == null ? field : meant, type.branches()[branch], start, sink);
    }

    private void record(FieldInfo field, AvroType.RecordType type, int start, DecodeSink sink) {
        if (tooDeep(field, start, sink)) {
            return;
        }
        depth++;
        sink.enterRecord(field, type.name, start - base);
        for (var place : type.fields) {
            value(place.field(), place.type(), position, sink);
            if (lost) {
                break;
            }
        }
        depth--;
        if (depth == 0) {
            trailing(sink);
        }
        sink.exitRecord(field, position - base);
    }

    private void list(FieldInfo field, AvroType.ArrayType type, int start, DecodeSink sink) {
        if (tooDeep(field, start, sink)) {
            return;
        }
        // The first count is read before the list begins, so that its damage is the field's.
        long count = count(field, start, sink);
        if (lost) {
            return;
        }
        depth++;
        sink.enterList(field, 0, start - base);
        var element = type.element();
        while (count > 0 && !lost) {
            for (long i = 0; i < count && !lost; i++) {
                value(element.field(), element.type(), position, sink);
            }
            if (!lost) {
                count = count(element.field(), position, sink);
            }
        }
        depth--;
        sink.exitList(field, position - base);
    }

    private void map(FieldInfo field, AvroType.MapType type, int start, DecodeSink sink) {
        if (tooDeep(field, start, sink)) {
            return;
        }
        long count = count(field, start, sink);
        if (lost) {
            return;
        }
        depth++;
        sink.enterMap(field, start - base);
        var value = type.value();
        while (count > 0 && !lost) {
            for (long i = 0; i < count && !lost; i++) {
                entry(value, sink);
            }
            if (!lost) {
                count = count(value.field(), position, sink);
            }
        }
        depth--;
        sink.exitMap(field, position - base);
    }

    private void entry(AvroType.Place value, DecodeSink sink) {
        int start = position;
        int size = size(value.field(), start, sink);
        if (lost) {
            return;
        }
        int from = position;
        position += size;
        sink.textKey(from - base, position - base);
        checkUtf8(value.field(), from, start, sink);
        value(value.field(), value.type(), position, sink);
    }

    /// The number of values in the next block; 0 ends the list or map. A negative count is followed
    /// by the block's size in bytes, which only those who skip it need.
    private long count(FieldInfo field, int start, DecodeSink sink) {
        long count = zigzag(field, 10, start, sink);
        if (lost || count >= 0) {
            return count;
        }
        if (count == Long.MIN_VALUE) {
            lose(field, Anomaly.NEGATIVE_LENGTH, start, count, 0, sink);
            return 0;
        }
        long size = zigzag(field, 10, start, sink);
        if (!lost && size < 0) {
            lose(field, Anomaly.NEGATIVE_LENGTH, start, size, 0, sink);
        }
        return -count;
    }

    /// The length of a string or bytes; loses the place where it cannot be.
    private int size(FieldInfo field, int start, DecodeSink sink) {
        long size = zigzag(field, 10, start, sink);
        if (lost) {
            return 0;
        }
        if (size < 0) {
            lose(field, Anomaly.NEGATIVE_LENGTH, start, size, 0, sink);
            return 0;
        }
        if (size > limit - position) {
            lose(field, Anomaly.TRUNCATED, start, size, limit - position, sink);
            return 0;
        }
        return (int) size;
    }

    /// A zig-zag integer of at most `most` bytes; loses the place where it does not end.
    private long zigzag(FieldInfo field, int most, int start, DecodeSink sink) {
        long bits = 0;
        for (int i = 0; i < most; i++) {
            if (position == limit) {
                lose(field, Anomaly.CUT_SHORT, start, 0, 0, sink);
                return 0;
            }
            byte next = array[position++];
            bits |= (long) (next & 0x7f) << (7 * i);
            if (next >= 0) {
                if (most == 5) {
                    bits &= 0xffffffffL;
                }
                return (bits >>> 1) ^ -(bits & 1);
            }
        }
        lose(field, Anomaly.BAD_VARINT, start, 0, 0, sink);
        return 0;
    }

    private boolean has(FieldInfo field, int size, int start, DecodeSink sink) {
        if (size <= limit - position) {
            return true;
        }
        lose(field, Anomaly.CUT_SHORT, start, size, limit - position, sink);
        return false;
    }

    private boolean tooDeep(FieldInfo field, int start, DecodeSink sink) {
        if (depth < Limits.DEPTH) {
            return false;
        }
        lose(field, Anomaly.TOO_DEEP, start, Limits.DEPTH, 0, sink);
        return true;
    }

    private void lose(
            FieldInfo field, Anomaly anomaly, int start, long a, long b, DecodeSink sink) {
        lost = true;
        position = limit;
        sink.malformed(field, anomaly, start - base, limit - base, a, b);
    }

    private int fixed32(int at) {
        return (array[at] & 0xff)
                | ((array[at + 1] & 0xff) << 8)
                | ((array[at + 2] & 0xff) << 16)
                | (array[at + 3] << 24);
    }
}
