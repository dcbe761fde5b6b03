package io.sightglass.kafka;

import io.sightglass.port.ConnectionFailure;

import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// The consumer of one reading position. One that cannot go on, since what came was damaged or
/// nothing comes any more, is replaced by another that goes on at the same offsets.
///
/// Owned by the thread that polls; [#wakeup] is for any.
final class LiveConsumer implements AutoCloseable {
    /// So often in a row, without a record in between, what came may be damaged.
    static final int MOST_DAMAGED = 4;

    private static final Logger LOG = LoggerFactory.getLogger(LiveConsumer.class);
    // After that long without damage the next is a new one.
    private static final Duration FORGIVEN = Duration.ofSeconds(30);
    // After that long without a dead connection the next is a new one.
    private static final Duration CALM = Duration.ofSeconds(60);
    // A broker that hangs is not to be run down by those who come anew each time; but nobody waits
    // for ten seconds.
    private static final Duration PATIENT = Duration.ofSeconds(8);
    private static final Duration ASK = Duration.ofMillis(100);

    private final Maker<Consumer<ByteBuffer, ByteBuffer>> maker;
    private final FetchHabits habits;
    private volatile Consumer<ByteBuffer, ByteBuffer> current;
    private StallWatch watch;
    private long watchedSince;
    private @Nullable Metric bytes;
    private long received;
    private int damaged;
    private long lastDamaged;
    // In a row.
    private int stalled;
    private long lastStalled = System.nanoTime();

    /// @param habits of the consumers that the maker makes
    /// @throws ConnectionFailure as [Maker#make]
    /// @throws KafkaException as [Maker#make]
    LiveConsumer(Maker<Consumer<ByteBuffer, ByteBuffer>> maker, FetchHabits habits)
            throws ConnectionFailure {
        this.maker = maker;
        this.habits = habits;
        this.current = maker.make();
        this.watch = watch(current);
    }

    private StallWatch watch(Consumer<ByteBuffer, ByteBuffer> consumer) {
        watchedSince = System.nanoTime();
        return new StallWatch(consumer::metrics, habits, patience());
    }

    /// How long a broker may be silent.
    Duration patience() {
        return stalled <= 1 ? StallWatch.LIMIT : PATIENT;
    }

    /// Whether nobody has been silent for as long as that, since the consumer is this one.
    boolean isSteady() {
        return System.nanoTime() - watchedSince > patience().plusSeconds(1).toNanos();
    }

    Consumer<ByteBuffer, ByteBuffer> get() {
        return current;
    }

    /// Bytes that came over the network since this was asked last.
    long received() {
        if (bytes == null) {
            bytes = receivedOf(current);
        }
        long now =
                bytes != null && bytes.metricValue() instanceof Double total
                        ? total.longValue()
                        : 0;
        long since = now - received;
        received = now;
        return since;
    }

    private static @Nullable Metric receivedOf(Consumer<?, ?> consumer) {
        for (var metric : consumer.metrics().entrySet()) {
            var name = metric.getKey();
            if (name.name().equals("incoming-byte-total")
                    && name.group().equals("consumer-metrics")) {
                return metric.getValue();
            }
        }
        return null;
    }

    /// To be asked after each poll, with the number of records that it brought.
    ///
    /// @param read the partitions that are being read
    boolean isStalled(int polled, Collection<TopicPartition> read) {
        if (polled > 0) {
            // A record came: what was damaged is behind.
            damaged = 0;
        }
        return watch.isStalled(polled, () -> leaders(read), System.nanoTime());
    }

    /// As the consumer knows them; nothing is asked of a broker unless it knows nothing.
    private Set<Integer> leaders(Collection<TopicPartition> read) {
        var leaders = new HashSet<Integer>();
        try {
            var topics = read.stream().map(TopicPartition::topic).distinct().toList();
            for (var topic : topics) {
                for (var info : current.partitionsFor(topic, ASK)) {
                    if (info.leader() != null
                            && read.contains(new TopicPartition(topic, info.partition()))) {
                        leaders.add(info.leader().id());
                    }
                }
            }
        } catch (KafkaException e) {
            // Who leads is not known; then nobody is missed. The next poll says what is wrong.
            return Set.of();
        }
        return leaders;
    }

    /// Another consumer, since the connection is open and dead.
    ///
    /// @param next the offset to go on at, of each partition
    /// @param paused those that are not to be fetched
    /// @throws ConnectionFailure as [Maker#make]
    /// @throws KafkaException as [Maker#make]
    void replaceStalled(Map<TopicPartition, Long> next, Collection<TopicPartition> paused)
            throws ConnectionFailure {
        long now = System.nanoTime();
        stalled = now - lastStalled > CALM.toNanos() ? 1 : stalled + 1;
        lastStalled = now;
        replace(next, paused);
    }

    /// Another consumer, since what came could not be read; parameters and throws as above.
    ///
    /// @return false when that was so often enough, and all is left as it was
    boolean replaceDamaged(Map<TopicPartition, Long> next, Collection<TopicPartition> paused)
            throws ConnectionFailure {
        long now = System.nanoTime();
        if (now - lastDamaged > FORGIVEN.toNanos()) {
            damaged = 0;
        }
        if (damaged >= MOST_DAMAGED) {
            return false;
        }
        damaged++;
        lastDamaged = now;
        replace(next, paused);
        return true;
    }

    private void replace(Map<TopicPartition, Long> next, Collection<TopicPartition> paused)
            throws ConnectionFailure {
        var other = maker.make();
        var before = current;
        current = other;
        close(before);
        watch = watch(other);
        bytes = null;
        received = 0;
        other.assign(next.keySet());
        next.forEach(other::seek);
        other.pause(paused);
    }

    void wakeup() {
        current.wakeup();
    }

    @Override
    public void close() {
        close(current);
    }

    private static void close(Consumer<ByteBuffer, ByteBuffer> consumer) {
        try {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        } catch (InterruptException | WakeupException e) {
            // Closed all the same; an interrupted thread stays so.
        } catch (RuntimeException e) {
            LOG.warn("A consumer did not close in an orderly way.", e);
        }
    }
}
