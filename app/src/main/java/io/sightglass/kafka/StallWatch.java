package io.sightglass.kafka;

import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Notices a connection that is open and dead: a broker answers a fetch within a tenth of a second,
/// if only that there is nothing new, so where no byte comes for seconds something on the way has
/// forgotten the connection. Kafka's client would wait for half a minute.
///
/// Each broker is watched for itself, since the others go on to answer. Of one that is down and
/// still leads, this cannot be told from one that is silent: a consumer that has been talking to it
/// is then given up once, and the next one has nothing to say of it.
///
/// Owned by the thread that polls.
final class StallWatch {
    /// How long a broker may be silent: it is noticed, and said, within six seconds, and within ten
    /// where the answer before, to the question that opened the topic, was lost too.
    static final Duration LIMIT = Duration.ofSeconds(4);

    private static final Duration PAUSE = Duration.ofSeconds(2);
    // There are some hundred measures to go through.
    private static final Duration LOOK = Duration.ofMillis(250);

    private final Supplier<? extends Map<MetricName, ? extends Metric>> metrics;
    private final FetchHabits habits;
    private final Duration limit;
    private final Map<String, Talk> nodes = new HashMap<>();
    private final Talk whole = new Talk();
    private double connections;
    private double throttled;
    private long lastAsked;
    private long lastLooked;

    /// What went to and fro, and since when nothing has.
    private static final class Talk {
        private double sent;
        private double received;
        private long since;

        private void sum(double nowSent, double nowReceived, long nanoTime) {
            if (nowSent != sent || nowReceived != received) {
                since = nanoTime;
            }
            sent = nowSent;
            received = nowReceived;
        }
    }

    /// @param metrics the consumer's own
    /// @param limit how long a broker may be silent, beyond what it may hold an answer back for
    StallWatch(
            Supplier<? extends Map<MetricName, ? extends Metric>> metrics,
            FetchHabits habits,
            Duration limit) {
        this.metrics = metrics;
        this.habits = habits;
        this.limit = limit.plus(habits.longestWait());
    }

    /// To be asked after each poll.
    ///
    /// @param polled how many records it brought
    /// @param leaders the brokers that the records of now come from
    boolean isStalled(int polled, Supplier<Set<Integer>> leaders, long nanoTime) {
        // Where nobody polled, or what came before has not been taken yet, nothing had to come.
        boolean hadTo = nanoTime - lastAsked <= PAUSE.toNanos() && polled < habits.mostAtOnce();
        lastAsked = nanoTime;
        if (!hadTo) {
            whole.since = nanoTime;
            nodes.values().forEach(talk -> talk.since = nanoTime);
            return false;
        }
        if (nanoTime - lastLooked < LOOK.toNanos()) {
            return false;
        }
        lastLooked = nanoTime;
        look(nanoTime);
        // A broker that enforces a quota holds its answers back, and says for how long.
        long patience = limit.toNanos() + TimeUnit.MILLISECONDS.toNanos((long) throttled);
        if (connections >= 1 && nanoTime - whole.since > patience) {
            return true;
        }
        return habits.fromLeaders() && anySilent(leaders, nanoTime - patience);
    }

    private boolean anySilent(Supplier<Set<Integer>> leaders, long before) {
        var silent = new HashSet<String>();
        nodes.forEach((name, talk) -> {
            if (talk.sent > 0 && talk.since - before < 0) {
                silent.add(name);
            }
        });
        if (silent.isEmpty()) {
            return false;
        }
        for (int leader : leaders.get()) {
            if (silent.contains("node-" + leader)) {
                return true;
            }
        }
        return false;
    }

    private void look(long nanoTime) {
        var sent = new HashMap<String, Double>();
        var received = new HashMap<String, Double>();
        double wholeReceived = 0;
        for (var entry : metrics.get().entrySet()) {
            var name = entry.getKey();
            double value = value(entry.getValue());
            if (name.group().equals("consumer-node-metrics")) {
                var node = name.tags().get("node-id");
                switch (name.name()) {
                    case "outgoing-byte-total" -> sent.put(node, value);
                    case "incoming-byte-total" -> received.put(node, value);
                    default -> {
                        // says nothing of the talk
                    }
                }
            } else if (isOfClient(name, "consumer-metrics", "incoming-byte-total")) {
                wholeReceived = value;
            } else if (isOfClient(name, "consumer-metrics", "connection-count")) {
                connections = value;
            } else if (isOfClient(
                    name, "consumer-fetch-manager-metrics", "fetch-throttle-time-max")) {
                throttled = Math.max(0, value);
            }
        }
        whole.sum(0, wholeReceived, nanoTime);
        if (connections < 1) {
            whole.since = nanoTime;
        }
        sent.forEach((node, bytes) -> {
            var talk = nodes.computeIfAbsent(node, _ -> new Talk());
            talk.sum(bytes, received.getOrDefault(node, 0.0), nanoTime);
        });
    }

    /// Whether a measure is of the client as a whole: not of one node or topic.
    private static boolean isOfClient(MetricName name, String group, String wanted) {
        return name.name().equals(wanted) && name.group().equals(group) && name.tags().size() == 1;
    }

    private static double value(@Nullable Metric metric) {
        return metric != null && metric.metricValue() instanceof Double value && !value.isNaN()
                ? value
                : 0;
    }
}
