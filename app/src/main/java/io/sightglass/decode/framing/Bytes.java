package io.sightglass.decode.framing;

/// Whole numbers of fixed size.
final class Bytes {
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
}
