package io.sightglass.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.connect.TopicChoices.Place;
import io.sightglass.decode.DecodeOptions;
import io.sightglass.model.Format;
import io.sightglass.model.Framing;
import io.sightglass.model.Part;
import io.sightglass.model.SchemaRef;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

class TopicChoicesTest {
    private static final DecodeOptions JSON = DecodeOptions.NONE.withFormat(Format.JSON);

    @TempDir Path folder;

    private TopicChoices read() {
        return TopicChoices.read(folder);
    }

    @Test
    void whatIsKeptIsThereTheNextTime() throws IOException {
        var choices = read();
        assertNull(choices.problem());
        assertEquals(Map.of(), choices.of("prod"));
        var all =
                List.of(
                        new SchemaRef.LocalFile("a/b.proto", "x.Y"),
                        new SchemaRef.BySubjectVersion("orders-value", 3),
                        new SchemaRef.BySubjectVersion("", SchemaRef.BySubjectVersion.LATEST),
                        new SchemaRef.ById(7),
                        new SchemaRef.ByGuid(UUID.randomUUID()),
                        new SchemaRef.ByFingerprint(-5),
                        new SchemaRef.ByGlueVersion(UUID.randomUUID()),
                        new SchemaRef.ByGlobalId(1L << 40),
                        new SchemaRef.ByContentId(9),
                        new SchemaRef.ByContentHash("abc"),
                        new SchemaRef.ByArtifact("g", "a", "1.0"));
        for (int i = 0; i < all.size(); i++) {
            var options =
                    new DecodeOptions(
                            Framing.Kind.CONFLUENT,
                            Format.PROTOBUF,
                            all.get(i),
                            all.get(all.size() - 1 - i));
            choices.keep("prod", "t" + i, Part.VALUE, options);
            assertEquals(options, read().of("prod").get(new Place("t" + i, Part.VALUE)));
        }
        choices.keep("prod", "t0", Part.KEY, JSON);
        choices.keep("test", "t0", Part.KEY, DecodeOptions.NONE.withFraming(Framing.Kind.RAW));
        assertEquals(all.size() + 1, read().of("prod").size());
        assertEquals(1, read().of("test").size());

        choices.keep("prod", "t0", Part.KEY, DecodeOptions.NONE);
        assertFalse(read().of("prod").containsKey(new Place("t0", Part.KEY)));
        assertEquals(1, read().of("test").size(), "another connection's");
    }

    @Test
    void whatIsNotUnderstoodIsLeftWhereItIs() throws IOException {
        Files.writeString(
                folder.resolve("choices.json"),
                """
                {"choices": [
                  {"connection": "prod", "topic": "a", "part": "value", "format": "morse"},
                  {"connection": "prod", "topic": "b", "part": "value", "schema": {"star": 1}},
                  {"connection": "prod", "topic": "c", "part": "value", "format": "json"},
                  {"connection": "prod", "topic": "d", "part": "value", "schema": {"guid": "x"}},
                  17]}
                """);
        var choices = read();
        assertEquals(Map.of(new Place("c", Part.VALUE), JSON), choices.of("prod"));
        choices.keep("prod", "e", Part.VALUE, JSON);
        var text = Files.readString(folder.resolve("choices.json"));
        assertTrue(text.contains("morse") && text.contains("star") && text.contains("17"), text);
        assertEquals(2, read().of("prod").size());
    }

    @Test
    void aBrokenFileIsPutAside() throws IOException {
        for (var broken : List.of("{", "{\"choices\": {}}", "[]")) {
            Files.writeString(folder.resolve("choices.json"), broken);
            var choices = read();
            assertNotNull(choices.problem());
            assertEquals(Map.of(), choices.of("prod"));
            choices.keep("prod", "t", Part.VALUE, JSON);
            assertEquals(1, read().of("prod").size());
        }
        assertEquals("[]", Files.readString(folder.resolve("choices.json.broken-3")));
    }
}
