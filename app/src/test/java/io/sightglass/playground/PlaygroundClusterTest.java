package io.sightglass.playground;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Environment;
import io.sightglass.playground.traffic.Expected;
import io.sightglass.playground.traffic.Fault;
import io.sightglass.playground.traffic.Planted;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// The playground as a whole: a real broker, and the records that are really in it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PlaygroundClusterTest {
    private static final Map<String, Integer> TOPICS =
            Map.of(
                    "orders", 3,
                    "order-status", 3,
                    "customers", 3,
                    "coffee-catalog", 1,
                    "clickstream", 3,
                    "payments", 3,
                    "inventory", 3,
                    "legacy-pos", 1,
                    "orders-dlq", 1);

    private record Position(String topic, int partition, long offset) {}

    private PlaygroundCluster playground;
    private KafkaConsumer<byte[], byte[]> consumer;
    private Instant started;
    private final Map<Position, ConsumerRecord<byte[], byte[]>> read = new HashMap<>();
    private final List<String> progress = new ArrayList<>();

    @BeforeAll
    void start() throws Exception {
        started = Instant.now();
        playground = PlaygroundCluster.start(progress::add);
        consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", playground.profile().bootstrap()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        var partitions = new ArrayList<TopicPartition>();
        TOPICS.forEach((topic, count) -> {
            for (int i = 0; i < count; i++) {
                partitions.add(new TopicPartition(topic, i));
            }
        });
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        long history = playground.ledger().taken();
        readUntil(() -> read.size() >= history, "the history");
    }

    @AfterAll
    void close() {
        consumer.close();
        long broker = playground.brokerPid();
        playground.close();
        playground.close();
        assertTrue(ProcessHandle.of(broker).isEmpty());
        assertFalse(living().contains(playground.profile()));
    }

    private static List<ClusterProfile> living() {
        return RunningPlayground.all(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /// Reads on until `enough`.
    private void readUntil(BooleanSupplier enough, String what) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!enough.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "not within a minute: " + what);
            for (var record : consumer.poll(Duration.ofMillis(100))) {
                var position = new Position(record.topic(), record.partition(), record.offset());
                assertNull(read.put(position, record), "read once");
            }
        }
    }

    private List<Planted> plantedAndRead() {
        return playground.ledger().all().stream().filter(p -> record(p) != null).toList();
    }

    private ConsumerRecord<byte[], byte[]> record(Planted planted) {
        return read.get(new Position(planted.topic(), planted.partition(), planted.offset()));
    }

    @Test
    @Order(1)
    void canBeFound() {
        var profile = playground.profile();
        assertEquals(ClusterProfile.PLAYGROUND, profile.name());
        assertEquals(Environment.DEMO, profile.environment());
        assertTrue(living().contains(profile), living().toString());
        assertTrue(RunningPlayground.find().isPresent());
        assertFalse(progress.isEmpty());
        assertEquals(TOPICS.keySet(), withoutInternal(consumer.listTopics().keySet()));
    }

    private static Set<String> withoutInternal(Set<String> topics) {
        var own = new HashSet<>(topics);
        own.removeIf(topic -> topic.startsWith("__"));
        return own;
    }

    @Test
    @Order(2)
    void everyKindOfFaultIsThereAndWhereTheLedgerSays() {
        var perTopic = new HashMap<String, Set<Fault>>();
        readUntil(
                () -> {
                    perTopic.clear();
                    plantedAndRead()
                            .forEach(p ->
                                    perTopic.computeIfAbsent(
                                                    p.topic(), t -> EnumSet.noneOf(Fault.class))
                                            .add(p.fault()));
                    var all = EnumSet.noneOf(Fault.class);
                    perTopic.values().forEach(all::addAll);
                    return all.size() == Fault.values().length && perTopic.size() == TOPICS.size();
                },
                "every fault");
        for (var planted : plantedAndRead()) {
            var record = record(planted);
            for (var expected : planted.expected()) {
                Claims.check(planted, expected, record.value());
            }
        }
    }

    @Test
    @Order(3)
    void historyIsSixMinutesLongAndFull() {
        var counts = new HashMap<String, Integer>();
        var earliest = new HashMap<String, Long>();
        for (var record : read.values()) {
            if (record.timestamp() < started.toEpochMilli()) {
                counts.merge(record.topic(), 1, Integer::sum);
                earliest.merge(record.topic(), record.timestamp(), Math::min);
            }
        }
        assertEquals(TOPICS.keySet(), counts.keySet());
        assertTrue(counts.get("orders") > 2000, counts.toString());
        counts.forEach((topic, count) -> assertTrue(count > 200, topic + " " + count));
        earliest.forEach((topic, time) ->
                assertTrue(
                        time < started.minusSeconds(330).toEpochMilli(),
                        topic + " begins " + Instant.ofEpochMilli(time)));
    }

    @Test
    @Order(4)
    void deadLettersAreCopiesWithReasons() {
        var letters = read.values().stream().filter(r -> r.topic().equals("orders-dlq")).toList();
        assertFalse(letters.isEmpty());
        for (var letter : letters) {
            var original =
                    read.get(
                            new Position(
                                    header(letter, "dlq.topic"),
                                    Integer.parseInt(header(letter, "dlq.partition")),
                                    Long.parseLong(header(letter, "dlq.offset"))));
            if (original != null) {
                assertArrayEquals(original.value(), letter.value());
            }
            assertFalse(header(letter, "dlq.reason").isEmpty());
            int attempts = 0;
            for (var ignored : letter.headers().headers("dlq.attempt")) {
                attempts++;
            }
            assertEquals(2, attempts);
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Test
    @Order(5)
    void recordsSayWhichSchemaTheyHave() {
        var ids = new TreeSet<Integer>();
        for (var record : read.values()) {
            switch (record.topic()) {
                case "orders" -> {
                    if (record.value() != null && record.value().length > 0) {
                        ids.add(ByteBuffer.wrap(record.value(), 1, 4).getInt());
                    }
                }
                case "customers" -> {
                    var header = record.headers().lastHeader("__value_schema_id").value();
                    assertEquals(17, header.length);
                    assertEquals(1, header[0]);
                }
                case "inventory" -> {
                    assertEquals((byte) 0xC3, record.value()[0]);
                    assertEquals((byte) 0x01, record.value()[1]);
                }
                default -> {}
            }
        }
        assertEquals(Set.of(3, 4, 90417), ids);
    }

    /// Kills the broker in the middle of it all.
    @Test
    @Order(6)
    void noOrderIsLostOrDoubledWhenTheBrokerIsKilled() {
        long killed = playground.brokerPid();
        ProcessHandle.of(killed).orElseThrow().destroyForcibly();
        Await.that(() -> playground.brokerPid() != killed, "another broker");
        long before = playground.ledger().taken();
        readUntil(() -> playground.ledger().taken() > before + 1000, "a thousand more records");

        int last = orders().stream().mapToInt(n -> n).max().orElseThrow();
        readUntil(() -> new HashSet<>(orders()).size() >= missing(last), "order " + last);
        var numbers = orders();
        assertEquals(numbers.size(), new HashSet<>(numbers).size(), "none is doubled");
        assertNotEquals(killed, playground.brokerPid());
    }

    private static int missing(int last) {
        return last - 5511;
    }

    /// The numbers of all orders read, from the first field of each. (A tombstone and an empty
    /// value have none, and take none.)
    private List<Integer> orders() {
        var numbers = new ArrayList<Integer>();
        for (var record : read.values()) {
            if (record.topic().equals("orders")
                    && record.value() != null
                    && record.value().length > 8) {
                int length = record.value()[7];
                var id = new String(record.value(), 8, length, StandardCharsets.UTF_8);
                numbers.add(Integer.parseInt(id.substring(2)));
            }
        }
        return numbers;
    }

    /// What the bytes at a place in the ledger have to be.
    private static final class Claims {
        static void check(Planted planted, Expected expected, byte[] value) {
            var what = planted + " " + expected;
            int start = expected.range().start();
            int end = expected.range().end();
            if (value == null || value.length == 0) {
                assertEquals(0, end, what);
                return;
            }
            assertTrue(end <= value.length, what);
            var bytes = Arrays.copyOfRange(value, start, end);
            var text = new String(bytes, StandardCharsets.UTF_8);
            var hex = HexFormat.of().formatHex(bytes);
            switch (expected.rule()) {
                case "contract.required" -> assertEquals(value.length, end, what);
                case "contract.format" ->
                        assertTrue(text.endsWith("yesterday") || text.endsWith("till"), what);
                case "contract.maximum" ->
                        assertTrue(Set.of("100e", "1c", "3134").contains(hex), what + hex);
                case "contract.minimum" ->
                        assertTrue(
                                Set.of("10fbffffffffffffffff01", "05", "2d35").contains(hex),
                                what + hex);
                case "contract.pattern" ->
                        assertTrue(
                                text.endsWith("eur")
                                        || text.endsWith("Netherlands")
                                        || text.endsWith("O1I7")
                                        || text.equals("\"menu\""),
                                what + text);
                case "protobuf.unknown-field" ->
                        assertTrue(
                                Set.of("70ac02", "9806ac02", "a80101").contains(hex), what + hex);
                case "json.unknown-field" -> assertEquals("true", text, what);
                case "json.type" ->
                        assertTrue(Set.of("\"yes\"", "\"wide\"").contains(text), what + text);
                case "protobuf.undeclared-enum" -> assertEquals("2009", hex, what);
                case "avro.enum-index" -> assertEquals("28", hex, what);
                case "schema.unknown-id" -> {
                    if (planted.topic().startsWith("orders")) {
                        assertEquals(90417, ByteBuffer.wrap(bytes).getInt(), what);
                    }
                }
                case "protobuf.truncated",
                        "avro.truncated",
                        "json.truncated",
                        "avro.trailing-bytes" -> {
                    assertEquals(value.length, end, what);
                    assertTrue(start < end, what);
                }
                default -> throw new AssertionError("nobody claims " + what);
            }
        }
    }
}
