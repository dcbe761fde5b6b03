package io.sightglass.tail;

import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Judges held records anew when their schema has come: index, counts and timeline are put right.
///
/// Works in slices, so that reading goes on meanwhile. Now and then, without any news, it looks at
/// the oldest waiting records, since asking for their schema is what makes a registry that was away
/// be asked again. Belongs to the reading thread.
final class LateSchemas {
    private static final int SLICE = 2_000;
    private static final int NUDGE = 100;
    private static final long NUDGE_MILLIS = 2_000;

    private final HeldRecords held;
    private final Tally tally;
    private final Supplier<Judge> judge;
    private final LongSupplier generation;
    private final InstantSource clock;
    private long seenGeneration;
    private long nudged;
    private boolean passing;
    private long cursor;
    private long end;

    /// @param judge whoever judges now; overwritten whenever a record is looked at again
    LateSchemas(
            HeldRecords held,
            Tally tally,
            Supplier<Judge> judge,
            LongSupplier generation,
            InstantSource clock) {
        this.held = held;
        this.tally = tally;
        this.judge = judge;
        this.generation = generation;
        this.clock = clock;
        this.seenGeneration = generation.getAsLong();
        this.nudged = clock.millis();
    }

    /// Whether there is work to do at once.
    boolean isBusy() {
        return passing;
    }

    /// Does a slice of what is to be done. Answers how many rows were revised.
    int work() {
        if (held.index().pending() == 0) {
            passing = false;
            return 0;
        }
        // Read before the pass: what comes during it makes another one.
        long now = generation.getAsLong();
        if (!passing && now != seenGeneration) {
            seenGeneration = now;
            passing = true;
            cursor = held.index().first();
            end = held.index().next();
        }
        if (passing) {
            return slice();
        }
        return clock.millis() - nudged >= NUDGE_MILLIS ? nudge() : 0;
    }

    private int slice() {
        int revised = 0;
        for (int i = 0; i < SLICE; i++) {
            cursor = held.index().nextPending(cursor, end);
            if (cursor >= end) {
                passing = false;
                break;
            }
            revised += lookAgain(cursor) ? 1 : 0;
            cursor++;
        }
        return revised;
    }

    private int nudge() {
        nudged = clock.millis();
        int revised = 0;
        long to = held.index().next();
        long row = held.index().nextPending(held.index().first(), to);
        for (int i = 0; i < NUDGE && row < to; i++) {
            revised += lookAgain(row) ? 1 : 0;
            row = held.index().nextPending(row + 1, to);
        }
        return revised;
    }

    private boolean lookAgain(long sequence) {
        var stored = held.stored(sequence);
        var row = held.index().row(sequence);
        if (stored == null || row.isEmpty()) {
            return false;
        }
        var current = judge.get();
        current.judge(stored);
        if (current.pending()) {
            return false;
        }
        tally.revise(
                held.index().bucket(sequence),
                row.get().mark(),
                row.get().whole(),
                current.mark(),
                current.whole());
        held.index().revise(sequence, current);
        return true;
    }
}
