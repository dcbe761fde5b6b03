package io.sightglass.cli;

import io.sightglass.scan.Scan;

import java.io.PrintWriter;
import java.util.function.Function;

/// Waits for the end of a scan, which Ctrl-C brings on, and says meanwhile, on one line of a
/// terminal, how far it is.
final class ScanWait {
    private static final long STEP_MILLIS = 200;
    private static final String START_OF_LINE = "\r";
    private static final String CLEAR = "\u001b[K";

    private final CliContext context;
    private final PrintWriter err;

    ScanWait(CliContext context) {
        this.context = context;
        this.err = context.err();
    }

    /// @param besides what else to say of what is known so far; may be empty
    <F> void await(Scan<F> scan, Function<F, String> besides) {
        boolean shown = false;
        try (var _ = context.interrupts().onStop(scan::cancel)) {
            while (!scan.await(STEP_MILLIS)) {
                if (context.progress()) {
                    show(scan, besides.apply(scan.figures()));
                    shown = true;
                }
            }
        } catch (InterruptedException e) {
            scan.cancel();
            Thread.currentThread().interrupt();
        }
        if (shown) {
            // as if nothing had been
            err.print(START_OF_LINE + CLEAR);
            err.flush();
        }
    }

    private void show(Scan<?> scan, String besides) {
        var of = scan.expected() < 0 ? "" : " of about " + ProofText.count(scan.expected());
        err.print(
                START_OF_LINE
                        + ProofText.count(scan.records())
                        + of
                        + " records, "
                        + ProofText.count(Math.round(scan.rate()))
                        + " a second"
                        + besides
                        + CLEAR);
        err.flush();
    }
}
