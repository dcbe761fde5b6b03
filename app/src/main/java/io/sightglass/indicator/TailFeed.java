package io.sightglass.indicator;

import io.sightglass.tail.Tail;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;

/// What a tail holds, the oldest first, and then what comes, until it is stopped. Records that
/// leave the tail before they were looked at are gone.
final class TailFeed implements Feed {
    private static final int BETWEEN = 1_000;
    private static final long WAIT_NANOS = 100_000_000;

    private final Tail tail;
    private volatile @Nullable Thread reader;

    TailFeed(Tail tail) {
        this.tail = tail;
    }

    @Override
    public long expected() {
        return -1;
    }

    @Override
    public void run(Taker taker) {
        reader = Thread.currentThread();
        long next = tail.first();
        while (taker.wantsMore()) {
            long first = tail.first();
            if (next < first) {
                taker.gone(first - next);
                next = first;
            }
            long end = Math.min(tail.next(), next + BETWEEN);
            if (next >= end) {
                taker.pause();
                LockSupport.parkNanos(WAIT_NANOS);
                continue;
            }
            for (; next < end && taker.wantsMore(); next++) {
                take(next, taker);
            }
            taker.pause();
        }
    }

    private void take(long sequence, Taker taker) {
        var held = tail.record(sequence);
        if (held.isEmpty()) {
            taker.gone(1);
            return;
        }
        var record = held.get();
        var key = record.key();
        var value = record.value();
        taker.take(
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.headers(),
                key == null ? null : ByteBuffer.wrap(key),
                value == null ? null : ByteBuffer.wrap(value));
    }

    @Override
    public void stop() {
        var thread = reader;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }
}
