package io.sightglass.worker;

import io.sightglass.port.OffsetSpan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;

/// How far a run is.
///
/// @param records how many were looked at
/// @param last when something was written last, in milliseconds since the epoch; -1 for never
/// @param partitions by number
public record RunProgress(long records, long last, List<OfPartition> partitions) {
    public RunProgress {
        partitions = List.copyOf(partitions);
    }

    /// @param by who counts there, or did last; empty where nobody has
    public record OfPartition(int partition, OffsetSpan span, long next, long records, String by) {
        public boolean isDone() {
            return next >= span.to();
        }

        /// Which share of its offsets is behind it, from 0 to 1; 0 where it has no end.
        public double share() {
            if (span.isEmpty() || isDone()) {
                return 1;
            }
            return span.isEndless() ? 0 : (double) (next - span.from()) / (span.to() - span.from());
        }
    }

    static RunProgress of(RunHeader run, List<Portion> portions) {
        var known = new HashMap<Integer, Portion>();
        portions.forEach(portion -> known.put(portion.partition(), portion));
        var numbers = new HashSet<>(run.spans().keySet());
        numbers.addAll(known.keySet());
        var all = new ArrayList<OfPartition>();
        long records = 0;
        long last = -1;
        for (int partition : numbers.stream().sorted().toList()) {
            var span = run.span(partition);
            var portion = known.get(partition);
            if (portion == null) {
                // where there is nothing to read, nobody has to write that he has read it
                all.add(new OfPartition(partition, span, span.from(), 0, ""));
                continue;
            }
            records += portion.records();
            last = Math.max(last, portion.at());
            all.add(
                    new OfPartition(
                            partition, span, portion.next(), portion.records(), portion.by()));
        }
        return new RunProgress(records, last, all);
    }

    /// How many partitions are read to their end.
    public long done() {
        return partitions.stream().filter(OfPartition::isDone).count();
    }

    /// Whether all that was asked for is counted.
    public boolean isDone() {
        return done() == partitions.size();
    }

    /// How many different workers have counted what there is.
    public long workers() {
        return partitions.stream()
                .map(OfPartition::by)
                .filter(by -> !by.isEmpty())
                .distinct()
                .count();
    }

    /// How many offsets there are to go over; -1 where it has no end.
    public long expected() {
        long sum = 0;
        for (var each : partitions) {
            if (each.span().isEndless()) {
                return -1;
            }
            sum += Math.max(0, each.span().to() - each.span().from());
        }
        return sum;
    }
}
