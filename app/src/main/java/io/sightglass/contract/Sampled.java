package io.sightglass.contract;

import io.sightglass.model.Sentence;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/// How many of the records that come are held to the rules that cost much.
///
/// @param oneIn 1 where every record is; else one in so many
/// @param costliest what takes most of the rules' time; null where no such rule has been judged
public record Sampled(int oneIn, @Nullable Costly costliest) {
    /// Every record is held to every rule.
    public static final Sampled ALL = new Sampled(1, null);

    /// A rule, and what it costs.
    ///
    /// @param more how many others are judged together with it, and cost that with it
    /// @param nanos a record that is held to it
    /// @param share of the time that all such rules take, from 0 to 1
    public record Costly(RuleInfo rule, int more, double nanos, double share) {}

    /// Whether some records are not held to all their rules.
    public boolean isPart() {
        return oneIn > 1;
    }

    /// `sampled 1 in 8`.
    public String words() {
        return "sampled 1 in " + oneIn;
    }

    /// What is not judged, what is the cause, and how to mend it.
    public Sentence sentence() {
        var said =
                Sentence.builder()
                        .strong("Sampled 1 in " + oneIn)
                        .text(
                                ": records arrive faster than all rules can be held against them."
                                        + " Each is still held to its schema's structure and to the"
                                        + " rules on single fields; to those on the whole record"
                                        + " only one in ")
                        .text(oneIn + " is. ");
        if (costliest != null) {
            said.text(percent(costliest.share))
                    .text(" of their time goes into ")
                    .strong(costliest.rule.id())
                    .text(more(costliest.more))
                    .text(" (" + costliest.rule.origin().place() + "), ")
                    .text(duration(costliest.nanos))
                    .text(" a record. ");
        }
        return said.text(
                        "Say the same by a range, a pattern or valid values on its field in the"
                                + " contract file, which costs next to nothing, or read fewer"
                                + " partitions.")
                .build();
    }

    private static String more(int more) {
        return more == 0 ? "" : more == 1 ? " and one more" : " and " + more + " more";
    }

    private static String percent(double share) {
        return Math.round(share * 100) + " %";
    }

    private static String duration(double nanos) {
        return nanos >= 1_000_000
                ? String.format(Locale.ROOT, "%.1f ms", nanos / 1_000_000)
                : String.format(Locale.ROOT, "%.1f µs", nanos / 1_000);
    }
}
