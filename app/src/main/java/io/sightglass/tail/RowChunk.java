package io.sightglass.tail;

/// A span of rows as columns. The chunk is never used for other rows, so that a reader who still
/// holds it reads what it asked for.
final class RowChunk {
    static final int BITS = 12;
    static final int SIZE = 1 << BITS;

    /// Sequence number of the first row.
    final long base;

    final long[] offsets = new long[SIZE];
    final long[] timestamps = new long[SIZE];
    final long[] addresses = new long[SIZE];
    final int[] partitions = new int[SIZE];
    final int[] schemas = new int[SIZE];
    final int[] sizes = new int[SIZE];
    final int[] buckets = new int[SIZE];
    final byte[] findings = new byte[SIZE];
    final byte[] states = new byte[SIZE];

    RowChunk(long base) {
        this.base = base;
    }
}
