package io.sightglass.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.model.Headers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/// No command prints personal data that nobody has asked for.
@Timeout(60)
class MaskTest {
    private static final String CONTRACT =
            """
            apiVersion: v3.1.0
            kind: DataContract
            name: customers
            schema:
              - name: customers
                properties:
                  - name: id
                    logicalType: integer
                  - name: email
                    logicalType: string
                    classification: restricted
                    logicalTypeOptions: {format: email}
                  - name: age
                    logicalType: integer
                    tags: [PII]
                    logicalTypeOptions: {minimum: 18, maximum: 120}
            """;

    @TempDir Path folder;

    private final FakeConnector connector = new FakeConnector();

    private Cli run(int exitCode, String line) throws IOException {
        var schemas = Files.createDirectories(folder.resolve("schemas"));
        Files.writeString(schemas.resolve("customers.contract.yaml"), CONTRACT);
        var cli = new Cli(connector, folder);
        var all = new ArrayList<>(List.of(line.split(" ")));
        all.addAll(
                List.of("--bootstrap", FakeConnector.REACHABLE, "--schemas", schemas.toString()));
        assertEquals(exitCode, cli.run(all.toArray(String[]::new)), () -> cli.err + cli.out());
        return cli;
    }

    private void customers() {
        connector.record("customers", 0, "c-1", "{\"id\":1,\"email\":\"ada@x.org\",\"age\":36}");
        connector.record("customers", 0, "c-2", "{\"id\":2,\"email\":\"nobody77\",\"age\":9417}");
        connector.record("customers", 0, "c-3", "ada@x.org, nobody77, 9417");
    }

    private static void tellsNothing(Cli cli) {
        var all = cli.out() + cli.err;
        for (var secret : List.of("ada", "nobody77", "9417")) {
            assertFalse(all.contains(secret), () -> secret + " in " + all);
        }
    }

    private static JsonNode field(JsonNode half, String path) {
        for (var field : half.get("fields")) {
            if (field.get("path").stringValue().equals(path)) {
                return field;
            }
        }
        throw new AssertionError(path + " in " + half);
    }

    @Test
    void jsonOfATailIsMaskedUntilItIsRevealed() throws IOException {
        customers();
        var tail = "tail customers --from earliest --until end --json";
        var masked = run(ExitCode.FINDINGS, tail);
        tellsNothing(masked);
        var value = JsonMapper.shared().readTree(masked.lines().get(1)).get("value");
        assertEquals("•••", value.get("value").get("email").stringValue());
        assertEquals(2, value.get("value").get("id").intValue());
        assertTrue(field(value, "email").get("masked").booleanValue());
        assertEquals(16, field(value, "email").get("start").intValue());
        assertEquals(26, field(value, "email").get("end").intValue());
        assertEquals(
                "age is masked, and breaks contract.maximum; expected 18 to 120.",
                value.get("findings").get(1).get("message").stringValue());
        // what is no JSON has no fields, so that all of it is masked
        var text = JsonMapper.shared().readTree(masked.lines().get(2)).get("value");
        assertEquals("•••", text.get("value").stringValue());

        var shown = run(ExitCode.FINDINGS, tail + " --reveal");
        value = JsonMapper.shared().readTree(shown.lines().get(1)).get("value");
        assertEquals("nobody77", value.get("value").get("email").stringValue());
        assertFalse(field(value, "email").has("masked"));
        assertTrue(shown.out().contains("age is 9417"), shown.out());
        assertTrue(shown.lines().get(2).contains("ada@x.org, nobody77"), shown.out());
    }

    @Test
    void linesOfATailAreMaskedAndFiltersSeeTheValues() throws IOException {
        customers();
        var tail = "tail customers --from earliest --until end";
        var masked = run(ExitCode.FINDINGS, tail);
        tellsNothing(masked);
        assertTrue(masked.lines().getFirst().contains("{id 1, email •••, age •••}"), masked.out());
        assertTrue(run(ExitCode.FINDINGS, tail + " --reveal").out().contains("nobody77"));
        var filtered = run(ExitCode.OK, tail + " --filter value.age==36");
        assertEquals(1, filtered.lines().size(), filtered.out());
        tellsNothing(filtered);
    }

    @Test
    void samplesAreWholePayloadsSoThatMaskedOnesAreNotKept() throws IOException {
        customers();
        connector.record("free", 0, "c-1", "{\"id\":1}");
        var samples = folder.resolve("samples");
        var tail = "tail customers --from earliest --until end --keep " + samples;
        var masked = run(ExitCode.FINDINGS, tail);
        assertTrue(
                masked.err.toString().contains("3 records were not kept, because a sample is the"),
                masked.err.toString());
        tellsNothing(masked);
        var free = run(ExitCode.OK, tail.replace("customers", "free"));
        assertFalse(free.err.toString().contains("not kept"), free.err.toString());
        var shown = run(ExitCode.FINDINGS, tail + " --reveal");
        assertFalse(shown.err.toString().contains("not kept"), shown.err.toString());
    }

    @Test
    void figuresOfMaskedFieldsAreNotTold() throws IOException {
        customers();
        var draft = folder.resolve("draft.yaml");
        var json = run(ExitCode.OK, "check customers --json --draft " + draft);
        tellsNothing(json);
        var seen = JsonMapper.shared().readTree(json.out());
        assertTrue(field(seen, "age").get("masked").booleanValue());
        assertFalse(field(seen, "age").has("max"));
        assertEquals("2", field(seen, "id").get("max").stringValue());
        assertFalse(field(seen, "id").has("masked"));
        var text = Files.readString(draft);
        assertFalse(text.contains("9417") || text.contains("36"), text);
        assertEquals(2, text.split("tags: \\[PII]", -1).length - 1, text);

        var words = run(ExitCode.OK, "check customers");
        tellsNothing(words);
        assertTrue(words.out().contains("age       100 %, masked"), words.out());
        assertTrue(
                run(ExitCode.OK, "check customers --reveal").out().contains("36 to 9417"),
                words.out());
    }

    /// What is known of a map's values is known of all of them together.
    @Test
    void aMaskedKeyHidesTheRangeOfItsMap() throws IOException {
        var schemas = Files.createDirectories(folder.resolve("schemas"));
        Files.writeString(
                schemas.resolve("tags.avsc"),
                """
                {"type": "record", "name": "Tag", "fields": [
                  {"name": "labels", "type": {"type": "map", "values": "int"}},
                  {"name": "counts", "type": {"type": "map", "values": "int"}}]}
                """);
        Files.writeString(schemas.resolve("topics.yaml"), "topics:\n  tags: {value: tags.avsc}\n");
        Files.writeString(
                schemas.resolve("tags.contract.yaml"),
                """
                apiVersion: v3.1.0
                kind: DataContract
                name: tags
                schema:
                  - name: tags
                    properties:
                      - name: labels
                        logicalType: object
                        properties: [{name: age, classification: restricted}]
                """);
        var value = HexFormat.of().parseHex("0206616765929301" + "00" + "02026e0e00");
        connector.record("tags", 0, Headers.NONE, null, value);
        var seen = JsonMapper.shared().readTree(run(ExitCode.OK, "check tags --json").out());
        assertTrue(field(seen, "labels[]").get("masked").booleanValue());
        assertFalse(field(seen, "labels[]").has("max"));
        assertEquals("7", field(seen, "counts[]").get("max").stringValue());
    }

    @Test
    void aPayloadAloneIsMaskedAsItsSchemaSays() throws IOException {
        var schema = folder.resolve("coffee.avsc");
        Files.writeString(
                schema,
                """
                {"type": "record", "name": "Coffee", "fields": [
                  {"name": "name", "type": "string", "confluent:tags": ["PII"]},
                  {"name": "boldness", "type": "int"}]}
                """);
        var payload = folder.resolve("moka.bin");
        Files.write(payload, HexFormat.of().parseHex("084d6f6b610eff"));
        var lines = List.of("", " --json");
        for (var form : lines) {
            var cli = new Cli(connector, folder);
            var line = "decode " + payload + " --schema " + schema + form;
            assertEquals(ExitCode.FINDINGS, cli.run(line.split(" ")), cli.err.toString());
            var bytes = "Moka".getBytes(StandardCharsets.UTF_8);
            var encoded = Base64.getEncoder().encodeToString(bytes);
            for (var secret : List.of("Moka", "4d6f6b61", "4d 6f 6b 61", encoded)) {
                assertFalse(cli.out().contains(secret), cli.out());
            }
            assertTrue(cli.out().contains("•••"), cli.out());
            cli = new Cli(connector, folder);
            cli.run((line + " --reveal").split(" "));
            assertTrue(cli.out().contains("Moka"), cli.out());
        }
    }

    @Test
    void aProofTellsNoMaskedValue() throws IOException {
        customers();
        var reader = folder.resolve("reader.json");
        Files.writeString(
                reader,
                """
                {"type": "object", "properties": {
                  "email": {"type": "integer"}, "age": {"type": "string"}}}
                """);
        for (var form : List.of("", " --json")) {
            tellsNothing(run(ExitCode.FINDINGS, "prove " + reader + " customers" + form));
        }
    }
}
