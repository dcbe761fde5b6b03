package io.sightglass.compat.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.compat.Comparison;
import io.sightglass.compat.Policy;
import io.sightglass.compat.Side;
import io.sightglass.model.Verdict;
import io.sightglass.schema.ParsedSchema;

import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/// Whatever a schema is, its comparison is a value and ends.
class BadSchemasTest {
    @Test
    void aReferenceThatLeadsNowhereIsTold() {
        var comparison =
                compare(
                        """
                        {"properties": {"a": {"$ref": "#/definitions/gone"}}}
                        """,
                        """
                        {"properties": {"a": {"$ref": "other.json"}}}
                        """);
        assertEquals(
                "old.schema.json:1:22: the reference #/definitions/gone leads to no schema in this"
                        + " file, so what it means is not compared.",
                comparison.problems().getFirst().text());
        assertEquals(2, comparison.problems().size());
        assertEquals(new Verdict(false, false), comparison.verdict());
        assertEquals(
                "In old records a is what #/definitions/gone says; readers with the new schema"
                        + " expect what other.json says and refuse it.",
                comparison.changes().getFirst().message().plain());
    }

    @Test
    void aReferenceThatIsTheSameOnBothSidesSpoilsNoVerdict() {
        var schema = "{\"properties\": {\"a\": {\"$ref\": \"other.json\"}}}";
        var comparison = compare(schema, schema);
        assertEquals(Verdict.COMPATIBLE, comparison.verdict());
        assertEquals(2, comparison.problems().size());
    }

    @Test
    void referencesThatOnlyLeadToEachOtherLeadNowhere() {
        var circle =
                """
                {"$ref": "#/definitions/a",
                 "definitions": {"a": {"$ref": "#/definitions/b"},
                                 "b": {"$ref": "#/definitions/a"}}}
                """;
        var comparison = compare(circle, "{\"type\": \"string\"}");
        assertFalse(comparison.verdict().backward());
        assertEquals(1, comparison.problems().size());
    }

    @Test
    void aSchemaMayContainItself() {
        var list =
                """
                {"$schema": "%s", "type": "object", "additionalProperties": false,
                 "properties": {"value": {"type": "%s"}, "next": {"$ref": "#"}}}
                """;
        var draft = "https://json-schema.org/draft/2020-12/schema";
        var same = compare(list.formatted(draft, "integer"), list.formatted(draft, "integer"));
        assertEquals(Verdict.COMPATIBLE, same.verdict());
        assertTrue(same.changes().isEmpty());
        var wider = compare(list.formatted(draft, "integer"), list.formatted(draft, "number"));
        assertEquals(new Verdict(true, false), wider.verdict());
    }

    /// What was taken for compatible while it contained itself is judged again.
    @Test
    void aCircleHidesNoDifference() {
        var schema =
                """
                {"definitions": {
                   "A": {"type": "object", "properties": {
                      "id": {"type": "%s"}, "ref": {"oneOf": [{"$ref": "#/definitions/C"}]}}},
                   "B": {"type": "object", "properties": {
                      "id": {"type": "%s"}, "ref": {"oneOf": [{"$ref": "#/definitions/C"}]}}},
                   "C": {"type": "object", "properties": {
                      "id": {"type": "integer"}, "ref": {"oneOf": [{"$ref": "#/definitions/A"}]}}}},
                 "type": "object",
                 "properties": {"root": {"oneOf": [
                    {"$ref": "#/definitions/A"}, {"$ref": "#/definitions/B"}]}}}
                """;
        var comparison =
                compare(
                        schema.formatted("integer", "boolean"),
                        schema.formatted("boolean", "number"));
        assertFalse(comparison.verdict().backward());
    }

    @Test
    void manyUnionsThatReferToEachOtherEnd() {
        var definitions = new StringBuilder();
        var union = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            union.append(i == 0 ? "" : ",").append("{\"$ref\":\"#/definitions/T" + i + "\"}");
        }
        for (int i = 0; i < 40; i++) {
            definitions
                    .append(i == 0 ? "" : ",")
                    .append(
                            "\"T"
                                    + i
                                    + "\":{\"type\":\"object\",\"properties\":{\"a\":{\"oneOf\":[")
                    .append(union)
                    .append("]},\"b\":{\"oneOf\":[")
                    .append(union)
                    .append("]},\"id\":{\"type\":\"string\",\"maxLength\":" + i + "}}}");
        }
        var schema = "{\"definitions\":{" + definitions + "},\"oneOf\":[" + union + "]}";
        var comparison = compare(schema, schema.replace("\"maxLength\":7}", "\"maxLength\":6}"));
        assertFalse(comparison.verdict().backward());
        assertTrue(comparison.changes().size() <= 2 * Findings.KEPT);
    }

    @Test
    void nestingHasAnEnd() throws Exception {
        var old = nested(5_000, "string");
        var update = nested(5_000, "number");
        var result = new AtomicReference<Comparison>();
        // A small stack, as a thread of a server may have.
        var thread =
                new Thread(
                        null,
                        () -> result.set(JsonSchemaDiff.compare(old, update, Policy.STRICT)),
                        "small",
                        512 * 1024);
        thread.start();
        thread.join(Duration.ofSeconds(60));
        assertEquals(new Verdict(false, false), result.get().verdict());
        assertEquals(
                "new.schema.json:1:1: is nested more than 200 schemas deep; what lies deeper is not"
                        + " compared.",
                result.get().problems().getFirst().text());
    }

    /// A chain of definitions: flat as JSON, deep as a schema.
    private static Side nested(int depth, String type) {
        var definitions = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < depth; i++) {
            var next = definitions.putObject("d" + i);
            next.put("type", "object")
                    .putObject("properties")
                    .putObject("next")
                    .put("$ref", "#/definitions/d" + (i + 1));
        }
        definitions.putObject("d" + depth).put("type", type);
        JsonNode root =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("$ref", "#/definitions/d0")
                        .set("definitions", definitions);
        var text = root.toString();
        return type.equals("string") ? JsonSides.old(text) : JsonSides.update(text);
    }

    @Test
    void tenMegabytesAreCompared() {
        var text = new StringBuilder("{\"type\":\"object\",\"properties\":{");
        for (int i = 0; text.length() < 10_000_000; i++) {
            text.append(i == 0 ? "" : ",")
                    .append("\"field" + i + "\":{\"type\":\"object\",\"properties\":{\"id\":")
                    .append(
                            "{\"type\":\"string\",\"maxLength\":36},\"n\":{\"type\":\"integer\"}}}");
        }
        text.append("}}");
        var old = text.toString();
        int at = old.lastIndexOf("36");
        var comparison =
                JsonSchemaDiff.compare(
                        large("old.schema.json", old),
                        large(
                                "new.schema.json",
                                old.substring(0, at) + "35" + old.substring(at + 2)),
                        Policy.STRICT);
        assertEquals(1, comparison.changes().size());
        assertEquals("MAX_LENGTH_DECREASED", comparison.changes().getFirst().type());
        assertEquals(at + 1, comparison.changes().getFirst().before().column());
    }

    private static Side large(String file, String text) {
        return new Side(file, new ParsedSchema.Json(JsonMapper.shared().readTree(text), text));
    }

    @Test
    void manyAlternativesAreComparedAsFarAsTheyGo() {
        var one = new StringBuilder("{\"oneOf\":[");
        var other = new StringBuilder("{\"oneOf\":[");
        for (int i = 0; i < 2_000; i++) {
            one.append(i == 0 ? "" : ",").append("{\"const\":\"a" + i + "\"}");
            other.append(i == 0 ? "" : ",").append("{\"const\":\"b" + i + "\"}");
        }
        var comparison = compare(one.append("]}").toString(), other.append("]}").toString());
        assertFalse(comparison.verdict().backward());
        assertTrue(comparison.problems().getFirst().text().contains("too many alternatives"));
    }

    @Test
    void formatsMustBeTheSame() {
        var avro = new ParsedSchema.Avro(Schema.create(Schema.Type.STRING), "\"string\"");
        var comparison =
                JsonSchemaDiff.compare(
                        new Side("a.avsc", avro), JsonSides.update("{}"), Policy.STRICT);
        assertEquals(
                "a.avsc:1:1: is not a JSON Schema; both sides must be of one format.",
                comparison.problems().getFirst().text());
    }

    private static Comparison compare(String old, String update) {
        return JsonSchemaDiff.compare(JsonSides.old(old), JsonSides.update(update), Policy.STRICT);
    }
}
