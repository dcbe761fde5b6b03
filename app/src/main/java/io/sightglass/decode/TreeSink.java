package io.sightglass.decode;

import io.sightglass.model.ByteRange;
import io.sightglass.model.FieldInfo;
import io.sightglass.model.Node;
import io.sightglass.model.Scalar;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Builds the tree of one payload.
///
/// Children stand in payload order; fields that are not there stand where their declaration puts
/// them. Elements of a Protobuf list that are scattered over the message become one list.
public final class TreeSink implements DecodeSink {
    private static final Scalar NULL = new Scalar.Null();
    private static final Scalar TRUE = new Scalar.Bool(true);
    private static final Scalar FALSE = new Scalar.Bool(false);
    private static final FieldInfo NOWHERE = FieldInfo.of("", -1, "");
    private static final byte[] NOTHING = {};
    private static final int KEPT_NODES = 1 << 10;

    /// The key of a map's child. `joins`: it is of the same entry as the child before.
    private record Key(String text, boolean joins) {}

    /// A container that is open. Its children are the nodes from `base` on. Used again and again,
    /// one for each depth.
    private static final class Open {
        FieldInfo field = NOWHERE;
        int start;
        String typeName = "";
        int base;

        /// Where it goes on with a list or map that was left before; else null.
        @Nullable Run continued;

        boolean map;

        /// Of a map, one for each child; of others, none.
        List<Key> keys = List.of();

        List<Node> absent = List.of();
        Map<FieldInfo, Run> runs = Map.of();
    }

    /// A Protobuf list or map, which may go on later in its message. `place` is its index among the
    /// message's children.
    private static final class Run {
        final int place;
        final int start;
        final boolean map;
        final List<Node> children = new ArrayList<>();
        final List<Key> keys = new ArrayList<>();
        int end;

        Run(int place, int start, boolean map) {
            this.place = place;
            this.start = start;
            this.map = map;
        }
    }

    private final List<Open> opens = new ArrayList<>();
    private int depth;
    private @Nullable Node[] nodes = new Node[64];
    private int size;
    private final Deque<Integer> unknownEnds = new ArrayDeque<>();
    private byte[] array = NOTHING;
    private int offset;
    private int absent;
    private @Nullable Node root;
    private @Nullable String key;

    /// Whether the value that comes next is in the same map entry as the one before.
    private boolean joins;

    private @Nullable String branch;

    /// The tree, or null where the walk heard nothing.
    public @Nullable Node root() {
        return root;
    }

    @Override
    public void begin(byte[] array, int offset, int length) {
        this.array = array;
        this.offset = offset;
        depth = 0;
        size = 0;
        unknownEnds.clear();
        absent = 0;
        root = null;
        key = null;
        joins = false;
        branch = null;
    }

    @Override
    public void finish() {
        array = NOTHING;
        // One large tree does not keep its memory.
        if (nodes.length > KEPT_NODES) {
            nodes = new Node[KEPT_NODES];
        } else {
            Arrays.fill(nodes, null);
        }
    }

    @Override
    public void enterRecord(FieldInfo field, String typeName, int start) {
        open(field, typeName, start, false);
    }

    @Override
    public void exitRecord(FieldInfo field, int end) {
        var open = opens.get(--depth);
        for (var run : open.runs.entrySet()) {
            nodes[open.base + run.getValue().place] = container(run.getKey(), run.getValue());
        }
        var children = placed(children(open), open.absent);
        size = open.base;
        add(new Node.RecordNode(open.field, open.start, end, open.typeName, children));
    }

    @Override
    public void enterList(FieldInfo field, int firstIndex, int start) {
        enter(field, start, false);
    }

    @Override
    public void exitList(FieldInfo field, int end) {
        exit(field, end, false);
    }

    @Override
    public void enterMap(FieldInfo field, int start) {
        enter(field, start, true);
    }

    @Override
    public void exitMap(FieldInfo field, int end) {
        exit(field, end, true);
    }

    private void enter(FieldInfo field, int start, boolean map) {
        var run = depth == 0 ? null : opens.get(depth - 1).runs.get(field);
        var open = open(field, "", start, map);
        open.continued = run;
    }

    private void exit(FieldInfo field, int end, boolean map) {
        var open = opens.get(--depth);
        // Only Protobuf's fields have numbers, and only its lists go on.
        if (depth == 0 || field.number() == 0) {
            var children = children(open);
            size = open.base;
            add(container(open.field, open.start, end, children, open.keys, map));
            return;
        }
        var run = open.continued;
        if (run == null) {
            var parent = opens.get(depth - 1);
            run = new Run(open.base - parent.base, open.start, map);
            if (parent.runs.isEmpty()) {
                parent.runs = new IdentityHashMap<>();
            }
            parent.runs.put(field, run);
        }
        run.children.addAll(children(open));
        run.keys.addAll(open.keys);
        run.end = end;
        size = open.base;
        if (open.continued == null) {
            push(null);
        }
    }

    private static Node container(FieldInfo field, Run run) {
        return container(field, run.start, run.end, run.children, run.keys, run.map);
    }

    private static Node container(
            FieldInfo field, int start, int end, List<Node> children, List<Key> keys, boolean map) {
        if (!map) {
            return new Node.ListNode(field, start, end, children);
        }
        var entries = new ArrayList<Node.MapNode.Entry>(children.size());
        for (int i = 0; i < children.size(); i++) {
            var key = keys.get(i);
            entries.add(new Node.MapNode.Entry(key.text, children.get(i), key.joins));
        }
        return new Node.MapNode(field, new ByteRange(start, end), entries);
    }

    /// The nodes of a container, of which those that were kept free are filled by now.
    @SuppressWarnings("NullAway") // `List.of` takes no null
    private List<Node> children(Open open) {
        return List.of(Arrays.copyOfRange(nodes, open.base, size));
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
        var map = opens.get(depth - 1).field;
        this.key = Paths.integerText(map, key);
    }

    @Override
    public void branch(FieldInfo field, int index, String typeName) {
        branch = typeName;
    }

    @Override
    public void nullValue(FieldInfo field, int start, int end) {
        scalar(field, NULL, start, end);
    }

    @Override
    public void bool(FieldInfo field, boolean value, int start, int end) {
        scalar(field, value ? TRUE : FALSE, start, end);
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
        if (depth > 0 && absent < Limits.ABSENT) {
            var open = opens.get(depth - 1);
            absent++;
            if (open.absent.isEmpty()) {
                open.absent = new ArrayList<>();
            }
            open.absent.add(new Node.AbsentNode(field, at));
        }
    }

    @Override
    public boolean unknown(FieldInfo field, int start, int end) {
        open(field, "", start, false);
        unknownEnds.push(end);
        return true;
    }

    @Override
    public void exitUnknown() {
        var open = opens.get(--depth);
        var reading = size == open.base ? null : nodes[open.base];
        size = open.base;
        var range = new ByteRange(open.start, unknownEnds.pop());
        add(new Node.UnknownNode(open.field, range, reading));
    }

    @Override
    public void remark(FieldInfo field, Anomaly anomaly, int start, int end, long a, long b) {
        joins |= anomaly == Anomaly.ENTRY_TWICE && a > 0;
    }

    @Override
    public void malformed(FieldInfo field, Anomaly anomaly, int start, int end, long a, long b) {
        var reason = anomaly.id().replace('-', ' ');
        var node = new Node.MalformedNode(field, new ByteRange(start, end), reason);
        if (depth > 0 || root == null) {
            keyed();
            add(node);
        }
        branch = null;
    }

    /// Says that the payload goes on at `start`, and that the tree does not: only the ends of what
    /// is open are still to come.
    void rest(FieldInfo field, int start, int end) {
        keyed();
        add(new Node.RestNode(field, new ByteRange(start, end)));
        branch = null;
    }

    private Open open(FieldInfo field, String typeName, int start, boolean map) {
        // The key belongs to the container that is entered, not to what is in it.
        keyed();
        key = null;
        if (depth == opens.size()) {
            opens.add(new Open());
        }
        var open = opens.get(depth++);
        open.field = field;
        open.typeName = typeName;
        open.start = start;
        open.base = size;
        open.continued = null;
        open.map = map;
        open.keys = map ? new ArrayList<>() : List.of();
        open.absent = List.of();
        open.runs = Map.of();
        branch = null;
        return open;
    }

    /// Notes the key of what comes next, if that is in a map. An entry may have several things in
    /// it, all under its key.
    private void keyed() {
        if (depth > 0) {
            var parent = opens.get(depth - 1);
            if (parent.map) {
                parent.keys.add(new Key(key == null ? "" : key, joins));
            }
        }
        joins = false;
    }

    private void scalar(FieldInfo field, Scalar value, int start, int end) {
        keyed();
        add(new Node.ScalarNode(field, start, end, value, branch));
        branch = null;
    }

    private void add(Node node) {
        if (depth == 0) {
            root = node;
        } else {
            push(node);
        }
    }

    private void push(@Nullable Node node) {
        if (size == nodes.length) {
            nodes = Arrays.copyOf(nodes, size * 2);
        }
        nodes[size++] = node;
    }
}
