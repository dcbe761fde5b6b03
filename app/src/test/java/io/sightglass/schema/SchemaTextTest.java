package io.sightglass.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.sightglass.model.Format;
import io.sightglass.schema.SchemaText.Reference;
import io.sightglass.schema.SchemaText.Result;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

class SchemaTextTest {
    static Stream<Arguments> brokenAvro() {
        return Stream.of(
                Arguments.of(
                        """
                        {
                          "type": "record",
                          "name": "Coffee",
                          "namespace": "coffeeco",
                          "fields": [
                            ("name": "id", "type": "string"),
                            {"name": "roast", "type": "string"}
                          ]
                        }
                        """,
                        "coffee.avsc:6:5: expected '{' to start a field, found '('."),
                Arguments.of(
                        "{\"type\": \"record\"\n \"name\": \"A\"}",
                        "coffee.avsc:2:2: expected ',' or '}', found '\"'."),
                Arguments.of(
                        "{\"type\": \"record\",\n \"name\" \"A\"}",
                        "coffee.avsc:2:9: expected ':' after the name, found '\"'."),
                Arguments.of(
                        "{\"type\": \"record\",\r\n \"name\": \"A\",\r\n}",
                        "coffee.avsc:3:1: expected a name in double quotes, found '}'."),
                Arguments.of(
                        "{\"type\": \"record\", name: 1}",
                        "coffee.avsc:1:20: expected a name in double quotes, found 'name'."),
                Arguments.of(
                        "{\"type\": recrod}",
                        "coffee.avsc:1:10: expected a value, found 'recrod'."),
                Arguments.of(
                        "{\"type\": \"record\",\n \"fields\": [{}",
                        "coffee.avsc:2:15: expected ',' or ']', found the end of the file."),
                Arguments.of(
                        "{\"type\": \"rec",
                        "coffee.avsc:1:14: the file ends inside a string; expected '\"'."),
                Arguments.of(
                        "{\"type\": \"record]\n",
                        "coffee.avsc:1:18: a string must not hold a line break or control"
                                + " character; write it as \\n."),
                Arguments.of("", "coffee.avsc:1:1: is empty; expected JSON."),
                Arguments.of(
                        "\"int\"\n\"x\"",
                        "coffee.avsc:2:1: expected the end of the file, found '\"'."),
                Arguments.of("[".repeat(600), "coffee.avsc:1:501: is nested too deeply."),
                // JSON that is no Avro schema
                Arguments.of(
                        "{\"type\": \"record\", \"name\": \"A\", \"fields\": [\n"
                                + "  {\"name\": \"a\", \"type\": \"strin\"}]}",
                        "coffee.avsc:2:25: \"strin\" is neither a primitive type nor a type that is"
                                + " defined before it."),
                Arguments.of(
                        "{\"type\": \"record\", \"name\": \"A\", \"fields\": [\n"
                                + "  {\"name\": \"a\", \"type\": \"int\", \"default\": \"x\"}]}",
                        "coffee.avsc:2:43: the default of \"a\" does not fit its type."),
                Arguments.of(
                        "{\"type\": \"record\", \"name\": \"A\", \"fields\": [\n"
                                + "  {\"name\": \"a\", \"type\": \"int\"},\n"
                                + "  {\"name\": \"a\", \"type\": \"int\"}]}",
                        "coffee.avsc:3:12: the record has a field \"a\" already."),
                Arguments.of(
                        "{\"type\": \"record\", \"name\": \"A\", \"fields\": [\n  [1]]}",
                        "coffee.avsc:2:3: expected '{' to start a field."),
                Arguments.of(
                        "{\"type\": \"record\", \"name\": \"A\",\n \"fields\": {}}",
                        "coffee.avsc:2:12: expected '[' to start the fields."),
                Arguments.of(
                        "{\"type\": \"record\", \"name\": \"A\"}",
                        "coffee.avsc:1:1: a record needs \"fields\"."),
                Arguments.of(
                        "{\"type\": \"enum\", \"name\": \"E\",\n \"symbols\": [\"A\", \"a-b\"]}",
                        "coffee.avsc:2:19: \"a-b\" is not a name; expected a letter or _, then"
                                + " letters, digits and _."),
                Arguments.of("{\"type\": \"array\"}", "coffee.avsc:1:1: an array needs \"items\"."),
                Arguments.of("{\"name\": \"A\"}", "coffee.avsc:1:1: this schema has no \"type\"."),
                Arguments.of(
                        "[\"int\", 7]",
                        "coffee.avsc:1:9: expected a schema: a type's name, an object or a union in"
                                + " [ ]."));
    }

    @ParameterizedTest
    @MethodSource
    void brokenAvro(String text, String problem) {
        assertEquals(List.of(problem), problems(Format.AVRO, text));
    }

    static Stream<Arguments> brokenJsonSchema() {
        return Stream.of(
                Arguments.of(
                        "{\"type\": \"object\",\n \"properties\": [}",
                        "coffee.schema.json:2:17: expected a value, found '}'."),
                Arguments.of(
                        "{\"type\": \"objct\"}",
                        "coffee.schema.json:1:10: expected a type: null, boolean, object, array,"
                                + " number, integer or string."),
                Arguments.of(
                        "{\"properties\": {\"a/b\":\n {\"required\": [1]}}}",
                        "coffee.schema.json:2:15: \"required\" must be a list of names."),
                Arguments.of(
                        "{\"anyOf\": [true, 3]}",
                        "coffee.schema.json:1:18: expected a schema: '{', true or false."));
    }

    @ParameterizedTest
    @MethodSource
    void brokenJsonSchema(String text, String problem) {
        assertEquals(List.of(problem), problems(Format.JSON, text));
    }

    @Test
    void avroTypesComeFromReferencesOfReferences() {
        var result =
                SchemaText.parse(
                        Format.AVRO,
                        "order",
                        "{\"type\":\"record\",\"name\":\"Order\",\"namespace\":\"coffeeco\",\"fields\":["
                            + "{\"name\":\"item\",\"type\":\"coffeeco.Item\"}]}",
                        List.of(
                                new Reference(
                                        "coffeeco.Roast",
                                        "{\"type\":\"enum\",\"name\":\"coffeeco.Roast\","
                                                + "\"symbols\":[\"LIGHT\",\"DARK\"]}"),
                                new Reference(
                                        "coffeeco.Item",
                                        "{\"type\":\"record\",\"name\":\"coffeeco.Item\",\"fields\":["
                                            + "{\"name\":\"roast\",\"type\":\"Roast\"}]}")));
        var parsed = assertInstanceOf(Result.Parsed.class, result).schema();
        var order = assertInstanceOf(ParsedSchema.Avro.class, parsed).schema();
        assertEquals(
                List.of("LIGHT", "DARK"),
                order.getField("item").schema().getField("roast").schema().getEnumSymbols());
    }

    @Test
    void validTextsOfEachFormatParse() {
        for (var text :
                List.of(
                        "\"string\"",
                        "[\"null\", \"long\"]",
                        "{\"type\": \"map\", \"values\": \"int\"}")) {
            assertInstanceOf(
                    Result.Parsed.class, SchemaText.parse(Format.AVRO, "a", text, List.of()), text);
        }
        for (var text : List.of("true", "{}", "{\"type\": [\"null\", \"string\"]}")) {
            assertInstanceOf(
                    Result.Parsed.class, SchemaText.parse(Format.JSON, "a", text, List.of()), text);
        }
        var proto = "syntax = \"proto3\"; message A {}";
        assertInstanceOf(
                Result.Parsed.class, SchemaText.parse(Format.PROTOBUF, "a", proto, List.of()));
    }

    private static List<String> problems(Format format, String text) {
        var result = SchemaText.parse(format, "coffee", text, List.of());
        return assertInstanceOf(Result.Failed.class, result, "" + result).problems().stream()
                .map(LocalSchemas.Problem::text)
                .toList();
    }
}
