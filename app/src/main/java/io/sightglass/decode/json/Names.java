package io.sightglass.decode.json;

import io.sightglass.decode.JsonType;
import io.sightglass.decode.Texts;
import io.sightglass.decode.Utf8;
import io.sightglass.model.FieldInfo;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Locale;

/// The fields of objects that no schema describes: one [FieldInfo] for each name and type met, up
/// to a bound, so that a walk over names met before allocates nothing. For one thread.
final class Names {
    private static final int SLOTS = 8192;
    private static final int MOST = SLOTS / 2;

    /// An element of an array that no schema describes.
    static final FieldInfo ELEMENT = FieldInfo.of("", -1, "");

    private static final JsonType[] TYPES = JsonType.values();
    private static final FieldInfo[] ELEMENTS = elements();
    private static final String[] WORDS = words();

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Entry(byte[] name, JsonType type, FieldInfo field) {}

    private final @Nullable Entry[] table = new @Nullable Entry[SLOTS];
    private int size;

    /// `string`, `number`: a type as JSON Schema writes it.
    static String word(JsonType type) {
        return WORDS[type.ordinal()];
    }

    /// An element, or the root, of that type.
    static FieldInfo unnamed(JsonType type) {
        return ELEMENTS[type.ordinal()];
    }

    /// The field whose name is the bytes `from` to `to`.
    FieldInfo field(byte[] array, int from, int to, int hash, boolean escaped, JsonType type) {
        int slot = (hash * 31 + type.ordinal()) & (SLOTS - 1);
        var entry = table[slot];
        while (entry != null) {
            if (entry.type == type
                    && Arrays.equals(entry.name, 0, entry.name.length, array, from, to)) {
                return entry.field;
            }
            slot = (slot + 1) & (SLOTS - 1);
            entry = table[slot];
        }
        var field = FieldInfo.of(Texts.decode(array, from, to, escaped), -1, word(type));
        if (size < MOST && to - from <= 256) {
            table[slot] = new Entry(Arrays.copyOfRange(array, from, to), type, field);
            size++;
        }
        return field;
    }

    /// A hash of the bytes `from` to `to`, eight at a time.
    static int hash(byte[] array, int from, int to) {
        long hash = to - from;
        int i = from;
        while (to - i >= Long.BYTES) {
            hash = mixed(hash, (long) Utf8.EIGHT.get(array, i));
            i += Long.BYTES;
        }
        if (i < to) {
            hash = mixed(hash, few(array, i, to));
        }
        return (int) (hash >>> 32);
    }

    private static long mixed(long hash, long eight) {
        long product = (hash ^ eight) * 0x9e37_79b9_7f4a_7c15L;
        return product ^ product >>> 29;
    }

    /// Fewer than eight bytes, as if zeros followed them.
    private static long few(byte[] array, int from, int to) {
        if (array.length - from >= Long.BYTES) {
            return (long) Utf8.EIGHT.get(array, from)
                    & -1L >>> (Long.SIZE - Byte.SIZE * (to - from));
        }
        long eight = 0;
        for (int i = to - 1; i >= from; i--) {
            eight = eight << Byte.SIZE | array[i] & 0xff;
        }
        return eight;
    }

    private static FieldInfo[] elements() {
        var fields = new FieldInfo[TYPES.length];
        for (var type : TYPES) {
            fields[type.ordinal()] = FieldInfo.of("", -1, type.name().toLowerCase(Locale.ROOT));
        }
        return fields;
    }

    private static String[] words() {
        var words = new String[TYPES.length];
        for (var type : TYPES) {
            words[type.ordinal()] = type.name().toLowerCase(Locale.ROOT);
        }
        return words;
    }
}
