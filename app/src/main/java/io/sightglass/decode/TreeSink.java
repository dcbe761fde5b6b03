package io.sightglass.decode;

import io.sightglass.model.ByteRange;
import io.sightglass.model.FieldInfo;
import io.sightglass.model.Node;
import io.sightglass.model.Scalar;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Builds the tree of one payload.
///
/// Children stand in payload order; fields that are not there stand where their declaration puts
/// them. Elements of a Protobuf list that are scattered over the message become one list.
public final class TreeSink implements DecodeSink {
    /// A container that is open.
    private static final class Open {
        final FieldInfo field;
        final int start;
        final String typeName;
        final List<@Nullable Node> children = new ArrayList<>();
        final List<String> keys = new ArrayList<>();
        final List<Node> absent = new ArrayList<>();
        Map<FieldInfo, Run> runs = Map.of();

        Open(FieldInfo field, int start, String typeName) {
            this.field = field;
            this.start = start;
            this.typeName = typeName;
        }
    }

    /// A Protobuf list or map, which may go on later in its message. `place` is its index among the
    /// message's children.
    private static final class Run {
        final Open content;
        final boolean map;
        final int place;
        int end;

        Run(Open content, boolean map, int place) {
            this.content = content;
            this.map = map;
            this.place = place;
        }
    }

    private final Deque<Open> stack = new ArrayDeque<>();
    private final Deque<Integer> unknownEnds = new ArrayDeque<>();
    private byte[] array = {};
    private int offset;
    private int absent;
    private @Nullable Node root;
    private @Nullable String key;
    private @Nullable String branch;

    /// The tree, or null where the walk heard nothing.
    public @Nullable Node root() {
        return root;
    }

    @Override
    public void begin(byte[] array, int offset, int length) {
        this.array = array;
        this.offset = offset;
        stack.clear();
        absent = 0;
        root = null;
        key = null;
        branch = null;
    }

    @Override
    public void finish() {
        array = new byte[0];
    }

    @Override
    public void enterRecord(FieldInfo field, String typeName, int start) {
        open(field, typeName, start);
    }

    @Override
    public void exitRecord(FieldInfo field, int end) {
        var open = stack.pop();
        for (var run : open.runs.values()) {
            var range = new ByteRange(run.content.start, run.end);
            open.children.set(run.place, container(run.content, run.map, range));
        }
        var children = new ArrayList<Node>(open.children.size() + open.absent.size());
        for (var child : open.children) {
            children.add(Objects.requireNonNull(child));
        }
        var range = new ByteRange(open.start, end);
        add(new Node.RecordNode(field, range, open.typeName, placed(children, open.absent)));
    }

    @Override
    public void enterList(FieldInfo field, int firstIndex, int start) {
        enter(field, start);
    }

    @Override
    public void exitList(FieldInfo field, int end) {
        exit(field, end, false);
    }

    @Override
    public void enterMap(FieldInfo field, int start) {
        enter(field, start);
    }

    @Override
    public void exitMap(FieldInfo field, int end) {
        exit(field, end, true);
    }

    private void enter(FieldInfo field, int start) {
        var parent = stack.peek();
        var run = parent == null ? null : parent.runs.get(field);
        if (run == null) {
            open(field, "", start);
        } else {
            stack.push(run.content);
        }
    }

    private void exit(FieldInfo field, int end, boolean map) {
        var open = stack.pop();
        var parent = stack.peek();
        // Only Protobuf's fields have numbers, and only its lists go on.
        if (parent == null || field.number() == 0) {
            add(container(open, map, new ByteRange(open.start, end)));
            return;
        }
        var run = parent.runs.get(field);
        if (run == null) {
            run = new Run(open, map, parent.children.size());
            if (parent.runs.isEmpty()) {
                parent.runs = new IdentityHashMap<>();
            }
            parent.runs.put(field, run);
            parent.children.add(null);
        }
        run.end = end;
    }

    private static Node container(Open open, boolean map, ByteRange range) {
        var children = new ArrayList<Node>(open.children.size());
        for (var child : open.children) {
            children.add(Objects.requireNonNull(child));
        }
        if (!map) {
            return new Node.ListNode(open.field, range, children);
        }
        var entries = new ArrayList<Node.MapNode.Entry>(children.size());
        for (int i = 0; i < children.size(); i++) {
            entries.add(new Node.MapNode.Entry(open.keys.get(i), children.get(i)));
        }
        return new Node.MapNode(open.field, range, entries);
    }

    /// Puts absent fields behind the last child that is declared before them.
    private static List<Node> placed(List<Node> children, List<Node> absent) {
        if (absent.isEmpty()) {
            return children;
        }
        int top = 0;
        for (var node : absent) {
            top = Math.max(top, node.field().ordinal());
        }
        // behind[o]: how many children stand before an absent field of ordinal o.
        var behind = new int[top + 2];
        for (int i = 0; i < children.size(); i++) {
            int ordinal = children.get(i).field().ordinal();
            if (ordinal >= 0 && ordinal < top) {
                behind[ordinal + 1] = i + 1;
            }
        }
        var all = new ArrayList<Node>(children.size() + absent.size());
        int next = 0;
        for (int ordinal = 1; ordinal < behind.length; ordinal++) {
            behind[ordinal] = Math.max(behind[ordinal], behind[ordinal - 1]);
        }
        for (var node : absent) {
            while (next < behind[node.field().ordinal()]) {
                all.add(children.get(next++));
            }
            all.add(node);
        }
        all.addAll(children.subList(next, children.size()));
        return all;
    }

    @Override
    public void textKey(int from, int to) {
        key = Texts.decode(array, offset + from, offset + to);
    }

    @Override
    public void integerKey(long key) {
        var map = Objects.requireNonNull(stack.peek()).field;
        this.key = Paths.integerText(map, key);
    }

    @Override
    public void branch(FieldInfo field, int index, String typeName) {
        branch = typeName;
    }

    @Override
    public void nullValue(FieldInfo field, int start, int end) {
        scalar(field, new Scalar.Null(), start, end);
    }

    @Override
    public void bool(FieldInfo field, boolean value, int start, int end) {
        scalar(field, new Scalar.Bool(value), start, end);
    }

    @Override
    public void integer(FieldInfo field, long value, int start, int end) {
        scalar(field, Scalars.integer(field.logical(), value), start, end);
    }

    @Override
    public void unsigned(FieldInfo field, long bits, int start, int end) {
        scalar(field, new Scalar.Unsigned(bits), start, end);
    }

    @Override
    public void float32(FieldInfo field, float value, int start, int end) {
        scalar(field, new Scalar.Float32(value), start, end);
    }

    @Override
    public void float64(FieldInfo field, double value, int start, int end) {
        scalar(field, new Scalar.Float64(value), start, end);
    }

    @Override
    public void number(FieldInfo field, int start, int end) {
        var literal = Texts.decode(array, offset + start, offset + end);
        scalar(field, new Scalar.Number(literal), start, end);
    }

    @Override
    public void text(FieldInfo field, int from, int to, boolean escaped, int start, int end) {
        var text = Texts.decode(array, offset + from, offset + to, escaped);
        scalar(field, new Scalar.Text(text), start, end);
    }

    @Override
    public void bytes(FieldInfo field, int from, int to, int start, int end) {
        scalar(
                field,
                Scalars.bytes(field.logical(), array, offset + from, offset + to),
                start,
                end);
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
        var open = stack.peek();
        if (open != null && absent < Limits.ABSENT) {
            absent++;
            open.absent.add(new Node.AbsentNode(field, new ByteRange(at, at)));
        }
    }

    @Override
    public boolean unknown(FieldInfo field, int start, int end) {
        var open = new Open(field, start, "");
        stack.push(open);
        unknownEnds.push(end);
        return true;
    }

    @Override
    public void exitUnknown() {
        var open = stack.pop();
        var reading = open.children.isEmpty() ? null : open.children.getFirst();
        var range = new ByteRange(open.start, unknownEnds.pop());
        add(new Node.UnknownNode(open.field, range, reading));
    }

    @Override
    public void remark(FieldInfo field, Anomaly anomaly, int start, int end, long a, long b) {}

    @Override
    public void malformed(FieldInfo field, Anomaly anomaly, int start, int end, long a, long b) {
        var reason = anomaly.id().replace('-', ' ');
        var node = new Node.MalformedNode(field, new ByteRange(start, end), reason);
        if (!stack.isEmpty() || root == null) {
            add(node);
        }
        branch = null;
    }

    private void open(FieldInfo field, String typeName, int start) {
        var open = new Open(field, start, typeName);
        // The key belongs to the container that is entered, not to what is in it.
        var parent = stack.peek();
        if (parent != null) {
            parent.keys.add(key == null ? "" : key);
        }
        stack.push(open);
        key = null;
        branch = null;
    }

    private void scalar(FieldInfo field, Scalar value, int start, int end) {
        add(new Node.ScalarNode(field, new ByteRange(start, end), value, branch));
        branch = null;
    }

    private void add(Node node) {
        var parent = stack.peek();
        if (parent == null) {
            root = node;
            return;
        }
        parent.children.add(node);
        while (parent.keys.size() < parent.children.size()) {
            parent.keys.add(key == null ? "" : key);
        }
    }
}
