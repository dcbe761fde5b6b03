package io.sightglass.kafka;

import io.sightglass.model.ClusterProfile;

import org.apache.kafka.common.serialization.ByteBufferDeserializer;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// The settings of Kafka's clients, with the reason where they differ from the defaults.
final class ClientProperties {
    private static final AtomicInteger TAILS = new AtomicInteger();

    private ClientProperties() {}

    static Map<String, Object> admin(ClusterProfile profile) {
        var properties = common(profile);
        properties.put("client.id", "sightglass");
        properties.put("request.timeout.ms", 4000);
        properties.put("default.api.timeout.ms", 6000);
        return properties;
    }

    static Map<String, Object> consumer(ClusterProfile profile) {
        var properties = common(profile);
        properties.put("client.id", "sightglass-tail-" + TAILS.incrementAndGet());
        properties.put("key.deserializer", ByteBufferDeserializer.class);
        properties.put("value.deserializer", ByteBufferDeserializer.class);
        properties.put("default.api.timeout.ms", 6000);
        // request.timeout.ms stays at 30 s: a full fetch over a slow line takes its time.

        // No trace in the cluster, and no jump that nobody asked for.
        properties.put("enable.auto.commit", false);
        properties.put("allow.auto.create.topics", false);
        properties.put("auto.offset.reset", "none");
        properties.put("isolation.level", "read_uncommitted");

        // Fewer, larger fetches: 2.5 times the records a second of the defaults.
        properties.put("fetch.max.bytes", 64 << 20);
        properties.put("max.partition.fetch.bytes", 8 << 20);
        properties.put("max.poll.records", 10_000);
        properties.put("receive.buffer.bytes", 1 << 20);
        properties.put("fetch.max.wait.ms", 100);
        return properties;
    }

    private static Map<String, Object> common(ClusterProfile profile) {
        var properties = new HashMap<String, Object>(AuthProperties.of(profile.auth()));
        properties.put("bootstrap.servers", profile.bootstrap());
        properties.put("socket.connection.setup.timeout.ms", 3000);
        properties.put("socket.connection.setup.timeout.max.ms", 3000);
        properties.put("reconnect.backoff.ms", 100);
        properties.put("reconnect.backoff.max.ms", 1000);
        // Nobody reads them here, and nothing is told to the cluster.
        properties.put("metric.reporters", "");
        properties.put("enable.metrics.push", false);
        return properties;
    }
}
