package io.sightglass.tail;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/// A clock that stands still until a test moves it.
final class TestClock implements InstantSource {
    static final long START = 1_760_000_000_000L;

    private final AtomicLong millis = new AtomicLong(START);

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis.get());
    }

    void forward(long by) {
        millis.addAndGet(by);
    }
}
