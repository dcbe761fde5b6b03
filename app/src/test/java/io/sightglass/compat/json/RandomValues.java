package io.sightglass.compat.json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;

/// Random values that often fit a schema of [RandomSchemas], and lie near its edges.
public final class RandomValues {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> TEXTS =
            List.of(
                    "", "a", "b", "ab", "ba", "abc", "aab", "bbbb", "aaaa", "aaaaa", "aaaaaa",
                    "abbbbb", "bbbbbb", "cd");

    private final Random random;

    public RandomValues(Random random) {
        this.random = random;
    }

    public JsonNode of(JsonNode schema) {
        return of(schema, 3);
    }

    private JsonNode of(JsonNode schema, int depth) {
        if (schema.path("enum").isArray() && random.nextInt(8) > 0) {
            var values = schema.get("enum");
            return values.get(random.nextInt(values.size()));
        }
        if (schema.path("anyOf").isArray()) {
            var parts = schema.get("anyOf");
            return of(parts.get(random.nextInt(parts.size())), depth);
        }
        var type = schema.path("type");
        var name = type.isArray() ? type.get(random.nextInt(type.size())) : type;
        return switch (name.asString("")) {
            case "string" -> NODES.stringNode(text());
            case "number", "integer" -> number(name.asString());
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            case "null" -> NODES.nullNode();
            case "object" -> object(schema, depth);
            case "array" -> array(schema, depth);
            default -> anything(depth);
        };
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private JsonNode number(String type) {
        var whole = BigDecimal.valueOf(random.nextInt(26) - 8L);
        return NODES.numberNode(
                type.equals("integer") || random.nextBoolean()
                        ? whole
                        : whole.divide(BigDecimal.TWO));
    }

    private JsonNode anything(int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> NODES.stringNode(text());
            case 1 -> number("integer");
            case 2 -> number("number");
            case 3 -> NODES.nullNode();
            case 4 -> NODES.booleanNode(random.nextBoolean());
            case 5 -> NODES.objectNode().set("a", anything(0));
            default -> NODES.arrayNode().add(anything(0));
        };
    }

    private JsonNode object(JsonNode schema, int depth) {
        var value = NODES.objectNode();
        for (var entry : schema.path("properties").properties()) {
            var required =
                    schema.path("required")
                            .valueStream()
                            .anyMatch(name -> name.stringValue().equals(entry.getKey()));
            if (required || random.nextInt(3) > 0) {
                value.set(entry.getKey(), of(entry.getValue(), depth - 1));
            }
        }
        for (int more = random.nextInt(3); more > 0; more--) {
            extra(schema, value, depth);
        }
        return value;
    }

    private void extra(JsonNode schema, ObjectNode value, int depth) {
        var name = RandomSchemas.NAMES.get(random.nextInt(RandomSchemas.NAMES.size()));
        if (schema.path("properties").has(name)) {
            return;
        }
        var pattern = schema.path("patternProperties").path("^x");
        var rest = schema.path("additionalProperties");
        if (name.startsWith("x") && pattern.isObject()) {
            value.set(name, of(pattern, depth - 1));
        } else {
            value.set(name, rest.isObject() ? of(rest, depth - 1) : anything(depth - 1));
        }
    }

    private JsonNode array(JsonNode schema, int depth) {
        var value = NODES.arrayNode();
        var first = schema.has("prefixItems") ? schema.get("prefixItems") : schema.path("items");
        var rest =
                schema.has("prefixItems") ? schema.path("items") : schema.path("additionalItems");
        int size = random.nextInt(8);
        for (int i = 0; i < size; i++) {
            if (schema.has("contains") && random.nextInt(3) == 0) {
                value.add(of(schema.get("contains"), depth - 1));
            } else if (i > 0 && random.nextInt(4) == 0) {
                value.add(value.get(i - 1));
            } else if (!first.isArray()) {
                value.add(of(first, depth - 1));
            } else {
                value.add(of(i < first.size() ? first.get(i) : rest, depth - 1));
            }
        }
        return value;
    }
}
