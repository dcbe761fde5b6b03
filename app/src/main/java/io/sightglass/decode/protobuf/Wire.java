package io.sightglass.decode.protobuf;

import io.sightglass.decode.Utf8;
import io.sightglass.decode.Varint;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Protobuf's wire format (protobuf.dev, "Encoding"): wire types, single values, and skipping.
public final class Wire {
    private Wire() {}

    public static final int VARINT = 0;
    public static final int FIXED64 = 1;
    public static final int LENGTH = 2;
    public static final int START_GROUP = 3;
    public static final int END_GROUP = 4;
    public static final int FIXED32 = 5;

    /// What [#skip] answers where a value runs past the end.
    public static final int CUT = -1;

    /// What [#skip] answers where bytes are no value at all.
    public static final int BROKEN = -2;

    /// Ten times seven bits are enough for 64.
    private static final int MOST_VARINT = 10;

    private static final VarHandle FOUR =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final String[] NAMES = {
        "varint", "fixed64", "length-delimited", "group", "end of group", "fixed32"
    };

    /// What people call a wire type.
    public static String name(int wireType) {
        return wireType >= 0 && wireType < NAMES.length ? NAMES[wireType] : "wire type " + wireType;
    }

    /// The bytes that a varint at `at` takes, 1 to 10; 0 where it runs past `end`, -1 where it has
    /// more than ten bytes.
    public static int varintSize(byte[] array, int at, int end) {
        return Varint.size(array, at, end, MOST_VARINT);
    }

    /// The varint of `size` bytes at `at`.
    public static long varint(byte[] array, int at, int size) {
        long value = array[at] & 0x7f;
        for (int i = 1; i < size; i++) {
            value |= (long) (array[at + i] & 0x7f) << (7 * i);
        }
        return value;
    }

    public static int fixed32(byte[] array, int at) {
        return (int) FOUR.get(array, at);
    }

    public static long fixed64(byte[] array, int at) {
        return (long) Utf8.EIGHT.get(array, at);
    }

    /// Whether `tag` is one that a field can have.
    public static boolean isTag(long tag) {
        return tag >>> 32 == 0 && tag >>> 3 != 0 && (tag & 7) <= FIXED32;
    }

    /// The position behind the value of field `number` that starts, behind its tag, at `at`; [#CUT]
    /// or [#BROKEN]. A group may hold others, `depth` deep.
    public static int skip(byte[] array, int wireType, int number, int at, int end, int depth) {
        switch (wireType) {
            case VARINT -> {
                int size = varintSize(array, at, end);
                return size > 0 ? at + size : size == 0 ? CUT : BROKEN;
            }
            case FIXED64 -> {
                return end - at >= 8 ? at + 8 : CUT;
            }
            case FIXED32 -> {
                return end - at >= 4 ? at + 4 : CUT;
            }
            case LENGTH -> {
                int size = varintSize(array, at, end);
                if (size <= 0) {
                    return size == 0 ? CUT : BROKEN;
                }
                long length = varint(array, at, size);
                int from = at + size;
                return Long.compareUnsigned(length, end - from) <= 0 ? from + (int) length : CUT;
            }
            case START_GROUP -> {
                return skipGroup(array, number, at, end, depth);
            }
            default -> {
                return BROKEN;
            }
        }
    }

    private static int skipGroup(byte[] array, int group, int from, int end, int depth) {
        int at = from;
        while (at < end) {
            int size = varintSize(array, at, end);
            if (size <= 0) {
                return size == 0 ? CUT : BROKEN;
            }
            long tag = varint(array, at, size);
            if (!isTag(tag)) {
                return BROKEN;
            }
            at += size;
            int number = (int) (tag >>> 3);
            if ((tag & 7) == END_GROUP) {
                return number == group ? at : BROKEN;
            }
            if (depth == 0) {
                return BROKEN;
            }
            at = skip(array, (int) tag & 7, number, at, end, depth - 1);
            if (at < 0) {
                return at;
            }
        }
        return CUT;
    }
}
