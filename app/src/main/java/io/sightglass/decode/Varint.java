package io.sightglass.decode;

/// Integers of seven bits a byte, the lowest first, whose last byte has its high bit clear:
/// Protobuf's varints, and under their zig-zag Avro's numbers.
public final class Varint {
    private Varint() {}

    /// The bytes that the varint at `at` takes, 1 to `most` (at most 10); 0 where it runs past
    /// `end`, -1 where it has more than `most`.
    public static int size(byte[] array, int at, int end, int most) {
        return at < end && array[at] >= 0 ? 1 : longSize(array, at, end, most);
    }

    private static int longSize(byte[] array, int at, int end, int most) {
        int limit = Math.min(most, end - at);
        if (array.length - at >= Long.BYTES) {
            // The first clear high bit among eight bytes, without a branch for each.
            long clear = ~(long) Utf8.EIGHT.get(array, at) & Utf8.HIGH_BITS;
            int size = (Long.numberOfTrailingZeros(clear) >>> 3) + 1;
            if (size <= Math.min(limit, Long.BYTES)) {
                return size;
            }
        }
        for (int i = 0; i < limit; i++) {
            if (array[at + i] >= 0) {
                return i + 1;
            }
        }
        return limit == most ? -1 : 0;
    }
}
