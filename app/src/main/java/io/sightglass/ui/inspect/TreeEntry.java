package io.sightglass.ui.inspect;

import io.sightglass.decode.Paths;
import io.sightglass.decode.protobuf.OtherReading;
import io.sightglass.model.ByteRange;
import io.sightglass.model.Finding;
import io.sightglass.model.Mark;
import io.sightglass.model.Node;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// One row of the tree. Its children are made when they are asked for; more than [#GROUP] of them
/// come in groups, so that a list of any length opens at once.
public final class TreeEntry {
    static final int GROUP = 500;

    /// What a row stands for.
    public enum Kind {
        /// A node of the payload.
        FIELD,
        /// Some of the many children of its parent.
        GROUP,
        /// A field that a rule requires and that neither payload nor schema has.
        MISSING,
        /// Something else that the bytes of its parent may be, because no schema says what they
        /// are.
        READING,
        /// All that a message may be besides, so that its fields stand alone.
        READINGS
    }

    private final PayloadTree tree;
    private final @Nullable TreeEntry parent;
    private final Kind kind;
    private final Node node;
    private final String label;
    private final int from;
    private final int to;
    private @Nullable String path;
    private @Nullable List<TreeEntry> children;
    private @Nullable List<OtherReading> readings;

    private TreeEntry(
            PayloadTree tree,
            @Nullable TreeEntry parent,
            Kind kind,
            Node node,
            String label,
            int from,
            int to) {
        this.tree = tree;
        this.parent = parent;
        this.kind = kind;
        this.node = node;
        this.label = label;
        this.from = from;
        this.to = to;
    }

    static TreeEntry root(PayloadTree tree, Node node, String label) {
        return field(tree, null, node, label);
    }

    private static TreeEntry field(
            PayloadTree tree, @Nullable TreeEntry parent, Node node, String label) {
        return of(tree, parent, Kind.FIELD, node, label);
    }

    private static TreeEntry of(
            PayloadTree tree, @Nullable TreeEntry parent, Kind kind, Node node, String label) {
        return new TreeEntry(tree, parent, kind, node, label, 0, Nodes.children(node));
    }

    public Kind kind() {
        return kind;
    }

    /// The row above in the tree, or null.
    public @Nullable TreeEntry parent() {
        return parent;
    }

    /// The node; of a group or a missing field, the one around it.
    public Node node() {
        return node;
    }

    /// The name in the first column.
    public String label() {
        return label;
    }

    /// The place as findings write it: `items[0].boldness`.
    public String path() {
        var known = path;
        if (known == null) {
            known = makePath();
            path = known;
        }
        return known;
    }

    private String makePath() {
        if (parent == null) {
            return "";
        }
        if (kind == Kind.GROUP || kind == Kind.READING || kind == Kind.READINGS) {
            return parent.path();
        }
        if (kind == Kind.MISSING) {
            return Nodes.named(parent.path(), label);
        }
        var around = parent.kind == Kind.GROUP && parent.parent != null ? parent.parent : parent;
        return switch (around.node) {
            case Node.ListNode _ -> around.path() + label;
            case Node.MapNode map -> around.path() + Paths.key(map.field(), label);
            default -> Nodes.named(around.path(), label);
        };
    }

    /// The bytes; of a group, those of its children; of what is absent, none.
    public ByteRange range() {
        if (isAbsent()) {
            return new ByteRange(node.range().end(), node.range().end());
        }
        if (kind != Kind.GROUP) {
            return node.range();
        }
        return new ByteRange(
                Nodes.child(node, from).range().start(), Nodes.child(node, to - 1).range().end());
    }

    /// What is wrong right here, not deeper.
    public List<Finding> findings() {
        return switch (kind) {
            case FIELD, MISSING -> tree.findings(path());
            case GROUP, READING, READINGS -> List.of();
        };
    }

    /// What else a field may be that no schema names, the likelier first.
    public List<OtherReading> readings() {
        var known = readings;
        if (known == null) {
            known = kind == Kind.FIELD ? tree.readings(node) : List.of();
            readings = known;
        }
        return known;
    }

    /// Whether the payload has no bytes for it.
    public boolean isAbsent() {
        return kind == Kind.MISSING || node instanceof Node.AbsentNode;
    }

    /// The worst mark right here.
    public Mark mark() {
        var mark = Mark.VALID;
        for (var finding : findings()) {
            mark = mark.or(finding.kind().mark());
        }
        return switch (node) {
            case Node.UnknownNode _ when kind == Kind.FIELD -> mark.or(Mark.UNKNOWN);
            case Node.MalformedNode _ when kind == Kind.FIELD -> mark.or(Mark.UNDECODABLE);
            default -> mark;
        };
    }

    public boolean hasChildren() {
        return kind == Kind.READINGS || holdsFields() || !readings().isEmpty();
    }

    /// Whether there is something below that is no mere other reading of the same bytes.
    boolean holdsFields() {
        return switch (kind) {
            case FIELD, GROUP, READING -> to > from || !missing().isEmpty();
            case MISSING, READINGS -> false;
        };
    }

    /// How many children the payload gives it.
    public int size() {
        return to - from;
    }

    /// The rows below this one.
    public List<TreeEntry> children() {
        var known = children;
        if (known == null) {
            known =
                    switch (kind) {
                        case FIELD, GROUP, READING -> make();
                        case READINGS -> parent == null ? List.of() : besides(parent);
                        case MISSING -> List.of();
                    };
            children = known;
        }
        return known;
    }

    private List<TreeEntry> make() {
        var made = new ArrayList<TreeEntry>();
        if (kind != Kind.GROUP && to - from > GROUP) {
            for (int i = from; i < to; i += GROUP) {
                int end = Math.min(to, i + GROUP);
                var name = "[" + i + " … " + (end - 1) + "]";
                made.add(new TreeEntry(tree, this, Kind.GROUP, node, name, i, end));
            }
        } else {
            for (int i = from; i < to; i++) {
                made.add(field(tree, this, Nodes.child(node, i), Nodes.label(node, i)));
            }
        }
        for (var name : missing()) {
            made.add(new TreeEntry(tree, this, Kind.MISSING, node, name, 0, 0));
        }
        if (!readings().isEmpty()) {
            if (made.isEmpty()) {
                made.addAll(besides(this));
            } else {
                made.add(new TreeEntry(tree, this, Kind.READINGS, node, "other readings", 0, 0));
            }
        }
        return List.copyOf(made);
    }

    /// The other readings of `entry`, as rows below this one.
    private List<TreeEntry> besides(TreeEntry entry) {
        return entry.readings().stream()
                .map(other -> of(tree, this, Kind.READING, other.node(), "or " + other.as()))
                .toList();
    }

    private List<String> missing() {
        if (kind != Kind.FIELD || !(node instanceof Node.RecordNode record)) {
            return List.of();
        }
        var names = tree.missingIn(path());
        if (names.isEmpty()) {
            return names;
        }
        var there = new ArrayList<>(names);
        record.children().forEach(child -> there.remove(child.field().name()));
        return there;
    }

    /// The row of the payload's child `index`.
    TreeEntry child(int index) {
        if (to - from > GROUP) {
            return children().get(index / GROUP).children().get(index % GROUP);
        }
        return children().get(index);
    }

    @Override
    public String toString() {
        return path();
    }
}
