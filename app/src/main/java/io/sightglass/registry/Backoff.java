package io.sightglass.registry;

import io.sightglass.model.Sentence;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// Spares a registry that does not answer: after each failure the next try waits about twice as
/// long, with jitter, so that a hundred windows do not come back at the same moment.
///
/// Thread-safe.
final class Backoff {
    static final Duration FIRST = Duration.ofMillis(250);
    static final Duration LONGEST = Duration.ofSeconds(30);

    private final InstantSource clock;
    private final RandomGenerator random;
    private int failures;
    private Instant until = Instant.MIN;
    private @Nullable Sentence reason;

    Backoff(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /// Why nothing is asked right now; null when asking is all right.
    synchronized @Nullable Sentence holding() {
        return clock.instant().isBefore(until) ? reason : null;
    }

    synchronized void failed(Sentence sentence) {
        var now = clock.instant();
        if (now.isBefore(until)) {
            // Exchanges that were under way together are one failure.
            return;
        }
        var doubled = FIRST.multipliedBy(1L << Math.min(failures, 10));
        var longest = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        failures++;
        reason = sentence;
        until = now.plusMillis(Math.round(longest.toMillis() * random.nextDouble(0.5, 1.0)));
    }

    synchronized void answered() {
        failures = 0;
        reason = null;
        until = Instant.MIN;
    }
}
