package io.sightglass.decode.framing;

import java.util.ArrayList;
import java.util.List;

/// Which message of a .proto file a payload holds, in Confluent's framing: how many indexes, then
/// the indexes, each a zig-zag varint; the count 0 alone stands for the first message.
public final class MessageIndexes {
    private MessageIndexes() {}

    private static final int MOST = 100;

    /// The position behind the indexes that start at `at`, or -1 where they are none.
    public static int end(byte[] array, int at, int end) {
        long count = zigzag(array, at, end);
        int position = behind(array, at, end);
        if (position < 0 || count < 0 || count > MOST) {
            return -1;
        }
        for (int i = 0; i < count && position >= 0; i++) {
            position = behind(array, position, end);
        }
        return position;
    }

    /// The indexes at `at`, which [#end] found to be whole.
    public static List<Integer> read(byte[] array, int at, int end) {
        int count = (int) zigzag(array, at, end);
        if (count == 0) {
            return List.of(0);
        }
        var indexes = new ArrayList<Integer>();
        int position = behind(array, at, end);
        for (int i = 0; i < count; i++) {
            indexes.add((int) zigzag(array, position, end));
            position = behind(array, position, end);
        }
        return List.copyOf(indexes);
    }

    private static int behind(byte[] array, int at, int end) {
        for (int i = at; i < end && i < at + 5; i++) {
            if (array[i] >= 0) {
                return i + 1;
            }
        }
        return -1;
    }

    private static long zigzag(byte[] array, int at, int end) {
        long bits = 0;
        for (int i = at; i < end && i < at + 5; i++) {
            bits |= (long) (array[i] & 0x7f) << (7 * (i - at));
            if (array[i] >= 0) {
                break;
            }
        }
        return (bits >>> 1) ^ -(bits & 1);
    }
}
