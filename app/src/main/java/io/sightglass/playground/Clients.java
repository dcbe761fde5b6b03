package io.sightglass.playground;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/// The Kafka clients of the playground.
final class Clients {
    /// Some 32 MiB of each partition are kept; orders reach that after the better part of an hour.
    private static final Map<String, String> TOPIC =
            Map.of(
                    TopicConfig.RETENTION_BYTES_CONFIG, String.valueOf(24 << 20),
                    TopicConfig.SEGMENT_BYTES_CONFIG, String.valueOf(8 << 20));

    private Clients() {}

    /// Creates topics with their numbers of partitions.
    ///
    /// @throws KafkaException when the broker refuses
    static void createTopics(String bootstrap, Map<String, Integer> topics) {
        var settings = new HashMap<String, Object>();
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(AdminClientConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
        settings.put(AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        var wanted =
                topics.entrySet().stream()
                        .map(t -> new NewTopic(t.getKey(), t.getValue(), (short) 1).configs(TOPIC))
                        .toList();
        try (var admin = Admin.create(settings)) {
            admin.createTopics(wanted).all().get();
        } catch (ExecutionException e) {
            throw new KafkaException(String.valueOf(e.getCause()), e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /// A producer that neither loses nor doubles a record, however long the broker is away.
    static KafkaProducer<byte[], byte[]> producer(String bootstrap) {
        var settings = new HashMap<String, Object>();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "coffeeco");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.MAX_VALUE);
        // A broker on a busy machine may be slow without being away; one request at a time keeps a
        // repeated batch within what the broker still knows as a duplicate.
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 30_000);
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MS_CONFIG, 100);
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 << 10);
        settings.put(ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
        settings.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
