package io.sightglass.decode;

import io.sightglass.model.FieldInfo;
import io.sightglass.model.Node;

import org.jspecify.annotations.Nullable;

/// Passes the first values of a payload on to its tree, and of the rest only where what is open
/// ends: a tree of all values of a large payload takes more memory than there is, and nobody looks
/// at them at once. Other sinks of the same walk hear everything.
final class FirstValues implements DecodeSink {
    private final TreeSink tree;
    private final int most;
    private int values;
    private int length;

    /// Where the first value stands that was left out; -1 while none was.
    private int end = -1;

    /// How many records, lists and maps are open that the tree does not know of.
    private int unseen;

    /// @param most values for the tree; elements of lists and maps are values too
    FirstValues(TreeSink tree, int most) {
        this.tree = tree;
        this.most = most;
    }

    /// Where the first value begins that is not in the tree; -1 where all are.
    int end() {
        return end;
    }

    @Override
    public int mostValues() {
        return Math.max(most, Limits.VALUES);
    }

    @Override
    public Sound wantsOfSound() {
        return most >= Limits.NODES ? Sound.TREE : Sound.EVENTS;
    }

    @Override
    public void tree(Node root) {
        tree.tree(root);
    }

    @Override
    public void begin(byte[] array, int offset, int length) {
        this.length = length;
        values = 0;
        end = -1;
        unseen = 0;
        tree.begin(array, offset, length);
    }

    @Override
    public void finish() {
        tree.finish();
    }

    /// Whether the tree has room for a value more; says where it has not for the first time.
    private boolean fits(FieldInfo field, int start) {
        if (end >= 0) {
            return false;
        }
        if (values < most) {
            values++;
            return true;
        }
        end = start;
        tree.rest(field, start, length);
        return false;
    }

    private boolean opens(FieldInfo field, int start) {
        boolean fits = fits(field, start);
        unseen += fits ? 0 : 1;
        return fits;
    }

    /// Whether what ends is in the tree.
    private boolean closes() {
        if (unseen == 0) {
            return true;
        }
        unseen--;
        return false;
    }

    @Override
    public void enterRecord(FieldInfo field, String typeName, int start) {
        if (opens(field, start)) {
            tree.enterRecord(field, typeName, start);
        }
    }

    @Override
    public void exitRecord(FieldInfo field, int end) {
        if (closes()) {
            tree.exitRecord(field, end);
        }
    }

    @Override
    public void enterList(FieldInfo field, int firstIndex, int start) {
        if (opens(field, start)) {
            tree.enterList(field, firstIndex, start);
        }
    }

    @Override
    public void exitList(FieldInfo field, int end) {
        if (closes()) {
            tree.exitList(field, end);
        }
    }

    @Override
    public void enterMap(FieldInfo field, int start) {
        if (opens(field, start)) {
            tree.enterMap(field, start);
        }
    }

    @Override
    public void exitMap(FieldInfo field, int end) {
        if (closes()) {
            tree.exitMap(field, end);
        }
    }

    @Override
    public void textKey(int from, int to) {
        if (end < 0) {
            tree.textKey(from, to);
        }
    }

    @Override
    public void integerKey(long key) {
        if (end < 0) {
            tree.integerKey(key);
        }
    }

    @Override
    public void branch(FieldInfo field, int index, String typeName) {
        if (end < 0) {
            tree.branch(field, index, typeName);
        }
    }

    @Override
    public void nullValue(FieldInfo field, int start, int end) {
        if (fits(field, start)) {
            tree.nullValue(field, start, end);
        }
    }

    @Override
    public void bool(FieldInfo field, boolean value, int start, int end) {
        if (fits(field, start)) {
            tree.bool(field, value, start, end);
        }
    }

    @Override
    public void integer(FieldInfo field, long value, int start, int end) {
        if (fits(field, start)) {
            tree.integer(field, value, start, end);
        }
    }

    @Override
    public void unsigned(FieldInfo field, long bits, int start, int end) {
        if (fits(field, start)) {
            tree.unsigned(field, bits, start, end);
        }
    }

    @Override
    public void float32(FieldInfo field, float value, int start, int end) {
        if (fits(field, start)) {
            tree.float32(field, value, start, end);
        }
    }

    @Override
    public void float64(FieldInfo field, double value, int start, int end) {
        if (fits(field, start)) {
            tree.float64(field, value, start, end);
        }
    }

    @Override
    public void number(FieldInfo field, int start, int end) {
        if (fits(field, start)) {
            tree.number(field, start, end);
        }
    }

    @Override
    public void text(FieldInfo field, int from, int to, boolean escaped, int start, int end) {
        if (fits(field, start)) {
            tree.text(field, from, to, escaped, start, end);
        }
    }

    @Override
    public void bytes(FieldInfo field, int from, int to, int start, int end) {
        if (fits(field, start)) {
            tree.bytes(field, from, to, start, end);
        }
    }

    @Override
    public void pieces(FieldInfo field, byte[] content, boolean text, int start, int end) {
        if (fits(field, start)) {
            tree.pieces(field, content, text, start, end);
        }
    }

    @Override
    public void symbol(FieldInfo field, int number, @Nullable String name, int start, int end) {
        if (fits(field, start)) {
            tree.symbol(field, number, name, start, end);
        }
    }

    @Override
    public void absent(FieldInfo field, int at) {
        if (unseen == 0) {
            tree.absent(field, at);
        }
    }

    @Override
    public boolean unknown(FieldInfo field, int start, int end) {
        return fits(field, start) && tree.unknown(field, start, end);
    }

    @Override
    public void exitUnknown() {
        tree.exitUnknown();
    }

    @Override
    public void remark(FieldInfo field, Anomaly anomaly, int start, int end, long a, long b) {
        tree.remark(field, anomaly, start, end, a, b);
    }

    @Override
    public void malformed(FieldInfo field, Anomaly anomaly, int start, int end, long a, long b) {
        if (fits(field, start)) {
            tree.malformed(field, anomaly, start, end, a, b);
        }
    }
}
