package io.sightglass.cli;

import io.sightglass.decode.protobuf.OtherReading;
import io.sightglass.decode.protobuf.OtherReadings;
import io.sightglass.model.Node;

import java.util.StringJoiner;

/// What else a field without a schema may be, on the line of the field: `or sint64 -75, bool true`.
/// That text may be bytes, and a message any list of small numbers, goes without saying; `--json`
/// and the window have these too.
final class ReadingsText {
    /// Characters that one reading may take.
    private static final int LONGEST = 60;

    private ReadingsText() {}

    /// Empty where there is nothing else.
    static String of(Node node, byte[] payload) {
        // An unknown field's line is followed by that of its reading, which says it.
        if (node instanceof Node.UnknownNode) {
            return "";
        }
        boolean message = node instanceof Node.RecordNode;
        var all = new StringJoiner(", ", "or ", "").setEmptyValue("");
        for (var other : OtherReadings.of(node, payload)) {
            boolean list = other.node() instanceof Node.ListNode;
            if (!other.as().equals("bytes") && !(message && list)) {
                all.add(text(other));
            }
        }
        return all.toString();
    }

    private static String text(OtherReading other) {
        return other.as() + " " + Printable.shorten(value(other.node()), LONGEST);
    }

    private static String value(Node node) {
        return switch (node) {
            case Node.ScalarNode scalar -> ScalarText.quoted(scalar.value());
            case Node.RecordNode record -> {
                var fields = new StringJoiner(", ", "{", "}");
                record.children()
                        .forEach(child -> fields.add(child.field().name() + ": " + value(child)));
                yield fields.toString();
            }
            case Node.ListNode list -> {
                var elements = new StringJoiner(", ", "[", "]");
                list.elements().forEach(element -> elements.add(value(element)));
                yield elements.toString();
            }
            case Node.RestNode _ -> "…";
            case Node.MapNode _, Node.UnknownNode _, Node.AbsentNode _ -> "";
            case Node.MalformedNode malformed -> malformed.reason();
        };
    }
}
