package io.sightglass.decode.protobuf;

import io.sightglass.decode.Anomaly;
import io.sightglass.decode.DecodeSink;
import io.sightglass.decode.Utf8;
import io.sightglass.model.FieldInfo;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Passes the writer's walk on, and adds what a reader makes of it. Keeps a level for each open
/// container; they are reused, so that a walk allocates little.
final class LensSink implements DecodeSink {
    private static final byte[] NOTHING = {};

    /// An open record, list or map.
    private static final class Level {
        /// Of a record; null where nothing is said of its fields.
        @Nullable MessageLens message;

        /// Of a list or map, or of the field that a record is the value of.
        @Nullable FieldLens field;

        /// Whether `field` is the list's or map's own.
        boolean run;

        int start;
        int values;
        boolean damaged;

        /// By the index of the writer's field: where it stood last; end 0 where it did not.
        int[] starts = {};

        int[] ends = {};

        /// Which of [MessageLens#more] the payload carries all the same.
        boolean[] more = {};

        /// Of a list of which the reader sees one value only, the last one so far.
        final LastValue last = new LastValue();

        /// The same of the lists of a record, by the index of the writer's field.
        LastValue[] lasts = {};

        LastValue last(int index) {
            int known = lasts.length;
            if (index >= known) {
                lasts = Arrays.copyOf(lasts, index + 1);
                for (int i = known; i <= index; i++) {
                    lasts[i] = new LastValue();
                }
            }
            return lasts[index];
        }

        void open(@Nullable MessageLens message, @Nullable FieldLens field, int start) {
            this.message = message;
            this.field = field;
            this.start = start;
            run = false;
            values = 0;
            damaged = false;
            last.clear();
            if (message != null) {
                int fields = message.fields.length;
                if (starts.length < fields) {
                    starts = new int[fields];
                    ends = new int[fields];
                }
                if (more.length < message.more.size()) {
                    more = new boolean[message.more.size()];
                }
                for (var value : lasts) {
                    value.clear();
                }
                Arrays.fill(ends, 0);
                Arrays.fill(more, false);
            }
        }
    }

    private final MessageLens root;
    private final List<Level> levels = new ArrayList<>();
    private DecodeSink to = this;
    private byte[] array = NOTHING;
    private int base;
    private int depth;

    /// How many unknown fields are open, whose content is nobody's.
    private int unknown;

    private @Nullable FieldInfo unknownField;
    private int unknownStart;
    private int unknownEnd;

    LensSink(MessageLens root) {
        this.root = root;
    }

    void open(byte[] array, int base, DecodeSink sink) {
        this.array = array;
        this.base = base;
        to = sink;
        depth = 0;
        unknown = 0;
    }

    void close() {
        array = NOTHING;
        to = this;
    }

    @Override
    public boolean wantsValues() {
        return true;
    }

    @Override
    public int mostValues() {
        return to.mostValues();
    }

    @Override
    public void begin(byte[] array, int offset, int length) {
        throw new IllegalStateException("a walker begins no payload");
    }

    @Override
    public void finish() {
        throw new IllegalStateException("a walker finishes no payload");
    }

    private @Nullable Level top() {
        return depth == 0 || unknown > 0 ? null : levels.get(depth - 1);
    }

    /// The lens of the value of `field` that is heard now; null where nothing is said of it.
    private @Nullable FieldLens lens(FieldInfo field) {
        var top = top();
        if (top == null) {
            return null;
        }
        if (top.run) {
            var own = top.field;
            return own == null ? null : own.writer.map ? own.value : own;
        }
        var lens = top.message == null ? null : top.message.field(field.ordinal());
        return lens != null && lens.writer.info == field ? lens : null;
    }

    private Level push(@Nullable MessageLens message, @Nullable FieldLens field, int start) {
        if (depth == levels.size()) {
            levels.add(new Level());
        }
        var level = levels.get(depth++);
        level.open(message, field, start);
        return level;
    }

    @Override
    public void enterRecord(FieldInfo field, String typeName, int start) {
        to.enterRecord(field, typeName, start);
        if (unknown > 0) {
            return;
        }
        if (depth == 0) {
            push(root, null, start);
        } else {
            var lens = lens(field);
            push(lens == null || lens.whole != null ? null : lens.message, lens, start);
        }
    }

    @Override
    public void exitRecord(FieldInfo field, int end) {
        if (unknown > 0) {
            to.exitRecord(field, end);
            return;
        }
        var level = levels.get(depth - 1);
        if (level.message != null && !level.damaged) {
            leave(level, level.message, end);
        }
        to.exitRecord(field, end);
        depth--;
        if (level.field != null) {
            heard(field, level.field, level.start, end);
        }
    }

    /// Says what becomes of the reader's fields that are not there, and of those of its oneofs.
    private void leave(Level level, MessageLens lens, int end) {
        for (var field : lens.fields) {
            int index = field.writer.index;
            boolean there = level.ends[index] > 0;
            if (field.last && index < level.lasts.length) {
                level.lasts[index].say(field.writer.info, field.types, to);
            }
            if (!there && field.required >= 0 && field.reader != null) {
                required(field.reader.info, level, field.required, end);
            } else if (there && isReplaced(level, lens, field)) {
                to.remark(
                        field.writer.info,
                        Anomaly.READER_ONEOF,
                        level.starts[index],
                        level.ends[index],
                        field.types,
                        0);
            }
        }
        for (int i = 0; i < lens.more.size(); i++) {
            var more = lens.more.get(i);
            if (level.more[i]) {
                continue;
            }
            if (more.field().required) {
                required(more.field().info, level, more.note(), end);
            } else if (more.field().info.defaultValue() != null) {
                to.remark(more.field().info, Anomaly.DEFAULTED, end, end, 0, 0);
                to.absent(more.field().info, end);
            }
        }
    }

    private void required(FieldInfo field, Level level, int note, int end) {
        to.remark(field, Anomaly.READER_REQUIRED, level.start, end, note, 0);
    }

    /// Whether a later field is of the same oneof of the reader's; the writer's own oneofs are
    /// judged without it.
    private static boolean isReplaced(Level level, MessageLens lens, FieldLens field) {
        var reader = field.reader;
        if (reader == null || reader.oneof < 0) {
            return false;
        }
        for (var other : lens.fields) {
            boolean later =
                    level.ends[other.writer.index] > 0
                            && level.starts[other.writer.index] > level.starts[field.writer.index];
            boolean together = other.writer.oneof >= 0 && other.writer.oneof == field.writer.oneof;
            if (later
                    && !together
                    && other.whole == null
                    && other.reader != null
                    && other.reader.oneof == reader.oneof) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void enterList(FieldInfo field, int firstIndex, int start) {
        to.enterList(field, firstIndex, start);
        enterRun(field, firstIndex, start);
    }

    @Override
    public void exitList(FieldInfo field, int end) {
        to.exitList(field, end);
        exitRun(field, end);
    }

    @Override
    public void enterMap(FieldInfo field, int start) {
        to.enterMap(field, start);
        enterRun(field, 0, start);
    }

    @Override
    public void exitMap(FieldInfo field, int end) {
        to.exitMap(field, end);
        exitRun(field, end);
    }

    private void enterRun(FieldInfo field, int firstIndex, int start) {
        if (unknown == 0) {
            var level = push(null, lens(field), start);
            level.run = true;
            level.values = firstIndex;
        }
    }

    private void exitRun(FieldInfo field, int end) {
        if (unknown > 0) {
            return;
        }
        var level = levels.get(--depth);
        var lens = level.field;
        if (lens == null) {
            return;
        }
        see(lens, level.start, end);
        if (lens.packed != null && isPacked(level.start)) {
            to.remark(field, lens.packed, level.start, end, lens.packedNote, 0);
            return;
        }
        var around = top();
        if (lens.last && around != null && around.message != null) {
            around.last(lens.writer.index).set(level.last);
        }
        said(field, lens, level.start, end);
        if (lens.last && lens.whole == null && level.values > 1) {
            int merged = lens.writer.message == null ? 0 : 1;
            to.remark(field, Anomaly.READER_LAST, level.start, end, lens.types, merged);
        }
    }

    /// Whether the run that starts with the tag at `start` is packed.
    private boolean isPacked(int start) {
        return (array[base + start] & 7) == Wire.LENGTH;
    }

    /// Says what is to be said of a field as a whole.
    private void said(FieldInfo field, FieldLens lens, int start, int end) {
        if (lens.whole != null) {
            to.remark(field, lens.whole, start, end, lens.types, 0);
            return;
        }
        for (int i = 0; i < lens.said.size(); i++) {
            var said = lens.said.get(i);
            to.remark(field, said.anomaly(), start, end, said.note(), 0);
        }
    }

    /// Notes that the reader finds a field.
    private void see(FieldLens lens, int start, int end) {
        var top = top();
        if (top != null && !top.run && top.message != null) {
            top.starts[lens.writer.index] = start;
            top.ends[lens.writer.index] = Math.max(1, end);
        }
    }

    /// A value was heard: a field of its own, or one of a list or map.
    private void heard(FieldInfo field, FieldLens lens, int start, int end) {
        var top = top();
        if (top == null) {
            return;
        }
        if (!top.run) {
            see(lens, start, end);
            said(field, lens, start, end);
            return;
        }
        top.values++;
        if (top.field != null && top.field.writer.map) {
            said(field, lens, start, end);
        }
    }

    /// An integer, or a floating-point number's bits.
    private void number(FieldInfo field, long value, int start, int end) {
        var lens = lens(field);
        if (lens == null) {
            return;
        }
        switch (lens.check) {
            case VARINT, FIXED -> {
                long seen = lens.seen(value);
                var other = lens.same(value, seen) ? null : Anomaly.READER_VALUE;
                seenAs(field, lens, other, seen, start, end);
            }
            case SYMBOL -> {
                int seen = (int) lens.seen(value);
                var reader = lens.reader;
                var symbols = reader == null ? null : reader.symbols;
                if (symbols != null) {
                    boolean lacks = symbols.name(seen) == null;
                    if (symbols.closed && lacks) {
                        // Kept as an unknown field, whatever comes behind.
                        to.remark(field, Anomaly.READER_LACKS_SYMBOL, start, end, lens.types, seen);
                    } else {
                        var other = lacks ? Anomaly.READER_LACKS_SYMBOL : null;
                        seenAs(field, lens, other, seen, start, end);
                    }
                }
            }
            case NONE, UTF8 -> {}
        }
        heard(field, lens, start, end);
    }

    /// Says that the reader sees a value otherwise, unless it is one of several of which it sees
    /// the last only.
    private void seenAs(
            FieldInfo field,
            FieldLens lens,
            @Nullable Anomaly anomaly,
            long seen,
            int start,
            int end) {
        var top = top();
        if (lens.last && top != null && top.run) {
            top.last.set(anomaly, start, end, seen);
        } else if (anomaly != null) {
            to.remark(field, anomaly, start, end, lens.types, seen);
        }
    }

    @Override
    public void textKey(int from, int to) {
        this.to.textKey(from, to);
    }

    @Override
    public void integerKey(long key) {
        to.integerKey(key);
    }

    @Override
    public void branch(FieldInfo field, int index, String typeName) {
        to.branch(field, index, typeName);
    }

    @Override
    public void nullValue(FieldInfo field, int start, int end) {
        to.nullValue(field, start, end);
    }

    @Override
    public void bool(FieldInfo field, boolean value, int start, int end) {
        to.bool(field, value, start, end);
        number(field, value ? 1 : 0, start, end);
    }

    @Override
    public void integer(FieldInfo field, long value, int start, int end) {
        to.integer(field, value, start, end);
        number(field, value, start, end);
    }

    @Override
    public void unsigned(FieldInfo field, long bits, int start, int end) {
        to.unsigned(field, bits, start, end);
        number(field, bits, start, end);
    }

    @Override
    public void float32(FieldInfo field, float value, int start, int end) {
        to.float32(field, value, start, end);
        number(field, Float.floatToRawIntBits(value) & 0xffffffffL, start, end);
    }

    @Override
    public void float64(FieldInfo field, double value, int start, int end) {
        to.float64(field, value, start, end);
        number(field, Double.doubleToRawLongBits(value), start, end);
    }

    @Override
    public void number(FieldInfo field, int start, int end) {
        to.number(field, start, end);
    }

    @Override
    public void text(FieldInfo field, int from, int to, boolean escaped, int start, int end) {
        this.to.text(field, from, to, escaped, start, end);
        delimited(field, from, to, start, end);
    }

    @Override
    public void pieces(FieldInfo field, byte[] bytes, boolean text, int start, int end) {
        to.pieces(field, bytes, text, start, end);
        var lens = lens(field);
        if (lens != null) {
            heard(field, lens, start, end);
        }
    }

    @Override
    public void bytes(FieldInfo field, int from, int to, int start, int end) {
        this.to.bytes(field, from, to, start, end);
        delimited(field, from, to, start, end);
    }

    private void delimited(FieldInfo field, int from, int to, int start, int end) {
        var lens = lens(field);
        if (lens == null) {
            return;
        }
        if (lens.check == FieldLens.Check.UTF8
                && Utf8.firstBad(array, base + from, base + to) >= 0) {
            this.to.remark(field, Anomaly.READER_UTF8, start, end, lens.types, 0);
        }
        heard(field, lens, start, end);
    }

    @Override
    public void symbol(FieldInfo field, int number, @Nullable String name, int start, int end) {
        to.symbol(field, number, name, start, end);
        number(field, number, start, end);
    }

    @Override
    public void absent(FieldInfo field, int at) {
        to.absent(field, at);
    }

    @Override
    public boolean unknown(FieldInfo field, int start, int end) {
        boolean wanted = to.unknown(field, start, end);
        if (unknown == 0) {
            unknownField = field;
            unknownStart = start;
            unknownEnd = end;
            if (!wanted) {
                known();
            }
        }
        unknown += wanted ? 1 : 0;
        return wanted;
    }

    @Override
    public void exitUnknown() {
        to.exitUnknown();
        unknown--;
        if (unknown == 0) {
            known();
        }
    }

    /// Says what the reader knows of a field that the writer's schema lacks.
    private void known() {
        var field = unknownField;
        var top = top();
        if (field == null || top == null || top.message == null) {
            return;
        }
        int index = top.message.more(field.number());
        if (index >= 0) {
            top.more[index] = true;
            int note = top.message.more.get(index).note();
            to.remark(field, Anomaly.READER_KNOWS, unknownStart, unknownEnd, note, 0);
        }
    }

    @Override
    public void remark(FieldInfo field, Anomaly anomaly, int start, int end, long a, long b) {
        to.remark(field, anomaly, start, end, a, b);
        if (anomaly == Anomaly.TRUNCATED || anomaly == Anomaly.BAD_GROUP) {
            damaged();
        }
    }

    @Override
    public void malformed(FieldInfo field, Anomaly anomaly, int start, int end, long a, long b) {
        to.malformed(field, anomaly, start, end, a, b);
        damaged();
    }

    /// Of what is cut nothing is said to be missing.
    private void damaged() {
        for (int i = 0; i < depth; i++) {
            levels.get(i).damaged = true;
        }
    }
}
