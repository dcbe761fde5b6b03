package io.sightglass.tail.filter;

import io.sightglass.model.Sentence;
import io.sightglass.tail.RowVisitor;
import io.sightglass.tail.Tail;
import io.sightglass.tail.TailState;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// Goes over a tail's rows in two directions from where it was when the filter began: forward with
/// what arrives, and back over what was held, a block of each in turn, so that the newest rows show
/// first and neither starves.
///
/// A row that was judged without its schema is remembered, and looked at again once it is revised.
/// When everything has been judged anew, everything is looked at again, the newest rows first.
final class FilterScan implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(FilterScan.class);
    private static final int INDEX_BLOCK = 1 << 16;
    private static final int RECORD_BLOCK = 1 << 8;
    private static final int LEAST_UNSETTLED = 1 << 12;
    private static final long PAUSE_NANOS = 20_000_000;
    private static final long RECHECK_NANOS = 50_000_000;

    private final Tail tail;
    private final RowFilter filter;
    private final Supplier<RecordDecoder> decoder;
    private final SequenceDeque matches;
    private final int block;
    private final SequenceBuffer found = new SequenceBuffer();
    private SequenceBuffer unsettled = new SequenceBuffer();
    private @Nullable RecordTest test;
    private long forward;
    private long back;
    private long examined;
    private long missed;
    private long revisions;
    private long rounds;

    /// What is left to be looked at again: the rows from `againEnd` to before `again`.
    private long again;

    private long againEnd;
    private long recheckedAt = System.nanoTime();
    private volatile FilteredRows.Progress progress;
    private volatile @Nullable Sentence problem;
    private volatile boolean cancelled;

    FilterScan(
            Tail tail, RowFilter filter, Supplier<RecordDecoder> decoder, SequenceDeque matches) {
        this.tail = tail;
        this.filter = filter;
        this.decoder = decoder;
        this.matches = matches;
        this.block = filter.predicate() == null ? INDEX_BLOCK : RECORD_BLOCK;
        // Before the first row is looked at, so that no revision goes unnoticed.
        this.revisions = tail.revisions();
        this.rounds = tail.rounds();
        this.forward = tail.next();
        this.back = forward;
        this.progress = new FilteredRows.Progress(0, waiting(), 0);
    }

    FilteredRows.Progress progress() {
        return progress;
    }

    Optional<Sentence> problem() {
        return Optional.ofNullable(problem);
    }

    void cancel() {
        cancelled = true;
    }

    @Override
    public void run() {
        try {
            var predicate = filter.predicate();
            test = predicate == null ? null : new RecordTest(predicate, decoder.get());
            while (!cancelled && !(tail.state() instanceof TailState.Closed)) {
                matches.dropBefore(tail.first());
                beginAgain();
                boolean rechecked = recheck() | goAgain();
                boolean forwards = goForward();
                boolean backwards = goBack();
                progress = new FilteredRows.Progress(examined, waiting(), missed);
                if (!rechecked && !forwards && !backwards) {
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
        } catch (RuntimeException | Error fault) {
            LOG.error("Filtering topic {} failed", tail.topic(), fault);
            problem =
                    Sentence.of(
                            "The filter stopped because of a fault in Sightglass; its log says"
                                    + " where. Set the filter again to go on.");
        }
    }

    private long waiting() {
        return tail.next() - forward + Math.max(0, back - tail.first());
    }

    private boolean goForward() {
        long first = tail.first();
        if (forward < first) {
            missed += first - forward;
            forward = first;
        }
        long end = Math.min(tail.next(), forward + block);
        if (end <= forward) {
            return false;
        }
        examine(forward, end);
        matches.addLast(found.array(), found.size());
        forward = end;
        return true;
    }

    private boolean goBack() {
        long start = Math.max(tail.first(), back - block);
        if (start >= back) {
            return false;
        }
        examine(start, back);
        matches.addFirst(found.array(), found.size());
        back = start;
        return true;
    }

    private void beginAgain() {
        long now = tail.rounds();
        if (now != rounds) {
            rounds = now;
            again = forward;
            againEnd = back;
            // Those among them that still wait are met again.
            unsettled = new SequenceBuffer();
        }
    }

    private boolean goAgain() {
        long start = Math.max(Math.max(tail.first(), againEnd), again - block);
        if (start >= again) {
            return false;
        }
        found.clear();
        tail.scan(start, again, visitor(found, unsettled));
        keepMatching(found);
        var added = new SequenceBuffer();
        var removed = new SequenceBuffer();
        int next = 0;
        for (long row = start; row < again; row++) {
            boolean matchesNow = next < found.size() && found.get(next) == row;
            next += matchesNow ? 1 : 0;
            note(row, matchesNow, added, removed);
        }
        change(added, removed);
        again = start;
        return true;
    }

    private void note(long row, boolean matchesNow, SequenceBuffer added, SequenceBuffer removed) {
        boolean matchedThen = matches.indexOf(row) >= 0;
        if (matchesNow && !matchedThen) {
            added.add(row);
        } else if (matchedThen && !matchesNow) {
            removed.add(row);
        }
    }

    private void change(SequenceBuffer added, SequenceBuffer removed) {
        if (added.size() + removed.size() > 0) {
            matches.change(added.sorted(), removed.sorted());
        }
    }

    private void examine(long from, long to) {
        found.clear();
        tail.scan(from, to, visitor(found, unsettled));
        examined += to - from;
        keepMatching(found);
        if (unsettled.size() > LEAST_UNSETTLED
                && unsettled.size() > 2 * (tail.next() - tail.first())) {
            forgetUnsettled();
        }
    }

    /// Rows may leave without ever having been revised.
    private void forgetUnsettled() {
        var still = new SequenceBuffer();
        for (int i = 0; i < unsettled.size(); i++) {
            if (unsettled.get(i) >= tail.first()) {
                still.add(unsettled.get(i));
            }
        }
        unsettled = still;
    }

    private RowVisitor visitor(SequenceBuffer admitted, SequenceBuffer pendingRows) {
        return (sequence, partition, timestamp, mark, pending) -> {
            if (pending) {
                pendingRows.add(sequence);
            }
            if (filter.admits(partition, timestamp, mark)) {
                admitted.add(sequence);
            }
        };
    }

    /// Leaves those whose records match; none of the rest when cancelled meanwhile.
    private void keepMatching(SequenceBuffer candidates) {
        var each = test;
        if (each == null) {
            return;
        }
        int count = candidates.size();
        candidates.clear();
        for (int i = 0; i < count && !cancelled; i++) {
            long sequence = candidates.get(i);
            // One that has left does not match.
            if (tail.record(sequence).filter(each::matches).isPresent()) {
                candidates.add(sequence);
            }
        }
    }

    /// Looks again at rows whose schema has come.
    private boolean recheck() {
        long now = System.nanoTime();
        long current = tail.revisions();
        if (current == revisions || now - recheckedAt < RECHECK_NANOS) {
            return false;
        }
        revisions = current;
        recheckedAt = now;
        var still = new SequenceBuffer();
        var settled = new SequenceBuffer();
        long first = tail.first();
        for (int i = 0; i < unsettled.size(); i++) {
            long sequence = unsettled.get(i);
            if (sequence >= first) {
                int before = still.size();
                found.clear();
                tail.scan(sequence, sequence + 1, visitor(found, still));
                if (still.size() == before) {
                    settled.add(sequence);
                }
            }
        }
        unsettled = still;
        settle(settled.sorted());
        return true;
    }

    private void settle(long[] rows) {
        var added = new SequenceBuffer();
        var removed = new SequenceBuffer();
        var ignored = new SequenceBuffer();
        for (long row : rows) {
            found.clear();
            ignored.clear();
            tail.scan(row, row + 1, visitor(found, ignored));
            keepMatching(found);
            note(row, found.size() > 0, added, removed);
        }
        change(added, removed);
    }
}
