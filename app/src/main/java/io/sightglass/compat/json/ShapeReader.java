package io.sightglass.compat.json;

import io.sightglass.compat.json.Shape.About;
import io.sightglass.compat.json.Shape.Criterion;
import io.sightglass.schema.JsonPlaces;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads the schemas of one document, by the keywords of its draft.
final class ShapeReader {
    private static final Set<String> TEXT = Set.of("minLength", "maxLength", "pattern", "format");
    private static final Set<String> NUMERIC =
            Set.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf");

    private final Dialect dialect;
    private final References references;
    private final ArrayKeywords arrays;
    private final ObjectKeywords objects;
    private final Map<String, Shape> read = new HashMap<>();

    ShapeReader(JsonNode root) {
        dialect = Dialect.of(root);
        references = new References(root, dialect);
        arrays = new ArrayKeywords(this, dialect);
        objects = new ObjectKeywords(this, dialect);
    }

    /// References that lead nowhere, by the pointers of the schemas that hold them.
    Map<String, String> unresolved() {
        return references.unresolved();
    }

    Slot slot(JsonNode node, String pointer) {
        return new Slot(this, node, pointer);
    }

    @Nullable Slot slot(JsonNode parent, String pointer, String keyword) {
        var node = parent.get(keyword);
        return node != null && isSchema(node) ? slot(node, pointer + "/" + keyword) : null;
    }

    /// The schemas in an object of them, by name and in their order.
    Map<String, Slot> slots(JsonNode parent, String pointer, String keyword) {
        var slots = new LinkedHashMap<String, Slot>();
        for (var entry : parent.path(keyword).properties()) {
            if (isSchema(entry.getValue())) {
                var at = pointer + "/" + keyword + JsonPlaces.step(entry.getKey());
                slots.put(entry.getKey(), slot(entry.getValue(), at));
            }
        }
        return slots;
    }

    /// The schemas in a list of them.
    List<Slot> list(JsonNode parent, String pointer, String keyword) {
        var slots = new ArrayList<Slot>();
        int at = 0;
        for (var node : parent.path(keyword)) {
            slots.add(slot(node, pointer + "/" + keyword + "/" + at++));
        }
        return slots;
    }

    static boolean isSchema(JsonNode node) {
        return node.isObject() || node.isBoolean();
    }

    static @Nullable BigDecimal number(JsonNode node, String keyword) {
        var value = node.get(keyword);
        return value != null && value.isNumber() ? value.decimalValue() : null;
    }

    /// The shape of a schema. One place is one shape, also when references lead to it.
    Shape read(JsonNode node, String pointer) {
        var known = read.get(pointer);
        if (known != null) {
            return known;
        }
        var end = references.follow(node, pointer);
        var shape =
                switch (end) {
                    case References.Found(var at, var target) -> {
                        var there = read.get(at);
                        yield there != null ? there : shape(target, at);
                    }
                    case References.Lost(var reference) ->
                            new Shape.Unresolved(new About(pointer, node, true), reference);
                };
        read.put(shape.about().pointer(), shape);
        read.put(pointer, shape);
        return shape;
    }

    private Shape shape(JsonNode node, String pointer) {
        var about = new About(pointer, node, true);
        if (node.isBoolean()) {
            return node.booleanValue() ? new Shape.Anything(about) : new Shape.Nothing(about);
        }
        var told = parts(about);
        var beside = references.beside(node, pointer);
        if (told.size() + beside.size() < 2) {
            return told.isEmpty() ? new Shape.Anything(about) : told.getFirst();
        }
        var parts = new ArrayList<Slot>();
        parts(about.part()).forEach(part -> parts.add(new Slot(this, part)));
        beside.forEach((at, reference) -> parts.add(slot(reference, at)));
        return new Shape.Combined(about, Criterion.ALL, parts);
    }

    /// The things that a schema says, each of which a value must meet.
    private List<Shape> parts(About about) {
        var node = about.node();
        var pointer = about.pointer();
        var parts = new ArrayList<Shape>();
        if (node.path("enum").isArray()) {
            parts.add(new Shape.Values(about, Set.copyOf(canonical(node.get("enum")))));
        }
        for (var criterion : Criterion.values()) {
            if (node.path(criterion.keyword()).isArray()) {
                parts.add(
                        new Shape.Combined(
                                about, criterion, list(node, pointer, criterion.keyword())));
            }
        }
        var not = slot(node, pointer, "not");
        if (not != null) {
            parts.add(new Shape.Negated(about, not));
        }
        if (dialect != Dialect.DRAFT_4 && node.has("const")) {
            parts.add(new Shape.Constant(about, Canonical.of(node.get("const"))));
        }
        var told = new LinkedHashSet<String>();
        addTypes(about, told, parts);
        addUntyped(about, told, parts);
        return parts;
    }

    private static List<JsonNode> canonical(JsonNode values) {
        return values.valueStream().map(Canonical::of).distinct().toList();
    }

    private void addTypes(About about, Set<String> told, List<Shape> parts) {
        var type = about.node().get("type");
        if (type == null) {
            return;
        }
        if (type.isString()) {
            told.add(type.stringValue());
            parts.add(typed(about, type.stringValue()));
        } else if (type.isArray()) {
            var each = new ArrayList<Slot>();
            for (var one : type) {
                told.add(one.asString());
                each.add(new Slot(this, typed(about.part(), one.asString())));
            }
            parts.add(new Shape.Combined(about, Criterion.ANY, each));
        }
    }

    /// Keywords that speak of a type which `type` does not name. They let values of other types
    /// pass; as the registry has it, that makes no difference.
    private void addUntyped(About about, Set<String> told, List<Shape> parts) {
        var node = about.node();
        if (!told.contains("array") && arrays.spoken(node)) {
            parts.add(arrays.read(about));
        }
        if (!told.contains("object") && objects.spoken(node)) {
            parts.add(objects.read(about));
        }
        if (!told.contains("number")
                && !told.contains("integer")
                && NUMERIC.stream().anyMatch(node::has)) {
            parts.add(numeric(about, false));
        }
        // From 2019-09 on a format is a remark.
        if (!told.contains("string")
                && TEXT.stream()
                        .filter(word ->
                                !word.equals("format") || !dialect.isAtLeast(Dialect.DRAFT_2019_09))
                        .anyMatch(node::has)) {
            parts.add(text(about));
        }
        if (dialect.isAtLeast(Dialect.DRAFT_7)
                && (node.has("if") || node.has("then") || node.has("else"))) {
            var pointer = about.pointer();
            parts.add(
                    new Shape.Conditional(
                            about,
                            slot(node, pointer, "if"),
                            slot(node, pointer, "then"),
                            slot(node, pointer, "else")));
        }
    }

    private Shape typed(About about, String type) {
        return switch (type) {
            case "string" -> text(about);
            case "integer" -> numeric(about, true);
            case "number" -> numeric(about, false);
            case "boolean" -> new Shape.Truth(about);
            case "null" -> new Shape.Null(about);
            case "array" -> arrays.read(about);
            case "object" -> objects.read(about);
            default -> new Shape.Anything(about);
        };
    }

    private static Shape text(About about) {
        var node = about.node();
        var pattern = node.get("pattern");
        return new Shape.Text(
                about,
                number(node, "minLength"),
                number(node, "maxLength"),
                pattern != null && pattern.isString() ? pattern.stringValue() : null);
    }

    private Shape numeric(About about, boolean integer) {
        var node = about.node();
        var minimum = number(node, "minimum");
        var maximum = number(node, "maximum");
        var above = number(node, "exclusiveMinimum");
        var below = number(node, "exclusiveMaximum");
        if (dialect == Dialect.DRAFT_4) {
            // There the words are booleans that make the bounds exclusive.
            if (node.path("exclusiveMinimum").asBoolean(false)) {
                above = minimum;
                minimum = null;
            }
            if (node.path("exclusiveMaximum").asBoolean(false)) {
                below = maximum;
                maximum = null;
            }
        }
        return new Shape.Numeric(
                about, integer, minimum, maximum, above, below, number(node, "multipleOf"));
    }
}
