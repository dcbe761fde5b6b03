package io.sightglass.tail;

import java.time.InstantSource;

/// How many records a second have come, over the last [#SPAN_MILLIS]. For any thread.
final class RateMeter {
    static final long SPAN_MILLIS = 4_000;

    private static final long SLOT_MILLIS = 500;
    private static final int SLOTS = (int) (SPAN_MILLIS / SLOT_MILLIS);

    /// A shorter span says more about batches than about the rate.
    private static final long SHORTEST_MILLIS = 500;

    private final InstantSource clock;
    private final long start;
    private final long[] slots = new long[SLOTS];
    private final long[] counts = new long[SLOTS];

    RateMeter(InstantSource clock) {
        this.clock = clock;
        this.start = clock.millis();
    }

    synchronized void add(int records) {
        long slot = clock.millis() / SLOT_MILLIS;
        int at = Math.floorMod(slot, SLOTS);
        if (slots[at] != slot) {
            slots[at] = slot;
            counts[at] = 0;
        }
        counts[at] += records;
    }

    synchronized double perSecond() {
        long now = clock.millis();
        long slot = now / SLOT_MILLIS;
        long oldest = slot - SLOTS + 1;
        long sum = 0;
        for (int i = 0; i < SLOTS; i++) {
            if (slots[i] >= oldest && slots[i] <= slot) {
                sum += counts[i];
            }
        }
        long from = Math.max(start, oldest * SLOT_MILLIS);
        return sum * 1000.0 / Math.max(now - from, SHORTEST_MILLIS);
    }
}
