package io.sightglass.cli;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A request to stop, from another thread, that wakes whoever waits.
final class StopFlag {
    private final CountDownLatch raised = new CountDownLatch(1);
    private @Nullable Runnable wakeup;

    void raise() {
        raised.countDown();
        Runnable wake;
        synchronized (this) {
            wake = wakeup;
        }
        if (wake != null) {
            wake.run();
        }
    }

    /// Has `action` run, too, when the flag is raised from now on.
    synchronized void wakes(Runnable action) {
        wakeup = action;
    }

    boolean isRaised() {
        return raised.getCount() == 0;
    }

    /// Waits until the flag is raised; answers false after `millis` without.
    boolean await(long millis) throws InterruptedException {
        return raised.await(millis, TimeUnit.MILLISECONDS);
    }

    void await() throws InterruptedException {
        raised.await();
    }
}
