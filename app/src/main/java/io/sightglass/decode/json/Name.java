package io.sightglass.decode.json;

import io.sightglass.decode.Utf8;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A property's name, ready to be looked for in JSON text: compared eight bytes at a time, without
/// first finding where the key that stands there ends.
final class Name {
    final byte[] bytes;

    /// Whether a key is this name if, and only if, it is written with the same bytes.
    private final boolean plain;

    private final long first;
    private final long firstBits;
    private final long last;

    Name(String name) {
        bytes = name.getBytes(StandardCharsets.UTF_8);
        boolean same = true;
        for (byte b : bytes) {
            same &= b != '"' && b != '\\' && (b < 0 || b >= 0x20);
        }
        plain = same;
        var head = Arrays.copyOf(bytes, Long.BYTES);
        first = (long) Utf8.EIGHT.get(head, 0);
        int few = Math.min(bytes.length, Long.BYTES);
        firstBits = few == 0 ? 0 : -1L >>> (Long.SIZE - Byte.SIZE * few);
        last = bytes.length < Long.BYTES ? 0 : (long) Utf8.EIGHT.get(bytes, bytes.length - 8);
    }

    /// Whether it stands at `from`, with a quote behind it, before `limit`. May say no where it
    /// does: escaped, or close to the end of the array.
    boolean isAt(byte[] array, int from, int limit) {
        int to = from + bytes.length;
        if (to >= limit || array[to] != '"' || array.length - from < Long.BYTES || !plain) {
            return false;
        }
        if ((((long) Utf8.EIGHT.get(array, from) ^ first) & firstBits) != 0) {
            return false;
        }
        int size = bytes.length;
        if (size <= Long.BYTES) {
            return true;
        }
        return (long) Utf8.EIGHT.get(array, to - Long.BYTES) == last
                && (size <= 2 * Long.BYTES || Arrays.equals(bytes, 0, size, array, from, to));
    }
}
