package io.sightglass.decode.json;

import io.sightglass.decode.JsonType;
import io.sightglass.model.FieldInfo;
import io.sightglass.model.Logical;

import tools.jackson.databind.JsonNode;

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
/// `oneOf` add to these.
///
/// What it cannot tell for certain it leaves open: validation is not its work, and a value that is
/// valid must never bear a remark. What stands in one of several alternatives, or beside a `$ref`
/// (which older drafts pass over), names and documents properties, and holds them to nothing.
final class ShapeCompiler {
    /// Keywords beside which `unevaluatedProperties` may leave more than the properties declared.
    private static final List<String> EVALUATING =
            List.of(
                    "$ref",
                    "$dynamicRef",
                    "$recursiveRef",
                    "additionalProperties",
                    "allOf",
                    "anyOf",
                    "oneOf",
                    "if",
                    "then",
                    "else",
                    "dependentSchemas",
                    "patternProperties");

    private final SchemaRefs refs;
    private final JsonNode root;

    /// Whether the schema is one that must know of `unevaluatedProperties`.
    private final boolean modern;

    private final Map<JsonNode, Shape> certain = new IdentityHashMap<>();
    private final Map<JsonNode, Shape> hints = new IdentityHashMap<>();
    private final List<Todo> todo = new ArrayList<>();

    private record Todo(Shape shape, JsonNode schema, boolean holds) {}

    /// A schema that says something of a value.
    ///
    /// @param holds whether every valid value is valid under it
    private record Part(JsonNode schema, boolean holds) {}

    ShapeCompiler(JsonNode root) {
        this.root = root;
        refs = new SchemaRefs(root);
        var draft = SchemaRefs.text(root, "$schema");
        modern = draft == null || !draft.matches(".*draft-0[0-7].*");
    }

    Shape compile() {
        var shape = shape(root, true);
        while (!todo.isEmpty()) {
            var next = todo.removeLast();
            fill(next.shape, next.schema, next.holds);
        }
        return shape;
    }

    /// A place that `schema` describes.
    FieldInfo field(String name, int ordinal, JsonNode schema) {
        var target = refs.target(schema);
        var meant = target == null ? schema : target;
        var doc = SchemaRefs.text(schema, "description");
        doc = doc == null ? SchemaRefs.text(meant, "description") : doc;
        doc = doc == null ? SchemaRefs.text(meant, "title") : doc;
        var standard = schema.has("default") ? schema.get("default").toString() : null;
        var type = words(types(schema, new HashSet<>()));
        return new FieldInfo(name, ordinal, 0, type, doc, Logical.NONE, standard);
    }

    /// The shape of a schema, to be filled later if it is new.
    private Shape shape(JsonNode schema, boolean holds) {
        if (!schema.isObject()) {
            return Shape.ANY;
        }
        return (holds ? certain : hints)
                .computeIfAbsent(
                        schema,
                        node -> {
                            var shape = new Shape();
                            todo.add(new Todo(shape, node, holds));
                            shape.types = holds ? types(node, new HashSet<>()) : Shape.ANY_TYPE;
                            shape.additional = Shape.ANY;
                            shape.items = Shape.ANY;
                            return shape;
                        });
    }

    private void fill(Shape shape, JsonNode schema, boolean holds) {
        var parts = new ArrayList<Part>();
        gather(schema, holds, parts, new HashSet<>());
        var properties = properties(parts);
        var required = new HashSet<String>();
        for (var part : parts) {
            for (var name : part.schema.path("required")) {
                if (part.holds && name.isString()) {
                    required.add(name.asString());
                }
            }
        }
        var all = new ArrayList<Shape.Property>();
        properties.forEach((name, part) ->
                all.add(
                        new Shape.Property(
                                all.size(),
                                new Name(name),
                                field(name, all.size(), part.schema),
                                shape(part.schema, part.holds),
                                required.contains(name))));
        shape.properties(all.toArray(new Shape.Property[0]));
        others(shape, parts);
        for (var part : parts) {
            var items = part.schema.path("items");
            if (items.isObject() && !part.schema.has("prefixItems")) {
                shape.items = shape(items, part.holds);
                shape.element = field("", -1, items);
                break;
            }
        }
    }

    /// The properties that the parts declare, those first that hold.
    private static Map<String, Part> properties(List<Part> parts) {
        var properties = new LinkedHashMap<String, Part>();
        for (boolean holds : new boolean[] {true, false}) {
            for (var part : parts) {
                if (part.holds == holds) {
                    for (var property : part.schema.path("properties").properties()) {
                        var declared = new Part(property.getValue(), holds);
                        properties.putIfAbsent(property.getKey(), declared);
                    }
                }
            }
        }
        return properties;
    }

    /// What properties may be that no part declares. Of patterns it is not known what they match.
    private void others(Shape shape, List<Part> parts) {
        for (var part : parts) {
            if (part.schema.has("patternProperties") || part.schema.has("$dynamicRef")) {
                return;
            }
        }
        for (var part : parts) {
            var additional = part.schema.path("additionalProperties");
            if (part.holds && closes(part.schema)) {
                shape.closed = true;
            }
            if (part.holds && additional.isObject() && shape.additional == Shape.ANY) {
                shape.additional = shape(additional, true);
            }
        }
    }

    private boolean closes(JsonNode schema) {
        boolean unevaluated = modern && isFalse(schema.path("unevaluatedProperties"));
        return isFalse(schema.path("additionalProperties"))
                || (unevaluated && EVALUATING.stream().noneMatch(schema::has));
    }

    private static boolean isFalse(JsonNode node) {
        return node.isBoolean() && !node.asBoolean();
    }

    /// The schema and everything that it is combined with.
    private void gather(JsonNode schema, boolean holds, List<Part> parts, Set<Integer> seen) {
        if (!schema.isObject() || !seen.add(System.identityHashCode(schema))) {
            return;
        }
        boolean refers = schema.has("$ref");
        var target = refers ? refs.target(schema) : null;
        if (target != null) {
            gather(target, holds, parts, seen);
        }
        // Up to draft 7 nothing counts that stands beside a reference.
        boolean counts = holds && !refers;
        parts.add(new Part(schema, counts));
        for (var part : schema.path("allOf")) {
            gather(part, counts, parts, seen);
        }
        for (var keyword : List.of("anyOf", "oneOf")) {
            var objects = new ArrayList<JsonNode>();
            for (var part : schema.path(keyword)) {
                int types = types(part, new HashSet<>());
                boolean never = isFalse(part);
                if (!never && (types == Shape.ANY_TYPE || holdsContent(types))) {
                    objects.add(part);
                }
            }
            for (var part : objects) {
                gather(part, counts && objects.size() == 1, parts, seen);
            }
        }
    }

    /// Whether a value of these types may have properties or elements.
    private static boolean holdsContent(int types) {
        return (types & (JsonType.OBJECT.bit() | JsonType.ARRAY.bit())) != 0;
    }

    /// The types that a schema allows; [Shape#ANY_TYPE] where it does not say.
    private int types(JsonNode schema, Set<Integer> seen) {
        if (!schema.isObject() || !seen.add(System.identityHashCode(schema))) {
            return Shape.ANY_TYPE;
        }
        if (schema.has("$ref")) {
            var target = refs.target(schema);
            return target == null ? Shape.ANY_TYPE : types(target, seen);
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
                int of = types(part, seen);
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

    private static String words(int types) {
        var words = new StringJoiner(" | ");
        for (var type : JsonType.values()) {
            boolean implied = type == JsonType.INTEGER && (types & JsonType.NUMBER.bit()) != 0;
            if ((types & type.bit()) != 0 && !implied) {
                words.add(Names.word(type));
            }
        }
        return words.toString();
    }
}
