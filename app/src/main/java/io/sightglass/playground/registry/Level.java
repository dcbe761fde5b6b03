package io.sightglass.playground.registry;

import java.util.Locale;

/// A compatibility level: which readers must be able to read which writers, and against how many of
/// the earlier versions.
public enum Level {
    NONE(false, false, false),
    BACKWARD(true, false, false),
    BACKWARD_TRANSITIVE(true, false, true),
    FORWARD(false, true, false),
    FORWARD_TRANSITIVE(false, true, true),
    FULL(true, true, false),
    FULL_TRANSITIVE(true, true, true);

    private final boolean backward;
    private final boolean forward;
    private final boolean transitive;

    Level(boolean backward, boolean forward, boolean transitive) {
        this.backward = backward;
        this.forward = forward;
        this.transitive = transitive;
    }

    /// Readers with the new schema read data written with the old one.
    boolean backward() {
        return backward;
    }

    /// Readers with the old schema read data written with the new one.
    boolean forward() {
        return forward;
    }

    /// All earlier versions count, not just the latest.
    boolean transitive() {
        return transitive;
    }

    static Level parse(String name) throws Refusal {
        try {
            return valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Refusal.of(
                    42203,
                    "Invalid compatibility level. Valid values are none, backward, forward, full,"
                            + " backward_transitive, forward_transitive, and full_transitive");
        }
    }
}
