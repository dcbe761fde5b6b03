package io.sightglass.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/// Three worker processes share a topic of a real broker, and one of them is killed with SIGKILL at
/// a random moment. What the others print is what a single run prints. In `-Plong` only.
@EnabledIfSystemProperty(named = "sightglass.groupRuns", matches = "\\d+")
class GroupRunTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int PARTITIONS = 12;
    private static final int RECORDS = 600_000;
    private static final long LONGEST = 120;

    /// Where a broker on a busy machine did not answer within six seconds.
    private static final int UNREADABLE = 3;

    @TempDir private Path folder;

    @Test
    void killedWorkersCostNoRecordAndCountNoneTwice() throws Exception {
        int runs = Integer.getInteger("sightglass.groupRuns");
        long seed = System.nanoTime();
        try (var topic = new WorkTopic(folder, PARTITIONS, RECORDS, seed)) {
            Files.writeString(
                    folder.resolve("client.properties"),
                    "bootstrap.servers="
                            + topic.broker.bootstrap()
                            + "\nsightglass.writable=true\nsession.timeout.ms=6000\n");
            var single = start("single", List.of());
            assertTrue(single.waitFor(LONGEST, TimeUnit.SECONDS), "the single run did not end");
            assertEquals(1, single.exitValue(), "the topic misses what is promised");
            var expected = printed("single");
            assertEquals(RECORDS, expected.path("records").asInt());
            var random = new Random(seed);
            var table = new StringBuilder("run, killed after ms, started again, seconds\n");
            for (int run = 0; run < runs; run++) {
                table.append(run(run, random, expected)).append('\n');
            }
            System.out.println("seed " + seed + "\n" + table);
        }
    }

    private String run(int run, Random random, JsonNode expected) throws Exception {
        long begun = System.nanoTime();
        var name = "run-" + run;
        var workers = new ArrayList<Process>();
        for (int i = 0; i < 3; i++) {
            workers.add(start(name + "-" + i, List.of("--group", name, "--yes")));
        }
        // from before it has joined to about when all is done
        int after = 1_500 + random.nextInt(8_000);
        int victim = random.nextInt(3);
        boolean ended = workers.get(victim).waitFor(after, TimeUnit.MILLISECONDS);
        workers.get(victim).destroyForcibly().waitFor();
        int again = 0;
        for (int i = 0; i < 3; i++) {
            if (i == victim && !ended) {
                continue;
            }
            var worker = workers.get(i);
            assertTrue(worker.waitFor(LONGEST, TimeUnit.SECONDS), name + " did not end");
            for (int tries = 0; worker.exitValue() == UNREADABLE && tries < 5; tries++) {
                // whoever could not connect is started again, as whatever runs workers does
                again++;
                worker = start(name + "-" + i, List.of("--group", name, "--yes"));
                assertTrue(worker.waitFor(LONGEST, TimeUnit.SECONDS), name + " did not end");
            }
            assertEquals(1, worker.exitValue(), () -> said(name));
            assertEquals(counted(expected), counted(printed(name + "-" + i)), name);
        }
        long seconds = (System.nanoTime() - begun) / 1_000_000_000;
        var killed = ended ? "it had ended" : Integer.toString(after);
        return run + ", " + killed + ", " + again + ", " + seconds;
    }

    private String said(String name) {
        var all = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            try {
                all.append(Files.readString(folder.resolve(name + "-" + i + ".err")));
            } catch (java.io.IOException e) {
                all.append(e);
            }
        }
        return all.toString();
    }

    private Process start(String as, List<String> more) throws Exception {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx192m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "io.sightglass.Main",
                                "check",
                                WorkTopic.TOPIC,
                                "--json",
                                "--config",
                                folder.resolve("client.properties").toString(),
                                "--schemas",
                                folder.toString()));
        command.addAll(more);
        return new ProcessBuilder(command)
                .redirectOutput(file(as + ".out"))
                .redirectError(file(as + ".err"))
                .start();
    }

    private File file(String name) {
        return folder.resolve(name).toFile();
    }

    private JsonNode printed(String as) throws Exception {
        return JSON.readTree(Files.readAllBytes(folder.resolve(as + ".out")));
    }

    /// All that is printed but what is estimated, and the words of the one that was met first.
    private static JsonNode counted(JsonNode printed) {
        var of = (ObjectNode) printed.deepCopy();
        for (var field : of.path("fields").values()) {
            ((ObjectNode) field).remove("distinct");
        }
        for (var rule : of.path("rules").values()) {
            ((ObjectNode) rule).remove("example");
        }
        for (var objective : of.path("objectives").values()) {
            for (var down : objective.path("down").values()) {
                ((ObjectNode) down).remove("cause");
            }
        }
        // the most frequent of many keys
        ((ObjectNode) of.path("facets")).remove("key");
        return of;
    }
}
