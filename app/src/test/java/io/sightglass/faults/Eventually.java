package io.sightglass.faults;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Waits for what happens on other threads and in other processes.
final class Eventually {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Eventually() {}

    interface Condition {
        boolean holds() throws Exception;
    }

    static void holds(String what, Condition condition) throws Exception {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                fail("not within " + LIMIT.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(10_000_000);
        }
    }
}
