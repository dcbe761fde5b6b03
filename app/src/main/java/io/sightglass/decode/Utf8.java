package io.sightglass.decode;

/// Checks UTF-8 (RFC 3629: shortest forms only, no surrogates, nothing above U+10FFFF).
public final class Utf8 {
    private Utf8() {}

    /// The index of the first byte of `array` in `from` to `to` that begins no well-formed
    /// character, or -1 where all is well.
    public static int firstBad(byte[] array, int from, int to) {
        int i = from;
        while (i < to && array[i] >= 0) {
            i++;
        }
        while (i < to) {
            int lead = array[i];
            if (lead >= 0) {
                i++;
                continue;
            }
            int size = size(array, i, to);
            if (size == 0) {
                return i;
            }
            i += size;
        }
        return -1;
    }

    /// The bytes of the well-formed character at `i`, 2 to 4, or 0.
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
