package io.sightglass.bench.pipe;

import io.sightglass.bench.Orders;
import io.sightglass.model.Format;
import io.sightglass.playground.broker.BrokerProcess;
import io.sightglass.playground.registry.RegistryServer;
import io.sightglass.playground.registry.SchemaDraft;
import io.sightglass.playground.registry.SchemaStore;
import io.sightglass.port.ConnectionFailure;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;

/// A broker and a registry with topics of orders, framed as Confluent's serializers do.
final class Place implements AutoCloseable {
    /// The one key among all that a search looks for.
    static final String RARE = "o-needle-4711";

    private static final Map<Format, Integer> IDS =
            Map.of(Format.AVRO, 1, Format.PROTOBUF, 2, Format.JSON, 3);

    private final BrokerProcess broker;
    private final RegistryServer registry;

    private Place(BrokerProcess broker, RegistryServer registry) {
        this.broker = broker;
        this.registry = registry;
    }

    static Place start() throws ConnectionFailure, IOException {
        var store = new SchemaStore();
        for (var format : List.of(Format.AVRO, Format.PROTOBUF, Format.JSON)) {
            store.seed(
                    topic(format) + "-value",
                    id(format),
                    SchemaDraft.of(format, Orders.text(format), List.of()));
        }
        return new Place(BrokerProcess.start(folder()), RegistryServer.start(store));
    }

    /// In memory where the system has such a folder: what is compared is reading, and a disk that
    /// is slow to take the records in says nothing about it.
    private static Path folder() throws IOException {
        var memory = Path.of("/dev/shm");
        return Files.isWritable(memory)
                ? Files.createTempDirectory(memory, "sightglass-bench")
                : Files.createTempDirectory("sightglass-bench");
    }

    static String topic(Format format) {
        return "orders-" + format.name().toLowerCase(Locale.ROOT);
    }

    private static int id(Format format) {
        var id = IDS.get(format);
        if (id == null) {
            throw new IllegalArgumentException(format.toString());
        }
        return id;
    }

    String bootstrap() {
        return broker.bootstrap();
    }

    String registry() {
        return registry.url();
    }

    /// Makes the topic of a format and fills it.
    void fill(Format format, long records) throws InterruptedException, ExecutionException {
        fill(topic(format), 4, records, framed(format), "none");
    }

    /// Makes a topic and fills it, evenly over its partitions. Keys count up; one in the middle is
    /// [#RARE].
    ///
    /// @param values used again and again
    /// @param compression as producers name it
    void fill(String topic, int partitions, long records, byte[][] values, String compression)
            throws InterruptedException, ExecutionException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
            var wanted =
                    new NewTopic(topic, partitions, (short) 1)
                            .configs(
                                    Map.of(
                                            "max.message.bytes",
                                            String.valueOf(4 << 20),
                                            "retention.bytes",
                                            "-1"));
            admin.createTopics(List.of(wanted)).all().get();
        }
        Map<String, Object> settings =
                Map.of(
                        "bootstrap.servers",
                        bootstrap(),
                        "linger.ms",
                        20,
                        "batch.size",
                        1 << 18,
                        "max.request.size",
                        4 << 20,
                        "compression.type",
                        compression);
        var failures = new AtomicReference<Exception>();
        var bytes = new ByteArraySerializer();
        try (var producer = new KafkaProducer<>(settings, bytes, bytes)) {
            for (long i = 0; i < records; i++) {
                var key = i == records / 2 ? RARE : "o-" + i;
                producer.send(
                        new ProducerRecord<>(
                                topic,
                                (int) (i % partitions),
                                key.getBytes(StandardCharsets.UTF_8),
                                values[(int) (i % values.length)]),
                        (_, failure) -> failures.compareAndSet(null, failure));
            }
        }
        if (failures.get() != null) {
            throw new ExecutionException(failures.get());
        }
    }

    static byte[][] framed(Format format) {
        var orders =
                switch (format) {
                    case AVRO -> Orders.avro();
                    case PROTOBUF -> Orders.protobuf();
                    case JSON -> Orders.json();
                    default -> throw new IllegalArgumentException(format.toString());
                };
        // Protobuf's framing names the message by its indexes: one zero is the first.
        int head = format == Format.PROTOBUF ? 6 : 5;
        var framed = new byte[orders.length][];
        for (int i = 0; i < orders.length; i++) {
            framed[i] =
                    ByteBuffer.allocate(head + orders[i].length)
                            .put((byte) 0)
                            .putInt(id(format))
                            .put(head, orders[i])
                            .array();
        }
        return framed;
    }

    @Override
    public void close() {
        registry.close();
        broker.close();
    }
}
