package io.sightglass.decode.avro;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.Corpora;
import io.sightglass.decode.Cases;
import io.sightglass.decode.Walks;
import io.sightglass.model.Format;
import io.sightglass.schema.ParsedSchema;
import io.sightglass.schema.SchemaFolder;
import io.sightglass.schema.SchemaText;

import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/// Every Avro schema of the corpora parses, and of data generated for it we read what the library
/// reads.
class AvroCorpusTest {
    private static final long SEED = 20_261_124;

    @TestFactory
    Stream<DynamicTest> schemas() throws IOException {
        var schemas = new LinkedHashMap<String, Schema>();
        folder(schemas);
        containers(schemas);
        pairs(schemas);
        apicurio(schemas);
        assertTrue(schemas.size() > 270, schemas.size() + " schemas");
        return schemas.entrySet().stream()
                // A union of nothing has no values; that it parses is all.
                .filter(schema -> !schema.getValue().toString().equals("[]"))
                .map(schema ->
                        DynamicTest.dynamicTest(
                                schema.getKey(), () -> roundTrips(schema.getValue())));
    }

    /// The schema files: `.avsc`, `.avdl`, `.avpr`.
    private static void folder(Map<String, Schema> schemas) throws IOException {
        var folder = SchemaFolder.read(Corpora.file("avro"), Format.AVRO);
        folder.files()
                .forEach((file, result) -> {
                    if (!file.endsWith(".json")) {
                        schemas.put(file, parsed(file, result));
                    }
                });
        assertTrue(schemas.size() >= 5, "only " + schemas.keySet());
    }

    private static Schema parsed(String name, SchemaText.Result result) {
        var parsed = assertInstanceOf(SchemaText.Result.Parsed.class, result, name);
        return ((ParsedSchema.Avro) parsed.schema()).schema();
    }

    private static Schema parse(String name, Object text) {
        return parsed(name, SchemaText.parse(Format.AVRO, name, text.toString(), List.of()));
    }

    /// Those that container files bring along.
    private static void containers(Map<String, Schema> schemas) throws IOException {
        for (var file : Corpora.files("avro", ".avro")) {
            try (var reader = new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
                var name = file.getFileName().toString();
                schemas.put(name, parse(name, reader.getSchema()));
            }
        }
    }

    private static void pairs(Map<String, Schema> schemas) throws IOException {
        var pairs =
                JsonMapper.shared()
                        .readTree(Files.readString(Corpora.file("avro/compat-pairs.json")));
        int number = 0;
        for (var pair : pairs) {
            var name = "pair " + ++number;
            schemas.put(name + ", reader", parse(name, pair.get("reader")));
            schemas.put(name + ", writer", parse(name, pair.get("writer")));
        }
    }

    private static void apicurio(Map<String, Schema> schemas) throws IOException {
        var file = Corpora.file("apicurio/avro-compatibility-test-data.json");
        for (var each : JsonMapper.shared().readTree(Files.readString(file)).get("tests")) {
            var name = "Apicurio " + each.get("id").asString();
            schemas.put(name + ", original", parse(name, each.get("original")));
            schemas.put(name + ", updated", parse(name, each.get("updated")));
        }
    }

    private static void roundTrips(Schema schema) throws IOException {
        var walker = AvroPlan.of(schema).newWalker();
        var reader = new GenericDatumReader<>(schema);
        for (int i = 0; i < Math.max(20, Cases.count() / 20); i++) {
            var random = new Random(SEED + i);
            var value = new RandomAvro(random, true).value(schema, 0);
            var bytes = RandomAvro.encode(schema, value, false);
            var read = reader.read(null, DecoderFactory.get().binaryDecoder(bytes, null));
            var walked = Walks.walk(walker, bytes);
            assertEquals(List.of(), walked.findings(), "seed " + (SEED + i));
            assertEquals(
                    Walks.plain(AvroOracleTest.json(schema, read)),
                    walked.value(),
                    "seed " + (SEED + i));
            Walks.covered(walked.root(), 0, bytes.length);
            assertArrayEquals(bytes, AvroFromTree.encode(schema, walked.root()));
        }
    }
}
