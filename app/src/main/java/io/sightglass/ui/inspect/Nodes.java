package io.sightglass.ui.inspect;

import io.sightglass.decode.Paths;
import io.sightglass.model.Node;

/// The children of any node, by index.
final class Nodes {
    private Nodes() {}

    static int children(Node node) {
        return switch (node) {
            case Node.RecordNode record -> record.children().size();
            case Node.ListNode list -> list.elements().size();
            case Node.MapNode map -> map.entries().size();
            case Node.UnknownNode unknown ->
                    unknown.reading() == null ? 0 : children(unknown.reading());
            case Node.ScalarNode _, Node.AbsentNode _, Node.RestNode _, Node.MalformedNode _ -> 0;
        };
    }

    static Node child(Node node, int index) {
        return switch (node) {
            case Node.RecordNode record -> record.children().get(index);
            case Node.ListNode list -> list.elements().get(index);
            case Node.MapNode map -> map.entries().get(index).value();
            case Node.UnknownNode(_, _, Node reading) when reading != null -> child(reading, index);
            case Node.UnknownNode _,
                    Node.ScalarNode _,
                    Node.AbsentNode _,
                    Node.RestNode _,
                    Node.MalformedNode _ ->
                    throw new IndexOutOfBoundsException(index);
        };
    }

    /// Whether the tree ends within a node, because the payload has more values than it.
    static boolean isCut(Node node) {
        var at = node;
        while (children(at) > 0) {
            at = child(at, children(at) - 1);
        }
        return at instanceof Node.RestNode;
    }

    /// The name of a child in the tree.
    static String label(Node node, int index) {
        return switch (node) {
            case Node.ListNode _ -> "[" + index + "]";
            case Node.MapNode map -> map.entries().get(index).key();
            case Node.UnknownNode(_, _, Node reading) when reading != null -> label(reading, index);
            default -> child(node, index).field().name();
        };
    }

    /// The path of a record's field.
    static String named(String record, String field) {
        var path = new StringBuilder(record);
        Paths.append(path, field);
        return path.toString();
    }

    /// The index of the smallest child that holds the byte at `position`; -1 if none does.
    static int childAt(Node node, int position) {
        int found = -1;
        int smallest = Integer.MAX_VALUE;
        for (int i = 0; i < children(node); i++) {
            var range = child(node, i).range();
            if (range.contains(position) && range.length() < smallest) {
                found = i;
                smallest = range.length();
            }
        }
        return found;
    }
}
