package io.sightglass.compat.json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Random schemas over few names and small numbers, so that random changes and random values meet.
///
/// Every bound refuses something by itself: one that others make needless changes nothing when it
/// goes, and the rules, which look at keywords one by one, cannot know.
public final class RandomSchemas {
    static final List<String> NAMES = List.of("a", "b", "c", "d", "x1");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Random random;
    private final boolean modern;

    /// @param modern 2020-12, else draft 7
    public RandomSchemas(Random random, boolean modern) {
        this.random = random;
        this.modern = modern;
    }

    public ObjectNode root() {
        var root = object(2);
        root.put(
                "$schema",
                modern
                        ? "https://json-schema.org/draft/2020-12/schema"
                        : "http://json-schema.org/draft-07/schema#");
        return root;
    }

    /// The same schema with one thing changed somewhere.
    ObjectNode changed(ObjectNode root) {
        var copy = root.deepCopy();
        var all = new ArrayList<ObjectNode>();
        collect(copy, all);
        all.removeIf(schema -> !schema.has("type"));
        change(all.get(random.nextInt(all.size())));
        return copy;
    }

    private static void collect(JsonNode node, List<ObjectNode> all) {
        if (node instanceof ObjectNode object) {
            all.add(object);
        }
        node.forEach(inner -> collect(inner, all));
    }

    private ObjectNode schema(int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 6)) {
            case 0 -> string();
            case 1, 2 -> number();
            case 3 -> NODES.objectNode().put("type", "boolean");
            case 4 -> {
                var list = NODES.objectNode();
                var types = list.putArray("type").add("null");
                types.add(random.nextBoolean() ? "string" : "integer");
                yield list;
            }
            case 5 -> {
                var values = NODES.objectNode();
                fill(values.putArray("enum"));
                yield values;
            }
            case 6 -> object(depth - 1);
            case 7 -> array(depth - 1);
            default -> {
                var any = NODES.objectNode();
                any.putArray("anyOf").add(string()).add(number());
                yield any;
            }
        };
    }

    private void fill(ArrayNode values) {
        for (var each : List.of("", "a", "ab", "abc")) {
            if (random.nextBoolean()) {
                values.add(each);
            }
        }
        if (values.isEmpty()) {
            values.add("a");
        }
    }

    private ObjectNode string() {
        var schema = NODES.objectNode().put("type", "string");
        if (random.nextInt(4) == 0) {
            return schema.put("pattern", random.nextBoolean() ? "^a" : "b");
        }
        maybe(schema, "minLength", 1);
        maybe(schema, "maxLength", 3);
        return schema;
    }

    private ObjectNode number() {
        var schema = NODES.objectNode().put("type", random.nextBoolean() ? "number" : "integer");
        if (random.nextInt(5) == 0) {
            return schema.put("type", "integer").put("multipleOf", 2 + random.nextInt(3));
        }
        maybe(schema, random.nextInt(3) == 0 ? "exclusiveMinimum" : "minimum", 0);
        maybe(schema, random.nextInt(3) == 0 ? "exclusiveMaximum" : "maximum", 4);
        return schema;
    }

    private ObjectNode object(int depth) {
        var schema = NODES.objectNode().put("type", "object");
        var properties = schema.putObject("properties");
        for (var name : List.of("a", "b", "c")) {
            if (random.nextInt(3) > 0) {
                properties.set(name, schema(depth));
            }
        }
        require(schema);
        rest(schema, "additionalProperties", depth);
        if (random.nextInt(8) == 0) {
            schema.putObject("patternProperties").set("^x", schema(0));
        }
        if (properties.size() == 3 && random.nextInt(4) == 0) {
            schema.put("maxProperties", 2);
        }
        return schema;
    }

    private void require(ObjectNode schema) {
        var required = NODES.arrayNode();
        for (var name : schema.get("properties").propertyNames()) {
            if (random.nextInt(3) == 0) {
                required.add(name);
            }
        }
        schema.remove("required");
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
    }

    private void rest(ObjectNode schema, String keyword, int depth) {
        switch (random.nextInt(4)) {
            case 0, 1 -> schema.put(keyword, false);
            case 2 -> schema.set(keyword, schema(Math.min(depth, 0)));
            default -> schema.remove(keyword);
        }
    }

    private ObjectNode array(int depth) {
        var schema = NODES.objectNode().put("type", "array");
        if (random.nextInt(3) == 0) {
            schema.putArray(modern ? "prefixItems" : "items").add(schema(depth)).add(schema(0));
            rest(schema, modern ? "items" : "additionalItems", depth);
        } else {
            schema.set("items", schema(depth));
        }
        if (random.nextInt(6) == 0) {
            schema.set("items", number());
            return schema.set("contains", number());
        }
        maybe(schema, "minItems", 1);
        maybe(schema, "maxItems", 2);
        if (random.nextInt(5) == 0) {
            schema.put("uniqueItems", true);
        }
        return schema;
    }

    private void maybe(ObjectNode schema, String keyword, int least) {
        if (random.nextInt(3) == 0) {
            schema.put(keyword, least + random.nextInt(3));
        }
    }

    private void change(ObjectNode schema) {
        var type = schema.get("type");
        if (random.nextInt(12) == 0 || type.isArray()) {
            var other = random.nextBoolean() ? string() : number();
            if (!type.isString() || !type.stringValue().equals("object")) {
                schema.removeAll();
                schema.setAll(other);
                return;
            }
        }
        switch (type.stringValue()) {
            case "string" -> {
                if (schema.has("pattern")) {
                    toggle(schema, string(), "pattern");
                } else {
                    toggle(schema, string(), "minLength", "maxLength");
                }
            }
            case "integer", "number" -> {
                if (schema.has("multipleOf")) {
                    schema.put("multipleOf", 2 + random.nextInt(5));
                } else {
                    toggle(
                            schema,
                            number(),
                            "type",
                            schema.has("exclusiveMinimum") ? "exclusiveMinimum" : "minimum",
                            schema.has("exclusiveMaximum") ? "exclusiveMaximum" : "maximum");
                }
            }
            case "array" ->
                    toggle(
                            schema,
                            array(1),
                            "minItems",
                            "maxItems",
                            "uniqueItems",
                            "contains",
                            schema.path("items").isArray() ? "additionalItems" : "items");
            case "object" -> changeObject(schema);
            default -> {}
        }
    }

    private void changeObject(ObjectNode schema) {
        var properties = (ObjectNode) schema.get("properties");
        switch (random.nextInt(6)) {
            case 0 -> require(schema);
            case 1 -> rest(schema, "additionalProperties", 0);
            case 2 -> {
                if (properties.size() == 3) {
                    toggle(schema, object(0), "maxProperties");
                } else {
                    toggle(schema, object(0), "patternProperties");
                }
            }
            case 3 -> {
                var name = NAMES.get(random.nextInt(3));
                if (properties.remove(name) == null) {
                    properties.set(name, schema(0));
                }
                require(schema);
            }
            default -> {
                for (var name : List.copyOf(properties.propertyNames())) {
                    if (random.nextInt(3) == 0) {
                        properties.set(name, schema(1));
                    }
                }
            }
        }
    }

    private void toggle(ObjectNode schema, ObjectNode other, String... keywords) {
        var keyword = keywords[random.nextInt(keywords.length)];
        if (other.has(keyword)) {
            schema.set(keyword, other.get(keyword));
        } else if (!keyword.equals("type")) {
            schema.remove(keyword);
        }
    }
}
