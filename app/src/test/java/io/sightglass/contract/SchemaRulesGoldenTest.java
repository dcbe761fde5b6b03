package io.sightglass.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sightglass.model.DataContract;
import io.sightglass.model.FindingKind;
import io.sightglass.model.Format;
import io.sightglass.registry.TestContracts;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Each folder of `golden/schemarules` holds a schema, what a registry keeps beside it where it
/// does (`registry.json`), events (a JSON text a line), the findings that they must have, and the
/// list of rules that people are shown.
class SchemaRulesGoldenTest {
    private static final Map<String, Format> SCHEMAS =
            Map.of(
                    "schema.avsc", Format.AVRO,
                    "schema.proto", Format.PROTOBUF,
                    "schema.json", Format.JSON);

    static List<Path> folders() throws IOException, URISyntaxException {
        var root = SchemaRulesGoldenTest.class.getResource("/golden/schemarules");
        try (var all = Files.list(Path.of(Objects.requireNonNull(root).toURI()))) {
            return all.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("folders")
    void eventsHaveTheirFindings(Path folder) throws IOException {
        assumeTrue(
                !folder.toString().contains("protovalidate") || isThere(),
                "skipped: protovalidate is not on the class path");
        var test = read(folder);
        var schemaRules = new SchemaRules();
        var collecting = new RuleSink(RuleSet.NONE, schemaRules, true);
        var counting = new RuleSink(RuleSet.NONE, schemaRules, false);
        var found = new ArrayList<String>();
        int line = 0;
        for (var event : Files.readAllLines(folder.resolve("events.jsonl"))) {
            line++;
            var payload = test.bytes(event);
            test.walk(payload, collecting);
            test.walk(payload, counting);
            for (var finding : collecting.findings()) {
                if (!finding.rule().equals("contract.rule-broken")) {
                    found.add(line + ": " + RuleCase.text(finding));
                }
            }
            assertEquals(collecting.total(), counting.total(), "line " + line);
            assertEquals(
                    collecting.count(FindingKind.VIOLATION), counting.count(FindingKind.VIOLATION));
        }
        var rules = schemaRules.of(test.schema(), List.of());
        assertTrue(!rules.isEmpty());
        same(folder.resolve("rules.txt"), RuleCase.listing(rules));
        same(folder.resolve("findings.txt"), found);
    }

    /// Of the library that has `validate.proto`, too.
    private static boolean isThere() {
        return SchemaRulesGoldenTest.class.getResource("/buf/validate/validate.proto") != null;
    }

    /// What stands in a schema costs no more than what stands in a contract.
    @Test
    void plainOptionsAllocateNothingOnAValidRecord() throws IOException, URISyntaxException {
        assumeTrue(isThere(), "skipped: protovalidate is not on the class path");
        var folder = folders().stream().filter(each -> each.endsWith("protovalidate")).findFirst();
        var test = read(folder.orElseThrow());
        var events = Files.readAllLines(folder.get().resolve("events.jsonl"));
        var payload = test.bytes(events.getFirst());
        var sink = new RuleSink(RuleSet.NONE, new SchemaRules(), false);
        var threads =
                assertInstanceOf(
                        com.sun.management.ThreadMXBean.class, ManagementFactory.getThreadMXBean());
        long before = 0;
        for (int i = -1_000; i < 20_000; i++) {
            if (i == 0) {
                before = threads.getCurrentThreadAllocatedBytes();
            }
            test.walk(payload, sink);
            assertEquals(0, sink.total());
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < 100_000, allocated + " bytes");
    }

    private static void same(Path file, List<String> lines) throws IOException {
        assertEquals(Files.readString(file), String.join("\n", lines) + "\n");
    }

    private static RuleCase read(Path folder) throws IOException {
        var registry = folder.resolve("registry.json");
        var contract =
                Files.exists(registry)
                        ? TestContracts.read(Files.readString(registry))
                        : DataContract.NONE;
        for (var schema : SCHEMAS.entrySet()) {
            var file = folder.resolve(schema.getKey());
            if (Files.exists(file)) {
                return RuleCase.of(schema.getValue(), Files.readString(file), contract);
            }
        }
        throw new IllegalStateException("no schema in " + folder);
    }
}
