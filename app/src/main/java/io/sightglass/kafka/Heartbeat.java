package io.sightglass.kafka;

import io.sightglass.model.Sentence;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.Health;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// Asks the cluster every now and then whether it is there, on a thread of its own.
///
/// Period and patience together are below five seconds, so that a dead broker is noticed within
/// five.
final class Heartbeat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final Duration PERIOD = Duration.ofMillis(1500);
    private static final Duration PATIENCE = Duration.ofMillis(2500);

    private final LiveAdmin admin;
    private final Calls calls;
    private final List<Consumer<Health>> listeners = new CopyOnWriteArrayList<>();
    private final Set<WatchedTopic> topics = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile Health health;

    Heartbeat(LiveAdmin admin, Calls calls, Health first) {
        this.admin = admin;
        this.calls = calls;
        this.health = first;
        this.thread = Thread.ofPlatform().name("kafka-heartbeat").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    Health health() {
        return health;
    }

    void onHealth(Consumer<Health> listener) {
        listeners.add(listener);
    }

    void watch(WatchedTopic topic) {
        topics.add(topic);
    }

    void forget(WatchedTopic topic) {
        topics.remove(topic);
    }

    private void run() {
        try {
            while (true) {
                // A hundred windows that were opened together do not ask together.
                double pace = ThreadLocalRandom.current().nextDouble(0.8, 1.0);
                TimeUnit.NANOSECONDS.sleep(Math.round(PERIOD.toNanos() * pace));
                beat();
            }
        } catch (InterruptedException e) {
            // closing
        }
    }

    private void beat() throws InterruptedException {
        int millis = Math.toIntExact(PATIENCE.toMillis());
        var asked = admin.get();
        try {
            var nodes =
                    asked.describeCluster(new DescribeClusterOptions().timeoutMs(millis))
                            .nodes()
                            .get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
            change(new Health.Up(nodes.size()));
            lookAtTopics();
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            down(e.getCause());
            if (LiveAdmin.hasEnded(e)) {
                renew(asked);
            }
        }
    }

    private void renew(Admin ended) {
        try {
            admin.renew(ended);
        } catch (ConnectionFailure | KafkaException e) {
            LOG.warn("No other client could be made; the next beat tries again.", e);
        }
    }

    private void down(@Nullable Throwable cause) {
        if (health instanceof Health.Up) {
            var sentence =
                    cause instanceof AuthenticationException
                            ? calls.failure(cause, "looking whether it is there").sentence()
                            : Sentence.builder()
                                    .text("No broker answers at ")
                                    .strong(calls.address())
                                    .text(
                                            ". Reading goes on by itself, where it was, when one"
                                                    + " is back.")
                                    .build();
            change(new Health.Down(sentence, Instant.now()));
        }
    }

    private void change(Health next) {
        if (next.equals(health)) {
            return;
        }
        health = next;
        for (var listener : listeners) {
            try {
                listener.accept(next);
            } catch (RuntimeException e) {
                LOG.error("A listener to the cluster's health failed.", e);
            }
        }
    }

    private void lookAtTopics() throws InterruptedException {
        var watched = List.copyOf(topics);
        if (watched.isEmpty()) {
            return;
        }
        var names = watched.stream().map(WatchedTopic::name).distinct().toList();
        int millis = Math.toIntExact(PATIENCE.toMillis());
        var described =
                admin.get()
                        .describeTopics(names, new DescribeTopicsOptions().timeoutMs(millis))
                        .topicNameValues();
        for (var topic : watched) {
            var answer = described.get(topic.name());
            if (answer == null) {
                continue;
            }
            try {
                var found = answer.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
                topic.seen(found.topicId(), found.partitions().size());
            } catch (ExecutionException e) {
                if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                    topic.notSeen();
                }
                // Otherwise nothing is learned about the topic; the next beat learns of the
                // cluster.
            } catch (TimeoutException e) {
                return; // as above
            }
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
