package io.sightglass.decode;

import io.sightglass.model.FieldInfo;
import io.sightglass.model.Node;
import io.sightglass.model.Scalar;
import io.sightglass.model.ScalarSource;

import org.jspecify.annotations.Nullable;

/// Builds the tree of one payload.
///
/// Children stand in payload order; fields that are not there stand where their declaration puts
/// them. Elements of a Protobuf list that are scattered over the message become one list. Values
/// are made when they are looked at, of a copy of the payload that the tree keeps; those of a long
/// payload are made at once.
public final class TreeSink implements DecodeSink {
    private static final byte[] NOTHING = {};
    private static final int KEPT_NODES = 1 << 10;

    private TreeBuilder tree = new TreeBuilder(NOTHING, 0, 0, 0);

    /// The tree, or null where the walk heard nothing.
    public @Nullable Node root() {
        return tree.root();
    }

    @Override
    public Sound wantsOfSound() {
        return Sound.TREE;
    }

    @Override
    public void begin(byte[] array, int offset, int length) {
        // One large tree does not make the next ones large.
        tree = new TreeBuilder(array, offset, length, Math.min(tree.most(), KEPT_NODES));
    }

    @Override
    public void finish() {
        tree.finish();
    }

    @Override
    public void tree(Node root) {
        tree.leaf(root);
    }

    @Override
    public void enterRecord(FieldInfo field, String typeName, int start) {
        tree.enterRecord(field, typeName, start);
    }

    @Override
    public void exitRecord(FieldInfo field, int end) {
        tree.exitRecord(end);
    }

    @Override
    public void enterList(FieldInfo field, int firstIndex, int start) {
        tree.enter(field, start, false);
    }

    @Override
    public void exitList(FieldInfo field, int end) {
        tree.exit(end);
    }

    @Override
    public void enterMap(FieldInfo field, int start) {
        tree.enter(field, start, true);
    }

    @Override
    public void exitMap(FieldInfo field, int end) {
        tree.exit(end);
    }

    @Override
    public void textKey(int from, int to) {
        tree.key(tree.text(from, to));
    }

    @Override
    public void integerKey(long key) {
        tree.integerKey(key);
    }

    @Override
    public void branch(FieldInfo field, int index, String typeName) {
        tree.branch(typeName);
    }

    @Override
    public void nullValue(FieldInfo field, int start, int end) {
        scalar(field, LateScalars.NULL, start, end);
    }

    @Override
    public void bool(FieldInfo field, boolean value, int start, int end) {
        scalar(field, value ? LateScalars.TRUE : LateScalars.FALSE, start, end);
    }

    @Override
    public void integer(FieldInfo field, long value, int start, int end) {
        scalar(field, LateScalars.INTEGER, value, start, end);
    }

    @Override
    public void unsigned(FieldInfo field, long bits, int start, int end) {
        scalar(field, LateScalars.UNSIGNED, bits, start, end);
    }

    @Override
    public void float32(FieldInfo field, float value, int start, int end) {
        scalar(field, LateScalars.FLOAT32, Float.floatToRawIntBits(value), start, end);
    }

    @Override
    public void float64(FieldInfo field, double value, int start, int end) {
        scalar(field, LateScalars.FLOAT64, Double.doubleToRawLongBits(value), start, end);
    }

    @Override
    public void number(FieldInfo field, int start, int end) {
        tree.inPayload(field, LateScalars.number(start, end), start, end);
    }

    @Override
    public void text(FieldInfo field, int from, int to, boolean escaped, int start, int end) {
        tree.inPayload(field, LateScalars.text(from, to, escaped), start, end);
    }

    @Override
    public void bytes(FieldInfo field, int from, int to, int start, int end) {
        tree.inPayload(field, LateScalars.bytes(from, to), start, end);
    }

    @Override
    public void pieces(FieldInfo field, byte[] content, boolean text, int start, int end) {
        var value =
                text
                        ? new Scalar.Text(Texts.decode(content, 0, content.length))
                        : Scalars.bytes(field.logical(), content, 0, content.length);
        scalar(field, value, start, end);
    }

    @Override
    public void symbol(FieldInfo field, int number, @Nullable String name, int start, int end) {
        scalar(field, new Scalar.Symbol(name == null ? "" : name, number), start, end);
    }

    @Override
    public void absent(FieldInfo field, int at) {
        tree.absent(field, at);
    }

    @Override
    public boolean unknown(FieldInfo field, int start, int end) {
        tree.enterUnknown(field, start, end);
        return true;
    }

    @Override
    public void exitUnknown() {
        tree.exitUnknown();
    }

    @Override
    public void remark(FieldInfo field, Anomaly anomaly, int start, int end, long a, long b) {
        if (anomaly == Anomaly.ENTRY_TWICE && a > 0) {
            tree.join();
        }
    }

    @Override
    public void malformed(FieldInfo field, Anomaly anomaly, int start, int end, long a, long b) {
        tree.malformed(field, anomaly, start, end);
    }

    /// Says that the payload goes on at `start`, and that the tree does not: only the ends of what
    /// is open are still to come.
    void rest(FieldInfo field, int start, int end) {
        tree.rest(field, start, end);
    }

    private void scalar(FieldInfo field, Scalar value, int start, int end) {
        tree.leaf(new Node.ScalarNode(field, start, end, value, tree.takeBranch()));
    }

    private void scalar(FieldInfo field, ScalarSource source, long bits, int start, int end) {
        tree.leaf(new Node.ScalarNode(field, start, end, source, bits, tree.takeBranch()));
    }
}
