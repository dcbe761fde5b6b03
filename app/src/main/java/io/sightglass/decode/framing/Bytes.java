package io.sightglass.decode.framing;

/// Whole numbers of fixed size, and words.
final class Bytes {
    /// Why bytes that begin as a schema id does are none.
    static final String WIDE =
            "The first byte is 00, but characters follow between zeros: it is text in UTF-16 or"
                    + " UTF-32.";

    private Bytes() {}

    /// `size` bytes, most significant first.
    static long big(byte[] array, int at, int size) {
        long value = 0;
        for (int i = 0; i < size; i++) {
            value = (value << 8) | (array[at + i] & 0xff);
        }
        return value;
    }

    /// `size` bytes, least significant first.
    static long little(byte[] array, int at, int size) {
        long value = 0;
        for (int i = size - 1; i >= 0; i--) {
            value = (value << 8) | (array[at + i] & 0xff);
        }
        return value;
    }

    /// Whether the bytes `from` to `to` are an ASCII word, whatever the case of their letters.
    ///
    /// @param word in lower case
    static boolean equalsIgnoreCase(byte[] array, int from, int to, String word) {
        if (to - from != word.length()) {
            return false;
        }
        for (int i = from; i < to; i++) {
            int b = array[i] >= 'A' && array[i] <= 'Z' ? array[i] + ('a' - 'A') : array[i];
            if (b != word.charAt(i - from)) {
                return false;
            }
        }
        return true;
    }
}
