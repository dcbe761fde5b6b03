package io.sightglass.tail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sightglass.model.Mark;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Random;

class TallyTest {
    private static final long SPAN = Tally.BUCKETS * Tally.BUCKET_MILLIS;

    private final TestClock clock = new TestClock();
    private final Tally tally = new Tally(clock);

    private static long total(Timeline timeline) {
        return timeline.buckets().stream().mapToLong(Timeline.Bucket::total).sum();
    }

    private static long of(Timeline.Bucket bucket, Mark mark) {
        return switch (mark) {
            case VALID -> bucket.valid();
            case UNKNOWN -> bucket.unknown();
            case VIOLATION -> bucket.violation();
            case UNDECODABLE -> bucket.undecodable();
        };
    }

    @Test
    void bucketsAreGaplessAndEndNow() {
        var timeline = tally.timeline();
        assertEquals(Tally.BUCKETS, timeline.buckets().size());
        long start = timeline.buckets().getFirst().start();
        for (int i = 0; i < Tally.BUCKETS; i++) {
            assertEquals(
                    start + i * Tally.BUCKET_MILLIS, timeline.buckets().get(i).start(), "at " + i);
        }
        long now = clock.millis();
        assertEquals(now - now % Tally.BUCKET_MILLIS, timeline.buckets().getLast().start());
    }

    @Test
    void liveRecordsSlideOutAsTheClockGoesOn() {
        tally.count(Mark.VIOLATION, true, clock.millis(), 10);
        assertEquals(1, tally.timeline().buckets().getLast().violation());
        clock.forward(Tally.BUCKET_MILLIS * 3);
        assertEquals(1, tally.timeline().buckets().get(Tally.BUCKETS - 4).violation());
        clock.forward(SPAN);
        assertEquals(0, total(tally.timeline()));
        assertEquals(1, tally.counts().violation());
    }

    @Test
    void historyEndsAtItsNewestRecord() {
        long then = clock.millis() - 30 * SPAN;
        tally.count(Mark.VALID, true, then, 10);
        tally.count(Mark.VALID, true, then - SPAN / 2, 10);
        tally.count(Mark.VALID, true, then - 2 * SPAN, 10);
        var timeline = tally.timeline();
        assertEquals(2, total(timeline));
        assertEquals(1, timeline.buckets().getLast().valid());
        assertEquals(then - then % Tally.BUCKET_MILLIS, timeline.buckets().getLast().start());
        assertEquals(3, tally.counts().total());
        assertEquals(30, tally.counts().bytes());
    }

    @Test
    void aClockThatIsAheadPushesNothingOut() {
        tally.count(Mark.VALID, true, clock.millis(), 1);
        int bucket = tally.count(Mark.UNKNOWN, true, clock.millis() + 1000 * SPAN, 1);
        tally.count(Mark.VALID, true, Long.MAX_VALUE, 1);
        tally.count(Mark.VALID, true, -1, 1);
        assertEquals(4, tally.timeline().buckets().getLast().total());
        clock.forward(Tally.BUCKET_MILLIS * 2);
        tally.revise(bucket, Mark.UNKNOWN, true, Mark.VALID, true);
        assertEquals(4, tally.timeline().buckets().get(Tally.BUCKETS - 3).valid());
    }

    @Test
    void agreesWithPlainCountingUnderRevision() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        record Kept(int bucket, long span, Mark[] mark) {}
        var kept = new ArrayList<Kept>();
        var marks = Mark.values();
        for (int i = 0; i < 20_000; i++) {
            if (random.nextInt(100) == 0) {
                clock.forward(random.nextInt(20_000));
            }
            long timestamp = clock.millis() - random.nextLong(2 * SPAN) + 2_000;
            var mark = marks[random.nextInt(marks.length)];
            int bucket = tally.count(mark, true, timestamp, 1);
            long counted = Math.min(timestamp, clock.millis());
            kept.add(new Kept(bucket, counted / Tally.BUCKET_MILLIS, new Mark[] {mark}));
            var other = kept.get(random.nextInt(kept.size()));
            var to = marks[random.nextInt(marks.length)];
            tally.revise(other.bucket(), other.mark()[0], true, to, true);
            other.mark()[0] = to;
        }
        var counts = tally.counts();
        for (var mark : marks) {
            long expected = kept.stream().filter(k -> k.mark()[0] == mark).count();
            assertEquals(expected, counts.of(mark), "seed " + seed);
        }
        for (var bucket : tally.timeline().buckets()) {
            long span = bucket.start() / Tally.BUCKET_MILLIS;
            for (var mark : marks) {
                long expected =
                        kept.stream()
                                .filter(k -> k.bucket() != Tally.NO_BUCKET && k.span() == span)
                                .filter(k -> k.mark()[0] == mark)
                                .count();
                assertEquals(expected, of(bucket, mark), "seed " + seed);
            }
        }
    }

    @Test
    void rateIsOverTheLastSeconds() {
        var rate = new RateMeter(clock);
        assertEquals(0, rate.perSecond());
        for (int i = 0; i < 20; i++) {
            rate.add(100);
            clock.forward(100);
        }
        assertEquals(1_000, rate.perSecond(), 1);
        for (int i = 0; i < 100; i++) {
            rate.add(10);
            clock.forward(100);
        }
        assertEquals(100, rate.perSecond(), 5);
        clock.forward(RateMeter.SPAN_MILLIS);
        assertEquals(0, rate.perSecond());
    }
}
