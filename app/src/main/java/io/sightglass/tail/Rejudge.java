package io.sightglass.tail;

import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Judges everything that is held anew when what it is judged by has changed: a local schema was
/// saved, a topic bound otherwise, a contract edited. Index, counts and timeline are put right, the
/// newest records first, since those are on the screen.
///
/// Works in slices of bounded size, so that reading goes on meanwhile; a change during a pass
/// begins another. A record that has left meanwhile keeps in the counts what was thought of it.
/// Belongs to the reading thread.
final class Rejudge {
    private static final int SLICE = 2_000;
    private static final long SLICE_BYTES = 1 << 20;

    private final HeldRecords held;
    private final Tally tally;
    private final LongSupplier edition;
    private final Supplier<Judge> judges;
    private Judge judge;
    private long seenEdition;
    private long cursor;
    private boolean passing;
    private volatile long rounds;

    /// @param edition grows after something that judging depends on has changed
    /// @param judges makes a judge by what holds now
    Rejudge(HeldRecords held, Tally tally, LongSupplier edition, Supplier<Judge> judges) {
        this.held = held;
        this.tally = tally;
        this.edition = edition;
        this.judges = judges;
        // The number first: what changes between the two then makes a pass too many, not too few.
        this.seenEdition = edition.getAsLong();
        this.judge = judges.get();
    }

    /// Whoever judges by what holds now, as far as [#work] has noticed.
    Judge judge() {
        return judge;
    }

    /// Whether there is work to do at once.
    boolean isBusy() {
        return passing;
    }

    /// How often everything was judged anew. For any thread.
    long rounds() {
        return rounds;
    }

    /// Does a slice of what is to be done. Answers how many rows may look different now.
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    int work() {
        long now = edition.getAsLong();
        if (now != seenEdition) {
            seenEdition = now;
            judge = judges.get();
            cursor = held.index().next() - 1;
            passing = true;
        }
        if (!passing) {
            return 0;
        }
        int revised = slice();
        if (!passing) {
            rounds = rounds + 1;
        }
        return revised;
    }

    private int slice() {
        int looked = 0;
        long bytes = 0;
        while (looked < SLICE && bytes < SLICE_BYTES) {
            if (cursor < held.index().first()) {
                passing = false;
                // One more, since a row's text may differ where its mark does not.
                return looked + 1;
            }
            bytes += lookAgain(cursor);
            cursor--;
            looked++;
        }
        return looked;
    }

    /// Answers how many bytes were looked at.
    private long lookAgain(long sequence) {
        var row = held.index().row(sequence);
        var stored = held.stored(sequence);
        if (row.isEmpty() || stored == null) {
            return 0;
        }
        judge.judge(stored);
        if (judge.mark() != row.get().mark() || judge.whole() != row.get().whole()) {
            tally.revise(
                    held.index().bucket(sequence),
                    row.get().mark(),
                    row.get().whole(),
                    judge.mark(),
                    judge.whole());
        }
        held.index().revise(sequence, judge);
        return row.get().size();
    }
}
