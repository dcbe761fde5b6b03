package io.sightglass.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.model.Headers;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// `tail --read-as`: what a reader with another schema makes of the records as they come.
@Timeout(30)
class TailReadAsTest {
    private static final String WRITER =
            """
            {"type": "record", "name": "Coffee", "namespace": "coffeeco", "fields": [
              {"name": "name", "type": "string"},
              {"name": "boldness", "type": "int"}]}
            """;

    @TempDir Path folder;

    private final FakeConnector world = new FakeConnector();

    @BeforeEach
    void topic() {
        var registry = new FakeRegistry();
        registry.answerAfterAsking(7, FakeRegistry.avro(7, WRITER));
        world.registry = registry;
        // "Moka", 7, behind Confluent's prefix.
        var moka = HexFormat.of().parseHex("0000000007084d6f6b610e");
        world.record("t", 0, Headers.NONE, null, moka);
    }

    private Cli tail(String... options) {
        var cli = new Cli(world, folder);
        var all =
                new ArrayList<>(
                        List.of(
                                "tail",
                                "t",
                                "--bootstrap",
                                FakeConnector.REACHABLE,
                                "--from",
                                "earliest",
                                "--until",
                                "end"));
        all.addAll(List.of(options));
        code = cli.run(all.toArray(String[]::new));
        return cli;
    }

    private int code;

    private String reader(String fields) throws IOException {
        var file = folder.resolve("reader.avsc");
        Files.writeString(
                file,
                "{\"type\":\"record\",\"name\":\"Coffee\",\"namespace\":\"coffeeco\",\"fields\":["
                        + fields
                        + "]}");
        return file.toString();
    }

    private static JsonNode value(Cli cli) {
        assertEquals(1, cli.lines().size(), cli.out() + cli.err);
        return JsonMapper.shared().readTree(cli.lines().getFirst()).get("value");
    }

    private static List<String> rules(JsonNode value) {
        return value.get("findings")
                .valueStream()
                .map(finding -> finding.get("rule").stringValue())
                .toList();
    }

    @Test
    void aReaderThatCopesSeesWhatItSees() throws IOException {
        var reader =
                reader(
                        "{\"name\":\"name\",\"type\":\"string\"},"
                                + "{\"name\":\"roast\",\"type\":\"string\",\"default\":\"dark\"}");
        var cli = tail("--read-as", reader, "--json");
        var value = value(cli);
        assertEquals(reader, value.at("/readAs/file").stringValue());
        assertEquals("t-value", value.at("/schema/subject").stringValue());
        // The value stays the writer's; what the reader makes of it is said.
        assertEquals(7, value.at("/value/boldness").intValue());
        assertEquals(List.of("avro.reader.dropped", "avro.reader.defaulted"), rules(value));
        assertEquals(ExitCode.OK, code);
    }

    @Test
    void aReaderThatFailsIsAFinding() throws IOException {
        var reader = reader("{\"name\":\"name\",\"type\":\"int\"}");
        var value = value(tail("--read-as", reader, "--json"));
        assertTrue(rules(value).contains("avro.reader.type"), rules(value).toString());
        assertEquals(ExitCode.FINDINGS, code);

        var lines = tail("--read-as", reader).lines();
        assertTrue(lines.getFirst().startsWith("▲ 0:0 "), lines.toString());
        assertTrue(
                lines.stream().anyMatch(line -> line.contains("A reader with " + reader)),
                lines.toString());
    }

    @Test
    void onlyTheRecordsThatTheReaderCannotRead() throws IOException {
        var reader = reader("{\"name\":\"name\",\"type\":\"string\"}");
        assertEquals(List.of(), tail("--read-as", reader, "--only", "violation").lines());
        assertEquals(ExitCode.OK, code);
    }

    @Test
    void withoutTheOptionNoReaderIsSpokenOf() {
        var value = value(tail("--json"));
        assertTrue(value.at("/readAs").isMissingNode());
        assertEquals(List.of(), rules(value));
    }

    @Test
    void aReaderThatIsNoneIsSaidBeforeAnythingIsRead() {
        var cli = tail("--read-as", folder.resolve("none.avsc").toString());
        assertEquals(ExitCode.UNREADABLE, code);
        assertEquals(
                "There is no schema file " + folder.resolve("none.avsc") + "; check --read-as.",
                cli.errLine());
        assertEquals(List.of(), world.log);
    }
}
