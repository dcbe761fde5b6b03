package io.sightglass.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sightglass.contract.odcs.OdcsReader;
import io.sightglass.decode.FindingSink;
import io.sightglass.decode.json.JsonPlan;
import io.sightglass.model.Finding;
import io.sightglass.model.FindingKind;
import io.sightglass.model.Format;
import io.sightglass.schema.LocalSchemas.Problem;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Each folder of `golden/contract` holds a contract, events (a JSON text a line) and the findings
/// that they must have.
class ContractGoldenTest {
    @ParameterizedTest
    @ValueSource(strings = {"cel", "coffee-orders", "numbers", "texts"})
    void eventsHaveTheirFindings(String name) throws IOException, URISyntaxException {
        var folder =
                Path.of(
                        Objects.requireNonNull(getClass().getResource("/golden/contract/" + name))
                                .toURI());
        var contract = contract(folder);
        var found = new ArrayList<String>();
        var sink = TestRules.sink(contract, true);
        var counting = TestRules.sink(contract, false);
        int line = 0;
        for (var event : Files.readAllLines(folder.resolve("events.jsonl"))) {
            line++;
            walk(event, sink);
            walk(event, counting);
            for (var finding : sink.findings()) {
                found.add(line + ": " + text(finding));
            }
            for (var kind : FindingKind.values()) {
                assertEquals(sink.count(kind), counting.count(kind), "line " + line);
            }
        }
        assertEquals(
                Files.readString(folder.resolve("findings.txt")), String.join("\n", found) + "\n");
    }

    private static Contract contract(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            var file =
                    files.filter(path -> path.toString().endsWith(".contract.yaml"))
                            .findFirst()
                            .orElseThrow();
            var problems = new ArrayList<Problem>();
            var contracts =
                    OdcsReader.read(file, "contract", Files.readString(file), problems::add);
            assertEquals(List.of(), problems);
            return contracts.getFirst();
        }
    }

    private static void walk(String event, FindingSink sink) {
        var bytes = event.getBytes(StandardCharsets.UTF_8);
        sink.begin(bytes, 0, bytes.length);
        sink.reading(Format.JSON, null);
        var walker = JsonPlan.PLAIN.newWalker();
        sink.readWith(null, List.of(), walker, 0);
        walker.walk(bytes, 0, 0, bytes.length, sink);
        sink.finish();
    }

    private static String text(Finding finding) {
        return finding.kind()
                + " "
                + finding.rule()
                + " "
                + finding.path()
                + " "
                + finding.range().start()
                + ".."
                + finding.range().end()
                + " "
                + finding.message().plain();
    }
}
