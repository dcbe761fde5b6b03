package io.sightglass.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.port.Cluster;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.GroupReport;
import io.sightglass.port.GroupReport.Position;
import io.sightglass.port.Reported;
import io.sightglass.port.TopicReport;
import io.sightglass.port.TopicReport.Origin;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeConfigsResult;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsResult;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Against a real broker. Topic `orders` has 10 and 4 records in its partitions, of which the first
/// two are deleted; two groups have read some of them.
class TopicReportTest {
    private static Fixture fixture;
    private static Cluster cluster;

    @BeforeAll
    static void start() throws Exception {
        fixture = Fixture.start();
        fixture.create("orders", 3, Map.of("retention.ms", "-1", "max.message.bytes", "100000"));
        fixture.create("other", 1);
        fixture.fill("orders", 0, 0, 10);
        fixture.fill("orders", 1, 0, 4);
        fixture.fill("other", 0, 0, 5);
        fixture.admin
                .deleteRecords(
                        Map.of(new TopicPartition("orders", 0), RecordsToDelete.beforeOffset(2)))
                .all()
                .get();
        fixture.admin
                .alterConsumerGroupOffsets(
                        "billing",
                        Map.of(
                                new TopicPartition("orders", 0), new OffsetAndMetadata(7),
                                new TopicPartition("orders", 1), new OffsetAndMetadata(4)))
                .all()
                .get();
        fixture.admin
                .alterConsumerGroupOffsets(
                        "elsewhere",
                        Map.of(new TopicPartition("other", 0), new OffsetAndMetadata(1)))
                .all()
                .get();
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

    private static TopicReport orders() throws Exception {
        return cluster.describe("orders");
    }

    private static <T> T known(Reported<T> reported) {
        return assertInstanceOf(Reported.Known.class, reported, reported.toString()).value() == null
                ? null
                : reported.known().orElseThrow();
    }

    @Test
    void partitions() throws Exception {
        var partitions = known(orders().partitions());
        assertEquals(3, partitions.size());
        var first = partitions.getFirst();
        assertEquals(0, first.number());
        assertNotNull(first.leader());
        assertEquals(
                fixture.broker.bootstrap().replace("localhost", "127.0.0.1"),
                first.leader().address().replace("localhost", "127.0.0.1"));
        assertEquals(List.of(first.leader().id()), first.replicas());
        assertEquals(first.replicas(), first.inSync());
        assertEquals(2, first.beginning());
        assertEquals(10, first.end());
        assertEquals(8, first.records());
        assertEquals(0, partitions.get(2).records());
    }

    @Test
    void settings() throws Exception {
        var settings = known(orders().settings());
        var own =
                settings.stream()
                        .filter(setting -> setting.origin() == Origin.TOPIC)
                        .map(setting -> setting.name() + "=" + setting.value())
                        .toList();
        assertEquals(List.of("max.message.bytes=100000", "retention.ms=-1"), own);
        var replicas =
                settings.stream()
                        .filter(setting -> setting.name().equals("min.insync.replicas"))
                        .findFirst()
                        .orElseThrow();
        assertEquals("1", replicas.value());
        assertTrue(settings.size() > 20);
    }

    @Test
    void size() throws Exception {
        var size = known(orders().size());
        assertEquals(3, size.bytes().size());
        assertTrue(size.bytes().get(0) > 0);
        assertEquals(size.total(), size.once());
    }

    @Test
    void readersAndHowFarBehindTheyAre() throws Exception {
        var readers = known(orders().readers());
        var billing =
                readers.groups().stream()
                        .filter(group -> group.id().equals("billing"))
                        .findFirst()
                        .orElseThrow();
        assertEquals("Empty", billing.state());
        assertEquals(
                List.of(
                        new Position("orders", 0, 7, 10, null),
                        new Position("orders", 1, 4, 4, null)),
                billing.positions());
        assertEquals(3, billing.lag());
        assertTrue(readers.groups().stream().noneMatch(group -> group.id().equals("elsewhere")));
        assertEquals(List.of(), readers.gaps());
    }

    @Test
    void aGroupThatHasCommittedNothingYetReadsToo() throws Exception {
        var properties =
                Map.<String, Object>of(
                        "bootstrap.servers",
                        fixture.broker.bootstrap(),
                        "group.id",
                        "fresh",
                        "client.id",
                        "fresh-1",
                        "enable.auto.commit",
                        false);
        try (var consumer =
                new KafkaConsumer<>(
                        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of("orders"));
            Wait.until(
                    "assigned",
                    () -> {
                        consumer.poll(Duration.ofMillis(50));
                        return consumer.assignment().size() == 3;
                    });
            var fresh =
                    known(orders().readers()).groups().stream()
                            .filter(group -> group.id().equals("fresh"))
                            .findFirst()
                            .orElseThrow();
            assertEquals("Stable", fresh.state());
            assertEquals(1, fresh.members().size());
            assertEquals("fresh-1", fresh.members().getFirst().client());
            assertEquals(3, fresh.positions().size());
            assertEquals(GroupReport.NONE, fresh.lag());
            assertEquals(fresh.members().getFirst().id(), fresh.positions().getFirst().member());
        }
    }

    @Test
    void aGroupByItself() throws Exception {
        var group = cluster.group("elsewhere");
        assertEquals(List.of(new Position("other", 0, 1, 5, null)), group.positions());
        assertEquals(List.of("other"), group.topics());
        assertEquals(4, group.lag());
        assertEquals(List.of(), group.gaps());
    }

    @Test
    void theListOfGroupsSaysWhatTheyRead() throws Exception {
        var billing =
                cluster.groups().stream()
                        .filter(group -> group.id().equals("billing"))
                        .findFirst()
                        .orElseThrow();
        assertEquals(Map.of("orders", 3L), billing.topics());
    }

    @Test
    void whatIsNotThereIsSaid() {
        var topic = assertThrows(ConnectionFailure.class, () -> cluster.describe("order"));
        assertTrue(
                topic.getMessage().startsWith("There is no topic order at "), topic.getMessage());
        assertTrue(topic.getMessage().contains("Did you mean orders"), topic.getMessage());
        var group = assertThrows(ConnectionFailure.class, () -> cluster.group("nobody"));
        assertTrue(
                group.getMessage().startsWith("There is no consumer group nobody"),
                group.getMessage());
    }

    /// The real admin client, but for what a cluster refuses to people who may only read.
    private static Admin refusing() {
        return (Admin)
                Proxy.newProxyInstance(
                        Admin.class.getClassLoader(),
                        new Class<?>[] {Admin.class},
                        (_, method, arguments) -> {
                            try {
                                return switch (method.getName()) {
                                    case "describeConfigs" -> refusedSettings();
                                    case "describeConsumerGroups" ->
                                            new DescribeConsumerGroupsResult(
                                                    groups((Collection<?>) arguments[0]));
                                    default -> method.invoke(fixture.admin, arguments);
                                };
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    private static DescribeConfigsResult refusedSettings() {
        var topic = new ConfigResource(ConfigResource.Type.TOPIC, "orders");
        return new DescribeConfigsResult(
                Map.of(topic, refused(new TopicAuthorizationException("not allowed")))) {};
    }

    private static Map<String, KafkaFuture<ConsumerGroupDescription>> groups(Collection<?> ids) {
        var futures = new HashMap<String, KafkaFuture<ConsumerGroupDescription>>();
        ids.forEach(id ->
                futures.put(
                        (String) id, refused(GroupAuthorizationException.forGroupId((String) id))));
        return futures;
    }

    private static <T> KafkaFuture<T> refused(Exception why) {
        var future = new KafkaFutureImpl<T>();
        future.completeExceptionally(why);
        return future;
    }

    @Test
    void whatIsNotAllowedIsSaidAndTheRestIsThere() throws Exception {
        var admin = refusing();
        var calls = new Calls("test:9092");
        Supplier<Admin> same = () -> admin;
        var offsets = new Offsets(same, calls);
        var reports =
                new TopicReports(same, calls, offsets, new GroupReports(same, calls, offsets));
        var report =
                reports.report(
                        "orders",
                        (topic, _) ->
                                admin.describeTopics(List.of(topic))
                                        .topicNameValues()
                                        .get(topic)
                                        .toCompletionStage()
                                        .toCompletableFuture()
                                        .join(),
                        Deadline.in(Duration.ofSeconds(20)));
        var settings = assertInstanceOf(Reported.Unknown.class, report.settings());
        assertEquals(
                "The cluster at test:9092 refuses this user reading the topic's"
                        + " settings; ask its owner for the permission to read and describe.",
                settings.why().plain());
        assertEquals(3, known(report.partitions()).size());
        assertTrue(known(report.size()).total() > 0);
        var billing =
                known(report.readers()).groups().stream()
                        .filter(group -> group.id().equals("billing"))
                        .findFirst()
                        .orElseThrow();
        assertEquals(3, billing.lag());
        assertEquals("Empty", billing.state());
        assertTrue(
                billing.gaps().getFirst().plain().contains("may not see group billing"),
                billing.gaps().toString());
    }
}
