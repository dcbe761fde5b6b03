package io.sightglass.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.contract.Contracts;
import io.sightglass.indicator.Indicators;
import io.sightglass.kafka.KafkaCluster;
import io.sightglass.port.Cluster;
import io.sightglass.port.From;
import io.sightglass.port.ReadRequest;
import io.sightglass.port.Until;
import io.sightglass.scan.Scan;
import io.sightglass.scan.ScanState;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// Workers that share a topic of a real broker.
class WorkerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(6);
    private static final long SOON = 60_000;
    private static final int RECORDS = 40_000;

    @TempDir private static Path folder;
    private static WorkTopic topic;
    private static Cluster cluster;
    private static Indicators single;

    @BeforeAll
    static void start() throws Exception {
        topic = new WorkTopic(folder, 5, RECORDS, 1);
        cluster = KafkaCluster.connect(topic.profile(true));
        single = topic.single(cluster);
        assertEquals(RECORDS, single.counts().records());
    }

    @AfterAll
    static void stop() {
        cluster.close();
        topic.close();
    }

    private static Indicators merged(Scan<Optional<RunFigures>> worker) throws Exception {
        assertTrue(worker.await(SOON), "the worker did not end");
        if (worker.state() instanceof ScanState.Failed(var sentence)) {
            throw new AssertionError(sentence.plain());
        }
        var merged = worker.figures().map(RunFigures::merged).orElse(null);
        assertNotNull(merged);
        return merged;
    }

    @Test
    void oneAloneCountsWhatASingleCheckDoes() throws Exception {
        try (var worker = Worker.start(topic.order(cluster, "alone", "ada@one"), PATIENCE)) {
            assertEquals(WorkTopic.exact(single), WorkTopic.exact(merged(worker)));
        }
        // whoever comes when all is done has the result at once, and counts nothing
        try (var late = Worker.start(topic.order(cluster, "alone", "ada@two"), PATIENCE)) {
            assertEquals(WorkTopic.exact(single), WorkTopic.exact(merged(late)));
            assertEquals(0, late.records());
        }
    }

    /// One of three stops in the midst of a record, as if its process had been stopped; the others
    /// take over what it had. Then it goes on, and writes what it has: that does no harm.
    @Test
    void whatOneLeavesTheOthersCountOnce() throws Exception {
        var expected = WorkTopic.exact(single);
        var stuck = new StuckCluster(cluster, 1 + new Random().nextInt(RECORDS));
        var often = Duration.ofMillis(20);
        try (var zombie = Worker.start(topic.order(stuck, "three", "ada@0"), PATIENCE, often)) {
            stuck.awaitStuck();
            try (var one = Worker.start(topic.order(cluster, "three", "ada@1"), PATIENCE, often);
                    var two = Worker.start(topic.order(cluster, "three", "ada@2"), PATIENCE)) {
                assertEquals(expected, WorkTopic.exact(merged(one)));
                assertEquals(expected, WorkTopic.exact(merged(two)));
            }
            stuck.release();
            assertEquals(expected, WorkTopic.exact(merged(zombie)));
        }
    }

    @Test
    void onesThatAreStoppedAreGoneOnWithByOthers() throws Exception {
        var expected = WorkTopic.exact(single);
        for (int i = 0; i < 4; i++) {
            var stuck = new StuckCluster(cluster, 6_000);
            try (var some = Worker.start(topic.order(stuck, "turns", "ada@" + i), PATIENCE)) {
                stuck.awaitStuck();
                some.cancel();
                stuck.release();
                assertTrue(merged(some).counts().records() >= (i + 1) * 5_000L);
            }
        }
        try (var last = Worker.start(topic.order(cluster, "turns", "ada@last"), PATIENCE)) {
            assertEquals(expected, WorkTopic.exact(merged(last)));
            assertTrue(last.records() < RECORDS / 2, "counted again: " + last.records());
        }
    }

    @Test
    void oneThatFollowsCountsWhatComesUntilItIsStoppedAndAnotherGoesOn() throws Exception {
        var later = "later";
        try (var admin = Admin.create(Map.of("bootstrap.servers", topic.broker.bootstrap()))) {
            admin.createTopics(List.of(new NewTopic(later, 2, (short) 1))).all().get();
        }
        for (int turn = 1; turn <= 2; turn++) {
            try (var worker = Worker.start(following(later), PATIENCE)) {
                topic.send(later, new Random(turn), 2, 700);
                long end = System.nanoTime() + Duration.ofMillis(SOON).toNanos();
                while (worker.records() < 700 && System.nanoTime() < end) {
                    assertFalse(worker.await(20), "it ended by itself");
                }
                worker.cancel();
                var merged = merged(worker);
                assertFalse(merged.complete());
                assertEquals(700L * turn, merged.counts().records());
            }
        }
    }

    private static WorkOrder following(String later) {
        var order = topic.order(cluster, "follow", "ada");
        return new WorkOrder(
                order.cluster(),
                order.permission(),
                ResultTopic.of(later).orElseThrow(),
                order.name(),
                new ReadRequest(later, Set.of(), new From.Earliest(), new Until.Forever()),
                order.choice(),
                null,
                order.decoders(),
                order.contracts(),
                order.masking(),
                order.by());
    }

    @Test
    void somebodyElsesGroupIsNotJoined() throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", topic.broker.bootstrap()))) {
            admin.alterConsumerGroupOffsets(
                            "billing",
                            Map.of(
                                    new org.apache.kafka.common.TopicPartition(WorkTopic.TOPIC, 0),
                                    new org.apache.kafka.clients.consumer.OffsetAndMetadata(1)))
                    .all()
                    .get();
        }
        try (var worker = Worker.start(topic.order(cluster, "billing", "ada"), PATIENCE)) {
            assertTrue(worker.await(SOON));
            var failed = assertInstanceOf(ScanState.Failed.class, worker.state());
            assertEquals(
                    "There is a consumer group billing that is no check of this topic, and joining"
                            + " it would take its partitions away; choose another name.",
                    failed.sentence().plain());
        }
    }

    @Test
    void oneThatHoldsRecordsToSomethingElseIsNotLetIn() throws Exception {
        try (var first = Worker.start(topic.order(cluster, "held", "ada"), PATIENCE)) {
            merged(first);
        }
        var order = topic.order(cluster, "held", "eve");
        var other =
                new WorkOrder(
                        order.cluster(),
                        order.permission(),
                        order.results(),
                        order.name(),
                        order.request(),
                        order.choice(),
                        null,
                        order.decoders(),
                        Contracts.none(),
                        order.masking(),
                        order.by());
        try (var worker = Worker.start(other, PATIENCE)) {
            assertTrue(worker.await(SOON));
            var failed = assertInstanceOf(ScanState.Failed.class, worker.state());
            assertTrue(failed.sentence().plain().contains("another contract"));
        }
    }

    @Test
    void whatIsKnownOfARunIsRead() throws Exception {
        try (var worker = Worker.start(topic.order(cluster, "known", "ada@one"), PATIENCE)) {
            merged(worker);
        }
        var log = new RunLog("known");
        new RunReader(cluster, ResultTopic.of(WorkTopic.TOPIC).orElseThrow(), log).refresh();
        var run = log.run("known").orElseThrow();
        assertEquals("ada@one", run.by());
        assertTrue(log.runs().contains(run));
        var progress = log.progress(run);
        assertTrue(progress.isDone());
        assertEquals(5, progress.done());
        assertEquals(RECORDS, progress.records());
        assertEquals(RECORDS, progress.expected());
        assertEquals(1, progress.workers());
        var merged = RunFigures.of(run, log, topic.decoders).merged();
        assertEquals(WorkTopic.exact(single), WorkTopic.exact(Objects.requireNonNull(merged)));
        var without = new RunLog(null);
        new RunReader(cluster, ResultTopic.of(WorkTopic.TOPIC).orElseThrow(), without).refresh();
        assertEquals(progress, without.progress(without.run("known").orElseThrow()));
    }

    @Test
    void whatWritesAsksForAPermission() {
        var readOnly = topic.profile(false);
        assertTrue(readOnly.writePermission().isEmpty());
        var other = topic.profile(true).withAddress("other", "other:9092");
        var permission = other.writePermission().orElseThrow();
        assertThrows(IllegalArgumentException.class, () -> cluster.writing(permission));
    }
}
