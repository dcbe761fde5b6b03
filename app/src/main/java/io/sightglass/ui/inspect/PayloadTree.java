package io.sightglass.ui.inspect;

import io.sightglass.decode.protobuf.OtherReading;
import io.sightglass.decode.protobuf.OtherReadings;
import io.sightglass.model.ByteRange;
import io.sightglass.model.Finding;
import io.sightglass.model.Node;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A decoded payload as rows, and the ways from a path or a byte to its row.
public final class PayloadTree {
    private final TreeEntry root;
    private final byte[] payload;
    private final Map<String, List<Finding>> byPath = new HashMap<>();
    private final Map<String, List<String>> missing = new HashMap<>();

    /// @param payload the bytes that ranges count in
    /// @param label the name of the whole, for a payload that is a single value
    public PayloadTree(Node node, byte[] payload, List<Finding> findings, String label) {
        this.payload = payload;
        for (var finding : findings) {
            byPath.computeIfAbsent(finding.path(), _ -> new ArrayList<>()).add(finding);
            if (finding.rule().endsWith(".required") && !finding.path().isEmpty()) {
                int split = lastStep(finding.path());
                var around = finding.path().substring(0, split);
                var name = finding.path().substring(split);
                missing.computeIfAbsent(around, _ -> new ArrayList<>())
                        .add(name.startsWith(".") ? name.substring(1) : name);
            }
        }
        root = TreeEntry.root(this, node, label);
    }

    /// The row of the whole payload.
    public TreeEntry root() {
        return root;
    }

    /// What is wrong at a path, not deeper.
    List<Finding> findings(String path) {
        return byPath.getOrDefault(path, List.of());
    }

    /// What else a node may be, where no schema says what it is.
    List<OtherReading> readings(Node node) {
        return OtherReadings.of(node, payload);
    }

    /// Names of fields that rules require of the record at `path`, there or not.
    List<String> missingIn(String path) {
        return missing.getOrDefault(path, List.of());
    }

    /// The deepest row that holds the byte at `position`, or null.
    public @Nullable TreeEntry at(int position) {
        if (!root.node().range().contains(position)) {
            return null;
        }
        var entry = root;
        int index = Nodes.childAt(entry.node(), position);
        while (index >= 0) {
            entry = entry.child(index);
            index = Nodes.childAt(entry.node(), position);
        }
        return entry;
    }

    /// The row of a finding, or the nearest one around it.
    public TreeEntry of(Finding finding) {
        return find(finding.path(), finding.range());
    }

    /// The row at `path`, or the nearest one around it; where several rows have that path, the one
    /// that holds `range`.
    TreeEntry find(String path, @Nullable ByteRange range) {
        var entry = root;
        while (!entry.path().equals(path)) {
            var next = step(entry, path, range);
            if (next == null) {
                return entry;
            }
            entry = next;
        }
        return entry;
    }

    private static @Nullable TreeEntry step(
            TreeEntry entry, String path, @Nullable ByteRange range) {
        var node = entry.node();
        if (node instanceof Node.ListNode) {
            int index = index(path, entry.path().length());
            return index >= 0 && index < Nodes.children(node) ? entry.child(index) : null;
        }
        int found = -1;
        for (int i = 0; i < Nodes.children(node); i++) {
            var label = Nodes.label(node, i);
            if (path.indexOf(clipped(label), entry.path().length()) < 0) {
                continue;
            }
            var child = entry.child(i);
            if (isPrefix(child.path(), path)) {
                boolean holds = range == null || child.range().contains(range);
                if (found < 0 || holds) {
                    found = i;
                }
                if (holds) {
                    break;
                }
            }
        }
        if (found >= 0) {
            return entry.child(found);
        }
        for (var child : entry.children()) {
            if (child.kind() == TreeEntry.Kind.MISSING && child.path().equals(path)) {
                return child;
            }
        }
        return null;
    }

    /// Long map keys are shortened in paths.
    private static String clipped(String label) {
        return label.substring(0, Math.min(label.length(), 20));
    }

    private static boolean isPrefix(String prefix, String path) {
        return path.startsWith(prefix)
                && (path.length() == prefix.length()
                        || path.charAt(prefix.length()) == '.'
                        || path.charAt(prefix.length()) == '[');
    }

    private static int index(String path, int at) {
        int close = path.indexOf(']', at);
        if (close < 0 || path.charAt(at) != '[') {
            return -1;
        }
        int value = 0;
        for (int i = at + 1; i < close; i++) {
            int digit = path.charAt(i) - '0';
            if (digit < 0 || digit > 9 || value > 100_000_000) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return close > at + 1 ? value : -1;
    }

    /// Where the last step of a path begins.
    private static int lastStep(String path) {
        if (path.endsWith("]")) {
            return Math.max(0, path.lastIndexOf('['));
        }
        return Math.max(0, path.lastIndexOf('.'));
    }
}
