package io.sightglass.kafka;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Notices a connection that is open and dead: a broker answers a fetch within a tenth of a second,
/// if only that there is nothing new, so where no byte comes for seconds something on the way has
/// forgotten the connection. Kafka's client would wait for half a minute.
///
/// Owned by the thread that polls.
final class StallWatch {
    static final Duration LIMIT = Duration.ofSeconds(6);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final @Nullable Metric bytes;
    private final @Nullable Metric connections;
    private final @Nullable Metric throttled;
    private double lastBytes = -1;
    private long lastAsked;
    private long since;

    StallWatch(Consumer<?, ?> consumer) {
        bytes = metric(consumer, "consumer-metrics", "incoming-byte-total");
        connections = metric(consumer, "consumer-metrics", "connection-count");
        throttled = metric(consumer, "consumer-fetch-manager-metrics", "fetch-throttle-time-max");
    }

    private static @Nullable Metric metric(Consumer<?, ?> consumer, String group, String name) {
        for (var metric : consumer.metrics().entrySet()) {
            var key = metric.getKey();
            if (key.group().equals(group)
                    && key.name().equals(name)
                    && key.tags().size() == 1) { // the client's id alone: not of one node or topic
                return metric.getValue();
            }
        }
        return null;
    }

    /// To be asked after each poll.
    boolean isStalled(long nanoTime) {
        double now = value(bytes);
        // Where nobody polled, nothing could come.
        boolean paused = nanoTime - lastAsked > PAUSE.toNanos();
        lastAsked = nanoTime;
        if (now != lastBytes || value(connections) < 1 || paused) {
            lastBytes = now;
            since = nanoTime;
            return false;
        }
        // A broker that enforces a quota holds its answers back, and says for how long.
        double heldBack = Math.max(0, value(throttled));
        long limit = LIMIT.toNanos() + TimeUnit.MILLISECONDS.toNanos((long) heldBack);
        return nanoTime - since > limit;
    }

    /// Bytes that came over the network so far.
    long received() {
        return (long) value(bytes);
    }

    private static double value(@Nullable Metric metric) {
        return metric != null && metric.metricValue() instanceof Double value && !value.isNaN()
                ? value
                : 0;
    }
}
