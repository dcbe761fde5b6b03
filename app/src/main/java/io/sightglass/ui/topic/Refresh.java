package io.sightglass.ui.topic;

import java.time.Duration;

/// When something is to be asked for again: a while after the last answer, so that a slow cluster
/// is not asked faster than it answers. Used from the window's thread.
final class Refresh {
    private static final Duration EVERY = Duration.ofSeconds(5);

    private boolean busy;
    private long answered = System.nanoTime() - EVERY.toNanos();

    boolean isDue() {
        return !busy && System.nanoTime() - answered >= EVERY.toNanos();
    }

    void begin() {
        busy = true;
    }

    void end() {
        busy = false;
        answered = System.nanoTime();
    }
}
