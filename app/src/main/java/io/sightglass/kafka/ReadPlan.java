package io.sightglass.kafka;

import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.From;
import io.sightglass.port.Until;

import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/// Turns "from" and "until" into offsets, once, when reading begins.
final class ReadPlan {
    private final Offsets offsets;
    private final Deadline deadline;

    ReadPlan(Offsets offsets, Deadline deadline) {
        this.offsets = offsets;
        this.deadline = deadline;
    }

    Map<TopicPartition, Span> plan(Collection<TopicPartition> partitions, From from, Until until)
            throws ConnectionFailure {
        var beginnings = offsets.listAll(partitions, OffsetSpec.earliest(), deadline);
        var ends = offsets.listAll(partitions, OffsetSpec.latest(), deadline);
        var starts = starts(from, beginnings, ends);
        var stops = stops(until, ends);
        var spans = new HashMap<TopicPartition, Span>();
        for (var partition : partitions) {
            spans.put(partition, new Span(at(starts, partition), at(stops, partition)));
        }
        return spans;
    }

    private Map<TopicPartition, Long> starts(
            From from, Map<TopicPartition, Long> beginnings, Map<TopicPartition, Long> ends)
            throws ConnectionFailure {
        return switch (from) {
            case From.Latest() -> ends;
            case From.Earliest() -> beginnings;
            case From.Last(long count) -> last(count, beginnings, ends);
            case From.Offset(long offset) -> {
                var starts = new HashMap<TopicPartition, Long>();
                beginnings.forEach((partition, beginning) ->
                        starts.put(
                                partition,
                                Math.clamp(
                                        offset,
                                        beginning,
                                        Math.max(beginning, at(ends, partition)))));
                yield starts;
            }
            case From.Time(Instant instant) -> atTime(instant, ends);
        };
    }

    private Map<TopicPartition, Long> stops(Until until, Map<TopicPartition, Long> ends)
            throws ConnectionFailure {
        return switch (until) {
            case Until.Forever() -> {
                var never = new HashMap<TopicPartition, Long>();
                ends.keySet().forEach(partition -> never.put(partition, Span.FOREVER));
                yield never;
            }
            case Until.End() -> ends;
            case Until.Time(Instant instant) -> atTime(instant, ends);
        };
    }

    /// The first record at or after an instant; the end where there is none.
    private Map<TopicPartition, Long> atTime(Instant instant, Map<TopicPartition, Long> ends)
            throws ConnectionFailure {
        // Negative times have other meanings in the protocol.
        long millis = Math.max(0, millis(instant));
        var found = offsets.listAll(ends.keySet(), OffsetSpec.forTimestamp(millis), deadline);
        var result = new HashMap<TopicPartition, Long>();
        ends.forEach((partition, end) -> {
            long offset = at(found, partition);
            result.put(partition, offset < 0 ? end : Math.min(offset, end));
        });
        return result;
    }

    private static long millis(Instant instant) {
        try {
            return instant.toEpochMilli();
        } catch (ArithmeticException e) {
            return instant.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    /// Shares `count` out over the partitions by how many records each holds, to the record: what
    /// rounding down leaves goes to the largest remainders.
    static Map<TopicPartition, Long> last(
            long count, Map<TopicPartition, Long> beginnings, Map<TopicPartition, Long> ends) {
        record Share(TopicPartition partition, long held, long whole, double remainder) {}
        long total = 0;
        for (var entry : ends.entrySet()) {
            total += entry.getValue() - at(beginnings, entry.getKey());
        }
        long wanted = Math.clamp(count, 0, total);
        var shares = new ArrayList<Share>();
        long given = 0;
        for (var entry : ends.entrySet()) {
            long held = entry.getValue() - at(beginnings, entry.getKey());
            double exact = total == 0 ? 0 : (double) held * wanted / total;
            long whole = Math.min(held, (long) exact);
            given += whole;
            shares.add(new Share(entry.getKey(), held, whole, exact - whole));
        }
        shares.sort(
                Comparator.comparingDouble(Share::remainder)
                        .reversed()
                        .thenComparing(share -> share.partition().partition()));
        var starts = new HashMap<TopicPartition, Long>();
        for (var share : shares) {
            long take = share.whole();
            if (given < wanted && take < share.held()) {
                take++;
                given++;
            }
            starts.put(share.partition(), at(ends, share.partition()) - take);
        }
        return starts;
    }

    private static long at(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        var offset = offsets.get(partition);
        if (offset == null) {
            throw new IllegalStateException("no offset for " + partition);
        }
        return offset;
    }
}
