package io.sightglass.cli;

import io.sightglass.decode.protobuf.OtherReadings;
import io.sightglass.model.Node;

import java.io.PrintWriter;

/// A decoded payload as an indented tree, each node with its bytes.
final class TreeText {
    /// A text value is cut to so many characters, and says how many it has.
    private static final int TEXT = 2_000;

    private final PrintWriter out;
    private final Ink ink;
    private final byte[] payload;

    /// @param payload what the nodes' ranges count in
    TreeText(PrintWriter out, Ink ink, byte[] payload) {
        this.out = out;
        this.ink = ink;
        this.payload = payload;
    }

    void print(Node root) {
        if (root instanceof Node.RecordNode record) {
            record.children().forEach(child -> node(child.field().name(), child, 0));
        } else {
            node("", root, 0);
        }
    }

    private void node(String name, Node node, int depth) {
        var label = name.isEmpty() ? "" : Printable.line(name) + ": ";
        switch (node) {
            case Node.RecordNode record -> {
                line(depth, label + heading(record), node);
                record.children().forEach(child -> node(child.field().name(), child, depth + 1));
            }
            case Node.ListNode list -> {
                line(depth, label + counted(list.elements().size(), "element"), node);
                int index = 0;
                for (var element : list.elements()) {
                    node("[" + index++ + "]", element, depth + 1);
                }
            }
            case Node.MapNode map -> {
                line(depth, label + counted(map.entries().size(), "entry"), node);
                map.entries()
                        .forEach(entry -> node('"' + entry.key() + '"', entry.value(), depth + 1));
            }
            case Node.ScalarNode scalar -> line(depth, label + text(scalar), node);
            case Node.UnknownNode unknown -> {
                var reading = unknown.reading();
                line(depth, label + ink.dim("unknown field " + unknown.field().type()), node);
                if (reading != null) {
                    node("", reading, depth + 1);
                }
            }
            case Node.AbsentNode absent -> absent(depth, label, absent);
            case Node.RestNode _ -> line(depth, label + ink.dim("and more, left out here"), node);
            case Node.MalformedNode malformed ->
                    line(depth, label + "damaged: " + Printable.line(malformed.reason()), node);
        }
    }

    private void absent(int depth, String label, Node.AbsentNode absent) {
        var value = absent.field().defaultValue();
        var shown = value == null ? "absent" : "absent, default " + Printable.shorten(value, TEXT);
        out.println("  ".repeat(depth) + label + ink.dim(Printable.line(shown)));
    }

    private void line(int depth, String text, Node node) {
        var range = node.range();
        var place = ink.dim("[" + range.start() + "," + range.end() + ")");
        var other = ReadingsText.of(node, payload);
        out.println(
                "  ".repeat(depth)
                        + text
                        + (text.isEmpty() ? "" : "  ")
                        + place
                        + (other.isEmpty() ? "" : "  " + ink.dim(other)));
    }

    /// A message's type, or how many fields it has where nobody knows its type.
    private static String heading(Node.RecordNode record) {
        return OtherReadings.isRaw(record)
                ? counted(record.children().size(), "field")
                : Printable.line(record.typeName());
    }

    private static String text(Node.ScalarNode scalar) {
        var value = ScalarText.quoted(scalar.value());
        return value.length() <= TEXT
                ? value
                : Printable.shorten(value, TEXT) + " (" + value.length() + " characters)";
    }

    private static String counted(int count, String noun) {
        if (count == 1) {
            return "1 " + noun;
        }
        var plural = noun.equals("entry") ? "entries" : noun + "s";
        return count + " " + plural;
    }
}
