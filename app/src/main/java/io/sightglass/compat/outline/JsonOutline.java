package io.sightglass.compat.outline;

import io.sightglass.compat.outline.Line.Key;
import io.sightglass.model.Location;
import io.sightglass.schema.JsonPlaces;
import io.sightglass.schema.ParsedSchema;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A JSON Schema as `name: type constraints`, what belongs to a property indented below it.
final class JsonOutline {
    /// Keywords that say nothing of the form, or that have lines of their own.
    private static final Set<String> ELSEWHERE =
            Set.of("$schema", "$id", "id", "$comment", "title", "description", "examples", "type");

    private static final Set<String> ONE =
            Set.of(
                    "additionalItems",
                    "unevaluatedItems",
                    "contains",
                    "additionalProperties",
                    "unevaluatedProperties",
                    "propertyNames",
                    "not",
                    "if",
                    "then",
                    "else");

    private static final Set<String> BY_NAME =
            Set.of("patternProperties", "dependentSchemas", "$defs", "definitions");

    private static final Set<String> ALTERNATIVES = Set.of("allOf", "anyOf", "oneOf");

    private static final int DEEPEST = 200;
    private static final String ROOT = "#";

    private final List<Line> lines = new ArrayList<>();

    private JsonOutline() {}

    static List<Line> lines(ParsedSchema.Json json) {
        var outline = new JsonOutline();
        var title = json.root().path("title").asString("");
        outline.entry(title.isBlank() ? "(root)" : title, json.root(), "", 0, false);
        return located(outline.lines, json.text());
    }

    private static List<Line> located(List<Line> lines, String text) {
        var pointers = lines.stream().map(JsonOutline::pointer).toList();
        var places = JsonPlaces.locate("", text, pointers);
        return lines.stream().map(line -> line.at(line(places.get(pointer(line))))).toList();
    }

    private static int line(@Nullable Location place) {
        return place == null ? 0 : place.line();
    }

    private static String pointer(Line line) {
        var member = line.key().member();
        return member.equals(ROOT) ? "" : member;
    }

    private void entry(String name, JsonNode node, String pointer, int indent, boolean required) {
        var text = new StringBuilder(name).append(": ").append(type(node));
        var constraints = constraints(node);
        if (required) {
            constraints.addFirst("required");
        }
        if (!constraints.isEmpty()) {
            text.append("  ").append(String.join(", ", constraints));
        }
        var doc = node.path("description").asString("").strip();
        var full = text + (doc.isEmpty() ? "" : "  // " + doc.replaceAll("\\s+", " "));
        lines.add(
                Line.of(new Key("", pointer.isEmpty() ? ROOT : pointer), indent, text.toString())
                        .with(full, doc));
        if (node.isObject() && indent < DEEPEST) {
            below(node, pointer, indent + 1);
        }
    }

    private void below(JsonNode node, String pointer, int indent) {
        var required = new HashSet<String>();
        node.path("required").forEach(name -> required.add(name.asString("")));
        for (var entry : node.properties()) {
            var keyword = entry.getKey();
            var value = entry.getValue();
            var at = pointer + JsonPlaces.step(keyword);
            if (keyword.equals("properties") && value.isObject()) {
                value.properties()
                        .forEach(property ->
                                entry(
                                        property.getKey(),
                                        property.getValue(),
                                        at + JsonPlaces.step(property.getKey()),
                                        indent,
                                        required.contains(property.getKey())));
            } else if (keyword.equals("items") && value.isObject()) {
                entry("[]", value, at, indent, false);
            } else if (keyword.equals("prefixItems")
                    || keyword.equals("items") && value.isArray()) {
                each("", value, at, indent);
            } else if (ALTERNATIVES.contains(keyword) && value.isArray()) {
                each(keyword, value, at, indent);
            } else if (BY_NAME.contains(keyword) && value.isObject()) {
                value.properties()
                        .forEach(named ->
                                entry(
                                        named(keyword, named.getKey()),
                                        named.getValue(),
                                        at + JsonPlaces.step(named.getKey()),
                                        indent,
                                        false));
            } else if (ONE.contains(keyword) && value.isObject()) {
                entry(keyword, value, at, indent, false);
            }
        }
    }

    private void each(String keyword, JsonNode values, String at, int indent) {
        for (int i = 0; i < values.size(); i++) {
            entry(keyword + "[" + i + "]", values.get(i), at + "/" + i, indent, false);
        }
    }

    private static String named(String keyword, String name) {
        return keyword.equals("patternProperties") ? "/" + name + "/" : keyword + "/" + name;
    }

    private static String type(JsonNode node) {
        if (node.isBoolean()) {
            return node.booleanValue() ? "anything" : "nothing";
        }
        var ref = node.path("$ref").asString("");
        if (!ref.isEmpty()) {
            return "→ " + ref;
        }
        var type = node.get("type");
        if (type != null && type.isString()) {
            return type.stringValue();
        }
        if (type != null && type.isArray()) {
            return String.join(" | ", type.valueStream().map(each -> each.asString("")).toList());
        }
        if (node.has("const")) {
            return "const";
        }
        if (node.has("enum")) {
            return "enum";
        }
        return node.has("properties") ? "object" : "any";
    }

    private static List<String> constraints(JsonNode node) {
        var said = new ArrayList<String>();
        for (var entry : node.properties()) {
            var keyword = entry.getKey();
            var value = entry.getValue();
            boolean below =
                    keyword.equals("properties")
                            || keyword.equals("required")
                            || keyword.equals("$ref")
                            || keyword.equals("prefixItems")
                            || keyword.equals("items") && value.isContainer()
                            || ALTERNATIVES.contains(keyword)
                            || BY_NAME.contains(keyword)
                            || ONE.contains(keyword) && value.isObject();
            if (!below && !ELSEWHERE.contains(keyword)) {
                boolean own = keyword.equals("enum") || keyword.equals("const");
                said.add(
                        own && !node.has("type")
                                ? Literals.of(value)
                                : keyword + " " + Literals.of(value));
            }
        }
        return said;
    }
}
