package io.sightglass.scan;

import io.sightglass.tail.Tail;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;

/// What a tail holds, the oldest first, and, where that is wanted, what comes, until it is stopped.
/// Records that leave the tail before they were looked at are gone.
public final class TailFeed implements Feed {
    private static final int BETWEEN = 1_000;
    private static final long WAIT_NANOS = 100_000_000;

    private final Tail tail;
    private final long from;

    /// Where to end; never, where it follows.
    private final long to;

    private volatile @Nullable Thread reader;

    private TailFeed(Tail tail, long to) {
        this.tail = tail;
        this.from = tail.first();
        this.to = to;
    }

    /// What it holds now.
    public static TailFeed held(Tail tail) {
        return new TailFeed(tail, tail.next());
    }

    /// What it holds, and what it reads from now on.
    public static TailFeed following(Tail tail) {
        return new TailFeed(tail, Long.MAX_VALUE);
    }

    private boolean isFollowing() {
        return to == Long.MAX_VALUE;
    }

    @Override
    public long expected() {
        return isFollowing() ? -1 : to - from;
    }

    @Override
    public void run(Taker taker) {
        reader = Thread.currentThread();
        long next = from;
        while (taker.wantsMore() && next < to) {
            long first = Math.min(tail.first(), to);
            if (next < first) {
                taker.gone(first - next);
                next = first;
            }
            long end = Math.min(Math.min(tail.next(), to), next + BETWEEN);
            if (next >= end) {
                taker.pause();
                if (isFollowing()) {
                    LockSupport.parkNanos(WAIT_NANOS);
                }
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
