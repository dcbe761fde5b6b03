package io.sightglass.cli;

import io.sightglass.indicator.Check;

import java.io.PrintWriter;

/// Says on one line of a terminal how far a check is, again and again.
final class CheckProgress {
    private static final String START_OF_LINE = "\r";
    private static final String CLEAR = "\u001b[K";

    private final PrintWriter err;
    private boolean shown;

    CheckProgress(PrintWriter err) {
        this.err = err;
    }

    void show(Check check) {
        var of = check.expected() < 0 ? "" : " of about " + ProofText.count(check.expected());
        err.print(
                START_OF_LINE
                        + ProofText.count(check.records())
                        + of
                        + " records, "
                        + ProofText.count(Math.round(check.rate()))
                        + " a second"
                        + CLEAR);
        err.flush();
        shown = true;
    }

    /// Leaves the line as if nothing had been.
    void clear() {
        if (shown) {
            err.print(START_OF_LINE + CLEAR);
            err.flush();
        }
    }
}
