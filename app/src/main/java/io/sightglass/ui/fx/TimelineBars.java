package io.sightglass.ui.fx;

import io.sightglass.model.Mark;
import io.sightglass.tail.Timeline;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/// A timeline's buckets, several to a bar where there are more than fit.
final class TimelineBars {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final long first;
    private final long step;
    private final long[][] counts;
    private long highest;

    private TimelineBars(long first, long step, int bars) {
        this.first = first;
        this.step = step;
        counts = new long[bars][Mark.values().length];
    }

    static TimelineBars of(Timeline timeline, int most) {
        var buckets = timeline.buckets();
        int each = Math.max(1, Math.ceilDiv(buckets.size(), most));
        int size = Math.ceilDiv(buckets.size(), each);
        long first = buckets.isEmpty() ? 0 : buckets.getFirst().start();
        var bars = new TimelineBars(first, timeline.bucketMillis() * each, size);
        for (int i = 0; i < buckets.size(); i++) {
            var bucket = buckets.get(i);
            var bar = bars.counts[i / each];
            bar[Mark.VALID.ordinal()] += bucket.valid();
            bar[Mark.UNKNOWN.ordinal()] += bucket.unknown();
            bar[Mark.VIOLATION.ordinal()] += bucket.violation();
            bar[Mark.UNDECODABLE.ordinal()] += bucket.undecodable();
        }
        for (int i = 0; i < size; i++) {
            bars.highest = Math.max(bars.highest, bars.total(i));
        }
        return bars;
    }

    int size() {
        return counts.length;
    }

    long count(int bar, Mark mark) {
        return counts[bar][mark.ordinal()];
    }

    long highest() {
        return highest;
    }

    /// When a bar begins, in milliseconds since the epoch; also for the one after the last.
    long start(int bar) {
        return first + bar * step;
    }

    /// The bar of a moment, within bounds, as a fraction.
    double indexOf(long moment) {
        return Math.clamp((moment - first) / (double) step, 0, counts.length);
    }

    /// A bar in words.
    String told(int bar) {
        var text = new StringBuilder();
        text.append(time(start(bar))).append(" – ").append(time(start(bar + 1))).append('\n');
        text.append(Texts.count(total(bar), "record", "records"));
        return marks(text, counts[bar], "\n").toString();
    }

    /// The whole in words.
    String spoken() {
        if (counts.length == 0) {
            return "Timeline: no records yet";
        }
        var sums = new long[Mark.values().length];
        long total = 0;
        for (int bar = 0; bar < counts.length; bar++) {
            total += total(bar);
            for (int mark = 0; mark < sums.length; mark++) {
                sums[mark] += counts[bar][mark];
            }
        }
        var text = new StringBuilder("Timeline ");
        text.append(time(first)).append(" to ").append(time(start(counts.length))).append(": ");
        text.append(Texts.count(total, "record", "records"));
        return marks(text, sums, ", ").toString();
    }

    private static StringBuilder marks(StringBuilder text, long[] sums, String separator) {
        for (var mark : Mark.values()) {
            long count = sums[mark.ordinal()];
            if (mark != Mark.VALID && count > 0) {
                text.append(separator).append(mark.shape()).append(' ');
                text.append(Texts.grouped(count)).append(' ').append(word(mark));
            }
        }
        return text;
    }

    private static String word(Mark mark) {
        return switch (mark) {
            case VALID -> "valid";
            case UNKNOWN -> "with unknown fields";
            case VIOLATION -> "with violations";
            case UNDECODABLE -> "undecodable";
        };
    }

    private long total(int bar) {
        long sum = 0;
        for (long count : counts[bar]) {
            sum += count;
        }
        return sum;
    }

    private static String time(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis).atZone(ZoneId.systemDefault()));
    }
}
