package io.sightglass.decode;

import io.sightglass.model.FieldInfo;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;

/// Holds a walk to the promises of [DecodeSink]: enter and exit balanced and of the same field,
/// every range within the payload and within its container's, keys only in maps and before each
/// value, a branch only before a value.
public final class CheckingSink implements DecodeSink {
    private enum Kind {
        RECORD,
        LIST,
        MAP,
        UNKNOWN
    }

    private static final class Open {
        final Kind kind;
        final FieldInfo field;
        final int start;
        int last;
        boolean keyed;

        Open(Kind kind, FieldInfo field, int start) {
            this.kind = kind;
            this.field = field;
            this.start = start;
            this.last = start;
        }
    }

    private final Deque<Open> open = new ArrayDeque<>();
    private final boolean wantsUnknown;
    private int length;
    private boolean begun;
    private boolean branch;
    private int values;

    public CheckingSink(boolean wantsUnknown) {
        this.wantsUnknown = wantsUnknown;
    }

    /// Values heard in the last payload.
    public int values() {
        return values;
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    private void range(int start, int end) {
        check(begun, "event outside of a payload");
        check(0 <= start && start <= end && end <= length, "range " + start + ".." + end);
        var top = open.peek();
        if (top != null) {
            check(start >= top.start, "range " + start + ".." + end + " starts before its parent");
            top.last = Math.max(top.last, end);
        }
    }

    private void value(FieldInfo field, int start, int end) {
        Objects.requireNonNull(field);
        range(start, end);
        values++;
        branch = false;
        var top = open.peek();
        if (top != null && top.kind == Kind.MAP) {
            check(top.keyed, "a value in a map without a key");
        }
    }

    private void enter(Kind kind, FieldInfo field, int start) {
        if (kind == Kind.UNKNOWN) {
            range(start, start);
        } else {
            value(field, start, start);
        }
        open.push(new Open(kind, field, start));
        check(open.size() <= 2 * Limits.DEPTH + 2, "deeper than the limit");
    }

    private void exit(Kind kind, FieldInfo field, int end) {
        var top = open.pop();
        check(top.kind == kind && top.field == field, "exit of another " + kind);
        check(end >= top.start && end <= length, "exit at " + end + " of " + top.start);
        check(end >= top.last, "exit at " + end + " before its content's end " + top.last);
        check(!branch, "a branch without a value");
        var parent = open.peek();
        if (parent != null) {
            parent.last = Math.max(parent.last, end);
        }
    }

    @Override
    public void begin(byte[] array, int offset, int length) {
        check(!begun, "begun twice");
        check(offset >= 0 && offset + length <= array.length, "payload within the array");
        begun = true;
        this.length = length;
        values = 0;
        open.clear();
        branch = false;
    }

    @Override
    public void finish() {
        check(begun, "finished before begun");
        check(open.isEmpty(), "finished with " + open.size() + " open");
        begun = false;
    }

    @Override
    public void enterRecord(FieldInfo field, String typeName, int start) {
        Objects.requireNonNull(typeName);
        enter(Kind.RECORD, field, start);
    }

    @Override
    public void exitRecord(FieldInfo field, int end) {
        exit(Kind.RECORD, field, end);
    }

    @Override
    public void enterList(FieldInfo field, int firstIndex, int start) {
        check(firstIndex >= 0, "first index " + firstIndex);
        enter(Kind.LIST, field, start);
    }

    @Override
    public void exitList(FieldInfo field, int end) {
        exit(Kind.LIST, field, end);
    }

    @Override
    public void enterMap(FieldInfo field, int start) {
        enter(Kind.MAP, field, start);
    }

    @Override
    public void exitMap(FieldInfo field, int end) {
        exit(Kind.MAP, field, end);
    }

    @Override
    public void textKey(int from, int to) {
        range(from, to);
        key();
    }

    @Override
    public void integerKey(long key) {
        key();
    }

    private void key() {
        var top = open.peek();
        check(top != null && top.kind == Kind.MAP, "a key outside of a map");
        Objects.requireNonNull(top).keyed = true;
    }

    @Override
    public void branch(FieldInfo field, int index, String typeName) {
        check(!branch, "two branches for one value");
        branch = true;
    }

    @Override
    public void nullValue(FieldInfo field, int start, int end) {
        value(field, start, end);
    }

    @Override
    public void bool(FieldInfo field, boolean value, int start, int end) {
        value(field, start, end);
    }

    @Override
    public void integer(FieldInfo field, long value, int start, int end) {
        value(field, start, end);
    }

    @Override
    public void unsigned(FieldInfo field, long bits, int start, int end) {
        value(field, start, end);
    }

    @Override
    public void float32(FieldInfo field, float value, int start, int end) {
        value(field, start, end);
    }

    @Override
    public void float64(FieldInfo field, double value, int start, int end) {
        value(field, start, end);
    }

    @Override
    public void number(FieldInfo field, int start, int end) {
        value(field, start, end);
    }

    @Override
    public void text(FieldInfo field, int from, int to, boolean escaped, int start, int end) {
        check(start <= from && from <= to && to <= end, "text within its value");
        value(field, start, end);
    }

    @Override
    public void bytes(FieldInfo field, int from, int to, int start, int end) {
        check(start <= from && from <= to && to <= end, "bytes within their value");
        value(field, start, end);
    }

    @Override
    public void pieces(FieldInfo field, byte[] content, boolean text, int start, int end) {
        Objects.requireNonNull(content);
        value(field, start, end);
    }

    @Override
    public void symbol(FieldInfo field, int number, @Nullable String name, int start, int end) {
        value(field, start, end);
    }

    @Override
    public void absent(FieldInfo field, int at) {
        range(at, at);
        var top = open.peek();
        check(top != null && top.kind == Kind.RECORD, "absent outside of a record");
    }

    @Override
    public boolean unknown(FieldInfo field, int start, int end) {
        range(start, end);
        if (wantsUnknown) {
            enter(Kind.UNKNOWN, field, start);
        }
        return wantsUnknown;
    }

    @Override
    public void exitUnknown() {
        var top = open.pop();
        check(top.kind == Kind.UNKNOWN, "exit of an unknown field in a " + top.kind);
    }

    @Override
    public void remark(FieldInfo field, Anomaly anomaly, int start, int end, long a, long b) {
        check(0 <= start && start <= end && end <= length, "remark at " + start + ".." + end);
    }

    @Override
    public void malformed(FieldInfo field, Anomaly anomaly, int start, int end, long a, long b) {
        range(start, end);
        branch = false;
    }
}
