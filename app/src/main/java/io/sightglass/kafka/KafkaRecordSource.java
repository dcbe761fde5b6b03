package io.sightglass.kafka;

import io.sightglass.model.Header;
import io.sightglass.model.Headers;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.RecordHandler;
import io.sightglass.port.RecordSource;

import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads the partitions of one topic by `assign()` and explicit positions.
///
/// It knows where it is by the consumer's own positions, not by the records' offsets: these have
/// gaps where a topic was compacted, and where transactions left their markers.
final class KafkaRecordSource implements RecordSource {
    private static final Duration CALL = Duration.ofSeconds(3);

    private final Consumer<ByteBuffer, ByteBuffer> consumer;
    private final WatchedTopic topic;
    private final Calls calls;
    private final Map<TopicPartition, Span> spans;
    private final Runnable onClose;
    // Partitions that have not reached their end.
    private final Set<TopicPartition> open = new HashSet<>();
    private final boolean bounded;

    /// @param topic tells when the topic is gone or has more partitions
    /// @param onClose runs once, after closing
    KafkaRecordSource(
            Consumer<ByteBuffer, ByteBuffer> consumer,
            WatchedTopic topic,
            Calls calls,
            Map<TopicPartition, Span> spans,
            Runnable onClose) {
        this.consumer = consumer;
        this.topic = topic;
        this.calls = calls;
        this.spans = new HashMap<>(spans);
        this.onClose = onClose;
        this.bounded = spans.values().stream().anyMatch(span -> span.end() != Span.FOREVER);
        consumer.assign(spans.keySet());
        spans.forEach((partition, span) -> {
            consumer.seek(partition, span.start());
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
        if (finished()) {
            return 0;
        }
        int count = 0;
        try {
            var records = consumer.poll(timeout);
            for (var partition : records.partitions()) {
                count += hand(partition, records.records(partition), handler);
            }
            closeFinished();
        } catch (WakeupException e) {
            return count;
        } catch (OffsetOutOfRangeException e) {
            moveIntoLog(e, handler);
        } catch (InterruptException e) {
            throw calls.failure(new InterruptedException(), "reading");
        } catch (KafkaException e) {
            throw calls.failure(e, "reading topic " + topic.name());
        }
        return count;
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
                consumer.pause(List.of(partition));
            }
        }
    }

    private @Nullable Long position(TopicPartition partition) {
        try {
            return consumer.position(partition, Duration.ofMillis(1));
        } catch (TimeoutException e) {
            return null; // not settled while leaders change; the next poll asks again
        }
    }

    /// Goes on with what is there when the log no longer holds the position.
    private void moveIntoLog(OffsetOutOfRangeException e, RecordHandler handler) {
        var lost = e.offsetOutOfRangePartitions();
        Map<TopicPartition, Long> beginnings;
        Map<TopicPartition, Long> ends;
        try {
            beginnings = consumer.beginningOffsets(lost.keySet(), CALL);
            ends = consumer.endOffsets(lost.keySet(), CALL);
        } catch (TimeoutException | WakeupException again) {
            return; // the next poll meets the same
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
        consumer.assign(spans.keySet());
        for (var partition : added) {
            consumer.seek(partition, 0);
            open.add(partition);
        }
    }

    @Override
    public boolean finished() {
        return bounded && open.isEmpty();
    }

    @Override
    public void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        onClose.run();
        try {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        } catch (InterruptException | WakeupException e) {
            // Closed all the same; an interrupted thread stays so.
        }
    }
}
