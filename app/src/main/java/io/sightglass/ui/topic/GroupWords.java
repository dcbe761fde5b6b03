package io.sightglass.ui.topic;

import io.sightglass.ui.control.Figures;

/// What Kafka says of consumer groups, in words that need no manual.
public final class GroupWords {
    /// Beyond so many records, somebody may want to look.
    static final long BEHIND = 1_000;

    private GroupWords() {}

    /// What a state (Kafka's `GroupState`) means.
    public static String state(String state) {
        return switch (state) {
            case "Stable" -> "reading";
            case "Empty" -> "nobody is connected";
            case "Dead" -> "gone";
            case "PreparingRebalance", "CompletingRebalance", "Assigning", "Reconciling" ->
                    "sharing out its partitions";
            case "NotReady" -> "not ready yet";
            case "Unknown", "" -> "state unknown";
            default -> state;
        };
    }

    /// `up to date`, `18 211 behind`.
    public static String lag(long records) {
        if (records < 0) {
            return "lag unknown";
        }
        return records == 0 ? "up to date" : Figures.count(records) + " behind";
    }
}
