package io.sightglass.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.contract.odcs.OdcsReader;
import io.sightglass.model.FindingKind;
import io.sightglass.playground.PlaygroundCluster;
import io.sightglass.playground.traffic.Expected;
import io.sightglass.playground.traffic.ManyOrders;
import io.sightglass.playground.traffic.Planted;
import io.sightglass.schema.LocalSchemas.Problem;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// `check` on a real broker and registry: what it counts is what was planted.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlaygroundCheckTest {
    private static final int MANY = 100_000;

    /// A tenth of a percent, absolute.
    private static final double NEAR = 0.001;

    private static final Path SAMPLES =
            Path.of(System.getProperty("sightglass.samples", "../sample-schemas"));

    @TempDir Path folder;

    private PlaygroundCluster playground;

    @BeforeAll
    void start() throws Exception {
        playground = PlaygroundCluster.start(_ -> {});
    }

    @AfterAll
    void stop() {
        playground.close();
    }

    private Cli run(int exitCode, String... line) {
        var profile = playground.profile();
        var arguments = new ArrayList<>(Arrays.asList(line));
        arguments.addAll(List.of("--bootstrap", profile.bootstrap()));
        arguments.addAll(List.of("--registry", String.valueOf(profile.registry())));
        arguments.addAll(List.of("--schemas", SAMPLES.toString()));
        var cli = new Cli(new RealConnector(), folder);
        assertEquals(
                exitCode,
                cli.run(arguments.toArray(String[]::new)),
                () -> cli.err + "\n" + cli.out());
        return cli;
    }

    @Test
    void reportsThePlantedRatiosOfManyRecordsAndMissesTheObjective() throws Exception {
        var orders = ManyOrders.send(playground.profile().bootstrap(), SAMPLES, MANY);
        var cli = run(ExitCode.FINDINGS, "check", "orders", "--json");
        var seen = JsonMapper.shared().readTree(cli.out());
        var truth = new Truth();
        for (var of : seen.get("partitions")) {
            int partition = of.get("partition").intValue();
            long from = of.get("from").longValue();
            long to = of.get("to").longValue();
            for (long offset = from; offset <= to; offset++) {
                var planted = orders.at(partition, offset);
                if (!orders.has(partition, offset)) {
                    assertTrue(playground.ledger().covers("orders", partition, offset));
                    planted = playground.ledger().at("orders", partition, offset).orElse(null);
                }
                truth.add(planted);
            }
        }
        assertTrue(truth.records >= MANY);
        assertEquals(truth.records, seen.get("records").longValue());
        assertEquals(truth.share(truth.valid), ratio(seen, "validRatio"), NEAR);
        assertEquals(truth.share(truth.undecodable), ratio(seen, "undecodableRatio"), NEAR);
        assertEquals(truth.share(truth.unknown), ratio(seen, "unknownFieldRatio"), NEAR);
        // They are not only near.
        assertEquals(truth.valid, seen.get("valid").longValue());
        assertEquals(truth.undecodable, seen.get("undecodable").longValue());

        assertFalse(seen.get("held").booleanValue());
        var objective = seen.get("objectives").get(0);
        assertEquals("validRatio", objective.get("property").stringValue());
        assertEquals(0.999, objective.get("promised").doubleValue());
        assertFalse(objective.get("held").booleanValue());
        assertTrue(objective.get("downtime").longValue() > 0);
        assertTrue(objective.get("budgetLeft").doubleValue() < 0);
        assertEquals("timestamp", seen.get("freshness").get("field").stringValue());
        var missing = new ArrayList<String>();
        for (var schema : seen.get("schemas")) {
            if (schema.get("missing").booleanValue()) {
                missing.add(schema.get("name").stringValue());
            }
        }
        assertEquals(List.of("schema 90417"), missing);
        for (var rule : seen.get("rules")) {
            if (rule.get("rule").stringValue().equals("contract.maximum")) {
                var source = rule.get("source").stringValue();
                assertTrue(source.contains("coffee-orders.contract.yaml:"), source);
            }
        }
    }

    private static double ratio(JsonNode seen, String name) {
        return seen.get(name).doubleValue();
    }

    /// What was planted, counted.
    private static final class Truth {
        long records;
        long valid;
        long undecodable;
        long unknown;

        void add(Planted planted) {
            records++;
            boolean bad = false;
            boolean unreadable = false;
            boolean stranger = false;
            var all = planted == null ? List.<Expected>of() : planted.expected();
            for (var expected : all) {
                bad |= expected.kind() != FindingKind.NOTICE;
                unreadable |=
                        expected.kind() == FindingKind.MALFORMED
                                || expected.kind() == FindingKind.UNDECODABLE;
                stranger |= expected.kind() == FindingKind.UNKNOWN_FIELD;
            }
            valid += bad ? 0 : 1;
            undecodable += unreadable ? 1 : 0;
            unknown += stranger ? 1 : 0;
        }

        double share(long some) {
            return (double) some / records;
        }
    }

    @Test
    void theGoodTopicHolds() {
        var seen = run(ExitCode.OK, "check", "legacy-pos", "--json");
        var read = JsonMapper.shared().readTree(seen.out());
        assertTrue(read.get("held").booleanValue());
        assertTrue(read.get("records").longValue() > 0);
        var text = run(ExitCode.OK, "check", "legacy-pos").lines();
        assertTrue(
                text.getFirst().startsWith("legacy-pos keeps what contract legacy-pos promises"),
                text.getFirst());
    }

    @Test
    void whatIsDraftedIsKeptByTheDataThatItIsDrawnFrom() throws Exception {
        for (var topic : List.of("orders", "inventory", "clickstream", "coffee-catalog")) {
            var schemas = Files.createDirectories(folder.resolve(topic));
            Files.copy(SAMPLES.resolve("inventory.avsc"), schemas.resolve("inventory.avsc"));
            var draft = schemas.resolve(topic + ".contract.yaml");
            var cli = new Cli(new RealConnector(), folder);
            var profile = playground.profile();
            var common =
                    List.of(
                            "check",
                            topic,
                            "--limit",
                            "1500",
                            "--json",
                            "--bootstrap",
                            profile.bootstrap(),
                            "--registry",
                            String.valueOf(profile.registry()),
                            "--schemas",
                            schemas.toString());
            var first = new ArrayList<>(common);
            first.addAll(List.of("--draft", draft.toString()));
            int code = cli.run(first.toArray(String[]::new));
            assertEquals(ExitCode.OK, code, cli.err.toString());
            var problems = new ArrayList<Problem>();
            var text = Files.readString(draft);
            var contracts = OdcsReader.read(draft, draft.toString(), text, problems::add);
            assertEquals(List.of(), problems, text);
            assertEquals(topic, contracts.getFirst().topic());
            assertFalse(contracts.getFirst().rules().isEmpty());

            var again = new Cli(new RealConnector(), folder);
            code = again.run(common.toArray(String[]::new));
            assertEquals(ExitCode.OK, code, () -> again.err + again.out() + text);
            for (var rule : JsonMapper.shared().readTree(again.out()).get("rules")) {
                var id = rule.get("rule").stringValue();
                assertFalse(id.startsWith("contract."), () -> rule + "\n" + text);
            }
        }
    }
}
