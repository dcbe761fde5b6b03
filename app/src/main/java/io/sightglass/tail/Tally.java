package io.sightglass.tail;

import io.sightglass.model.Mark;

import java.time.InstantSource;
import java.util.ArrayList;

/// Counts records by mark, in all and by time. Its methods may be called from any thread; each
/// takes well under a microsecond but [#timeline].
///
/// The timeline covers [#BUCKETS] spans of [#BUCKET_MILLIS] up to the newest record. A record
/// stamped later than the clock, or not at all, counts as of now, so that one wrong clock cannot
/// push everything else out; one older than the timeline reaches is left out of it (and stays in
/// the counts). Once records have been recent, the timeline goes on with the clock, so that silence
/// shows as silence; before that it ends at the newest record, so that history shows as well.
@SuppressWarnings("EnumOrdinal") // indexes arrays that are never written down
final class Tally {
    static final int BUCKETS = 120;
    static final long BUCKET_MILLIS = 2_500;

    /// The bucket of a record that the timeline leaves out.
    static final int NO_BUCKET = -1;

    private static final int MARKS = Mark.values().length;

    private final InstantSource clock;
    private final long[] totals = new long[MARKS];
    private final long[] spans = new long[BUCKETS * MARKS];
    private long bytes;
    private long whole;
    private long wholeValid;
    private int newest = NO_BUCKET;
    private boolean live;

    Tally(InstantSource clock) {
        this.clock = clock;
    }

    /// Counts a record and answers the bucket that it went to, for [#revise].
    ///
    /// @param isWhole whether it was held to all its rules
    /// @param timestamp milliseconds since the epoch, below zero where there is none
    synchronized int count(Mark mark, boolean isWhole, long timestamp, long size) {
        totals[mark.ordinal()]++;
        addWhole(mark, isWhole, 1);
        bytes += size;
        long now = clock.millis();
        int bucket = bucketOf(timestamp < 0 || timestamp > now ? now : timestamp);
        if (bucket > newest) {
            advance(bucket);
            live |= bucketOf(now) - newest < BUCKETS;
        }
        if (newest - bucket >= BUCKETS) {
            return NO_BUCKET;
        }
        spans[cell(bucket, mark)]++;
        return bucket;
    }

    private void addWhole(Mark mark, boolean isWhole, int by) {
        whole += isWhole ? by : 0;
        wholeValid += isWhole && mark == Mark.VALID ? by : 0;
    }

    /// Moves a record from one mark to another.
    ///
    /// @param was whether it had been held to all its rules
    /// @param is whether it has been now
    synchronized void revise(int bucket, Mark from, boolean was, Mark to, boolean is) {
        addWhole(from, was, -1);
        addWhole(to, is, 1);
        totals[from.ordinal()]--;
        totals[to.ordinal()]++;
        if (bucket != NO_BUCKET && newest - bucket < BUCKETS) {
            spans[cell(bucket, from)]--;
            spans[cell(bucket, to)]++;
        }
    }

    synchronized Tail.Counts counts() {
        return new Tail.Counts(
                totals[Mark.VALID.ordinal()],
                totals[Mark.UNKNOWN.ordinal()],
                totals[Mark.VIOLATION.ordinal()],
                totals[Mark.UNDECODABLE.ordinal()],
                bytes,
                whole,
                wholeValid);
    }

    synchronized Timeline timeline() {
        var buckets = new ArrayList<Timeline.Bucket>(BUCKETS);
        int now = bucketOf(clock.millis());
        int last = newest == NO_BUCKET || live ? Math.max(newest, now) : newest;
        for (int bucket = last - BUCKETS + 1; bucket <= last; bucket++) {
            boolean kept = bucket <= newest && newest - bucket < BUCKETS;
            buckets.add(
                    new Timeline.Bucket(
                            bucket * BUCKET_MILLIS,
                            kept ? spans[cell(bucket, Mark.VALID)] : 0,
                            kept ? spans[cell(bucket, Mark.UNKNOWN)] : 0,
                            kept ? spans[cell(bucket, Mark.VIOLATION)] : 0,
                            kept ? spans[cell(bucket, Mark.UNDECODABLE)] : 0));
        }
        return new Timeline(BUCKET_MILLIS, buckets);
    }

    private void advance(int bucket) {
        int from = newest == NO_BUCKET ? bucket : Math.max(newest + 1, bucket - BUCKETS + 1);
        for (int fresh = from; fresh <= bucket; fresh++) {
            for (int mark = 0; mark < MARKS; mark++) {
                spans[Math.floorMod(fresh, BUCKETS) * MARKS + mark] = 0;
            }
        }
        newest = bucket;
    }

    private static int cell(int bucket, Mark mark) {
        return Math.floorMod(bucket, BUCKETS) * MARKS + mark.ordinal();
    }

    private static int bucketOf(long millis) {
        return (int) (millis / BUCKET_MILLIS);
    }
}
