package io.sightglass.contract.cel;

/// What evaluating the expressions of one record may take. Expressions look at it when they use a
/// variable or function, and loops are bounded by the number of their rounds, so that no expression
/// goes on for much longer.
public final class CelBudget {
    /// For all rules of one record together. Far more than usual ones take, also while a machine is
    /// busy or a program has just begun: a verdict must not depend on that.
    private static final long NANOS = 500_000_000;

    private static final ThreadLocal<CelBudget> CURRENT = ThreadLocal.withInitial(CelBudget::new);

    private long start;
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
        budget.limited = true;
    }

    /// The record is done with.
    public static void end() {
        CURRENT.get().limited = false;
    }

    static boolean isSpent() {
        var budget = CURRENT.get();
        return budget.limited && System.nanoTime() - budget.start > NANOS;
    }

    static void check() {
        if (isSpent()) {
            throw Spent.INSTANCE;
        }
    }
}
