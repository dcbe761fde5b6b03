package io.sightglass.indicator;

import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.HllUnion;
import org.apache.datasketches.hll.TgtHllType;

/// How many different values there are, about: HyperLogLog of DataSketches, within some 2 percent.
/// A value that was added of late is not added again, so that repeated ones cost next to nothing;
/// for a new one the library makes two short arrays, as long as they are not optimized away.
final class Distinct {
    private static final int LG_K = 12;
    private static final int RECENT = 1_024;

    /// Values that fall onto one place have so many beside it.
    private static final int WAYS = 8;

    private HllSketch sketch = new HllSketch(LG_K);
    private final long[] recent = new long[RECENT];
    private int turn;

    /// @param hash of the value; any good 64 bits
    void add(long hash) {
        long mixed = mix(hash);
        int slot = (int) (mixed & (RECENT - 1));
        if (recent[slot] == mixed) {
            return;
        }
        int group = slot & -WAYS;
        for (int i = group; i < group + WAYS; i++) {
            if (recent[i] == mixed) {
                return;
            }
        }
        // its own place first, then the others of the group, so that none is thrown out early
        int at = slot;
        for (int i = 1; recent[at] != 0 && i < WAYS; i++) {
            at = group + (slot + i) % WAYS;
        }
        recent[recent[at] == 0 ? at : group + (turn++ & WAYS - 1)] = mixed;
        sketch.update(mixed);
    }

    long estimate() {
        return Math.round(sketch.getEstimate());
    }

    /// FNV-1a, 64 bits.
    static long hash(byte[] array, int from, int to) {
        long hash = 0xcbf29ce484222325L;
        for (int i = from; i < to; i++) {
            hash = (hash ^ (array[i] & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }

    /// The finalizer of SplitMix64.
    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    /// The sketch as the library writes it.
    byte[] save() {
        return sketch.toCompactByteArray();
    }

    /// Counts what another has counted. Into one that has counted nothing, as if it had been this
    /// one from the beginning.
    ///
    /// @param saved what [#save] gave
    void add(byte[] saved) {
        var other = HllSketch.heapify(saved);
        if (other.getLgConfigK() > LG_K) {
            throw new IllegalArgumentException("a sketch of another size");
        }
        if (sketch.isEmpty()) {
            sketch = other;
            return;
        }
        var union = new HllUnion(LG_K);
        union.update(sketch);
        union.update(other);
        sketch = union.getResult(TgtHllType.HLL_4);
    }
}
