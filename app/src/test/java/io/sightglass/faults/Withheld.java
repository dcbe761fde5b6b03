package io.sightglass.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// How much time the machine withheld from this process: a thread that does nothing but wake up
/// each [#STEP] notes by how much it was late. What is slow by itself does not make it late, so it
/// hides nothing; what else runs on the machine does, and stops of the whole process.
final class Withheld implements AutoCloseable {
    private static final Duration STEP = Duration.ofMillis(10);
    // Later than any timer is by itself.
    private static final Duration LATE = Duration.ofMillis(20);

    private record Gap(long end, long nanos) {}

    private final List<Gap> gaps = new ArrayList<>();
    private final Thread thread;
    private volatile boolean closed;

    Withheld() {
        thread = Thread.ofPlatform().name("test-withheld").daemon().start(this::run);
    }

    private void run() {
        long before = System.nanoTime();
        while (!closed) {
            LockSupport.parkNanos(STEP.toNanos());
            long now = System.nanoTime();
            long late = now - before - STEP.toNanos();
            if (late > LATE.toNanos()) {
                synchronized (gaps) {
                    gaps.add(new Gap(now, late));
                }
            }
            before = now;
        }
    }

    /// What was withheld of the time from `start` to `end`, both of [System#nanoTime].
    Duration between(long start, long end) {
        long sum = 0;
        synchronized (gaps) {
            for (var gap : gaps) {
                long from = Math.max(gap.end() - gap.nanos(), start);
                long to = Math.min(gap.end(), end);
                sum += Math.max(0, to - from);
            }
        }
        return Duration.ofNanos(sum);
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
