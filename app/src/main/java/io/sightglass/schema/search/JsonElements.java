package io.sightglass.schema.search;

import io.sightglass.schema.JsonPlaces;
import io.sightglass.schema.ParsedSchema;
import io.sightglass.schema.search.SchemaElement.Kind;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The properties, definitions and enum values of a JSON Schema, wherever they stand in it.
final class JsonElements {
    private static final Set<String> DEFINITIONS = Set.of("$defs", "definitions");

    /// Keywords whose schemas are of the same object as the one that has them.
    private static final Set<String> SAME =
            Set.of("allOf", "anyOf", "oneOf", "if", "then", "else", "not");

    private static final int DEEPEST = 200;

    private final List<SchemaElement> found = new ArrayList<>();

    private JsonElements() {}

    static List<SchemaElement> of(ParsedSchema.Json json) {
        var elements = new JsonElements();
        var title = json.root().path("title").asString("").strip();
        if (!title.isEmpty()) {
            elements.add(Kind.TYPE, "", "", title, json.root());
        }
        elements.schema(json.root(), "", "", 0);
        return located(elements.found, json.text());
    }

    private static List<SchemaElement> located(List<SchemaElement> found, String text) {
        var places =
                JsonPlaces.locate("", text, found.stream().map(SchemaElement::member).toList());
        return found.stream()
                .map(element -> {
                    var place = places.get(element.member());
                    return new SchemaElement(
                            element.kind(),
                            element.owner(),
                            element.member(),
                            element.name(),
                            element.path(),
                            element.aliases(),
                            element.type(),
                            element.doc(),
                            place == null ? 0 : place.line());
                })
                .toList();
    }

    /// @param path of the value that the schema is of
    private void schema(JsonNode node, String pointer, String path, int depth) {
        if (depth > DEEPEST || found.size() >= SchemaElements.MOST) {
            return;
        }
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                schema(node.get(i), pointer + "/" + i, path, depth + 1);
            }
            return;
        }
        for (var entry : node.properties()) {
            var keyword = entry.getKey();
            var value = entry.getValue();
            var at = pointer + JsonPlaces.step(keyword);
            if (keyword.equals("properties") && value.isObject()) {
                properties(value, at, path, depth);
            } else if (DEFINITIONS.contains(keyword) && value.isObject()) {
                for (var definition : value.properties()) {
                    var name = definition.getKey();
                    var below = at + JsonPlaces.step(name);
                    add(Kind.TYPE, "", below, name, definition.getValue());
                    schema(definition.getValue(), below, name, depth + 1);
                }
            } else if (keyword.equals("enum")) {
                symbols(value, at, path);
            } else if (keyword.equals("items") || keyword.equals("prefixItems")) {
                schema(value, at, path + "[]", depth + 1);
            } else if (keyword.equals("additionalProperties")) {
                schema(value, at, path + ".*", depth + 1);
            } else if (keyword.equals("patternProperties")) {
                for (var pattern : value.properties()) {
                    var below = at + JsonPlaces.step(pattern.getKey());
                    schema(pattern.getValue(), below, path + ".*", depth + 1);
                }
            } else if (keyword.equals("dependentSchemas")) {
                for (var dependent : value.properties()) {
                    var below = at + JsonPlaces.step(dependent.getKey());
                    schema(dependent.getValue(), below, path, depth + 1);
                }
            } else if (SAME.contains(keyword)) {
                schema(value, at, path, depth + 1);
            }
        }
    }

    private void properties(JsonNode properties, String at, String path, int depth) {
        for (var property : properties.properties()) {
            var below = at + JsonPlaces.step(property.getKey());
            add(Kind.FIELD, path, below, property.getKey(), property.getValue());
            var inner = path.isEmpty() ? property.getKey() : path + "." + property.getKey();
            schema(property.getValue(), below, inner, depth + 1);
        }
    }

    private void symbols(JsonNode values, String at, String path) {
        for (int i = 0; i < values.size(); i++) {
            var value = values.get(i);
            if (value.isString() && !value.stringValue().isEmpty()) {
                found.add(
                        new SchemaElement(
                                Kind.SYMBOL,
                                path,
                                at + "/" + i,
                                value.stringValue(),
                                path.isEmpty()
                                        ? value.stringValue()
                                        : path + " = " + value.stringValue(),
                                List.of(),
                                "",
                                "",
                                0));
            }
        }
    }

    private void add(Kind kind, String owner, String pointer, String name, JsonNode node) {
        var doc = node.path("description").asString("").strip();
        var title = node.path("title").asString("").strip();
        found.add(
                new SchemaElement(
                        kind,
                        owner,
                        pointer,
                        name,
                        owner.isEmpty() ? name : owner + "." + name,
                        List.of(),
                        type(node),
                        doc.isEmpty() && !title.equals(name) ? title : doc,
                        0));
    }

    private static String type(JsonNode node) {
        var ref = node.path("$ref").asString("");
        if (!ref.isEmpty()) {
            return "→ " + ref;
        }
        var type = node.path("type");
        if (type.isArray()) {
            return String.join(" | ", type.valueStream().map(each -> each.asString("")).toList());
        }
        var format = node.path("format").asString("");
        var word = type.asString(node.has("enum") ? "enum" : "");
        return format.isEmpty() ? word : word + " " + format;
    }
}
