package io.sightglass.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.playground.PlaygroundCluster;
import io.sightglass.playground.traffic.Planted;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The commands on a real broker and registry: every record once, and exactly the faults that the
/// producers planted.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlaygroundTailTest {
    private static final Set<String> RECORD =
            Set.of("topic", "partition", "offset", "timestamp", "headers", "key", "value");
    private static final Set<String> PAYLOAD =
            Set.of("format", "framing", "schema", "value", "fields", "findings", "attempts");
    private static final Set<String> FINDING =
            Set.of("kind", "rule", "path", "start", "end", "message");

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

    private record Place(int partition, long offset) {}

    private Cli cli() {
        return new Cli(new RealConnector(), folder);
    }

    private int run(Cli cli, String line) {
        var profile = playground.profile();
        var arguments = new ArrayList<>(List.of(line.split(" ")));
        arguments.addAll(List.of("--bootstrap", profile.bootstrap()));
        arguments.addAll(List.of("--registry", String.valueOf(profile.registry())));
        profile.schemaFolders()
                .forEach(schemas -> arguments.addAll(List.of("--schemas", schemas.toString())));
        return cli.run(arguments.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders",
                "order-status",
                "customers",
                "coffee-catalog",
                "clickstream",
                "payments",
                "inventory",
                "legacy-pos",
                "orders-dlq"
            })
    void everyRecordOnceWithExactlyItsFaults(String topic) {
        var cli = cli();
        int code = run(cli, "tail " + topic + " --json --reveal --from earliest --limit 200");
        var objects = cli.lines().stream().map(JsonMapper.shared()::readTree).toList();
        assertEquals(200, objects.size(), cli.err.toString());

        var next = new HashMap<Integer, Long>();
        boolean faulty = false;
        for (var object : objects) {
            assertEquals(RECORD, names(object));
            assertEquals(topic, object.get("topic").stringValue());
            int partition = object.get("partition").intValue();
            long offset = object.get("offset").longValue();
            assertEquals(next.getOrDefault(partition, 0L), offset, "partition " + partition);
            next.put(partition, offset + 1);

            checkPayload(object.get("value"));
            if (!object.get("key").isNull()) {
                checkPayload(object.get("key"));
                assertEquals(List.of(), findings(object.get("key")), object.toString());
            }
            assertTrue(playground.ledger().covers(topic, partition, offset));
            var planted = playground.ledger().at(topic, partition, offset);
            var expected = planted.map(PlaygroundTailTest::expected).orElse(List.of());
            assertEquals(
                    expected,
                    findings(object.get("value")),
                    () -> planted.map(Planted::fault) + " in " + object);
            faulty |= expected.stream().anyMatch(finding -> !finding.startsWith("NOTICE "));
        }
        assertEquals(faulty ? ExitCode.FINDINGS : ExitCode.OK, code);
    }

    /// The registry tags `coffeeco.Order.userId`.
    @Test
    void personalDataIsMaskedWhateverTheRecord() {
        for (var topic : List.of("orders", "orders-dlq")) {
            var shown = cli();
            run(shown, "tail " + topic + " --json --reveal --from earliest --limit 200");
            var users = new HashSet<String>();
            for (var object : shown.lines().stream().map(JsonMapper.shared()::readTree).toList()) {
                var user = object.at("/value/value/userId");
                if (!user.isMissingNode()) {
                    users.add('"' + user.stringValue() + '"');
                }
            }
            assertTrue(users.size() > 10, topic);
            var masked = cli();
            run(masked, "tail " + topic + " --json --from earliest --limit 200");
            assertEquals(200, masked.lines().size());
            for (var line : masked.lines()) {
                assertTrue(users.stream().noneMatch(line::contains), line);
                var value = JsonMapper.shared().readTree(line).get("value");
                var user = value.at("/value/userId");
                boolean unread = value.get("format").isNull();
                assertEquals(unread, findings(value).toString().contains("mask.whole"), line);
                assertTrue(user.isMissingNode() || user.stringValue().equals("•••"), line);
            }
        }
    }

    private static void checkPayload(JsonNode payload) {
        var wanted = new HashSet<>(PAYLOAD);
        boolean undecodable =
                findings(payload).stream().anyMatch(line -> line.startsWith("UNDECODABLE "));
        if (undecodable) {
            wanted.add("base64");
        }
        assertEquals(wanted, names(payload), payload.toString());
        if (undecodable) {
            assertTrue(payload.get("format").isNull());
        }
        for (var finding : payload.get("findings")) {
            assertEquals(FINDING, names(finding));
            assertFalse(finding.get("message").stringValue().isBlank());
        }
    }

    private static Set<String> names(JsonNode object) {
        return new TreeSet<>(object.propertyNames());
    }

    private static List<String> findings(JsonNode payload) {
        var lines = new ArrayList<String>();
        for (var finding : payload.get("findings")) {
            lines.add(
                    finding.get("kind").stringValue()
                            + " "
                            + finding.get("rule").stringValue()
                            + " "
                            + finding.get("path").stringValue()
                            + " "
                            + finding.get("start").intValue()
                            + " "
                            + finding.get("end").intValue());
        }
        return lines.stream().sorted().toList();
    }

    private static List<String> expected(Planted planted) {
        return planted.expected().stream()
                .map(finding ->
                        finding.kind()
                                + " "
                                + finding.rule()
                                + " "
                                + finding.path()
                                + " "
                                + finding.range().start()
                                + " "
                                + finding.range().end())
                .sorted()
                .toList();
    }

    @Test
    void textShowsTheSameRecords() {
        var cli = cli();
        assertEquals(
                ExitCode.FINDINGS, run(cli, "tail orders --from earliest --limit 200 --until end"));
        var records = cli.lines().stream().filter(line -> !line.startsWith(" ")).toList();
        assertEquals(200, records.size());
        assertTrue(records.stream().anyMatch(line -> line.startsWith("● ")));
        assertTrue(records.stream().anyMatch(line -> line.contains("Order v3")));
        assertTrue(records.stream().anyMatch(line -> line.contains("Order v4")));
    }

    @Test
    void topicsHaveTheirFormats() {
        var cli = cli();
        assertEquals(ExitCode.OK, run(cli, "topics --json"));
        var formats = new HashMap<String, List<String>>();
        for (var line : cli.lines()) {
            var topic = JsonMapper.shared().readTree(line);
            var labels = new ArrayList<String>();
            topic.get("formats").forEach(label -> labels.add(label.stringValue()));
            formats.put(topic.get("topic").stringValue(), labels);
            assertTrue(topic.get("records").longValue() > 0, line);
            assertTrue(topic.get("bytes").longValue() > 0, line);
        }
        assertEquals(9, formats.size());
        Map.of(
                        "orders", "protobuf",
                        "order-status", "avro",
                        "customers", "avro",
                        "coffee-catalog", "json",
                        "clickstream", "json",
                        "payments", "protobuf",
                        "inventory", "avro")
                .forEach((topic, format) ->
                        assertTrue(
                                assertNonNull(formats.get(topic)).contains(format),
                                topic + formats));
    }

    private static <T> T assertNonNull(@Nullable T value) {
        assertNotNull(value);
        return value;
    }

    @Test
    void anUnknownTopicIsOneSentenceAndCode3() {
        var cli = cli();
        assertEquals(ExitCode.UNREADABLE, run(cli, "tail ordres"));
        var lines = cli.err.toString().lines().toList();
        assertEquals(2, lines.size(), lines.toString());
        assertTrue(lines.getFirst().contains("broken/coffee.avsc:6:5: "), lines.getFirst());
        assertTrue(lines.getLast().startsWith("There is no topic ordres"), lines.getLast());
        assertEquals("", cli.out());
    }

    @Test
    void noBrokerAndAnHttpServerAreOneSentenceAndCode3() throws Exception {
        int free;
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress("127.0.0.1", 0));
            free = socket.getLocalPort();
        }
        var none = cli();
        assertEquals(ExitCode.UNREADABLE, none.run("topics", "--bootstrap", "127.0.0.1:" + free));
        assertTrue(none.errLine().contains("127.0.0.1:" + free), none.errLine());

        var registry = URI.create(String.valueOf(playground.profile().registry()));
        var http = cli();
        var address = registry.getHost() + ":" + registry.getPort();
        assertEquals(ExitCode.UNREADABLE, http.run("tail", "orders", "--bootstrap", address));
        assertTrue(http.errLine().contains(address), http.errLine());
        assertTrue(http.errLine().contains("HTTP"), http.errLine());
    }
}
