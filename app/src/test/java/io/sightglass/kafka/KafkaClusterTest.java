package io.sightglass.kafka;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.kafka.Fixture.Collected;
import io.sightglass.model.Headers;
import io.sightglass.port.Cluster;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.From;
import io.sightglass.port.Health;
import io.sightglass.port.ReadRequest;
import io.sightglass.port.TopicInfo;
import io.sightglass.port.Until;

import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Against a real broker. Topic `orders` has 10, 4, 0 and 6 records in its partitions.
class KafkaClusterTest {
    private static final Until END = new Until.End();
    private static final Until FOREVER = new Until.Forever();

    private static Fixture fixture;
    private static Cluster cluster;

    @BeforeAll
    static void start() throws Exception {
        fixture = Fixture.start();
        fixture.create("orders", 4);
        fixture.create("order-status", 1);
        fixture.fill("orders", 0, 0, 10);
        fixture.fill("orders", 1, 0, 4);
        fixture.fill("orders", 3, 0, 6);
        cluster = KafkaCluster.connect(fixture.profile());
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
        if (fixture != null) {
            fixture.close();
        }
    }

    private static List<String> read(Set<Integer> partitions, From from, Until until)
            throws Exception {
        return read("orders", partitions, from, until).sorted();
    }

    private static Collected read(String topic, Set<Integer> partitions, From from, Until until)
            throws Exception {
        try (var source = cluster.open(new ReadRequest(topic, partitions, from, until))) {
            return Fixture.readToEnd(source);
        }
    }

    private static List<String> offsets(int partition, int from, int to) {
        var list = new ArrayList<String>();
        for (int i = from; i < to; i++) {
            list.add(partition + ":" + i);
        }
        return list;
    }

    @SafeVarargs
    private static List<String> concat(List<String>... parts) {
        var all = new ArrayList<String>();
        for (var part : parts) {
            all.addAll(part);
        }
        return all;
    }

    @Test
    void listsTopicsWithOffsetsAndSizes() throws Exception {
        var topics = cluster.topics();
        var orders =
                topics.stream().filter(t -> t.name().equals("orders")).findFirst().orElseThrow();
        assertEquals(
                List.of(
                        new TopicInfo.PartitionInfo(0, 0, 10),
                        new TopicInfo.PartitionInfo(1, 0, 4),
                        new TopicInfo.PartitionInfo(2, 0, 0),
                        new TopicInfo.PartitionInfo(3, 0, 6)),
                orders.partitions());
        assertEquals(20, orders.records());
        assertTrue(orders.bytes() > 0);
        assertFalse(orders.internal());
        assertEquals(22, orders.id().length());
        assertEquals(topics.stream().map(TopicInfo::name).sorted().toList(), names(topics));
    }

    private static List<String> names(List<TopicInfo> topics) {
        return topics.stream().map(TopicInfo::name).toList();
    }

    @Test
    void aSourceKnowsHowMuchIsLeft() throws Exception {
        fixture.create("long", 1);
        fixture.fill("long", 0, 0, 25_000);
        var request = new ReadRequest("long", Set.of(), new From.Earliest(), FOREVER);
        try (var source = cluster.open(request)) {
            var collected = new Collected();
            var seen = new TreeSet<Long>();
            Wait.until(
                    "all of it",
                    () -> {
                        source.poll(Duration.ofMillis(100), collected);
                        long behind = source.behind();
                        // where nothing was fetched yet, nobody knows
                        if (behind >= 0) {
                            assertEquals(25_000, behind + collected.records.size());
                            seen.add(behind);
                        }
                        return behind == 0;
                    });
            assertEquals(25_000, collected.records.size());
            assertTrue(seen.size() > 1, seen::toString);
        }
    }

    @Test
    void earliestToEndHandsOverEachRecordOnceAndInOrder() throws Exception {
        var all = read("orders", Set.of(), new From.Earliest(), END);
        assertEquals(concat(offsets(0, 0, 10), offsets(1, 0, 4), offsets(3, 0, 6)), all.sorted());
        for (int partition : List.of(0, 1, 3)) {
            var prefix = partition + ":";
            var ofPartition = all.records.stream().filter(r -> r.startsWith(prefix)).toList();
            assertEquals(offsets(partition, 0, ofPartition.size()), ofPartition);
        }
        assertTrue(all.values.contains("3-5"));
        assertTrue(all.headers.stream().allMatch(headers -> headers == Headers.NONE));
    }

    @Test
    void chosenPartitionsOnly() throws Exception {
        assertEquals(
                concat(offsets(1, 0, 4), offsets(3, 0, 6)),
                read(Set.of(1, 3), new From.Earliest(), END));
    }

    @Test
    void theLastFewAreSharedOutByWhatEachPartitionHolds() throws Exception {
        assertEquals(
                concat(offsets(0, 5, 10), offsets(1, 2, 4), offsets(3, 3, 6)),
                read(Set.of(), new From.Last(10), END));
        assertEquals(List.of(), read(Set.of(), new From.Last(0), END));
        assertEquals(20, read(Set.of(), new From.Last(Long.MAX_VALUE), END).size());
        assertEquals(7, read(Set.of(), new From.Last(7), END).size());
    }

    @Test
    void anOffsetIsMovedToWhatIsThere() throws Exception {
        assertEquals(
                concat(offsets(0, 5, 10), offsets(3, 5, 6)),
                read(Set.of(), new From.Offset(5), END));
        assertEquals(List.of(), read(Set.of(), new From.Offset(1_000_000), END));
        assertEquals(20, read(Set.of(), new From.Offset(-3), END).size());
    }

    @Test
    void timesAreRecordTimestamps() throws Exception {
        // The record with offset n is of n seconds after the epoch.
        assertEquals(
                concat(offsets(0, 3, 10), offsets(1, 3, 4), offsets(3, 3, 6)),
                read(Set.of(), new From.Time(Instant.ofEpochMilli(2001)), END));
        assertEquals(
                concat(offsets(0, 2, 5), offsets(1, 2, 4), offsets(3, 2, 5)),
                read(
                        Set.of(),
                        new From.Time(Instant.ofEpochSecond(2)),
                        new Until.Time(Instant.ofEpochSecond(5))));
        assertEquals(List.of(), read(Set.of(), new From.Time(Instant.MAX), END));
        assertEquals(20, read(Set.of(), new From.Time(Instant.MIN), END).size());
    }

    @Test
    void latestToEndIsFinishedAtOnce() throws Exception {
        var request = new ReadRequest("orders", Set.of(), new From.Latest(), END);
        try (var source = cluster.open(request)) {
            assertTrue(source.finished());
            assertEquals(0, source.poll(Duration.ofSeconds(30), new Collected()));
        }
    }

    @Test
    void latestHandsOverWhatArrivesAfterOpening() throws Exception {
        fixture.create("live", 2);
        fixture.fill("live", 0, 0, 3);
        var request = new ReadRequest("live", Set.of(), new From.Latest(), FOREVER);
        try (var source = cluster.open(request)) {
            fixture.fill("live", 0, 3, 2);
            fixture.fill("live", 1, 0, 1);
            var collected = new Collected();
            Wait.until(
                    "3 records",
                    () -> {
                        source.poll(Duration.ofMillis(100), collected);
                        return collected.records.size() >= 3;
                    });
            assertEquals(List.of("0:3", "0:4", "1:0"), collected.sorted());
            assertFalse(source.finished());
        }
    }

    @Test
    void wakeupEndsAWaitingPoll() throws Exception {
        var request = new ReadRequest("orders", Set.of(), new From.Latest(), FOREVER);
        try (var source = cluster.open(request)) {
            source.wakeup();
            assertEquals(0, source.poll(Duration.ofMinutes(5), new Collected()));
        }
    }

    @Test
    void headersKeepOrderDuplicatesAndNulls() throws Exception {
        fixture.create("headed", 1);
        var entry = new ProducerRecord<byte[], byte[]>("headed", 0, null, null);
        entry.headers().add(new RecordHeader("reason", Fixture.bytes("a")));
        entry.headers().add(new RecordHeader("empty", null));
        entry.headers().add(new RecordHeader("reason", Fixture.bytes("b")));
        fixture.producer.send(entry).get();
        var headers = read("headed", Set.of(), new From.Earliest(), END).headers.getFirst().list();
        assertEquals(
                List.of("reason", "empty", "reason"), headers.stream().map(h -> h.name()).toList());
        assertArrayEquals(Fixture.bytes("a"), headers.get(0).value());
        assertSame(null, headers.get(1).value());
        assertArrayEquals(Fixture.bytes("b"), headers.get(2).value());
    }

    @Test
    void transactionMarkersAtTheEndDoNotKeepItFromFinishing() throws Exception {
        fixture.create("transactions", 1);
        try (var producer = fixture.producer(Map.of("transactional.id", "t"))) {
            producer.initTransactions();
            for (var end : List.of("commit", "abort", "commit")) {
                producer.beginTransaction();
                producer.send(new ProducerRecord<>("transactions", Fixture.bytes(end)));
                producer.flush();
                if (end.equals("commit")) {
                    producer.commitTransaction();
                } else {
                    producer.abortTransaction();
                }
            }
        }
        var read = read("transactions", Set.of(), new From.Earliest(), END);
        assertEquals(List.of("commit", "abort", "commit"), read.values);
        assertEquals(List.of("0:0", "0:2", "0:4"), read.records);
        // From a marker on there is nothing but the marker.
        assertEquals(List.of(), read("transactions", Set.of(), new From.Offset(5), END).records);
    }

    @Test
    void whatWasDeletedUnderTheReaderIsSaidAndPassedOver() throws Exception {
        fixture.create("shrinking", 1);
        fixture.fill("shrinking", 0, 0, 10);
        var request = new ReadRequest("shrinking", Set.of(), new From.Earliest(), END);
        try (var source = cluster.open(request)) {
            fixture.admin
                    .deleteRecords(
                            Map.of(
                                    new TopicPartition("shrinking", 0),
                                    RecordsToDelete.beforeOffset(6)))
                    .all()
                    .get();
            var collected = Fixture.readToEnd(source);
            assertEquals(List.of("0:0-6"), collected.gone);
            assertEquals(offsets(0, 6, 10), collected.records);
        }
    }

    @Test
    void aTopicThatIsDeletedWhileReadEndsTheReadingWithASentence() throws Exception {
        fixture.create("doomed", 1);
        var request = new ReadRequest("doomed", Set.of(), new From.Earliest(), FOREVER);
        try (var source = cluster.open(request)) {
            fixture.admin.deleteTopics(List.of("doomed")).all().get();
            var failure = new ConnectionFailure[1];
            Wait.until(
                    "the topic is gone",
                    () -> {
                        try {
                            source.poll(Duration.ofMillis(100), new Collected());
                            return false;
                        } catch (ConnectionFailure e) {
                            failure[0] = e;
                            return true;
                        }
                    });
            assertEquals("Topic doomed was deleted while it was read.", failure[0].getMessage());
        }
        assertFalse(fixture.admin.listTopics().names().get().contains("doomed"));
    }

    /// A broker may list a new topic before it can describe it.
    @Test
    void aTopicMadeThisMomentIsFound() throws Exception {
        for (int i = 0; i < 20; i++) {
            fixture.create("fresh-" + i, 1);
            assertEquals("fresh-" + i, cluster.describe("fresh-" + i).topic());
        }
    }

    @Test
    void partitionsThatAreAddedAreReadFromTheirBeginning() throws Exception {
        fixture.create("growing", 1);
        var request = new ReadRequest("growing", Set.of(), new From.Latest(), FOREVER);
        try (var source = cluster.open(request)) {
            fixture.admin
                    .createPartitions(Map.of("growing", NewPartitions.increaseTo(2)))
                    .all()
                    .get();
            fixture.fill("growing", 1, 0, 2);
            var collected = new Collected();
            Wait.until(
                    "records of the new partition",
                    () -> {
                        source.poll(Duration.ofMillis(100), collected);
                        return collected.records.size() >= 2;
                    });
            assertEquals(List.of("1:0", "1:1"), collected.records);
        }
    }

    @Test
    void anUnknownTopicIsASentenceThatNamesNearMisses() throws Exception {
        assertEquals(
                "There is no topic ordrs at "
                        + fixture.broker.bootstrap()
                        + ". Did you mean orders?",
                failure("ordrs", Set.of()));
        assertTrue(failure("order", Set.of()).endsWith("Did you mean orders or order-status?"));
        assertTrue(failure("zzzzzz", Set.of()).contains("; check the name among the cluster's "));
        assertTrue(failure("not a name", Set.of()).startsWith("There is no topic not a name"));
        assertEquals(
                "Topic orders has no partition 9; it has 0 to 3.", failure("orders", Set.of(9)));
        var names = fixture.admin.listTopics().names().get();
        assertFalse(names.contains("ordrs"));
    }

    private static String failure(String topic, Set<Integer> partitions) {
        var request = new ReadRequest(topic, partitions, new From.Earliest(), END);
        return assertThrows(ConnectionFailure.class, () -> cluster.open(request).close())
                .sentence()
                .plain();
    }

    @Test
    void groupsHaveTheLagOfWhatTheyCommittedAndReadingLeavesNone() throws Exception {
        read(Set.of(), new From.Earliest(), END);
        fixture.admin
                .alterConsumerGroupOffsets(
                        "billing",
                        Map.of(
                                new TopicPartition("orders", 0), new OffsetAndMetadata(4),
                                new TopicPartition("orders", 1), new OffsetAndMetadata(4)))
                .all()
                .get();
        var groups = cluster.groups();
        assertEquals(1, groups.size(), groups::toString);
        assertEquals("billing", groups.getFirst().id());
        assertEquals("Empty", groups.getFirst().state());
        assertEquals(6, groups.getFirst().lag());
    }

    @Test
    void closingLeavesNoThread() throws Exception {
        var before = threads();
        try (var other = KafkaCluster.connect(fixture.profile())) {
            assertInstanceOf(Health.Up.class, other.health());
            var request = new ReadRequest("orders", Set.of(), new From.Earliest(), END);
            try (var source = other.open(request)) {
                Fixture.readToEnd(source);
            }
        }
        Wait.until("threads ended", () -> before.containsAll(threads()));
        assertNotNull(cluster.topics());
    }

    private static Set<Long> threads() {
        var ids = new TreeSet<Long>();
        for (var thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().contains("kafka")) {
                ids.add(thread.threadId());
            }
        }
        return ids;
    }
}
