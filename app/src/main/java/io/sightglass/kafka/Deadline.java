package io.sightglass.kafka;

import java.time.Duration;

/// A point in time until which several steps together may take.
record Deadline(long nanoTime) {
    static Deadline in(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /// What is left, never less than a millisecond.
    Duration left() {
        return Duration.ofNanos(Math.max(1_000_000, nanoTime - System.nanoTime()));
    }

    /// What is left, but at most `step`.
    Duration left(Duration step) {
        var left = left();
        return left.compareTo(step) < 0 ? left : step;
    }

    boolean isOver() {
        return nanoTime - System.nanoTime() <= 0;
    }

    int leftMillis() {
        return Math.toIntExact(left().toMillis());
    }
}
