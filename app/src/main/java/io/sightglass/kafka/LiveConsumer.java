package io.sightglass.kafka;

import io.sightglass.port.ConnectionFailure;

import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/// The consumer of one reading position. One that cannot go on, since what came was damaged or
/// nothing comes any more, is replaced by another that goes on at the same offsets.
///
/// Owned by the thread that polls; [#wakeup] is for any.
final class LiveConsumer implements AutoCloseable {
    /// So often in a row, without a record in between, it may be replaced.
    static final int MOST_REPLACED = 4;

    private static final Logger LOG = LoggerFactory.getLogger(LiveConsumer.class);
    // After that long without a fault the next one is a new one.
    private static final Duration FORGIVEN = Duration.ofSeconds(30);

    private final Maker<Consumer<ByteBuffer, ByteBuffer>> maker;
    private volatile Consumer<ByteBuffer, ByteBuffer> current;
    private StallWatch stall;
    private long received;
    private int replaced;
    private long lastReplaced;

    /// @throws ConnectionFailure as [Maker#make]
    /// @throws KafkaException as [Maker#make]
    LiveConsumer(Maker<Consumer<ByteBuffer, ByteBuffer>> maker) throws ConnectionFailure {
        this.maker = maker;
        this.current = maker.make();
        this.stall = new StallWatch(current);
    }

    Consumer<ByteBuffer, ByteBuffer> get() {
        return current;
    }

    /// Bytes that came over the network since this was asked last.
    long received() {
        long now = stall.received();
        long since = now - received;
        received = now;
        return since;
    }

    boolean isStalled() {
        return stall.isStalled(System.nanoTime());
    }

    /// A record came: what was damaged is behind.
    void progressed() {
        replaced = 0;
    }

    /// Replaces the consumer.
    ///
    /// @param next the offset to go on at, of each partition
    /// @param paused those that are not to be fetched
    /// @return false when it was replaced often enough, and is left as it was
    /// @throws ConnectionFailure as [Maker#make]
    /// @throws KafkaException as [Maker#make]
    boolean replace(Map<TopicPartition, Long> next, Collection<TopicPartition> paused)
            throws ConnectionFailure {
        long now = System.nanoTime();
        if (now - lastReplaced > FORGIVEN.toNanos()) {
            replaced = 0;
        }
        if (replaced >= MOST_REPLACED) {
            return false;
        }
        replaced++;
        lastReplaced = now;
        var other = maker.make();
        var before = current;
        current = other;
        close(before);
        stall = new StallWatch(other);
        received = 0;
        other.assign(next.keySet());
        next.forEach(other::seek);
        other.pause(paused);
        return true;
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
