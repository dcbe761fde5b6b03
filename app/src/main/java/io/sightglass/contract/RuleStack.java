package io.sightglass.contract;

import io.sightglass.model.FieldInfo;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// Where in the tree of rules a walk is: the open records, lists and maps, each with the rules for
/// its place and what has been seen in it. Reused from payload to payload; grows with nesting only.
final class RuleStack {
    private static final byte RECORD = 0;
    private static final byte LIST = 1;
    private static final byte MAP = 2;
    private static final int NOT_COUNTED = -1;

    /// For each watched child of an open record: whether it was seen, the number of its elements,
    /// and where they start and end.
    private static final int CELLS = 4;

    private @Nullable RuleNode[] nodes = new @Nullable RuleNode[16];
    private @Nullable RuleNode[] keyed = new @Nullable RuleNode[16];
    private byte[] kinds = new byte[16];
    private int[] starts = new int[16];
    private int[] elements = new int[16];
    private int[] firstCell = new int[16];
    private int[] cells = new int[64];
    private int usedCells;
    private int depth;

    /// Containers 0 to here, exclusive, hold damage.
    private int damaged;

    void clear() {
        depth = 0;
        usedCells = 0;
        damaged = 0;
    }

    /// Notes a value that begins in the innermost container; answers the rules for its place.
    @Nullable RuleNode value(FieldInfo field, RuleNode root, boolean isNull) {
        if (depth == 0) {
            return root;
        }
        int top = depth - 1;
        var node = nodes[top];
        if (kinds[top] == LIST) {
            elements[top]++;
            return node == null ? null : node.element();
        }
        if (kinds[top] == MAP) {
            elements[top]++;
            return keyed[top];
        }
        var child = node == null ? null : node.child(field);
        if (child != null && child.slot >= 0 && !isNull) {
            see(child);
        }
        return child;
    }

    void enterRecord(@Nullable RuleNode node, int start) {
        push(RECORD, node, start, 0);
        if (node == null) {
            return;
        }
        int needed = usedCells + node.watched().length * CELLS;
        if (needed > cells.length) {
            cells = Arrays.copyOf(cells, Math.max(needed, cells.length * 2));
        }
        for (int i = usedCells; i < needed; i += CELLS) {
            cells[i] = 0;
            cells[i + 1] = NOT_COUNTED;
        }
        usedCells = needed;
    }

    void enterList(@Nullable RuleNode node, int firstIndex, int start) {
        push(LIST, node, start, firstIndex);
    }

    void enterMap(@Nullable RuleNode node, int start) {
        push(MAP, node, start, 0);
        keyed[depth - 1] = null;
    }

    void exit() {
        depth--;
        usedCells = firstCell[depth];
        damaged = Math.min(damaged, depth);
    }

    void textKey(byte[] array, int from, int to) {
        var node = nodes[depth - 1];
        keyed[depth - 1] = node == null ? null : node.keyed(array, from, to);
    }

    void integerKey() {
        var node = nodes[depth - 1];
        keyed[depth - 1] = node == null ? null : node.entry();
    }

    boolean inList() {
        return depth > 0 && kinds[depth - 1] == LIST;
    }

    /// The rules for the innermost container.
    @Nullable RuleNode node() {
        return depth == 0 ? null : nodes[depth - 1];
    }

    /// Where the innermost container starts.
    int start() {
        return starts[depth - 1];
    }

    /// The elements of the innermost list so far.
    int elements() {
        return elements[depth - 1];
    }

    /// From here on nothing can be said about what the open containers lack.
    void damage() {
        damaged = depth;
    }

    boolean isDamaged() {
        return depth <= damaged;
    }

    void see(RuleNode child) {
        cells[cell(child)] = 1;
    }

    boolean isSeen(RuleNode child) {
        return cells[cell(child)] != 0;
    }

    /// Keeps the count of the list being left for the record around it, where the list may come
    /// again; false where there is none.
    boolean keepCount(RuleNode node, int end) {
        if (depth < 2 || kinds[depth - 2] != RECORD || node.slot < 0) {
            return false;
        }
        int list = depth - 1;
        int cell = firstCell[depth - 2] + node.slot * CELLS;
        if (cells[cell + 1] == NOT_COUNTED) {
            cells[cell + 2] = starts[list];
        }
        cells[cell + 1] = elements[list];
        cells[cell + 3] = end;
        return true;
    }

    void count(RuleNode child, int count, int start, int end) {
        int cell = cell(child);
        cells[cell + 1] = count;
        cells[cell + 2] = start;
        cells[cell + 3] = end;
    }

    /// The elements of a child of the innermost record, or a negative number where it has no list.
    int count(RuleNode child) {
        return cells[cell(child) + 1];
    }

    int countStart(RuleNode child) {
        return cells[cell(child) + 2];
    }

    int countEnd(RuleNode child) {
        return cells[cell(child) + 3];
    }

    private int cell(RuleNode child) {
        return firstCell[depth - 1] + child.slot * CELLS;
    }

    private void push(byte kind, @Nullable RuleNode node, int start, int first) {
        if (depth == kinds.length) {
            int more = depth * 2;
            nodes = Arrays.copyOf(nodes, more);
            keyed = Arrays.copyOf(keyed, more);
            kinds = Arrays.copyOf(kinds, more);
            starts = Arrays.copyOf(starts, more);
            elements = Arrays.copyOf(elements, more);
            firstCell = Arrays.copyOf(firstCell, more);
        }
        nodes[depth] = node;
        kinds[depth] = kind;
        starts[depth] = start;
        elements[depth] = first;
        firstCell[depth] = usedCells;
        depth++;
    }
}
