package io.sightglass.contract.cel;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/// What evaluating the expressions of one record may take. Expressions look at it when they use a
/// variable or function, and loops are bounded by the number of their rounds, so that no expression
/// goes on for much longer.
///
/// A thread's own time counts, not the time that it waits for a processor: a verdict must not
/// depend on what else a machine does. Virtual threads have no such time, so there the clock
/// counts.
public final class CelBudget {
    /// For all rules of one record together. Far more than usual ones take, also while a program
    /// has just begun.
    private static final long NANOS = 500_000_000;

    private static final ThreadLocal<CelBudget> CURRENT = ThreadLocal.withInitial(CelBudget::new);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final boolean HAS_OWN_TIME = THREADS.isCurrentThreadCpuTimeSupported();

    /// Until so much has passed by the clock, the thread's own time is not asked for: that costs as
    /// much as a small expression.
    private static final long SOON = NANOS / 16;

    private static final long NOT_ASKED = -1;

    /// By the clock.
    private long start;

    /// By the thread's own time, from when it was first asked for.
    private long ownStart;

    private boolean limited;

    private CelBudget() {}

    /// Stops an evaluation that takes too long.
    static final class Spent extends RuntimeException {
        private static final long serialVersionUID = 1;

        @SuppressWarnings("StaticAssignmentOfThrowable") // bears no stack trace
        static final Spent INSTANCE = new Spent();

        private Spent() {
            super("too costly", null, false, false);
        }
    }

    /// A record begins on this thread.
    public static void begin() {
        var budget = CURRENT.get();
        budget.start = System.nanoTime();
        budget.ownStart = NOT_ASKED;
        budget.limited = true;
    }

    /// The record is done with.
    public static void end() {
        CURRENT.get().limited = false;
    }

    static boolean isSpent() {
        var budget = CURRENT.get();
        return budget.limited && System.nanoTime() - budget.start > SOON && budget.isOwnTimeSpent();
    }

    private boolean isOwnTimeSpent() {
        long now = ownTime();
        if (ownStart == NOT_ASKED) {
            ownStart = now;
        }
        return now - ownStart > NANOS;
    }

    private static long ownTime() {
        return HAS_OWN_TIME && !Thread.currentThread().isVirtual()
                ? THREADS.getCurrentThreadCpuTime()
                : System.nanoTime();
    }

    static void check() {
        if (isSpent()) {
            throw Spent.INSTANCE;
        }
    }
}
