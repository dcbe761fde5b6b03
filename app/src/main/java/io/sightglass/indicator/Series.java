package io.sightglass.indicator;

import io.sightglass.indicator.Indicators.Cause;
import io.sightglass.indicator.Indicators.Downtime;
import io.sightglass.indicator.Indicators.Span;
import io.sightglass.indicator.Indicators.Spans;
import io.sightglass.model.Mark;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What was counted over time, in at most [#MOST] spans of one length. Where records lie further
/// apart, spans are twice as long, and again, until they fit. Adding allocates nothing.
@SuppressWarnings("EnumOrdinal") // in memory only
final class Series {
    static final int MOST = 240;
    static final int CAUSES = 24;
    static final int SCHEMAS = 8;
    private static final int LEVELS = 8;
    private static final int MARKS = Mark.values().length;
    private static final int SHOWN_DOWNTIMES = 50;

    /// 1990-01-01T00:00:00Z: records that say they are older have no time to speak of.
    private static final long EARLIEST = 631_152_000_000L;

    /// Of what others have counted: the year 9999, and spans of some hundred years.
    private static final long LATEST = 253_402_300_799_999L;

    private static final long LONGEST = 1_000L << 33;

    private static final int OF_MARKS = 0;
    private static final int OF_LEVELS = OF_MARKS + MARKS;
    private static final int OF_MISSED = OF_LEVELS + LEVELS;
    private static final int OF_CAUSES = OF_MISSED + LEVELS;
    private static final int OF_SCHEMAS = OF_CAUSES + CAUSES;
    private static final int CELLS = OF_SCHEMAS + SCHEMAS;

    private final int[] cells = new int[MOST * CELLS];
    private long start = -1;
    private long millis = 1_000;

    /// Spans 0 to here, exclusive, have been used.
    private int used;

    /// The slot of a time; -1 where it is no time to speak of.
    ///
    /// @param now milliseconds since the epoch
    int slot(long time, long now) {
        if (time < EARLIEST || time > now + 86_400_000L) {
            return -1;
        }
        return place(time);
    }

    private int place(long time) {
        if (start < 0) {
            start = Math.floorDiv(time, millis) * millis;
        }
        while (time < start || (time - start) / millis >= MOST) {
            widen(time);
        }
        int slot = (int) ((time - start) / millis);
        used = Math.max(used, slot + 1);
        return slot;
    }

    /// Makes room at the end that wants it: later spans move, or all become twice as long.
    private void widen(long time) {
        if (time < start) {
            long by = Math.ceilDiv(start - time, millis);
            if (by + used <= MOST) {
                int shift = (int) by;
                System.arraycopy(cells, 0, cells, shift * CELLS, used * CELLS);
                Arrays.fill(cells, 0, shift * CELLS, 0);
                start -= by * millis;
                used += shift;
                return;
            }
        }
        twice();
    }

    private void twice() {
        // spans begin at multiples of their length, so that every two fall into one
        long doubled = millis * 2;
        long begin = Math.floorDiv(start, doubled) * doubled;
        int odd = begin == start ? 0 : 1;
        int now = 0;
        for (int i = 0; i < used; i++) {
            int to = (i + odd) / 2;
            for (int cell = 0; cell < CELLS; cell++) {
                int value = cells[i * CELLS + cell];
                cells[i * CELLS + cell] = 0;
                cells[to * CELLS + cell] += value;
            }
            now = to + 1;
        }
        used = now;
        start = begin;
        millis = doubled;
    }

    void mark(int slot, Mark mark) {
        cells[slot * CELLS + OF_MARKS + mark.ordinal()]++;
    }

    void level(int slot, int level, boolean missed) {
        cells[slot * CELLS + OF_LEVELS + level]++;
        cells[slot * CELLS + OF_MISSED + level] += missed ? 1 : 0;
    }

    static int levels() {
        return LEVELS;
    }

    void cause(int slot, int cause) {
        cells[slot * CELLS + OF_CAUSES + cause]++;
    }

    void schema(int slot, int schema) {
        cells[slot * CELLS + OF_SCHEMAS + schema]++;
    }

    Spans spans(List<String> schemas) {
        var spans = new ArrayList<Span>(used);
        int shown = Math.min(schemas.size(), SCHEMAS);
        for (int i = 0; i < used; i++) {
            int at = i * CELLS;
            var bySchema = new ArrayList<Long>(shown);
            for (int s = 0; s < shown; s++) {
                bySchema.add((long) cells[at + OF_SCHEMAS + s]);
            }
            spans.add(
                    new Span(
                            cells[at + OF_MARKS + Mark.VALID.ordinal()],
                            cells[at + OF_MARKS + Mark.UNKNOWN.ordinal()],
                            cells[at + OF_MARKS + Mark.VIOLATION.ordinal()],
                            cells[at + OF_MARKS + Mark.UNDECODABLE.ordinal()],
                            bySchema));
        }
        return new Spans(start, millis, spans, schemas.subList(0, shown));
    }

    /// The spans in which a promise was missed, the latest first. Spans without records neither end
    /// nor begin one.
    ///
    /// @param causes what the numbers given to [#cause] stand for; the last may be all others
    Down down(int level, double share, List<RuleTallies.Named> causes) {
        var all = new ArrayList<Downtime>();
        int from = -1;
        int to = -1;
        for (int i = 0; i < used; i++) {
            long of = cells[i * CELLS + OF_LEVELS + level];
            if (of == 0) {
                continue;
            }
            long missed = cells[i * CELLS + OF_MISSED + level];
            boolean held = (double) (of - missed) / of >= share;
            if (!held) {
                from = from < 0 ? i : from;
                to = i + 1;
            } else if (from >= 0) {
                all.add(downtime(level, from, to, causes));
                from = -1;
            }
        }
        if (from >= 0) {
            all.add(downtime(level, from, to, causes));
        }
        long length = all.stream().mapToLong(down -> down.to() - down.from()).sum();
        var latest = all.reversed();
        return new Down(
                latest.subList(0, Math.min(latest.size(), SHOWN_DOWNTIMES)), all.size(), length);
    }

    /// @param latest at most so many of them
    record Down(List<Downtime> latest, int spans, long millis) {}

    private Downtime downtime(int level, int from, int to, List<RuleTallies.Named> causes) {
        long of = 0;
        long missed = 0;
        var byCause = new long[CAUSES];
        for (int i = from; i < to; i++) {
            of += cells[i * CELLS + OF_LEVELS + level];
            missed += cells[i * CELLS + OF_MISSED + level];
            for (int c = 0; c < CAUSES; c++) {
                byCause[c] += cells[i * CELLS + OF_CAUSES + c];
            }
        }
        return new Downtime(
                start + from * millis, start + to * millis, of, missed, cause(byCause, causes));
    }

    private static @Nullable Cause cause(long[] counts, List<RuleTallies.Named> causes) {
        int most = 0;
        for (int c = 1; c < counts.length; c++) {
            most = counts[c] > counts[most] ? c : most;
        }
        if (counts[most] == 0 || most >= causes.size()) {
            return null;
        }
        return new Cause(causes.get(most).rule(), causes.get(most).path(), counts[most]);
    }

    void save(ObjectNode to) {
        var series = to.putObject("series").put("start", start).put("millis", millis);
        var spans = series.putArray("spans");
        for (int i = 0; i < used; i++) {
            var span = spans.addArray();
            for (int cell = 0; cell < CELLS; cell++) {
                int count = cells[i * CELLS + cell];
                if (count != 0) {
                    span.add(cell).add(count);
                }
            }
        }
    }

    /// Counts what another has counted.
    ///
    /// @param causes for each of the other's numbers of causes ours
    /// @param schemas for each of the other's numbers of schemas ours
    void add(JsonNode saved, int[] causes, int[] schemas) {
        var series = saved.path("series");
        long begin = series.path("start").asLong(-1);
        long length = series.path("millis").asLong();
        var spans = series.path("spans");
        if (begin < 0 || spans.isEmpty()) {
            return;
        }
        boolean whole = length >= 1_000 && Long.bitCount(length / 1_000) == 1;
        if (!whole || length > LONGEST || begin % length != 0 || spans.size() > MOST) {
            throw new IllegalArgumentException("spans of another kind");
        }
        if (begin > LATEST) {
            throw new IllegalArgumentException("spans of no time to speak of");
        }
        if (start < 0) {
            millis = length;
        }
        while (millis < length) {
            twice();
        }
        for (int i = 0; i < spans.size(); i++) {
            var span = spans.get(i);
            for (int at = 0; at + 1 < span.size(); at += 2) {
                int slot = place(begin + i * length);
                used = Math.max(used, slot + 1);
                int cell = ours(span.get(at).asInt(), causes, schemas);
                cells[slot * CELLS + cell] += span.get(at + 1).asInt();
            }
        }
    }

    private static int ours(int cell, int[] causes, int[] schemas) {
        if (cell < 0 || cell >= CELLS) {
            throw new IllegalArgumentException("a count of an unknown kind");
        }
        if (cell >= OF_SCHEMAS) {
            return OF_SCHEMAS + schemas[cell - OF_SCHEMAS];
        }
        return cell >= OF_CAUSES ? OF_CAUSES + causes[cell - OF_CAUSES] : cell;
    }
}
