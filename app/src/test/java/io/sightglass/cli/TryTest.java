package io.sightglass.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/// `try`, and the examples of `docs/try.md`.
@Timeout(60)
class TryTest {
    private static final Pattern EXAMPLE =
            Pattern.compile(
                    "```(?:console|json)\n\\$ echo '([^']+)' \\| sightglass ([^\n]+)\n(.*?)```",
                    Pattern.DOTALL);
    private static final String CONTRACT =
            """
            apiVersion: v3.1.0
            kind: DataContract
            name: tills
            schema:
              - name: Receipt
                physicalName: receipts
                properties:
                  - name: number
                    logicalType: string
                    required: true
                  - name: total
                    logicalType: number
                    logicalTypeOptions: {minimum: 0}
            """;
    private static final String COFFEE =
            """
            {"type": "record", "name": "Coffee", "namespace": "coffeeco", "fields": [
              {"name": "name", "type": "string"},
              {"name": "boldness", "type": "int", "default": 5}]}
            """;

    @TempDir Path folder;

    private final FakeConnector connector = new FakeConnector();

    private Cli run(int exitCode, String typed, String line) throws IOException {
        var schemas = Files.createDirectories(folder.resolve("schemas"));
        Files.writeString(schemas.resolve("tills.contract.yaml"), CONTRACT);
        Files.writeString(schemas.resolve("coffee.avsc"), COFFEE);
        var cli = new Cli(connector, folder);
        cli.in = new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8));
        var all = line.replaceAll("(?<!-)schemas", schemas.toString());
        assertEquals(exitCode, cli.run(all.split(" ")), () -> cli.err + cli.out());
        return cli;
    }

    @Test
    void aNumberThatNoFieldHoldsIsSaidAtItsField() throws IOException {
        var schemas = Files.createDirectories(folder.resolve("schemas"));
        Files.writeString(
                schemas.resolve("bill.proto"),
                "syntax = \"proto3\"; message Bill { double total = 1; float tip = 2; }");
        for (var total : List.of("1e2147483647", "-1e309", "2e999999999999")) {
            var typed = "{\"total\": " + total + ", \"tip\": 3.5e38}";
            var lines = run(ExitCode.FINDINGS, typed, "try schemas/bill.proto").lines();
            assertEquals(
                    "▲ total is "
                            + total
                            + "; expected a number of at most 1.7976931348623157e308 in size. "
                            + " gate.type at 1:11",
                    lines.get(1));
            assertTrue(
                    lines.get(2)
                            .startsWith(
                                    "▲ tip is 3.5e38; expected a number of at most 3.4028235e38 in"
                                            + " size."),
                    lines.get(2));
        }
        var most = "{\"total\": -1.7976931348623157e308, \"tip\": 3.4028235e38}";
        run(ExitCode.OK, most, "try schemas/bill.proto");
    }

    @Test
    void aTopicsSubjectMayHaveAnyName() throws IOException {
        connector.record("coffees", 0, null, "{}");
        var registry = new FakeRegistry();
        registry.latest.put("coffeeco.Coffee", FakeRegistry.avro(7, COFFEE));
        connector.registry = registry;
        var line =
                "try coffees --json --registry http://fake:8081 --bootstrap "
                        + FakeConnector.REACHABLE;
        var typed = "{\"name\": \"Moka\"}";
        var answer = json(run(ExitCode.OK, typed, line + " --subject coffeeco.Coffee"));
        assertEquals("coffees", answer.get("topic").stringValue());
        assertEquals("avro", answer.get("format").stringValue());
        assertEquals("AAAAAAcITW9rYQo=", answer.get("base64").stringValue());
        var both = run(ExitCode.USAGE, typed, "try a:1 --subject b --registry http://fake:8081");
        assertEquals("--subject goes with a topic; a:1 names a schema already.", both.errLine());
    }

    private static JsonNode json(Cli cli) {
        assertEquals(1, cli.lines().size(), cli.out());
        return JsonMapper.shared().readTree(cli.out());
    }

    @Test
    void aTopicsContractAnswersAsAGatewayWould() throws IOException {
        connector.record("receipts", 0, "k", "{}");
        var line = "try receipts --schemas schemas --bootstrap " + FakeConnector.REACHABLE;
        var refused = run(ExitCode.FINDINGS, "{\"total\": -1}", line);
        assertEquals("400: receipts does not let this through.", refused.lines().getFirst());
        assertTrue(
                refused.out()
                        .contains("▲ total is -1; expected 0 or more.  contract.minimum at 1:11"),
                refused.out());
        assertTrue(refused.out().contains("The event is missing number"), refused.out());
        var let = run(ExitCode.OK, "{\"number\": \"r-1\", \"total\": 2}", line);
        assertEquals(
                "200: receipts lets this through; nothing was sent. It would write 29 bytes, json,"
                        + " no framing.",
                let.lines().getFirst());
        assertTrue(let.lines().get(1).startsWith("00000000  7b 22 6e 75"), let.out());
        assertTrue(let.lines().get(1).endsWith("  {\"number\": \"r-1\""), let.out());
        assertFalse(connector.log.stream().anyMatch(each -> each.startsWith("open ")));
        var none = run(ExitCode.UNREADABLE, "{}", line.replace("receipts", "nothing"));
        assertTrue(none.errLine().startsWith("There is no topic nothing"), none.errLine());
    }

    @Test
    void aSchemaFileNeedsNoCluster() throws IOException {
        var line = "try schemas/coffee.avsc - --json";
        var let = json(run(ExitCode.OK, "{\"name\": \"Moka\", \"boldness\": 7}", line));
        assertEquals(200, let.get("status").intValue());
        assertEquals("avro", let.get("format").stringValue());
        assertEquals(6, let.get("size").intValue());
        assertEquals("CE1va2EO", let.get("base64").stringValue());
        assertTrue(let.get("topic").isNull());
        assertEquals("coffeeco.Coffee", let.get("schema").get("name").stringValue());
        var refused = json(run(ExitCode.FINDINGS, "\n{\"boldness\": \"x\"}", line));
        assertEquals(400, refused.get("status").intValue());
        var findings = refused.get("findings");
        assertEquals(2, findings.size(), refused.toString());
        assertEquals("gate.required", findings.get(0).get("rule").stringValue());
        assertEquals("boldness", findings.get(1).get("path").stringValue());
        assertEquals(2, findings.get(1).get("line").intValue());
        assertEquals(14, findings.get(1).get("column").intValue());
        assertEquals(List.of(), connector.log, "nothing was connected to");
    }

    @Test
    void bytesMayBeGivenToo() throws IOException {
        var moka = folder.resolve("moka.bin");
        Files.write(moka, HexFormat.of().parseHex("084d6f6b610e"));
        var line = "try schemas/coffee.avsc " + moka + " --as bytes --json";
        assertEquals(200, json(run(ExitCode.OK, "", line)).get("status").intValue());
        var hex = "try schemas/coffee.avsc --as hex --json";
        assertEquals(200, json(run(ExitCode.OK, "08 4d6f 6b61\n0e", hex)).get("status").intValue());
        var cut = json(run(ExitCode.FINDINGS, "084d6f", hex));
        assertEquals("MALFORMED", cut.get("findings").get(0).get("kind").stringValue());
        assertTrue(run(ExitCode.USAGE, "08 4", hex).errLine().startsWith("These are no bytes"));
    }

    @Test
    void wrongUsageIsOneSentence() throws IOException {
        run(ExitCode.USAGE, "", "try");
        var as = run(ExitCode.USAGE, "{}", "try schemas/coffee.avsc --as xml");
        assertTrue(as.err.toString().contains("expected json, bytes or hex"), as.err.toString());
        var type = run(ExitCode.USAGE, "{}", "try schemas/coffee.avsc#coffeeco.Tea");
        assertTrue(type.err.toString().contains("coffeeco.Tea"), type.err.toString());
        var text = new Cli(connector, folder);
        text.in = new ByteArrayInputStream(new byte[] {(byte) 0xff});
        int code = text.run("try", folder.resolve("schemas/coffee.avsc").toString());
        assertEquals(ExitCode.UNREADABLE, code, text.err.toString());
        assertTrue(text.errLine().contains("is no text in UTF-8"), text.errLine());
    }

    @Test
    void examplesPrintWhatTheySay() throws IOException {
        var examples = EXAMPLE.matcher(Files.readString(Path.of("docs/try.md")));
        int count = 0;
        while (examples.find()) {
            count++;
            boolean refused = examples.group(3).contains("400");
            int code = refused ? ExitCode.FINDINGS : ExitCode.OK;
            var cli = run(code, examples.group(1) + "\n", examples.group(2));
            assertEquals(examples.group(3), cli.out(), examples.group(2));
        }
        assertTrue(count >= 2, count + " examples");
    }
}
