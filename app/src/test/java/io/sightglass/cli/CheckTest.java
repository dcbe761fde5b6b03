package io.sightglass.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// `check` on topics in memory, and the examples of `docs/check.md`.
@Timeout(60)
class CheckTest {
    private static final Pattern EXAMPLE =
            Pattern.compile("```(console|json)\n\\$ sightglass ([^\n]+)\n(.*?)```", Pattern.DOTALL);

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
            slaProperties:
              - {property: validRatio, value: 0.9}
            """;

    @TempDir Path folder;

    private final FakeConnector connector = new FakeConnector();

    private void receipts(int good, int bad) {
        for (int i = 0; i < good + bad; i++) {
            var total = i < good ? "12.5" : "-1";
            connector.record(
                    "receipts",
                    i % 2,
                    "k-" + i % 3,
                    "{\"number\": \"r-" + i + "\", \"total\": " + total + "}");
        }
    }

    private Cli run(int exitCode, String line) throws IOException {
        var schemas = Files.createDirectories(folder.resolve("schemas"));
        Files.writeString(schemas.resolve("tills.contract.yaml"), CONTRACT);
        var cli = new Cli(connector, folder);
        var all = line + " --bootstrap " + FakeConnector.REACHABLE + " --schemas " + schemas;
        assertEquals(exitCode, cli.run(all.split(" ")), () -> cli.err + cli.out());
        return cli;
    }

    @Test
    void anObjectiveThatIsHeldIsZeroAndOneThatIsMissedIsOne() throws IOException {
        receipts(19, 1);
        var held = JsonMapper.shared().readTree(run(ExitCode.OK, "check receipts --json").out());
        assertEquals(0.95, held.get("validRatio").doubleValue());
        assertTrue(held.get("held").booleanValue());
        assertEquals(0.5, held.get("objectives").get(0).get("budgetLeft").doubleValue(), 1e-9);
        receipts(0, 3);
        var missed = run(ExitCode.FINDINGS, "check receipts");
        assertTrue(
                missed.lines().getFirst().startsWith("receipts misses what contract tills"),
                missed.out());
        assertTrue(missed.out().contains("contract.minimum at total"), missed.out());
        assertTrue(missed.out().contains("tills.contract.yaml:"), missed.out());
        run(ExitCode.OK, "check receipts --limit 19");
    }

    @Test
    void onlyChosenRecordsAreCounted() throws IOException {
        receipts(17, 3);
        var line = "check receipts --filter partition==0 --json";
        var filtered = JsonMapper.shared().readTree(run(ExitCode.OK, line).out());
        assertEquals(10, filtered.get("records").intValue());
        assertEquals(10, filtered.get("leftOut").intValue());
        assertEquals(0.9, filtered.get("validRatio").doubleValue());
        assertEquals(1, filtered.get("objectives").size());
        var text = run(ExitCode.OK, "check receipts --filter partition==0");
        assertEquals(
                "receipts keeps what contract tills promises, in 10 records of 20.",
                text.lines().getFirst());
        // the values are read for it
        var byValue = run(ExitCode.OK, "check receipts --filter value.total>0 --limit 5 --json");
        var five = JsonMapper.shared().readTree(byValue.out());
        assertEquals(5, five.get("records").intValue());
        assertEquals(0, five.get("leftOut").intValue());
    }

    @Test
    void recordsThatAreChosenByTheirFindingsPromiseNothing() throws IOException {
        receipts(17, 3);
        var cli = run(ExitCode.FINDINGS, "check receipts --only violation --json");
        var seen = JsonMapper.shared().readTree(cli.out());
        assertEquals(3, seen.get("records").intValue());
        assertEquals(3, seen.get("violation").intValue());
        assertEquals(17, seen.get("leftOut").intValue());
        assertEquals(0, seen.get("objectives").size());
        var text = run(ExitCode.FINDINGS, "check receipts --only violation");
        assertEquals(
                "receipts: 3 records of 20 with such findings. What is promised is a share of all"
                        + " records, so it is not judged here.",
                text.lines().getFirst());
        var none = run(ExitCode.OK, "check receipts --only undecodable");
        assertEquals("receipts: none of 20 records is such a one.", none.lines().getFirst());
        run(ExitCode.FINDINGS, "check receipts --only violation,unknown --limit 2");
        run(ExitCode.USAGE, "check receipts --only wrong");
        var broken = run(ExitCode.USAGE, "check receipts --filter value.total>");
        assertTrue(broken.errLine().startsWith("--filter: "), broken.err.toString());
    }

    @Test
    void workersAskForAConnectionThatIsWritableAndForAYes() throws IOException {
        receipts(3, 0);
        var readOnly = run(ExitCode.USAGE, "check receipts --group nightly --yes");
        assertEquals(
                "The connection fake:9092 is read-only, and workers write: they would join consumer"
                        + " group nightly and keep their results in topic"
                        + " receipts-sightglass-checks. Allow it in the connection's form in the"
                        + " window, with connections writable NAME, or, where it is not kept, with"
                        + " --writable.",
                readOnly.errLine());
        var unasked = run(ExitCode.USAGE, "check receipts --group nightly --writable");
        assertTrue(
                unasked.err
                        .toString()
                        .startsWith(
                                "This worker joins consumer group nightly and writes to topic"
                                        + " receipts-sightglass-checks, which is made where there"
                                        + " is none, at fake:9092 (environment: dev)."),
                unasked.err.toString());
        assertTrue(unasked.err.toString().contains("say --yes"), unasked.err.toString());
        // this one is in memory, and cannot be written to
        run(ExitCode.UNREADABLE, "check receipts --group nightly --writable --yes");
    }

    @Test
    void whatDoesNotGoWithWorkersIsSaid() throws IOException {
        receipts(1, 0);
        for (var more :
                new String[] {
                    "--follow",
                    "--yes",
                    "--writable",
                    "--group n --limit 3",
                    "--group n --reveal",
                    "--group n --follow --until 2026-01-01T00:00:00Z"
                }) {
            run(ExitCode.USAGE, "check receipts " + more);
        }
    }

    @Test
    void withoutAContractNothingIsPromised() throws IOException {
        connector.record("notes", 0, null, "{\"text\": \"hello\"}");
        var cli = run(ExitCode.OK, "check notes");
        assertTrue(cli.lines().getFirst().contains("No contract is about it"), cli.out());
    }

    @Test
    void aTopicWithoutRecordsIsSaid() throws IOException {
        receipts(3, 0);
        var cli = run(ExitCode.OK, "check receipts --from latest");
        assertEquals("receipts has no records to check there.", cli.lines().getFirst());
    }

    @Test
    void aDraftIsWrittenOnceAndNeverOver() throws IOException {
        receipts(40, 0);
        var file = folder.resolve("draft.contract.yaml");
        var cli = run(ExitCode.OK, "check receipts --draft " + file);
        assertTrue(cli.err.toString().contains("Wrote the draft "), cli.err.toString());
        var text = Files.readString(file);
        assertTrue(text.contains("minimum: 12.5"), text);
        assertTrue(text.contains("# in 40 of 40"), text);
        var again = run(ExitCode.USAGE, "check receipts --draft " + file);
        assertTrue(again.errLine().contains("a draft never overwrites"), again.err.toString());
        assertEquals("", again.out());
        assertEquals(text, Files.readString(file));
        run(ExitCode.UNREADABLE, "check receipts --from latest --draft " + folder + "/none.yaml");
        assertFalse(Files.exists(folder.resolve("none.yaml")));
    }

    @Test
    void wrongUsageAndWhatIsNotThere() throws IOException {
        run(ExitCode.USAGE, "check");
        run(ExitCode.USAGE, "check receipts --limit many");
        var cli = run(ExitCode.UNREADABLE, "check nothing");
        assertEquals("There is no topic nothing at fake:9092.", cli.errLine());
    }

    /// The document's examples are of twenty receipts, the last of which is wrong.
    @Test
    void examplesPrintWhatTheySay() throws IOException {
        receipts(19, 1);
        var examples = EXAMPLE.matcher(Files.readString(Path.of("docs/check.md")));
        int count = 0;
        while (examples.find()) {
            count++;
            var cli = run(ExitCode.OK, examples.group(2));
            var out = cli.out().replace(folder.toString() + "/", "");
            assertEquals(examples.group(3), out, examples.group(2));
        }
        assertTrue(count >= 1, count + " examples");
    }
}
