package io.sightglass.decode.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sightglass.decode.Walks;
import io.sightglass.model.Finding;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// What a schema says for certain is held to; what only might hold is not.
class JsonShapeTest {
    private static List<String> rules(String schema, String text) {
        var plan = JsonPlan.of(JsonOracleTest.MAPPER.readTree(schema));
        return Walks.walk(plan.newWalker(), text.getBytes(StandardCharsets.UTF_8))
                .findings()
                .stream()
                .map(Finding::rule)
                .toList();
    }

    private static List<String> asReader(String schema, String text) {
        var lens = JsonLens.of(JsonPlan.PLAIN, JsonOracleTest.MAPPER.readTree(schema));
        return Walks.walkAsReader(lens, text.getBytes(StandardCharsets.UTF_8)).findings().stream()
                .map(Finding::rule)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2", "-2", "2.0", "2.00", "20e-1", "2e0", "2E+5", "0.02e2", "-0", "0e-9"})
    void anIntegerHoweverItIsWritten(String number) {
        assertEquals(List.of(), rules("{\"type\": \"integer\"}", number));
        assertEquals(List.of(), asReader("{\"type\": \"integer\"}", number));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2.5",
                "2e-1",
                "20e-2",
                "0.02e1",
                "1e-99999999999999999999",
                "NaN",
                "-Infinity"
            })
    void noInteger(String number) {
        assertEquals(true, rules("{\"type\": \"integer\"}", number).contains("json.type"));
        assertEquals(
                true, asReader("{\"type\": \"integer\"}", number).contains("json.reader.type"));
    }

    /// A property that the writer's schema does not allow, an integer to the reader.
    @Test
    void anUnknownIntegerIsAnInteger() {
        var writer =
                JsonPlan.of(JsonOracleTest.MAPPER.readTree("{\"additionalProperties\": false}"));
        var reader = "{\"properties\": {\"a\": {\"type\": \"integer\"}}}";
        var lens = JsonLens.of(writer, JsonOracleTest.MAPPER.readTree(reader));
        var walked = Walks.walkAsReader(lens, "{\"a\": 5}".getBytes(StandardCharsets.UTF_8));
        assertEquals(
                List.of("json.unknown-field"),
                walked.findings().stream().map(Finding::rule).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // one of two alternatives may hold a property to another type
                "{'anyOf': [{'properties': {'a': {'type': 'string'}}}, {'properties': {'a':"
                        + " {'type': 'integer'}}}]} | {'a': 1}",
                // a pattern may be what allows it
                "{'patternProperties': {'x': {}}, 'additionalProperties': {'type': 'integer'}} |"
                        + " {'x': 'y'}",
                // something beside it may have evaluated it
                "{'$ref': 'elsewhere', 'unevaluatedProperties': false} | {'a': 1}",
                "{'additionalProperties': true, 'unevaluatedProperties': false} | {'a': 1}",
                "{'if': {'properties': {'a': {}}}, 'unevaluatedProperties': false} | {'a': 1}",
                "{'$schema': 'http://json-schema.org/draft-07/schema#', 'unevaluatedProperties':"
                        + " false} | {'a': 1}",
                // a schema with an id of its own refers to itself
                "{'properties': {'a': {'$id': 'http://a/b', 'properties': {'c': {'$ref':"
                        + " '#/$defs/d'}}, '$defs': {'d': {'type': 'string'}}}}, '$defs': {'d':"
                        + " {'type': 'null'}}} | {'a': {'c': 'e'}}",
                // what stands beside a reference counts in some drafts only
                "{'$ref': 'elsewhere', 'type': 'string'} | 1"
            })
    void notForCertain(String schema, String text) {
        assertEquals(List.of(), rules(schema.replace('\'', '"'), text.replace('\'', '"')));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // null or an object: an object is the second
                "{'anyOf': [{'type': 'null'}, {'type': 'object', 'properties': {'a': {'type':"
                        + " 'string'}}}]} | {'a': 1} | json.type",
                "{'allOf': [{'properties': {'a': {'type': 'string'}}}]} | {'a': 1} | json.type",
                "{'$ref': '#/$defs/d', '$defs': {'d': {'additionalProperties': false}}} | {'a': 1}"
                        + " | json.unknown-field",
                "{'properties': {'b': {}}, 'unevaluatedProperties': false} | {'a': 1} |"
                        + " json.unknown-field",
                "{'items': {'type': 'string'}} | [1] | json.type"
            })
    void forCertain(String schema, String text, String rule) {
        assertEquals(List.of(rule), rules(schema.replace('\'', '"'), text.replace('\'', '"')));
    }
}
