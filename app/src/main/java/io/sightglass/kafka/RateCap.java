package io.sightglass.kafka;

import java.util.concurrent.TimeUnit;

/// Holds a connection to so many bytes a second, all of its tails together, so that reading from
/// the beginning of a large topic takes nobody else's share of the brokers' network.
///
/// What was read is paid for afterwards, by waiting: a fetch may be larger than a second's worth.
/// Thread-safe.
final class RateCap {
    static final RateCap NONE = new RateCap(0);

    private final long bytesPerSecond;
    // When all that was read so far is paid for, by System.nanoTime().
    private long paidAt = System.nanoTime();

    /// @param bytesPerSecond 0 for no limit
    RateCap(long bytesPerSecond) {
        this.bytesPerSecond = bytesPerSecond;
    }

    /// How much one fetch should bring at most: what may be read within a second.
    int fetchSize(int wanted) {
        return bytesPerSecond == 0 ? wanted : (int) Math.clamp(bytesPerSecond, 1024, wanted);
    }

    synchronized void read(long bytes, long now) {
        if (bytesPerSecond > 0) {
            double nanos = (double) bytes * TimeUnit.SECONDS.toNanos(1) / bytesPerSecond;
            // Time in which nothing was read is not saved up.
            paidAt = (paidAt - now < 0 ? now : paidAt) + (long) nanos;
        }
    }

    /// How long nobody may read from `now` on, in nanoseconds; 0 or less for not at all.
    synchronized long owed(long now) {
        return bytesPerSecond == 0 ? 0 : paidAt - now;
    }
}
