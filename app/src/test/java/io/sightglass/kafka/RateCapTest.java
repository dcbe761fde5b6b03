package io.sightglass.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.SplittableRandom;

class RateCapTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void overAnyTimeNoMoreIsReadThanTheCapAndOneFetch() {
        var random = new SplittableRandom(5);
        for (int run = 0; run < 200; run++) {
            long cap = random.nextLong(1_000, 10_000_000);
            var rate = new RateCap(cap);
            long start = System.nanoTime() + SECOND;
            long now = start;
            long sum = 0;
            long largest = 0;
            for (int i = 0; i < 100; i++) {
                long owed = rate.owed(now);
                now += Math.max(0, owed) + random.nextLong(SECOND / 10);
                long fetch = random.nextLong(2 * cap);
                rate.read(fetch, now);
                sum += fetch;
                largest = Math.max(largest, fetch);
            }
            double allowed = (double) (now - start) / SECOND * cap + largest + cap;
            assertTrue(sum <= allowed, "read " + sum + " of " + allowed);
        }
    }

    @Test
    void withoutACapNothingWaits() {
        RateCap.NONE.read(Long.MAX_VALUE, System.nanoTime());
        assertEquals(0, RateCap.NONE.owed(System.nanoTime()));
        assertEquals(64 << 20, RateCap.NONE.fetchSize(64 << 20));
    }

    @Test
    void aFetchIsNoLargerThanASecondsWorth() {
        assertEquals(5000, new RateCap(5000).fetchSize(64 << 20));
        assertEquals(64 << 20, new RateCap(Long.MAX_VALUE).fetchSize(64 << 20));
        assertEquals(1024, new RateCap(1).fetchSize(64 << 20));
    }
}
