package io.sightglass.kafka;

import io.sightglass.model.Header;
import io.sightglass.model.Headers;
import io.sightglass.model.Sentence;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.RecordHandler;
import io.sightglass.port.RecordSource;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/// Reads the partitions of one topic by `assign()` and explicit positions.
///
/// It knows where it is by the consumer's own positions, not by the records' offsets: these have
/// gaps where a topic was compacted, and where transactions left their markers.
final class KafkaRecordSource implements RecordSource {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaRecordSource.class);
    private static final Duration CALL = Duration.ofSeconds(3);

    private final LiveConsumer live;
    private final WatchedTopic topic;
    private final Calls calls;
    private final Map<TopicPartition, Span> spans;
    private final Runnable onClose;
    // After the last record that was handed over, or where reading began or was moved to.
    private final Map<TopicPartition, Long> next = new HashMap<>();
    // Partitions that have not reached their end.
    private final Set<TopicPartition> open = new HashSet<>();
    private final boolean bounded;
    private final RateCap cap;
    // Somebody has been told that a broker is.
    private boolean silent;
    private volatile @Nullable Thread waiting;
    private volatile boolean woken;

    /// @param maker makes consumers without a position
    /// @param habits of these consumers
    /// @param topic tells when the topic is gone or has more partitions
    /// @param cap of the connection, shared with its other tails
    /// @param onClose runs once, after closing
    /// @throws ConnectionFailure as [Maker#make]
    /// @throws KafkaException as [Maker#make]
    KafkaRecordSource(
            Maker<Consumer<ByteBuffer, ByteBuffer>> maker,
            FetchHabits habits,
            WatchedTopic topic,
            Calls calls,
            Map<TopicPartition, Span> spans,
            RateCap cap,
            Runnable onClose)
            throws ConnectionFailure {
        this.live = new LiveConsumer(maker, habits);
        this.topic = topic;
        this.calls = calls;
        this.spans = new HashMap<>(spans);
        this.cap = cap;
        this.onClose = onClose;
        this.bounded = spans.values().stream().anyMatch(span -> span.end() != Span.FOREVER);
        var consumer = live.get();
        consumer.assign(spans.keySet());
        spans.forEach((partition, span) -> {
            consumer.seek(partition, span.start());
            next.put(partition, span.start());
            if (span.start() < span.end()) {
                open.add(partition);
            } else {
                consumer.pause(List.of(partition));
            }
        });
    }

    @Override
    public int poll(Duration timeout, RecordHandler handler) throws ConnectionFailure {
        topic.throwIfGone();
        addNewPartitions();
        if (finished() || waitsForCap(timeout)) {
            return 0;
        }
        var records = fetch(timeout, handler);
        cap.read(live.received(), System.nanoTime());
        int count = 0;
        for (var partition : records.partitions()) {
            count += hand(partition, records.records(partition), handler);
        }
        closeFinished();
        replaceIfStalled(records.count(), handler);
        return count;
    }

    /// Whether the connection has read its share for now; then it has waited.
    private boolean waitsForCap(Duration timeout) {
        long owed = cap.owed(System.nanoTime());
        if (owed <= 0) {
            return false;
        }
        waiting = Thread.currentThread();
        try {
            if (!woken) {
                LockSupport.parkNanos(this, Math.min(owed, timeout.toNanos()));
            }
        } finally {
            waiting = null;
            woken = false;
        }
        return true;
    }

    /// What has arrived; nothing where the position had to be moved or the consumer replaced.
    private ConsumerRecords<ByteBuffer, ByteBuffer> fetch(Duration timeout, RecordHandler handler)
            throws ConnectionFailure {
        try {
            return live.get().poll(timeout);
        } catch (WakeupException e) {
            return ConsumerRecords.empty();
        } catch (OffsetOutOfRangeException e) {
            moveIntoLog(e, handler);
            return ConsumerRecords.empty();
        } catch (InterruptException e) {
            throw calls.failure(new InterruptedException(), "reading");
        } catch (AuthenticationException | AuthorizationException e) {
            throw calls.failure(e, "reading topic " + topic.name());
        } catch (KafkaException
                | IllegalStateException
                | IllegalArgumentException
                | BufferUnderflowException e) {
            // What came could not be read, and the client that met it is of no more use: it waits
            // for ever for the answer that it has thrown away, or meets the same bytes again.
            again(e);
            return ConsumerRecords.empty();
        }
    }

    private void replaceIfStalled(int polled, RecordHandler handler) throws ConnectionFailure {
        if (!live.isStalled(polled, open)) {
            if (silent && live.isSteady()) {
                silent = false;
                handler.heard();
            }
            return;
        }
        silent = true;
        handler.silent(silence());
        LOG.warn("Nothing came over a connection to topic {}; another.", topic.name());
        try {
            live.replaceStalled(next, finishedOnes());
        } catch (KafkaException e) {
            throw calls.failure(e, "reading topic " + topic.name());
        }
    }

    private Sentence silence() {
        return Sentence.builder()
                .text("A broker of topic ")
                .strong(topic.name())
                .text(" has not answered for " + live.patience().toSeconds() + " s, though the")
                .text(" connection to it is open. Reading goes on over another connection, where")
                .text(" it was.")
                .build();
    }

    private void again(RuntimeException fault) throws ConnectionFailure {
        LOG.warn("What came for topic {} could not be read; once more.", topic.name(), fault);
        try {
            if (!live.replaceDamaged(next, finishedOnes())) {
                throw new ConnectionFailure(damaged(), fault);
            }
        } catch (KafkaException e) {
            throw calls.failure(e, "reading topic " + topic.name());
        }
    }

    private Sentence damaged() {
        return Sentence.builder()
                .text("What the broker sent of topic ")
                .strong(topic.name())
                .text(" is damaged, and was so each of ")
                .text(LiveConsumer.MOST_DAMAGED + 1 + " times. Read on from a later offset, and")
                .text(" ask the cluster's owner to look at the broker's log.")
                .build();
    }

    private Set<TopicPartition> finishedOnes() {
        var finished = new HashSet<>(spans.keySet());
        finished.removeAll(open);
        return finished;
    }

    private int hand(
            TopicPartition partition,
            List<ConsumerRecord<ByteBuffer, ByteBuffer>> records,
            RecordHandler handler) {
        long end = span(partition).end();
        int count = 0;
        for (var entry : records) {
            if (entry.offset() >= end) {
                break;
            }
            handler.accept(
                    partition.partition(),
                    entry.offset(),
                    entry.timestamp(),
                    headers(entry),
                    entry.key(),
                    entry.value());
            next.put(partition, entry.offset() + 1);
            count++;
        }
        return count;
    }

    private static Headers headers(ConsumerRecord<ByteBuffer, ByteBuffer> entry) {
        var all = entry.headers().toArray();
        if (all.length == 0) {
            return Headers.NONE;
        }
        var list = new ArrayList<Header>(all.length);
        for (var header : all) {
            list.add(new Header(header.key(), header.value()));
        }
        return new Headers(list);
    }

    private Span span(TopicPartition partition) {
        var span = spans.get(partition);
        if (span == null) {
            throw new IllegalStateException("not assigned: " + partition);
        }
        return span;
    }

    private void closeFinished() {
        if (!bounded) {
            return;
        }
        for (var partition : List.copyOf(open)) {
            var position = position(partition);
            if (position != null && position >= span(partition).end()) {
                open.remove(partition);
                live.get().pause(List.of(partition));
            }
        }
    }

    private @Nullable Long position(TopicPartition partition) {
        try {
            return live.get().position(partition, Duration.ofMillis(1));
        } catch (TimeoutException | WakeupException e) {
            return null; // not settled while leaders change; the next poll asks again
        }
    }

    /// Goes on with what is there when the log no longer holds the position.
    private void moveIntoLog(OffsetOutOfRangeException e, RecordHandler handler)
            throws ConnectionFailure {
        var lost = e.offsetOutOfRangePartitions();
        var consumer = live.get();
        Map<TopicPartition, Long> beginnings;
        Map<TopicPartition, Long> ends;
        try {
            beginnings = consumer.beginningOffsets(lost.keySet(), CALL);
            ends = consumer.endOffsets(lost.keySet(), CALL);
        } catch (TimeoutException | WakeupException again) {
            return; // the next poll meets the same
        } catch (KafkaException again) {
            throw calls.failure(again, "reading topic " + topic.name());
        }
        lost.forEach((partition, offset) -> {
            long beginning = beginnings.getOrDefault(partition, 0L);
            long end = ends.getOrDefault(partition, beginning);
            long from = Math.clamp(offset, beginning, Math.max(beginning, end));
            if (e instanceof LogTruncationException truncated) {
                var divergent = truncated.divergentOffsets().get(partition);
                from = divergent == null ? from : divergent.offset();
            }
            consumer.seek(partition, from);
            next.put(partition, from);
            if (from != offset) {
                handler.gone(partition.partition(), Math.min(offset, from), Math.max(offset, from));
            }
        });
    }

    /// A topic that is read whole and without end is read whole also when it grows.
    private void addNewPartitions() {
        int count = topic.partitions();
        if (bounded || !topic.all() || count <= spans.size()) {
            return;
        }
        var added = new ArrayList<TopicPartition>();
        for (int i = 0; i < count; i++) {
            var partition = new TopicPartition(topic.name(), i);
            if (!spans.containsKey(partition)) {
                spans.put(partition, new Span(0, Span.FOREVER));
                added.add(partition);
            }
        }
        var consumer = live.get();
        consumer.assign(spans.keySet());
        for (var partition : added) {
            consumer.seek(partition, 0);
            next.put(partition, 0L);
            open.add(partition);
        }
    }

    @Override
    public boolean finished() {
        return bounded && open.isEmpty();
    }

    @Override
    public long behind() {
        long sum = 0;
        try {
            for (var partition : open) {
                var lag = live.get().currentLag(partition);
                if (lag.isEmpty()) {
                    return -1; // what was fetched will tell
                }
                sum += lag.getAsLong();
            }
        } catch (IllegalStateException e) {
            return -1; // a consumer that was just replaced
        }
        return sum;
    }

    @Override
    public void wakeup() {
        woken = true;
        LockSupport.unpark(waiting);
        live.wakeup();
    }

    @Override
    public void close() {
        onClose.run();
        live.close();
    }
}
