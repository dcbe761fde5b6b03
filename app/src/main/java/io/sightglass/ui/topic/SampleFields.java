package io.sightglass.ui.topic;

import io.sightglass.decode.Paths;
import io.sightglass.model.FieldInfo;
import io.sightglass.model.Node;
import io.sightglass.model.Scalar;
import io.sightglass.schema.explain.Explained;
import io.sightglass.schema.explain.Meaning;
import io.sightglass.ui.control.Figures;
import io.sightglass.ui.inspect.ValueText;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Goes through a decoded record and its schema side by side. Of a list it takes the first element,
/// of a map the first entry: the others are alike.
final class SampleFields {
    /// Nobody reads on.
    private static final int MOST = 300;

    private static final int DEEPEST = 12;
    private static final int LONGEST = 160;

    private final List<SampleField> fields = new ArrayList<>();

    private SampleFields() {}

    /// @param schema the root of the record's schema; null where that is not known
    static List<SampleField> of(Node root, @Nullable Explained schema) {
        var walk = new SampleFields();
        if (root instanceof Node.RecordNode record) {
            walk.children(record, schema, "", 0);
        } else {
            walk.add(root, schema, "", "the value", 0);
        }
        return List.copyOf(walk.fields);
    }

    private void children(
            Node.RecordNode record, @Nullable Explained schema, String path, int depth) {
        var place = schema == null ? null : schema.as(record.typeName());
        for (var child : record.children()) {
            if (fields.size() >= MOST) {
                return;
            }
            var name = child.field().name();
            var below = new StringBuilder(path);
            Paths.append(below, name);
            var meant = place == null ? null : place.field(name).orElse(null);
            add(child, meant, below.toString(), name, depth);
        }
    }

    private void add(Node node, @Nullable Explained place, String path, String name, int depth) {
        boolean known = !(node instanceof Node.UnknownNode);
        boolean present = !(node instanceof Node.AbsentNode);
        var meaning = place == null ? meaning(node.field()) : place.meaning();
        fields.add(new SampleField(depth, path, name, value(node), present, known, meaning));
        if (depth < DEEPEST) {
            below(node, place, path, depth + 1);
        }
    }

    private void below(Node node, @Nullable Explained place, String path, int depth) {
        switch (node) {
            case Node.RecordNode record -> children(record, place, path, depth);
            case Node.ListNode list -> {
                if (!list.elements().isEmpty()) {
                    element(list.elements().getFirst(), place, path + "[0]", "[0]", depth);
                }
            }
            case Node.MapNode map -> {
                if (!map.entries().isEmpty()) {
                    var entry = map.entries().getFirst();
                    var at = path + Paths.key(map.field(), entry.key());
                    element(entry.value(), place, at, entry.key(), depth);
                }
            }
            case Node.UnknownNode unknown -> {
                if (unknown.reading() instanceof Node.RecordNode record) {
                    children(record, null, path, depth);
                }
            }
            case Node.ScalarNode _, Node.AbsentNode _, Node.RestNode _, Node.MalformedNode _ -> {}
        }
    }

    /// An element of several fields needs no line of its own.
    private void element(
            Node node, @Nullable Explained around, String path, String name, int depth) {
        var place = around == null ? null : around.element().orElse(null);
        if (node instanceof Node.RecordNode record) {
            children(record, place, path, depth);
        } else {
            add(node, place, path, name, depth);
        }
    }

    /// What is known without the schema.
    private static Meaning meaning(FieldInfo field) {
        var doc = field.doc();
        return new Meaning(
                field.type().toLowerCase(Locale.ROOT),
                field.type(),
                doc == null ? "" : doc,
                false,
                false,
                false,
                field.defaultValue(),
                List.of());
    }

    private static String value(Node node) {
        return switch (node) {
            case Node.RecordNode record -> count(record.children().size(), "field", "fields");
            case Node.ListNode list -> count(list.elements().size(), "element", "elements");
            case Node.MapNode map -> count(map.entries().size(), "entry", "entries");
            case Node.ScalarNode scalar -> scalar(scalar.value());
            case Node.UnknownNode unknown ->
                    unknown.reading() == null
                            ? count(unknown.range().length(), "byte", "bytes")
                            : value(unknown.reading());
            case Node.AbsentNode absent -> {
                var reads = absent.field().defaultValue();
                yield reads == null ? "not set" : "not set; reads as " + cut(reads);
            }
            case Node.RestNode rest ->
                    "and more: " + Figures.bytes(rest.range().length()) + " that are not shown";
            case Node.MalformedNode malformed -> malformed.reason();
        };
    }

    private static String scalar(Scalar scalar) {
        var plain = cut(ValueText.plain(scalar));
        return scalar instanceof Scalar.Text ? '"' + plain + '"' : plain;
    }

    private static String cut(String text) {
        var line = ValueText.oneLine(text);
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    private static String count(int number, String one, String many) {
        return Figures.count(number) + " " + (number == 1 ? one : many);
    }
}
