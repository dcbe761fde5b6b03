package io.sightglass.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.model.Header;
import io.sightglass.model.Headers;
import io.sightglass.port.From;
import io.sightglass.port.Until;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

@Timeout(30)
class TailTest {
    @TempDir Path folder;

    private final FakeConnector world = new FakeConnector();

    private Cli cli() {
        return new Cli(world, folder);
    }

    private static String[] tail(String options) {
        return ("tail t --bootstrap " + FakeConnector.REACHABLE + " " + options).split(" ");
    }

    private static List<JsonNode> objects(Cli cli) {
        return cli.lines().stream().map(JsonMapper.shared()::readTree).toList();
    }

    @Test
    void jsonIsOneObjectALineWithTheDocumentedMembers() {
        var headers =
                new Headers(
                        List.of(
                                new Header("a", bytes("1")),
                                new Header("a", bytes("2")),
                                new Header("none", null),
                                new Header("raw", new byte[] {(byte) 0xff, 0})));
        world.record("t", 1, headers, bytes("k1"), bytes("{\"n\": 9007199254740993}"));
        world.record("t", 0, null, "{\"n\": 1.10}");
        world.record("t", 0, "k2", null);
        var cli = cli();
        assertEquals(ExitCode.OK, cli.run(tail("--from earliest --until end --json")));
        assertEquals("", cli.err.toString());

        var objects = objects(cli);
        assertEquals(3, objects.size());
        for (var object : objects) {
            assertEquals(
                    List.of("topic", "partition", "offset", "timestamp", "headers", "key", "value"),
                    List.copyOf(object.propertyNames()));
            assertEquals(
                    List.of(
                            "format",
                            "framing",
                            "schema",
                            "value",
                            "fields",
                            "findings",
                            "attempts"),
                    List.copyOf(object.get("value").propertyNames()));
        }
        var first = objects.getFirst();
        assertEquals("t", first.get("topic").stringValue());
        assertEquals(1, first.get("partition").intValue());
        assertEquals(0, first.get("offset").intValue());
        assertEquals("2023-11-14T22:13:20Z", first.get("timestamp").stringValue());
        assertEquals(
                JsonMapper.shared()
                        .readTree(
                                """
                                [{"name": "a", "value": "1", "type": "text"},
                                 {"name": "a", "value": "2", "type": "text"},
                                 {"name": "none", "value": null, "type": "null"},
                                 {"name": "raw", "value": -256, "type": "integer",
                                  "base64": "/wA="}]
                                """),
                first.get("headers"));
        assertEquals("k1", first.get("key").get("value").stringValue());
        assertEquals("json", first.get("value").get("format").stringValue());
        assertEquals(9007199254740993L, first.get("value").get("value").get("n").longValue());
        assertTrue(objects.get(1).get("key").isNull());
        assertTrue(cli.lines().get(1).contains("1.10"), "decimals keep their scale");

        var tombstone = objects.get(2).get("value");
        assertTrue(tombstone.get("format").isNull());
        assertTrue(tombstone.get("value").isNull());
        assertEquals("NOTICE", tombstone.get("findings").get(0).get("kind").stringValue());
        assertEquals(
                "record.tombstone", tombstone.get("findings").get(0).get("rule").stringValue());
    }

    @Test
    void anUndecodableValueHasItsBytesAndTheExitCodeIs1() {
        world.record("t", 0, Headers.NONE, null, new byte[0]);
        var cli = cli();
        assertEquals(ExitCode.FINDINGS, cli.run(tail("--from earliest --until end --json")));
        var value = objects(cli).getFirst().get("value");
        assertTrue(value.get("format").isNull());
        assertEquals("", value.get("base64").stringValue());
        assertEquals("payload.empty", value.get("findings").get(0).get("rule").stringValue());
    }

    @Test
    void textIsALineARecordWithFindingsUnderIt() {
        world.record("t", 0, "k1", "{\"name\": \"Ada\"}");
        world.record("t", 0, Headers.NONE, bytes("k2"), new byte[0]);
        var cli = cli();
        assertEquals(ExitCode.FINDINGS, cli.run(tail("--from earliest --until end")));
        var lines = cli.lines();
        assertEquals(3, lines.size(), cli.out());
        assertTrue(lines.get(0).startsWith("● 0:0 "), lines.get(0));
        assertTrue(lines.get(0).contains("  k1  "), lines.get(0));
        assertTrue(lines.get(0).contains("Ada"), lines.get(0));
        assertTrue(lines.get(1).startsWith("✕ 0:1 "), lines.get(1));
        assertTrue(lines.get(2).startsWith("    ✕ "), lines.get(2));
        assertTrue(lines.get(2).endsWith("payload.empty [0,0)"), lines.get(2));
    }

    @Test
    void nothingInAPayloadReachesTheTerminalAsACommand() {
        world.record("t", 0, "\u001b[2Jk", "{\"a\": \"x\\u001b[31m\\u0007\\u202ey\"}");
        world.record("t", 0, "k", "\u001b]0;title\u0007 text\nmore");
        var cli = cli();
        cli.colour = true;
        cli.run(tail("--from earliest --until end"));
        var bare = cli.out().replaceAll("\u001b\\[(0|1|2|3[1-5])m", "");
        assertFalse(bare.chars().anyMatch(c -> c < ' ' && c != '\n'), bare);
        assertFalse(bare.contains("\u202e"));
        assertEquals(2, cli.lines().stream().filter(line -> line.contains("0:")).count());
    }

    @Test
    void coloursAreOfTheMarksAndOnlyWhereWanted() {
        world.record("t", 0, "k1", "{}");
        var plain = cli();
        plain.run(tail("--from earliest --until end"));
        assertFalse(plain.out().contains("\u001b"));
        var coloured = cli();
        coloured.colour = true;
        coloured.run(tail("--from earliest --until end"));
        assertTrue(coloured.out().startsWith("\u001b[32m●\u001b[0m "), coloured.out());
        assertEquals(plain.out(), coloured.out().replaceAll("\u001b\\[(0|1|2|3[1-5])m", ""));

        assertTrue(Ink.wanted(true, Map.of("TERM", "xterm")));
        assertFalse(Ink.wanted(false, Map.of()));
        assertFalse(Ink.wanted(true, Map.of("NO_COLOR", "1")));
        assertTrue(Ink.wanted(true, Map.of("NO_COLOR", "")));
        assertFalse(Ink.wanted(true, Map.of("TERM", "dumb")));
    }

    @Test
    void fromAndUntilReachTheSource() {
        world.record("t", 0, "k", "{}");
        var wanted =
                List.of(
                        new From.Latest(),
                        new From.Earliest(),
                        new From.Last(1),
                        new From.Offset(1),
                        new From.Time(Instant.parse("2030-01-01T00:00:00Z")));
        for (var text : List.of("latest", "earliest", "-1", "1", "2030-01-01T01:00:00+01:00")) {
            assertEquals(ExitCode.OK, cli().run(tail("--until end --from " + text)));
        }
        assertEquals(wanted, world.requests.stream().map(r -> r.from()).toList());

        cli().run(tail("--until 2030-01-01T00:00:00Z"));
        var last = world.requests.getLast();
        assertEquals(new Until.Time(Instant.parse("2030-01-01T00:00:00Z")), last.until());
        assertEquals(new From.Latest(), last.from());
    }

    @Test
    void limitCountsWhatIsShown() {
        for (int i = 0; i < 10; i++) {
            world.record("t", 0, "k" + i, i % 2 == 0 ? "{}" : "");
        }
        var cli = cli();
        cli.run(tail("--from earliest --limit 4 --json"));
        assertEquals(4, cli.lines().size());

        var only = cli();
        only.run(tail("--from earliest --limit 3 --only undecodable,violation --json"));
        assertEquals(
                List.of("k1", "k3", "k5"),
                objects(only).stream().map(o -> o.at("/key/value").stringValue()).toList());
    }

    @Test
    void aFilterIsATextOrAnExpression() {
        world.record("t", 0, "k1", "{\"total\": 10, \"note\": \"hot milk\"}");
        world.record("t", 0, "k2", "{\"total\": 30}");
        world.record("t", 0, null, null);
        for (var filter : List.of("hot milk", "value.total < 20", "key == \"k1\"")) {
            var cli = cli();
            var arguments = new ArrayList<>(List.of(tail("--from earliest --until end --json")));
            arguments.addAll(List.of("--filter", filter));
            assertEquals(ExitCode.OK, cli.run(arguments.toArray(String[]::new)), filter);
            assertEquals(
                    List.of("k1"),
                    objects(cli).stream().map(o -> o.at("/key/value").stringValue()).toList(),
                    filter);
        }
        world.log.clear();
        var wrong = cli();
        assertEquals(ExitCode.USAGE, wrong.run("tail", "t", "--filter", "value.total > && 3"));
        assertTrue(wrong.errLine().startsWith("--filter: Column "), wrong.errLine());
        assertEquals(List.of(), world.log);
    }

    @Test
    void aClosedPipeEndsTheTail() {
        for (int i = 0; i < 2_000; i++) {
            world.record("t", 0, "k" + i, "{}");
        }
        var cli = cli();
        cli.out = new ClosingPipe();
        assertEquals(ExitCode.OK, cli.run(tail("--from earliest")));
        assertEquals(List.of("connect", "open t", "source closed", "disconnect"), world.log);
        assertEquals("", cli.err.toString());
    }

    /// Takes a little, then is gone, as `head` is.
    private static final class ClosingPipe extends Writer {
        private int left = 100;

        @Override
        public void write(char[] text, int offset, int length) throws IOException {
            left -= length;
            if (left < 0) {
                throw new IOException("Broken pipe");
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void anInterruptEndsTheTailAndClosesEverything() throws Exception {
        world.record("t", 0, "k", "{}");
        var cli = cli();
        var code = CompletableFuture.supplyAsync(() -> cli.run(tail("--json")));
        world.opened.acquire();
        cli.interrupts.stop();
        assertEquals(ExitCode.OK, code.get());
        assertEquals(List.of("connect", "open t", "source closed", "disconnect"), world.log);
    }

    @Test
    void withoutAClusterTheRunningPlaygroundIsRead() {
        world.record("t", 0, "k", "{}");
        world.running = Optional.of(FakeConnector.profile("Playground", List.of()));
        var cli = cli();
        assertEquals(ExitCode.OK, cli.run("tail", "t", "--until", "end"));
        assertEquals("Reading the running playground at fake:9092.", cli.errLine());
        assertEquals(new From.Latest(), world.requests.getFirst().from());
        assertFalse(world.log.contains("playground started"));
    }

    @Test
    void withoutAnyAPlaygroundOfItsOwnIsReadFromItsStart() {
        world.record("t", 0, "k", "{}");
        var cli = cli();
        assertEquals(ExitCode.OK, cli.run("tail", "t", "--until", "end", "--json"));
        assertEquals(
                "No cluster was given; starting a playground, which ends with this command.",
                cli.errLine());
        assertEquals(1, cli.lines().size());
        assertEquals(
                List.of(
                        "playground started",
                        "connect",
                        "open t",
                        "source closed",
                        "disconnect",
                        "playground closed"),
                world.log);
    }

    @Test
    void aTopicThatIsNotThereClosesThePlaygroundToo() {
        var cli = cli();
        assertEquals(ExitCode.UNREADABLE, cli.run("tail", "t"));
        assertEquals(
                List.of("playground started", "connect", "disconnect", "playground closed"),
                world.log);
    }

    @Test
    void theBareCommandOpensTheWindow() {
        var cli = cli();
        assertEquals(0, cli.run());
        assertEquals(1, cli.windows);
        assertEquals(List.of(), world.log);
    }

    @Test
    void withoutADisplayTheBareCommandSaysSoAndTailsThePlayground() throws Exception {
        world.record("orders", 0, "k", "{}");
        var cli = cli();
        cli.obstacle = "There is no display here.";
        var code = CompletableFuture.supplyAsync(cli::run);
        cli.awaitOut("● 0:0");
        cli.interrupts.stop();
        assertEquals(ExitCode.OK, code.get());
        assertEquals(0, cli.windows);
        assertEquals(
                "There is no display here. The playground's orders follow here.",
                cli.err.toString().lines().findFirst().orElseThrow());
        assertTrue(cli.out().startsWith("● 0:0"), cli.out());
        assertEquals("playground closed", world.log.getLast());
    }

    @Test
    void aSchemaThatComesLateIsWaitedForOnce() {
        var registry = new FakeRegistry();
        world.registry = registry;
        for (int i = 0; i < 50; i++) {
            world.record("t", 0, Headers.NONE, null, new byte[] {0, 0, 0, 0, 7, 4, 'h', 'i'});
        }
        registry.answerAfterAsking(
                7, FakeRegistry.avro(7, "{\"type\": \"string\", \"doc\": \"greeting\"}"));
        var cli = cli();
        assertEquals(ExitCode.OK, cli.run(tail("--from earliest --until end --json")));
        var values = new ArrayList<String>();
        objects(cli).forEach(o -> values.add(o.at("/value/value").stringValue()));
        assertEquals(Collections.nCopies(50, "hi"), values);
    }

    @Test
    void aDeadRegistrySlowsTheFirstRecordOnly() {
        world.registry = new FakeRegistry();
        for (int i = 0; i < 50; i++) {
            world.record("t", 0, Headers.NONE, null, new byte[] {0, 0, 0, 0, 7, 4, 'h', 'i'});
        }
        var cli = cli();
        cli.patience = Duration.ofMillis(200);
        assertEquals(ExitCode.FINDINGS, cli.run(tail("--from earliest --until end --json")));
        var objects = objects(cli);
        assertEquals(50, objects.size());
        for (var object : objects) {
            assertTrue(object.at("/value/format").isNull());
            assertEquals("AAAAAAcEaGk=", object.at("/value/base64").stringValue());
            assertEquals("schema.unavailable", object.at("/value/findings/0/rule").stringValue());
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
