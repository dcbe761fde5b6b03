package io.sightglass.decode;

import io.sightglass.model.ByteRange;
import io.sightglass.model.FieldInfo;
import io.sightglass.model.Node;
import io.sightglass.model.NodeList;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The tree of one payload while it grows: which containers are open, and the nodes that they have
/// so far.
///
/// There is a new one for each payload. Whatever is written into an object that has long been there
/// the garbage collector has to be told of, and that costs more than making a new one.
final class TreeBuilder {
    private static final int FEWEST = 16;
    private static final byte[] NOTHING = {};
    private static final @Nullable Node[] NONE = {};
    private static final List<Key> NO_KEYS = List.of();
    private static final List<Node> NO_NODES = List.of();
    private static final Map<FieldInfo, Run> NO_RUNS = Map.of();

    /// The key of a map's child. `joins`: it is of the same entry as the child before.
    private record Key(String text, boolean joins) {}

    /// A container that is open. Its children are the nodes from `base` on.
    private static final class Open {
        final @Nullable Open parent;
        final FieldInfo field;
        final String typeName;
        final int start;
        final int base;
        final boolean map;

        /// Of an unknown field: where it ends.
        int end;

        /// Where it goes on with a list or map that was left before; else null.
        @Nullable Run continued;

        /// Of a map, one for each child; of others, none.
        List<Key> keys = NO_KEYS;

        List<Node> absent = NO_NODES;
        Map<FieldInfo, Run> runs = NO_RUNS;

        Open(
                @Nullable Open parent,
                FieldInfo field,
                String typeName,
                int start,
                int base,
                boolean map) {
            this.parent = parent;
            this.field = field;
            this.typeName = typeName;
            this.start = start;
            this.base = base;
            this.map = map;
        }
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

    private byte[] array;
    private final int offset;
    private final int length;
    private final int expected;

    /// Made with the first value that needs it.
    private @Nullable LateScalars late;

    private @Nullable Open top;
    private @Nullable Node[] nodes = NONE;
    private int size;
    private int most;
    private int absent;
    private @Nullable Node root;
    private @Nullable String key;

    /// Whether the value that comes next is in the same map entry as the one before.
    private boolean joins;

    private @Nullable String branch;

    /// Where what is left out begins, as far as no container that has ended holds it; -1 where
    /// nothing is.
    private int left = -1;

    /// The node that says so, in the container on top; null once that has ended.
    private Node.@Nullable RestNode rest;

    /// @param expected how many nodes may wait for their container to end
    TreeBuilder(byte[] array, int offset, int length, int expected) {
        this.array = array;
        this.offset = offset;
        this.length = length;
        this.expected = expected;
    }

    /// The payload is no longer there.
    void finish() {
        array = NOTHING;
        nodes = NONE;
        late = null;
    }

    /// The bytes `from` to `to` of the payload, decoded.
    String text(int from, int to) {
        return Texts.decode(array, offset + from, offset + to);
    }

    /// A value that stands in the payload, at the place that `bits` say.
    void inPayload(FieldInfo field, long bits, int start, int end) {
        if (length > LateScalars.LONGEST) {
            var value = new LateScalars(array, offset).scalar(field, bits);
            leaf(new Node.ScalarNode(field, start, end, value, takeBranch()));
        } else {
            leaf(new Node.ScalarNode(field, start, end, late(), bits, takeBranch()));
        }
    }

    private LateScalars late() {
        var known = late;
        if (known == null) {
            known = new LateScalars(Arrays.copyOfRange(array, offset, offset + length));
            late = known;
        }
        return known;
    }

    @Nullable Node root() {
        return root;
    }

    /// How many nodes waited for their container to end, at most.
    int most() {
        return most;
    }

    /// The map's key for what comes next.
    void key(String key) {
        this.key = key;
    }

    void integerKey(long key) {
        this.key = top == null ? "" : Paths.integerText(top.field, key);
    }

    /// The union's branch that the value which comes next is in.
    void branch(String typeName) {
        branch = typeName;
    }

    /// The value that comes next is in the same map entry as the one before.
    void join() {
        joins = true;
    }

    /// The branch of the value that is made now.
    @Nullable String takeBranch() {
        var taken = branch;
        branch = null;
        return taken;
    }

    void enterRecord(FieldInfo field, String typeName, int start) {
        open(field, typeName, start, false);
    }

    void exitRecord(int end) {
        var open = close();
        leave(open, end);
        for (var run : open.runs.entrySet()) {
            nodes[open.base + run.getValue().place] = container(run.getKey(), run.getValue());
        }
        var children = placed(children(open), open.absent);
        size = open.base;
        add(new Node.RecordNode(open.field, open.start, end, open.typeName, children));
    }

    void enter(FieldInfo field, int start, boolean map) {
        var run = top == null || top.runs.isEmpty() ? null : top.runs.get(field);
        open(field, "", start, map).continued = run;
    }

    void exit(int end) {
        var open = close();
        leave(open, end);
        var parent = top;
        // Only Protobuf's fields have numbers, and only its lists go on.
        if (parent == null || open.field.number() == 0) {
            var children = children(open);
            size = open.base;
            add(container(open.field, open.start, end, children, open.keys, open.map));
            return;
        }
        var run = open.continued;
        if (run == null) {
            run = new Run(open.base - parent.base, open.start, open.map);
            if (parent.runs.isEmpty()) {
                parent.runs = new IdentityHashMap<>();
            }
            parent.runs.put(open.field, run);
        }
        run.children.addAll(children(open));
        run.keys.addAll(open.keys);
        run.end = end;
        size = open.base;
        if (open.continued == null) {
            push(null);
        }
    }

    void enterUnknown(FieldInfo field, int start, int end) {
        open(field, "", start, false).end = end;
    }

    void exitUnknown() {
        var open = close();
        leave(open, open.end);
        var reading = size == open.base ? null : nodes[open.base];
        size = open.base;
        add(new Node.UnknownNode(open.field, new ByteRange(open.start, open.end), reading));
    }

    /// A node without children.
    void leaf(Node node) {
        keyed();
        add(node);
    }

    void absent(FieldInfo field, int at) {
        var open = top;
        if (open != null && absent < Limits.ABSENT) {
            absent++;
            if (open.absent.isEmpty()) {
                open.absent = new ArrayList<>();
            }
            open.absent.add(new Node.AbsentNode(field, at));
        }
    }

    void malformed(FieldInfo field, Anomaly anomaly, int start, int end) {
        if (top != null || root == null) {
            var reason = anomaly.id().replace('-', ' ');
            leaf(new Node.MalformedNode(field, new ByteRange(start, end), reason));
        }
        branch = null;
    }

    /// Says that the payload goes on at `start`, and that the tree does not: only the ends of what
    /// is open are still to come.
    void rest(FieldInfo field, int start, int end) {
        var node = new Node.RestNode(field, new ByteRange(start, end));
        leaf(node);
        branch = null;
        if (top != null) {
            rest = node;
            left = start;
        }
    }

    /// What is left out of a container ends with it; the bytes behind are left out of the one
    /// around it.
    private void leave(Open open, int end) {
        if (left < 0) {
            return;
        }
        var said = rest;
        rest = null;
        int from = left;
        left = Math.max(from, end);
        if (said != null) {
            nodes[size - 1] = new Node.RestNode(said.field(), new ByteRange(from, left));
        } else if (end > from) {
            if (open.map) {
                open.keys.add(new Key("", false));
            }
            push(new Node.RestNode(open.field, new ByteRange(from, end)));
        }
    }

    private Open open(FieldInfo field, String typeName, int start, boolean map) {
        // The key belongs to the container that is entered, not to what is in it.
        keyed();
        key = null;
        branch = null;
        var open = new Open(top, field, typeName, start, size, map);
        if (map) {
            open.keys = new ArrayList<>();
        }
        top = open;
        return open;
    }

    private Open close() {
        var open = Objects.requireNonNull(top, "an open container");
        top = open.parent;
        most = Math.max(most, size);
        return open;
    }

    /// Notes the key of what comes next, if that is in a map. An entry may have several things in
    /// it, all under its key.
    private void keyed() {
        if (top != null && top.map) {
            top.keys.add(new Key(key == null ? "" : key, joins));
        }
        joins = false;
    }

    private void add(Node node) {
        if (top == null) {
            root = node;
        } else {
            push(node);
        }
    }

    private void push(@Nullable Node node) {
        if (size == nodes.length) {
            nodes = Arrays.copyOf(nodes, Math.max(Math.max(FEWEST, expected), size * 2));
        }
        nodes[size++] = node;
    }

    private static Node container(FieldInfo field, Run run) {
        var children = NodeList.ofOwned(run.children.toArray(new Node[0]));
        return container(field, run.start, run.end, children, run.keys, run.map);
    }

    private static Node container(
            FieldInfo field, int start, int end, NodeList children, List<Key> keys, boolean map) {
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
    @SuppressWarnings("NullAway") // a container's nodes are all there
    private NodeList children(Open open) {
        return NodeList.ofOwned(Arrays.copyOfRange(nodes, open.base, size));
    }

    /// Puts absent fields behind the last child that is declared before them.
    private static List<Node> placed(NodeList children, List<Node> absent) {
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
        var all = new Node[children.size() + absent.size()];
        int next = 0;
        for (int ordinal = 1; ordinal < behind.length; ordinal++) {
            behind[ordinal] = Math.max(behind[ordinal], behind[ordinal - 1]);
        }
        int size = 0;
        for (var node : absent) {
            while (next < behind[node.field().ordinal()]) {
                all[size++] = children.get(next++);
            }
            all[size++] = node;
        }
        while (next < children.size()) {
            all[size++] = children.get(next++);
        }
        return NodeList.ofOwned(all);
    }
}
