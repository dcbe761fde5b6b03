package io.sightglass.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.connect.Connection;
import io.sightglass.indicator.Choice;
import io.sightglass.model.Auth;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.From;
import io.sightglass.port.ReadRequest;
import io.sightglass.port.Until;
import io.sightglass.tail.TailLimits;

import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// As many lists, descriptions, commands and tails as somebody asks for in an hour, in less time,
/// leave nothing behind in a cluster, by its own account: its topics, groups and offsets, the
/// requests it counted, and what its authorizer denied. The user may read one topic and nothing
/// else, and the brokers create topics for whoever asks for one that there is not.
@Timeout(180)
class NoTraceTest {
    private static final String GROUP = "billing";

    /// Requests that change something, or would make this a member of something (Kafka protocol,
    /// "API Keys").
    private static final Pattern CHANGING =
            Pattern.compile(
                    "Produce|.*Create.*|.*Delete.*|.*Alter.*|JoinGroup|SyncGroup|LeaveGroup|Heartbeat"
                        + "|ConsumerGroupHeartbeat|ShareGroupHeartbeat|OffsetCommit"
                        + "|TxnOffsetCommit|InitProducerId|AddPartitionsToTxn|EndTxn"
                        + "|ElectLeaders|WriteTxnMarkers|PushTelemetry|ShareAcknowledge");

    /// How the authorizer logs a denial.
    private static final Pattern DENIED =
            Pattern.compile(
                    "Principal = User:alice is Denied operation = (\\w+) .* on resource = (.*?) for"
                            + " request = (\\w+).*");

    /// What a cluster holds that somebody could have left there.
    private record Left(
            Set<String> topics,
            Set<String> groups,
            Map<TopicPartition, OffsetAndMetadata> offsets) {}

    private static Left left(Secured secured) throws Exception {
        var topics = secured.admin.listTopics(new ListTopicsOptions().listInternal(true));
        var groups = secured.admin.listGroups().all().get();
        return new Left(
                new TreeSet<>(topics.names().get()),
                groups.stream()
                        .map(group -> group.groupId() + " " + group.groupState())
                        .collect(Collectors.toCollection(TreeSet::new)),
                secured.admin
                        .listConsumerGroupOffsets(GROUP)
                        .partitionsToOffsetAndMetadata()
                        .get());
    }

    @Test
    void aLongUseLeavesNoTrace() throws Exception {
        var secured = Secured.get();
        secured.admin
                .alterConsumerGroupOffsets(
                        GROUP, Map.of(new TopicPartition("orders", 0), new OffsetAndMetadata(4)))
                .all()
                .get();
        var before = left(secured);
        var requestsBefore = secured.broker.requests();
        int deniedBefore = secured.broker.denials().size();

        commands(secured);
        int rounds = 60;
        var profile = secured.profile(Way.SCRAM).withAuth(Ways.scram(true, Auth.Hash.SHA_512));
        try (var connection = ReadFailures.open(profile)) {
            for (int i = 0; i < rounds; i++) {
                assertTrue(
                        connection.cluster().topics().stream()
                                .anyMatch(topic -> topic.name().equals("orders")));
                connection.cluster().groups();
                connection.cluster().describe("orders");
            }
            read(connection);
        }

        assertEquals(before, left(secured));
        var more = new TreeMap<String, Long>();
        secured.broker
                .requests()
                .forEach((kind, count) -> {
                    long by = count - requestsBefore.getOrDefault(kind, 0L);
                    if (by > 0) {
                        more.put(kind, by);
                    }
                });
        more.keySet().removeAll(BETWEEN_BROKERS);
        for (var kind : more.keySet()) {
            assertFalse(CHANGING.matcher(kind).matches(), () -> "a " + kind + " of " + more);
        }
        // A list of topics costs one, whatever is in it; polling costs none.
        assertTrue(more.getOrDefault("Metadata", 0L) <= 3L * rounds + 60, more::toString);
        denials(secured, deniedBefore);
    }

    @Test
    void aTraceWouldBeSeen() throws Exception {
        var secured = Secured.get();
        secured.create("traced", 1, 1);
        var before = left(secured);
        var requestsBefore = secured.broker.requests();
        int deniedBefore = secured.broker.denials().size();

        Map<String, Object> settings =
                Map.of(
                        "bootstrap.servers",
                        secured.broker.bootstrap(Way.PLAINTEXT),
                        "group.id",
                        GROUP,
                        "key.deserializer",
                        ByteArrayDeserializer.class,
                        "value.deserializer",
                        ByteArrayDeserializer.class);
        try (var consumer = new KafkaConsumer<byte[], byte[]>(settings)) {
            var partition = new TopicPartition("orders", 1);
            consumer.assign(List.of(partition));
            consumer.commitSync(Map.of(partition, new OffsetAndMetadata(7)));
        }
        var profile = secured.profile(Way.SCRAM).withAuth(Ways.scram(true, Auth.Hash.SHA_256));
        try (var connection = ReadFailures.open(profile)) {
            var hidden =
                    new ReadRequest("hidden", Set.of(), new From.Earliest(), new Until.Forever());
            assertThrows(ConnectionFailure.class, () -> connection.cluster().open(hidden));
        }

        assertNotEquals(before.offsets(), left(secured).offsets());
        long commits = secured.broker.requests().getOrDefault("OffsetCommit", 0L);
        assertTrue(commits > requestsBefore.getOrDefault("OffsetCommit", 0L));
        assertTrue(CHANGING.matcher("OffsetCommit").matches());
        assertTrue(secured.broker.denials().size() > deniedBefore);
    }

    /// What the brokers say to one another.
    private static final Set<String> BETWEEN_BROKERS =
            Set.of("BrokerHeartbeat", "FetchFollower", "AlterPartition", "FetchSnapshot");

    private static void denials(Secured secured, int before) throws Exception {
        var all = secured.broker.denials();
        var kinds = new TreeMap<String, Integer>();
        for (var line : all.subList(before, all.size())) {
            var matcher = DENIED.matcher(line);
            assertTrue(matcher.matches(), line);
            kinds.merge(matcher.group(1) + " by " + matcher.group(3), 1, Integer::sum);
        }
        // Sizes and settings are asked for once a connection and a topic's page, and looked at
        // only.
        for (var kind : kinds.keySet()) {
            assertTrue(kind.startsWith("DESCRIBE"), kinds::toString);
        }
    }

    private static void commands(Secured secured) throws Exception {
        var bootstrap = secured.broker.bootstrap(Way.SCRAM);
        for (var command :
                new String[][] {
                    {"topics"},
                    {"topics", "--json"},
                    {"tail", "orders", "--from", "earliest", "--limit", "20"},
                    {"tail", "orders", "--from", "earliest", "--until", "end", "--json"},
                    {"check", "orders"},
                    {"tail", "no-such-topic"},
                    {"tail", "hidden"},
                }) {
            var all = java.util.Arrays.copyOf(command, command.length + 2);
            all[command.length] = "--bootstrap";
            all[command.length + 1] = bootstrap;
            CommandRun.whole(Ways.scram(true, Auth.Hash.SHA_256), all);
        }
    }

    private static void read(Connection connection) throws Exception {
        var request = new ReadRequest("orders", Set.of(), new From.Earliest(), new Until.Forever());
        for (int i = 0; i < 5; i++) {
            try (var tail = connection.tail(request, TailLimits.DEFAULT)) {
                Eventually.holds("all came", () -> tail.counts().total() >= Secured.RECORDS);
            }
        }
        var ended = new ReadRequest("orders", Set.of(), new From.Earliest(), new Until.End());
        try (var check = connection.check(ended, Choice.ALL, Duration.ofSeconds(1))) {
            assertTrue(check.await(20_000));
        }
    }
}
