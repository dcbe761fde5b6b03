package io.sightglass.playground.traffic;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/// Sends what the feeds make: first six minutes of history at once, then each topic at its pace
/// until it is closed. While the broker is away, records wait in the client, and then the feeds
/// wait; none is lost or sent twice.
public final class Traffic implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Traffic.class);
    private static final Duration FARTHEST_BEHIND = Duration.ofSeconds(2);
    private static final Duration CLOSE = Duration.ofSeconds(1);

    private final Schedule schedule;
    private final Ledger ledger;
    private final ArrayDeque<Event> history = new ArrayDeque<>();

    /// Copies that wait to be sent. Bounded by the client, which holds the orders that they are of.
    private final ConcurrentLinkedQueue<Event> deadLetters = new ConcurrentLinkedQueue<>();

    private @Nullable Producer<byte[], byte[]> producer;
    private @Nullable Thread live;
    private volatile boolean closed;

    private Traffic(Schedule schedule, Ledger ledger) {
        this.schedule = schedule;
        this.ledger = ledger;
    }

    /// Makes the history up to now, in memory, so that it is ready when the broker is.
    public static Traffic prepare(Feeds feeds, Ledger ledger) {
        var now = Instant.now();
        var traffic = new Traffic(Schedule.endingAt(now, feeds), ledger);
        while (traffic.schedule.upcoming().isBefore(now)) {
            traffic.history.add(traffic.schedule.next());
        }
        return traffic;
    }

    /// Sends the history and returns when the broker has all of it; then goes on by itself.
    ///
    /// @param producer is closed with this
    public void start(Producer<byte[], byte[]> producer) {
        this.producer = producer;
        while (!history.isEmpty()) {
            send(producer, history.remove());
            forwardDeadLetters(producer);
        }
        var now = Instant.now();
        while (schedule.upcoming().isBefore(now)) {
            send(producer, schedule.next());
        }
        producer.flush();
        forwardDeadLetters(producer);
        producer.flush();
        var thread =
                Thread.ofPlatform()
                        .name("playground-traffic")
                        .daemon()
                        .unstarted(() -> live(producer));
        live = thread;
        thread.start();
    }

    private void live(Producer<byte[], byte[]> to) {
        try {
            while (!closed) {
                var now = Instant.now();
                schedule.skipTo(now.minus(FARTHEST_BEHIND));
                var wait = Duration.between(now, schedule.upcoming());
                if (wait.isPositive()) {
                    LockSupport.parkNanos(wait.toNanos());
                } else {
                    send(to, schedule.next());
                }
                forwardDeadLetters(to);
            }
        } catch (KafkaException | IllegalStateException e) {
            if (!closed) {
                LOG.error("The playground's traffic has ended", e);
            }
        }
    }

    private void forwardDeadLetters(Producer<byte[], byte[]> to) {
        for (var copy = deadLetters.poll(); copy != null; copy = deadLetters.poll()) {
            send(to, copy);
        }
    }

    private void send(Producer<byte[], byte[]> to, Event event) {
        var record =
                new ProducerRecord<>(
                        event.topic(),
                        null,
                        event.time().toEpochMilli(),
                        event.key(),
                        event.value(),
                        event.headers());
        var _ = to.send(record, (metadata, failure) -> taken(event, metadata, failure));
    }

    /// The client calls this on its own thread, for each partition in the order of offsets.
    private void taken(Event event, RecordMetadata metadata, @Nullable Exception failure) {
        if (failure != null) {
            if (!closed) {
                LOG.error("A record of {} could not be written", event.topic(), failure);
            }
            return;
        }
        var fault = event.fault();
        if (fault != null) {
            ledger.add(
                    new Planted(
                            event.topic(),
                            metadata.partition(),
                            metadata.offset(),
                            fault,
                            event.expected()));
        }
        ledger.taken(event.topic(), metadata.partition(), metadata.offset());
        if (DeadLetters.takes(event)) {
            deadLetters.add(DeadLetters.copy(event, metadata.partition(), metadata.offset()));
        }
    }

    /// Stops sending; waits a second at most for what is on its way.
    @Override
    public void close() {
        closed = true;
        var thread = live;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
        if (producer != null) {
            // Closing also wakes the thread where the client keeps it waiting.
            producer.close(CLOSE);
        }
    }
}
