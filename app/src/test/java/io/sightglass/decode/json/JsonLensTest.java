package io.sightglass.decode.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sightglass.decode.Walks;
import io.sightglass.model.FindingKind;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

class JsonLensTest {
    private static final Path CATALOG =
            Path.of(System.getProperty("sightglass.samples", "../sample-schemas"))
                    .resolve("coffee-catalog");

    private static JsonNode schema(int version) throws IOException {
        var text = Files.readString(CATALOG.resolve("v" + version + ".schema.json"));
        return JsonMapper.shared().readTree(text);
    }

    /// Every version of the catalog reads its own documents and says nothing of them; a document of
    /// nothing is missing what is required.
    @Test
    void aReaderWithTheSameSchemaHasNothingToSay() throws IOException {
        for (int version = 1; version <= 5; version++) {
            var schema = schema(version);
            var lens = JsonLens.of(JsonPlan.of(schema), schema);
            var walked = Walks.walkAsReader(lens, "{}".getBytes(StandardCharsets.UTF_8));
            assertEquals(schema.path("required").size(), walked.findings().size(), "v" + version);
            for (var finding : walked.findings()) {
                assertEquals("json.reader.required", finding.rule());
                assertEquals(FindingKind.VIOLATION, finding.kind());
            }
        }
    }

    @Test
    void survivesAnything() throws IOException {
        var folder = Path.of("src/test/resources/golden/decode/json-read-as");
        var reader =
                JsonMapper.shared()
                        .readTree(Files.readString(folder.resolve("reader.schema.json")));
        var lens = JsonLens.of(JsonPlan.PLAIN, reader);
        var random = new Random(20_260_303);
        var good =
                """
                {"page": "/x", "session": "s", "user": {"id": 1, "country": "NO"}, "tags": [1, 2.5]}
                """
                        .getBytes(StandardCharsets.UTF_8);
        assertEquals(List.of(), Walks.walkAsReader(lens, good).findings());
        for (int i = 0; i < 3_000; i++) {
            Walks.walkAsReader(lens, Walks.mutated(good, random));
        }
    }
}
