package io.sightglass.decode.json;

import io.sightglass.decode.JsonType;
import io.sightglass.model.FieldInfo;
import io.sightglass.model.Logical;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/// Compiles the structure out of a JSON Schema (draft 4 to 2020-12): `type`, `properties`,
/// `additionalProperties`, `items`, references within the document, and what `allOf`, `anyOf` and
/// `oneOf` add to these. What it cannot tell for certain it leaves open: validation is not its
/// work.
final class ShapeCompiler {
    private final JsonNode root;
    private final Map<JsonNode, Shape> shapes = new IdentityHashMap<>();
    private final List<JsonNode> todo = new ArrayList<>();

    ShapeCompiler(JsonNode root) {
        this.root = root;
    }

    Shape compile() {
        var shape = shape(root);
        while (!todo.isEmpty()) {
            var schema = todo.removeLast();
            fill(shapes.getOrDefault(schema, Shape.ANY), schema);
        }
        return shape;
    }

    /// A place that `schema` describes.
    FieldInfo field(String name, int ordinal, JsonNode schema, Shape shape) {
        var meant = resolve(schema);
        var doc = text(schema, "description");
        doc = doc == null ? text(meant, "description") : doc;
        doc = doc == null ? text(meant, "title") : doc;
        var standard = schema.has("default") ? schema.get("default").toString() : null;
        return new FieldInfo(name, ordinal, 0, type(shape), doc, Logical.NONE, standard);
    }

    /// The shape of a schema, to be filled later if it is new.
    private Shape shape(JsonNode schema) {
        var meant = resolve(schema);
        if (!meant.isObject()) {
            return Shape.ANY;
        }
        return shapes.computeIfAbsent(
                meant,
                node -> {
                    todo.add(node);
                    var shape = new Shape();
                    // Types are needed for the names of types, before all else is.
                    shape.types = types(node, new HashSet<>());
                    shape.additional = Shape.ANY;
                    shape.items = Shape.ANY;
                    return shape;
                });
    }

    private void fill(Shape shape, JsonNode schema) {
        var parts = new ArrayList<JsonNode>();
        gather(schema, parts, new HashSet<>());
        var properties = new LinkedHashMap<String, JsonNode>();
        boolean open = false;
        for (var part : parts) {
            for (var property : part.path("properties").properties()) {
                properties.putIfAbsent(property.getKey(), property.getValue());
            }
            open |= part.has("patternProperties") || part.has("$dynamicRef");
        }
        var required = new HashSet<String>();
        required(schema, required, new HashSet<>());
        var all = new ArrayList<Shape.Property>();
        properties.forEach((name, node) -> {
            var inner = shape(node);
            all.add(
                    new Shape.Property(
                            all.size(),
                            name.getBytes(StandardCharsets.UTF_8),
                            field(name, all.size(), node, inner),
                            inner,
                            required.contains(name)));
        });
        shape.properties(all.toArray(new Shape.Property[0]));
        var additional = schema.path("additionalProperties");
        shape.closed = !open && closes(schema, parts.size() == 1);
        if (additional.isObject()) {
            shape.additional = shape(additional);
        }
        var items = schema.path("items");
        if (items.isObject() && !schema.has("prefixItems")) {
            shape.items = shape(items);
            shape.element = field("", -1, items, shape.items);
        }
    }

    /// The names that a schema, and all of what it is combined with, requires.
    private void required(JsonNode schema, Set<String> names, Set<Integer> seen) {
        if (!schema.isObject() || !seen.add(System.identityHashCode(schema))) {
            return;
        }
        for (var name : schema.path("required")) {
            if (name.isString()) {
                names.add(name.asString());
            }
        }
        for (var part : schema.path("allOf")) {
            required(resolve(part), names, seen);
        }
        if (schema.has("$ref")) {
            required(resolve(schema), names, seen);
        }
    }

    private static boolean closes(JsonNode schema, boolean alone) {
        boolean additional = schema.path("additionalProperties").asString("").equals("false");
        boolean unevaluated = schema.path("unevaluatedProperties").asString("").equals("false");
        return additional || (unevaluated && alone);
    }

    /// The schema and everything that it is combined with.
    private void gather(JsonNode schema, List<JsonNode> parts, Set<Integer> seen) {
        if (!schema.isObject() || !seen.add(System.identityHashCode(schema))) {
            return;
        }
        parts.add(schema);
        for (var keyword : List.of("allOf", "anyOf", "oneOf")) {
            for (var part : schema.path(keyword)) {
                gather(resolve(part), parts, seen);
            }
        }
        if (schema.has("$ref")) {
            gather(resolve(schema), parts, seen);
        }
    }

    /// The types that a schema allows; [Shape#ANY_TYPE] where it does not say.
    private int types(JsonNode schema, Set<Integer> seen) {
        if (!schema.isObject() || !seen.add(System.identityHashCode(schema))) {
            return Shape.ANY_TYPE;
        }
        int types = Shape.ANY_TYPE;
        var type = schema.path("type");
        if (type.isString()) {
            types = bit(type.asString());
        }
        for (var one : type) {
            types |= bit(one.asString(""));
        }
        for (var keyword : List.of("anyOf", "oneOf")) {
            int union = 0;
            boolean any = false;
            for (var part : schema.path(keyword)) {
                int of = types(resolve(part), seen);
                any |= of == Shape.ANY_TYPE;
                union |= of;
            }
            types = types == Shape.ANY_TYPE && !any ? union : types;
        }
        return types;
    }

    private static int bit(String type) {
        return switch (type) {
            case "null" -> JsonType.NULL.bit();
            case "boolean" -> JsonType.BOOLEAN.bit();
            case "integer" -> JsonType.INTEGER.bit();
            case "number" -> JsonType.INTEGER.bit() | JsonType.NUMBER.bit();
            case "string" -> JsonType.STRING.bit();
            case "array" -> JsonType.ARRAY.bit();
            case "object" -> JsonType.OBJECT.bit();
            default -> 0;
        };
    }

    private static String type(Shape shape) {
        var words = new StringJoiner(" | ");
        for (var type : JsonType.values()) {
            boolean implied = type == JsonType.INTEGER && shape.allows(JsonType.NUMBER);
            if (shape.types != Shape.ANY_TYPE && shape.allows(type) && !implied) {
                words.add(Names.word(type));
            }
        }
        return words.toString();
    }

    /// Follows `$ref` within the document, as far as it leads.
    private JsonNode resolve(JsonNode schema) {
        var at = schema;
        for (int hops = 0; hops < 32; hops++) {
            var ref = text(at, "$ref");
            if (ref == null || !ref.startsWith("#")) {
                return at;
            }
            var target = at(ref.substring(1));
            if (target == null) {
                return at;
            }
            at = target;
        }
        return at;
    }

    private @Nullable JsonNode at(String pointer) {
        var path = URLDecoder.decode(pointer.replace("+", "%2B"), StandardCharsets.UTF_8);
        if (!path.isEmpty() && !path.startsWith("/")) {
            return null;
        }
        var node = root.at(path);
        return node.isMissingNode() ? null : node;
    }

    private static @Nullable String text(JsonNode node, String key) {
        var value = node.path(key);
        return value.isString() ? value.asString() : null;
    }
}
