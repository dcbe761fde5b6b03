package io.sightglass.playground.traffic;

import io.sightglass.playground.registry.SchemaStore;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/// Orders in numbers, sent to the playground's topic, and which of them are wrong on purpose.
public final class ManyOrders {
    private record Place(int partition, long offset) {}

    /// What was planted where; `NOTHING` for a good record.
    private final Map<Place, Planted> sent = new ConcurrentHashMap<>();

    private ManyOrders() {}

    /// Sends orders, and waits until the broker has them all.
    public static ManyOrders send(String bootstrap, Path samples, int many) throws Exception {
        var registrations = Registrations.fill(new SchemaStore(), samples);
        var feeds = Feeds.of(Samples.read(samples), registrations, 77);
        var feed = feeds.all().stream().filter(of -> of.topic().equals("orders")).findFirst();
        var orders = new ManyOrders();
        var failure = new AtomicReference<@Nullable Exception>();
        Map<String, Object> settings = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        try (var producer =
                new KafkaProducer<>(
                        settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            var begin = Instant.now().minusSeconds(300);
            for (int i = 0; i < many; i++) {
                var event = feed.orElseThrow().next(moment(begin.plusMillis(i * 2L)));
                var record =
                        new ProducerRecord<>(
                                "orders",
                                null,
                                event.time().toEpochMilli(),
                                event.key(),
                                event.value(),
                                event.headers());
                producer.send(
                        record,
                        (at, fault) -> {
                            if (fault != null) {
                                failure.set(fault);
                            } else {
                                orders.sent.put(
                                        new Place(at.partition(), at.offset()),
                                        new Planted(
                                                "orders",
                                                at.partition(),
                                                at.offset(),
                                                Fault.COPY,
                                                event.expected()));
                            }
                        });
            }
            producer.flush();
        }
        if (failure.get() != null) {
            throw failure.get();
        }
        return orders;
    }

    private static Moment moment(Instant time) {
        return new Moment(time, Season.CALM);
    }

    public boolean has(int partition, long offset) {
        return sent.containsKey(new Place(partition, offset));
    }

    public @Nullable Planted at(int partition, long offset) {
        return sent.get(new Place(partition, offset));
    }
}
