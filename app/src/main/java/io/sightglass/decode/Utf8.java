package io.sightglass.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Checks UTF-8 (RFC 3629: shortest forms only, no surrogates, nothing above U+10FFFF).
public final class Utf8 {
    private Utf8() {}

    /// Reads eight bytes at once, the first into the lowest byte.
    public static final VarHandle EIGHT =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /// Of each of eight bytes the bit that is set where it is not ASCII.
    public static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private static final int SHORT = 2 * Long.BYTES;

    /// The index of the first byte of `array` in `from` to `to` that begins no well-formed
    /// character, or -1 where all is well.
    public static int firstBad(byte[] array, int from, int to) {
        int size = to - from;
        if (size <= SHORT && from <= array.length - SHORT && isAscii(array, from, size)) {
            return -1;
        }
        int i = ascii(array, from, to);
        return i == to ? -1 : firstBadBehind(array, i, to);
    }

    /// Whether `size` bytes, at most [#SHORT], are ASCII. Most texts are so short; and a branch for
    /// each of their lengths would be foretold wrongly as often as not.
    private static boolean isAscii(byte[] array, int from, int size) {
        int first = Math.min(size, Long.BYTES);
        int second = size - first;
        long high =
                (long) EIGHT.get(array, from) & lowest(first)
                        | (long) EIGHT.get(array, from + Long.BYTES) & lowest(second);
        return high == 0;
    }

    /// The high bits of the lowest `count` of eight bytes.
    private static long lowest(int count) {
        // Twice, since a shift by 64 is one by 0.
        int half = Byte.SIZE / 2 * count;
        return HIGH_BITS & ~(-1L << half << half);
    }

    private static int firstBadBehind(byte[] array, int from, int to) {
        int i = from;
        while (i < to) {
            int size = size(array, i, to);
            if (size == 0) {
                return i;
            }
            i = ascii(array, i + size, to);
        }
        return -1;
    }

    /// The first byte from `from` on that is not ASCII; `to` where all are.
    private static int ascii(byte[] array, int from, int to) {
        int i = from;
        while (to - i >= Long.BYTES) {
            long high = (long) EIGHT.get(array, i) & HIGH_BITS;
            if (high != 0) {
                return i + (Long.numberOfTrailingZeros(high) >>> 3);
            }
            i += Long.BYTES;
        }
        if (i < to && array.length - i >= Long.BYTES) {
            // A loop over the last few bytes would be mispredicted at the end of nearly every text.
            long wanted = -1L >>> (Long.SIZE - Byte.SIZE * (to - i));
            long high = (long) EIGHT.get(array, i) & HIGH_BITS & wanted;
            return high == 0 ? to : i + (Long.numberOfTrailingZeros(high) >>> 3);
        }
        while (i < to && array[i] >= 0) {
            i++;
        }
        return i;
    }

    /// The bytes of the well-formed character at `i`, which is not ASCII, 2 to 4; or 0.
    private static int size(byte[] array, int i, int to) {
        int lead = array[i] & 0xff;
        if (lead < 0xc2 || lead > 0xf4) {
            return 0;
        }
        int size = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        if (i + size > to) {
            return 0;
        }
        int second = array[i + 1] & 0xff;
        int low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
        int high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
        if (second < low || second > high) {
            return 0;
        }
        for (int k = 2; k < size; k++) {
            if ((array[i + k] & 0xc0) != 0x80) {
                return 0;
            }
        }
        return size;
    }
}
