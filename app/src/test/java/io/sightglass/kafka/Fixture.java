package io.sightglass.kafka;

import io.sightglass.model.Auth;
import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Environment;
import io.sightglass.model.Headers;
import io.sightglass.playground.broker.BrokerProcess;
import io.sightglass.port.RecordHandler;
import io.sightglass.port.RecordSource;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A broker of the test's own, with short ways to put records in and read them.
final class Fixture implements AutoCloseable {
    final BrokerProcess broker;
    final Admin admin;
    final KafkaProducer<byte[], byte[]> producer;

    private Fixture(BrokerProcess broker) {
        this.broker = broker;
        this.admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()));
        this.producer = producer(Map.of("linger.ms", 0));
    }

    static Fixture start() throws Exception {
        return new Fixture(BrokerProcess.start());
    }

    KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        var properties = new java.util.HashMap<String, Object>(more);
        properties.put("bootstrap.servers", broker.bootstrap());
        return new KafkaProducer<>(
                properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    ClusterProfile profile() {
        return profile(broker.bootstrap());
    }

    static ClusterProfile profile(String bootstrap) {
        return new ClusterProfile(
                "test", bootstrap, null, List.of(), Environment.TEST, new Auth.None());
    }

    void create(String topic, int partitions) throws Exception {
        create(topic, partitions, Map.of());
    }

    void create(String topic, int partitions, Map<String, String> configs) throws Exception {
        admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1).configs(configs)))
                .all()
                .get();
    }

    /// Sends values `PARTITION-OFFSET` with the offset times 1000 as timestamp.
    void fill(String topic, int partition, int from, int count) throws Exception {
        for (int i = from; i < from + count; i++) {
            producer.send(
                    new ProducerRecord<>(
                            topic, partition, i * 1000L, null, bytes(partition + "-" + i)));
        }
        producer.flush();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// What a source handed over, in order, as `PARTITION:OFFSET`, and what it said is gone.
    static final class Collected implements RecordHandler {
        final List<String> records = new ArrayList<>();
        final List<String> values = new ArrayList<>();
        final List<Headers> headers = new ArrayList<>();
        final List<String> gone = new ArrayList<>();

        @Override
        public void accept(
                int partition,
                long offset,
                long timestamp,
                Headers all,
                @Nullable ByteBuffer key,
                @Nullable ByteBuffer value) {
            records.add(partition + ":" + offset);
            values.add(value == null ? "null" : StandardCharsets.UTF_8.decode(value).toString());
            headers.add(all);
        }

        @Override
        public void gone(int partition, long from, long to) {
            gone.add(partition + ":" + from + "-" + to);
        }

        List<String> sorted() {
            return records.stream()
                    .sorted(
                            java.util.Comparator.comparingInt(
                                            (String r) -> Integer.parseInt(r.split(":")[0]))
                                    .thenComparingLong(r -> Long.parseLong(r.split(":")[1])))
                    .toList();
        }
    }

    static Collected readToEnd(RecordSource source) throws Exception {
        var collected = new Collected();
        Wait.until(
                "finished",
                () -> {
                    int count = source.poll(Duration.ofMillis(100), collected);
                    return source.finished() && count >= 0;
                });
        return collected;
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
        admin.close(Duration.ZERO);
        broker.close();
    }
}
