package io.sightglass.cli;

import io.sightglass.prove.ProofRun;

import java.io.PrintWriter;

/// Says on one line of a terminal how far a proof is, again and again.
final class ProofProgress {
    private static final String START_OF_LINE = "\r";
    private static final String CLEAR = "\u001b[K";

    private final PrintWriter err;
    private boolean shown;

    ProofProgress(PrintWriter err) {
        this.err = err;
    }

    void show(ProofRun run) {
        var of = run.expected() < 0 ? "" : " of about " + ProofText.count(run.expected());
        err.print(
                START_OF_LINE
                        + ProofText.count(run.records())
                        + of
                        + " records, "
                        + ProofText.count(Math.round(run.rate()))
                        + " a second; "
                        + ProofText.count(run.proof().failed())
                        + " could not be read"
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
