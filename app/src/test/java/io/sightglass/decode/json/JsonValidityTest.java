package io.sightglass.decode.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import io.sightglass.compat.json.RandomSchemas;
import io.sightglass.compat.json.RandomValues;
import io.sightglass.decode.Cases;
import io.sightglass.decode.Walks;
import io.sightglass.model.FindingKind;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// The walk with a schema, and a reader's lens with it, held against a validator that is not ours:
/// what is valid bears no remark; and under a schema that says nothing but structure, what is not
/// valid is a violation to the lens.
class JsonValidityTest {
    private static final Set<String> STRUCTURE =
            Set.of("$schema", "type", "properties", "required", "additionalProperties");

    /// Those of [#STRUCTURE] that hold schemas by name.
    private static final String PROPERTIES = "properties";

    @Test
    void remarksAreForWhatIsNotValid() {
        int[] valid = {0};
        int[] caught = {0};
        Cases.each(
                Cases.count(),
                random -> {
                    boolean modern = random.nextBoolean();
                    var schemas = new RandomSchemas(random, modern);
                    var parts = List.of(schemas.root(), schemas.root());
                    var schema = combined(random, parts);
                    var version =
                            modern
                                    ? SpecificationVersion.DRAFT_2020_12
                                    : SpecificationVersion.DRAFT_7;
                    var validator = SchemaRegistry.withDefaultDialect(version).getSchema(schema);
                    var values = new RandomValues(random);
                    for (int k = 0; k < 8; k++) {
                        var text = spelled(random, values.of(parts.get(random.nextInt(2))));
                        var value = JsonOracleTest.MAPPER.readTree(text);
                        boolean isValid = validator.validate(value).isEmpty();
                        caught[0] += check(schema, text, isValid) ? 1 : 0;
                        valid[0] += isValid ? 1 : 0;
                    }
                });
        assertTrue(valid[0] > Cases.count() / 2, valid[0] + " valid");
        assertTrue(caught[0] > Cases.count() / 2, caught[0] + " caught");
    }

    /// Answers whether the value was found not to be valid.
    private static boolean check(JsonNode schema, String text, boolean valid) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var walked = Walks.walk(JsonPlan.of(schema).newWalker(), bytes);
        var lens = JsonLens.of(JsonPlan.PLAIN, schema);
        var seen = Walks.walkAsReader(lens, bytes);
        assertEquals(Walks.walk(JsonPlan.PLAIN.newWalker(), bytes).value(), seen.value());
        boolean violated =
                seen.findings().stream().anyMatch(f -> f.kind() == FindingKind.VIOLATION);
        var why = schema + "\n" + text + "\n" + walked.findings() + "\n" + seen.findings();
        if (valid) {
            assertEquals(List.of(), walked.findings(), why);
            assertEquals(false, violated, why);
        } else if (isStructure(schema)) {
            assertEquals(true, violated, why);
        }
        return violated;
    }

    private static boolean isStructure(JsonNode schema) {
        if (schema.isBoolean()) {
            return true;
        }
        for (var keyword : schema.properties()) {
            if (!STRUCTURE.contains(keyword.getKey())) {
                return false;
            }
            boolean schemas = keyword.getKey().equals(PROPERTIES);
            for (var inner : schemas ? keyword.getValue() : List.<JsonNode>of()) {
                if (!isStructure(inner)) {
                    return false;
                }
            }
            if (keyword.getKey().equals("additionalProperties")
                    && !isStructure(keyword.getValue())) {
                return false;
            }
        }
        return true;
    }

    /// One of the schemas, or both in one of the ways in which schemas are put together.
    private static ObjectNode combined(Random random, List<ObjectNode> parts) {
        var first = parts.getFirst().deepCopy();
        var second = parts.getLast().deepCopy();
        var all = JsonOracleTest.MAPPER.createObjectNode();
        all.set("$schema", first.get("$schema"));
        switch (random.nextInt(8)) {
            case 0 -> branches(all, "anyOf", first, second);
            case 1 -> branches(all, "oneOf", first, second);
            case 2 -> branches(all, "allOf", first, second);
            case 3 -> {
                branches(all, "anyOf", first, second);
                all.setAll(parts.getFirst().deepCopy());
            }
            case 4 -> {
                all.putObject("definitions").set("a", first);
                all.put("$ref", "#/definitions/a");
                all.set("properties", second.get("properties"));
            }
            case 5 -> {
                all.set("if", first);
                all.set("then", second);
                all.put("unevaluatedProperties", false);
            }
            default -> {
                return parts.getFirst();
            }
        }
        return all;
    }

    private static void branches(
            ObjectNode schema, String keyword, ObjectNode first, ObjectNode second) {
        ArrayNode branches = schema.putArray(keyword);
        branches.add(first).add(second);
    }

    /// The value as text, its whole numbers spelled in one way or another.
    private static String spelled(Random random, JsonNode value) {
        return switch (value) {
            case ObjectNode object -> {
                var out = new StringBuilder("{");
                for (var property : object.properties()) {
                    out.append(out.length() > 1 ? "," : "")
                            .append('"')
                            .append(property.getKey())
                            .append("\":")
                            .append(spelled(random, property.getValue()));
                }
                yield out.append('}').toString();
            }
            case ArrayNode list -> {
                var out = new StringBuilder("[");
                for (var element : list) {
                    out.append(out.length() > 1 ? "," : "").append(spelled(random, element));
                }
                yield out.append(']').toString();
            }
            case JsonNode number when number.isNumber() -> {
                var digits = number.decimalValue().stripTrailingZeros();
                yield switch (digits.signum() == 0 ? 4 : random.nextInt(5)) {
                    case 0 -> digits.setScale(Math.max(1, digits.scale())).toPlainString();
                    case 1 -> digits.unscaledValue() + "e" + -digits.scale();
                    case 2 -> digits.unscaledValue() + "00E-" + (digits.scale() + 2);
                    default -> digits.toPlainString();
                };
            }
            default -> value.toString();
        };
    }
}
