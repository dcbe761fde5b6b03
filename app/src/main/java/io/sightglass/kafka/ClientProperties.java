package io.sightglass.kafka;

import io.sightglass.model.Auth;
import io.sightglass.model.ClientSettings;
import io.sightglass.model.ClusterProfile;
import io.sightglass.model.WritePermission;
import io.sightglass.port.ConnectionFailure;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// The settings of Kafka's clients, with the reason where they differ from the defaults.
final class ClientProperties {
    /// The most that is written under one key, in bytes.
    static final int LARGEST_ENTRY = 8 << 20;

    private static final AtomicInteger TAILS = new AtomicInteger();

    /// What nobody may set otherwise: it would leave a trace in the cluster, run code that was
    /// named in a file, or change what a record is.
    private static final Set<String> OURS =
            Set.of(
                    "bootstrap.servers",
                    "group.id",
                    "group.instance.id",
                    "group.protocol",
                    "enable.auto.commit",
                    "allow.auto.create.topics",
                    "auto.offset.reset",
                    "key.deserializer",
                    "value.deserializer",
                    "key.serializer",
                    "value.serializer",
                    "transactional.id",
                    "partition.assignment.strategy",
                    "acks",
                    "interceptor.classes",
                    "metric.reporters",
                    "enable.metrics.push",
                    "config.providers");

    private ClientProperties() {}

    /// @throws ConnectionFailure when something on this machine is missing that the way in needs
    static Map<String, Object> admin(ClusterProfile profile) throws ConnectionFailure {
        var properties = common(profile);
        properties.put("client.id", "sightglass");
        properties.put("request.timeout.ms", 4000);
        properties.put("default.api.timeout.ms", 6000);
        add(profile.settings(), properties);
        return properties;
    }

    /// @param cap what it may read at most; one fetch brings no more than a second's worth
    /// @throws ConnectionFailure as [#admin]
    static Map<String, Object> consumer(ClusterProfile profile, RateCap cap)
            throws ConnectionFailure {
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
        properties.put("fetch.max.bytes", cap.fetchSize(64 << 20));
        properties.put("max.partition.fetch.bytes", cap.fetchSize(8 << 20));
        properties.put("max.poll.records", 10_000);
        properties.put("receive.buffer.bytes", 1 << 20);
        properties.put("fetch.max.wait.ms", 100);
        add(profile.settings(), properties);
        return properties;
    }

    /// A member of a group that fetches nothing.
    ///
    /// @param permission since a group is a trace in the cluster
    static Map<String, Object> member(
            WritePermission permission, ClusterProfile profile, String group)
            throws ConnectionFailure {
        demand(permission, profile);
        var properties = common(profile);
        properties.put("client.id", "sightglass-check");
        properties.put("key.deserializer", ByteBufferDeserializer.class);
        properties.put("value.deserializer", ByteBufferDeserializer.class);
        properties.put("default.api.timeout.ms", 6000);
        properties.put("group.id", group);
        // Others keep what they have while one comes or goes.
        properties.put("partition.assignment.strategy", CooperativeStickyAssignor.class.getName());
        // A worker that was killed is missed sooner than after the default's 45 s.
        properties.put("session.timeout.ms", 10_000);
        properties.put("heartbeat.interval.ms", 2_000);
        properties.put("enable.auto.commit", false);
        properties.put("allow.auto.create.topics", false);
        properties.put("auto.offset.reset", "none");
        add(profile.settings(), properties);
        return properties;
    }

    /// One who writes what is small and must not get lost.
    static Map<String, Object> writer(WritePermission permission, ClusterProfile profile)
            throws ConnectionFailure {
        demand(permission, profile);
        var properties = common(profile);
        properties.put("client.id", "sightglass-check");
        properties.put("key.serializer", ByteArraySerializer.class);
        properties.put("value.serializer", ByteArraySerializer.class);
        properties.put("acks", "all");
        properties.put("max.request.size", LARGEST_ENTRY);
        properties.put("compression.type", "gzip");
        properties.put("max.block.ms", 6000);
        properties.put("request.timeout.ms", 4000);
        properties.put("delivery.timeout.ms", 10_000);
        // Order is all that is needed, and needs no permission of its own where brokers are old.
        properties.put("enable.idempotence", false);
        properties.put("max.in.flight.requests.per.connection", 1);
        add(profile.settings(), properties);
        return properties;
    }

    private static void demand(WritePermission permission, ClusterProfile profile) {
        if (!permission.covers(profile)) {
            throw new IllegalArgumentException("the permission is another connection's");
        }
    }

    /// Makes a client while the classes of the profile's way in can be found by name: login modules
    /// are, by the thread's loader.
    static <T> T make(ClusterProfile profile, Supplier<T> client) throws ConnectionFailure {
        if (!(profile.auth() instanceof Auth.MskIam iam)) {
            return client.get();
        }
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(AwsLibrary.find(iam.library()).loader());
        try {
            return client.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static Map<String, Object> common(ClusterProfile profile) throws ConnectionFailure {
        var properties =
                new HashMap<String, Object>(AuthProperties.of(profile.auth(), profile.tls()));
        properties.putAll(TlsProperties.of(profile.tls()));
        properties.put("bootstrap.servers", profile.bootstrap());
        properties.put("socket.connection.setup.timeout.ms", 3000);
        properties.put("socket.connection.setup.timeout.max.ms", 3000);
        properties.putAll(Reconnect.settings(ThreadLocalRandom.current()));
        // Nobody reads them here, and nothing is told to the cluster.
        properties.put("metric.reporters", "");
        properties.put("enable.metrics.push", false);
        return properties;
    }

    private static void add(ClientSettings settings, Map<String, Object> properties) {
        settings.plain()
                .forEach((name, value) -> {
                    if (!OURS.contains(name)) {
                        properties.put(name, value);
                    }
                });
        settings.secret()
                .forEach((name, value) -> {
                    if (!OURS.contains(name)) {
                        properties.put(
                                name,
                                isString(name) ? value.reveal() : new Password(value.reveal()));
                    }
                });
    }

    private static boolean isString(String name) {
        var key = ConsumerConfig.configDef().configKeys().get(name);
        return key != null && key.type != ConfigDef.Type.PASSWORD;
    }
}
