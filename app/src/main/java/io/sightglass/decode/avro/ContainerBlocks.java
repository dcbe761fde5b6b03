package io.sightglass.decode.avro;

import java.util.Arrays;

/// Where the blocks of a container file end when they are unpacked one after another, and how many
/// values each holds. Used again for each file.
public final class ContainerBlocks {
    private int[] ends = new int[8];
    private long[] counts = new long[8];
    private int size;

    public void clear() {
        size = 0;
    }

    /// @param count of values
    /// @param end in the unpacked bytes; the next block begins there
    public void add(long count, int end) {
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, 2 * size);
            counts = Arrays.copyOf(counts, 2 * size);
        }
        ends[size] = end;
        counts[size] = count;
        size++;
    }

    public int size() {
        return size;
    }

    /// Of all blocks; at most `Long.MAX_VALUE`, whatever they say.
    public long records() {
        long sum = 0;
        for (int i = 0; i < size; i++) {
            sum = counts[i] > Long.MAX_VALUE - sum ? Long.MAX_VALUE : sum + counts[i];
        }
        return sum;
    }

    int end(int block) {
        return ends[block];
    }

    long count(int block) {
        return counts[block];
    }
}
