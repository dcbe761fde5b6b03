package io.sightglass.decode.avro;

import io.sightglass.decode.Utf8;
import io.sightglass.decode.protobuf.Wire;

/// A UUID's text (RFC 4122, section 3): hexadecimal digits, large or small, by 8, 4, 4, 4 and 12.
///
/// Looked at eight digits at a time, since whether a digit or a letter comes next cannot be
/// foretold.
final class UuidText {
    /// Bytes of a UUID's text.
    static final int LENGTH = 36;

    private static final long EACH = 0x0101_0101_0101_0101L;
    private static final long HIGH = Utf8.HIGH_BITS;

    /// In ASCII the bit that makes a capital letter small.
    private static final long SMALL = 0x20 * EACH;

    private UuidText() {}

    /// Whether the [#LENGTH] bytes at `at` are one.
    static boolean isAt(byte[] array, int at) {
        long odd =
                notHex(Wire.fixed64(array, at))
                        | notHex(two(array, at + 9, at + 14))
                        | notHex(two(array, at + 19, at + 24))
                        | notHex(Wire.fixed64(array, at + 28));
        int dashes =
                (array[at + 8] ^ '-')
                        | (array[at + 13] ^ '-')
                        | (array[at + 18] ^ '-')
                        | (array[at + 23] ^ '-');
        return (odd | dashes) == 0;
    }

    /// Four digits at each of two places.
    private static long two(byte[] array, int first, int second) {
        return Wire.fixed32(array, first) & 0xffff_ffffL
                | (long) Wire.fixed32(array, second) << Integer.SIZE;
    }

    /// Not 0 where any of eight bytes is no hexadecimal digit.
    private static long notHex(long text) {
        long letters = text | SMALL;
        long digit = from(text, '0') & ~from(text, '9' + 1);
        long letter = from(letters, 'a') & ~from(letters, 'f' + 1);
        return (~(digit | letter) | text) & HIGH;
    }

    /// The high bit of each byte whose lower seven bits are at least `lowest`; the bytes do not
    /// borrow from each other, since each is made large enough first.
    private static long from(long text, int lowest) {
        return (text | HIGH) - lowest * EACH;
    }
}
