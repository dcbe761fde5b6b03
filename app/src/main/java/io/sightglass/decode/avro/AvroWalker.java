package io.sightglass.decode.avro;

import io.sightglass.decode.Anomaly;
import io.sightglass.decode.DecodeSink;
import io.sightglass.decode.LateScalars;
import io.sightglass.decode.Limits;
import io.sightglass.decode.Utf8;
import io.sightglass.decode.Walker;
import io.sightglass.model.FieldInfo;
import io.sightglass.model.Format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Walks one Avro datum with its writer's schema.
///
/// Avro's encoding carries neither names nor lengths of records, so after damage that loses the
/// place (a cut, an impossible branch or length) nothing behind it can be read: the walk then
/// leaves container by container, each ending where the payload ends.
final class AvroWalker implements Walker {
    private static final byte[] NOTHING = {};
    static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle FLOAT =
            MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle DOUBLE =
            MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

    private final AvroType.Place root;
    private final LogicalChecks checks = new LogicalChecks();
    private final AvroCheck check = new AvroCheck();
    private byte[] array = NOTHING;

    /// Indexes into `array`; what sinks hear is less by `base`.
    private int base;

    private int position;
    private int limit;
    private int depth;
    private int nodes;
    private int mostValues;
    private boolean lost;

    /// Whether the sink wants to hear of values, or of damage only.
    private boolean told;

    /// Whether it wants to hear of single values too.
    private boolean toldAll;

    AvroWalker(AvroType.Place root) {
        this.root = root;
    }

    @Override
    public Format format() {
        return Format.AVRO;
    }

    @Override
    public void walk(byte[] array, int offset, int from, int length, DecodeSink sink) {
        mostValues = most(length, sink);
        var wanted = sink.wantsOfSound();
        boolean done =
                switch (wanted) {
                    case NOTHING -> isSound(array, offset, from, length);
                    case TREE -> tree(array, offset, from, length, sink);
                    case EVENTS -> false;
                };
        if (!done) {
            tell(array, offset, from, length, sink);
        }
    }

    /// Whether there is nothing to say of the payload, to its very end.
    private boolean isSound(byte[] array, int offset, int from, int length) {
        int end = offset + length;
        return check.check(root, array, offset + from, end, 0, 0, mostValues) == end;
    }

    /// Gives the sink the payload's tree, if there is nothing else to say of it.
    private boolean tree(byte[] array, int offset, int from, int length, DecodeSink sink) {
        if (length > LateScalars.LONGEST) {
            return false;
        }
        var payload = Arrays.copyOfRange(array, offset, offset + length);
        int most = Math.min(mostValues, Limits.NODES);
        var tree = new AvroNodes(payload, from, most, checks).whole(root);
        if (tree != null) {
            sink.tree(tree);
        }
        return tree != null;
    }

    private void tell(byte[] array, int offset, int from, int length, DecodeSink sink) {
        this.array = array;
        base = offset;
        position = offset + from;
        limit = offset + length;
        depth = 0;
        nodes = 0;
        lost = false;
        told = sink.wantsValues();
        toldAll = told && sink.wantsScalars();
        value(root, position, sink);
        trailing(sink);
        this.array = NOTHING;
    }

    /// Begins a payload that holds several values; then [#values].
    void start(byte[] array, int offset, DecodeSink sink) {
        this.array = array;
        base = offset;
        depth = 1;
        nodes = 0;
        told = sink.wantsValues();
        toldAll = told && sink.wantsScalars();
        mostValues = most(array.length, sink);
    }

    /// Five bytes can say that two billion values of no bytes follow.
    private static int most(int length, DecodeSink sink) {
        return (int) Math.min(sink.mostValues(), (long) Limits.NODES + length);
    }

    /// Walks `count` values, one after another, in the payload's bytes `from` to `to`. Where the
    /// place is lost, those behind are left out. Answers whether more may be walked.
    boolean values(long count, int from, int to, DecodeSink sink) {
        position = base + from;
        limit = base + to;
        lost = false;
        for (long i = 0; i < count && !lost; i++) {
            one(sink);
        }
        trailing(sink);
        return nodes <= mostValues;
    }

    /// After the last [#values].
    void end() {
        array = NOTHING;
    }

    /// One of several values.
    private void one(DecodeSink sink) {
        int end =
                told
                        ? AvroCheck.ODD
                        : check.check(root, array, position, limit, depth, nodes, mostValues);
        if (end >= 0) {
            position = end;
            nodes = check.nodes();
        } else {
            value(root, position, sink);
        }
    }

    private void trailing(DecodeSink sink) {
        if (!lost && position < limit) {
            int start = position - base;
            int end = limit - base;
            position = limit;
            sink.malformed(root.field(), Anomaly.TRAILING_BYTES, start, end, end - start, 0);
        }
    }

    /// A value at `position`; `start` is earlier where a union's branch stands before it.
    private void value(AvroType.Place place, int start, DecodeSink sink) {
        var field = place.field();
        if (++nodes > mostValues) {
            lose(field, Anomaly.TOO_MANY, start, mostValues, 0, sink);
            return;
        }
        switch (place.kind()) {
            case NULL -> {
                if (toldAll) {
                    sink.nullValue(field, start - base, position - base);
                }
            }
            case BOOLEAN -> bool(field, start, sink);
            case INT -> {
                long value = zigzag(field, 5, start, sink);
                if (toldAll && !lost) {
                    sink.integer(field, (int) value, start - base, position - base);
                }
            }
            case LONG -> {
                long value = zigzag(field, 10, start, sink);
                if (toldAll && !lost) {
                    sink.integer(field, value, start - base, position - base);
                }
            }
            case FLOAT -> float32(field, start, sink);
            case DOUBLE -> float64(field, start, sink);
            case STRING -> text(field, start, sink);
            case BYTES -> bytes(field, size(field, start, sink), start, sink);
            case FIXED -> fixed(field, ((AvroType.FixedType) place.type()).size(), start, sink);
            case ENUM -> symbol(field, (AvroType.EnumType) place.type(), start, sink);
            case UNION -> union(field, (AvroType.UnionType) place.type(), start, sink);
            case RECORD -> record(field, (AvroType.RecordType) place.type(), start, sink);
            case ARRAY -> list(field, (AvroType.ArrayType) place.type(), start, sink);
            case MAP -> map(field, (AvroType.MapType) place.type(), start, sink);
            case NOTED -> noted(field, (AvroType.Noted) place.type(), start, sink);
            case NOTED_ENUM -> noted(field, (AvroType.NotedEnum) place.type(), start, sink);
            case CHECKED -> checked((AvroType.Checked) place.type(), start, sink);
            case DEFAULTED -> {
                sink.remark(field, Anomaly.DEFAULTED, start - base, start - base, 0, 0);
                if (told) {
                    sink.absent(field, start - base);
                }
            }
        }
    }

    /// A value, then what a reader with another schema makes of it.
    private void noted(FieldInfo field, AvroType.Noted type, int start, DecodeSink sink) {
        // It is one value, however much is said of it.
        nodes--;
        value(type.inner(), start, sink);
        if (!lost) {
            sink.remark(field, type.anomaly(), start - base, position - base, type.note(), 0);
        }
    }

    private void noted(FieldInfo field, AvroType.NotedEnum type, int start, DecodeSink sink) {
        int symbol = symbol(field, type.inner(), start, sink);
        int note = symbol < 0 ? -1 : type.notes()[symbol];
        if (note >= 0) {
            sink.remark(field, type.anomaly(), start - base, position - base, note, 0);
        }
    }

    /// What is wrong with a value by its logical type, then the value.
    private void checked(AvroType.Checked type, int start, DecodeSink sink) {
        nodes--;
        checks.look(type, array, base, start, position, limit, sink);
        value(type.inner(), start, sink);
    }

    private void float32(FieldInfo field, int start, DecodeSink sink) {
        if (has(field, Float.BYTES, start, sink)) {
            float value = (float) FLOAT.get(array, position);
            position += Float.BYTES;
            if (toldAll) {
                sink.float32(field, value, start - base, position - base);
            }
        }
    }

    private void float64(FieldInfo field, int start, DecodeSink sink) {
        if (has(field, Double.BYTES, start, sink)) {
            double value = (double) DOUBLE.get(array, position);
            position += Double.BYTES;
            if (toldAll) {
                sink.float64(field, value, start - base, position - base);
            }
        }
    }

    private void fixed(FieldInfo field, int size, int start, DecodeSink sink) {
        if (has(field, size, start, sink)) {
            bytes(field, size, start, sink);
        }
    }

    /// The `size` bytes at `position`, unless the place is lost.
    private void bytes(FieldInfo field, int size, int start, DecodeSink sink) {
        if (lost) {
            return;
        }
        int from = position;
        position += size;
        if (toldAll) {
            sink.bytes(field, from - base, position - base, start - base, position - base);
        }
    }

    private void bool(FieldInfo field, int start, DecodeSink sink) {
        if (!has(field, 1, start, sink)) {
            return;
        }
        int value = array[position++] & 0xff;
        if (value > 1) {
            sink.malformed(field, Anomaly.BAD_BOOLEAN, start - base, position - base, value, 0);
        } else if (toldAll) {
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
        if (toldAll) {
            sink.text(field, from - base, position - base, false, start - base, position - base);
        }
    }

    private void checkUtf8(FieldInfo field, int from, int start, DecodeSink sink) {
        int bad = Utf8.firstBad(array, from, position);
        if (bad >= 0) {
            sink.remark(field, Anomaly.BAD_UTF8, start - base, position - base, bad - base, 0);
        }
    }

    /// Answers the symbol's index, or -1 where there is none.
    private int symbol(FieldInfo field, AvroType.EnumType type, int start, DecodeSink sink) {
        long index = zigzag(field, 5, start, sink);
        if (lost) {
            return -1;
        }
        if (index < 0 || index >= type.symbols().length) {
            sink.malformed(
                    field,
                    Anomaly.ENUM_INDEX,
                    start - base,
                    position - base,
                    index,
                    type.symbols().length);
            return -1;
        }
        int number = (int) index;
        if (told) {
            sink.symbol(field, number, type.symbols()[number], start - base, position - base);
        }
        return number;
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
        if (told) {
            sink.branch(field, branch, type.names()[branch]);
        }
        value(type.branches()[branch], start, sink);
    }

    private void record(FieldInfo field, AvroType.RecordType type, int start, DecodeSink sink) {
        if (tooDeep(field, start, sink)) {
            return;
        }
        depth++;
        if (told) {
            sink.enterRecord(field, type.name, start - base);
        }
        for (var place : type.fields) {
            value(place, position, sink);
            if (lost) {
                break;
            }
        }
        depth--;
        if (depth == 0) {
            trailing(sink);
        }
        if (told) {
            sink.exitRecord(field, position - base);
        }
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
        if (told) {
            sink.enterList(field, 0, start - base);
        }
        var element = type.element();
        while (count > 0 && !lost) {
            for (long i = 0; i < count && !lost; i++) {
                value(element, position, sink);
            }
            if (!lost) {
                count = count(element.field(), position, sink);
            }
        }
        depth--;
        if (told) {
            sink.exitList(field, position - base);
        }
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
        if (told) {
            sink.enterMap(field, start - base);
        }
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
        if (told) {
            sink.exitMap(field, position - base);
        }
    }

    private void entry(AvroType.Place value, DecodeSink sink) {
        int start = position;
        int size = size(value.field(), start, sink);
        if (lost) {
            return;
        }
        int from = position;
        position += size;
        if (told) {
            sink.textKey(from - base, position - base);
        }
        checkUtf8(value.field(), from, start, sink);
        value(value, position, sink);
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
        if (position < limit) {
            byte first = array[position];
            if (first >= 0) {
                position++;
                return (first >>> 1) ^ -(first & 1);
            }
        }
        return longZigzag(field, most, start, sink);
    }

    /// One of several bytes, or none.
    private long longZigzag(FieldInfo field, int most, int start, DecodeSink sink) {
        int end = Math.min(limit, position + most);
        long bits = 0;
        int shift = 0;
        for (int at = position; at < end; at++) {
            byte next = array[at];
            bits |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                position = at + 1;
                if (most == 5) {
                    bits &= 0xffffffffL;
                }
                return (bits >>> 1) ^ -(bits & 1);
            }
            shift += 7;
        }
        var anomaly = limit - position < most ? Anomaly.CUT_SHORT : Anomaly.BAD_VARINT;
        lose(field, anomaly, start, 0, 0, sink);
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
}
