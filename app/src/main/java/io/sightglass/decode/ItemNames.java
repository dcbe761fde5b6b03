package io.sightglass.decode;

import io.sightglass.model.FieldInfo;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.function.Supplier;

/// The fields of maps that no schema describes: one [FieldInfo] for each key and type met, up to a
/// bound, so that a walk over keys met before allocates nothing. For one thread.
final class ItemNames {
    private static final int SLOTS = 4096;
    private static final int MOST = SLOTS / 2;
    private static final int LONGEST = 256;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Entry(byte[] key, ItemType type, FieldInfo field) {}

    private final @Nullable Entry[] table = new @Nullable Entry[SLOTS];
    private int size;

    /// The field whose key is encoded in the bytes `from` to `to`.
    ///
    /// @param name the key as text, asked for where the key is new
    FieldInfo field(byte[] array, int from, int to, ItemType type, Supplier<String> name) {
        if (!type.shared() || to - from > LONGEST) {
            return made(name.get(), type);
        }
        int slot = (hash(array, from, to) + System.identityHashCode(type)) & (SLOTS - 1);
        var entry = table[slot];
        while (entry != null) {
            if (entry.type == type
                    && Arrays.equals(entry.key, 0, entry.key.length, array, from, to)) {
                return entry.field;
            }
            slot = (slot + 1) & (SLOTS - 1);
            entry = table[slot];
        }
        var field = made(name.get(), type);
        if (size < MOST) {
            table[slot] = new Entry(Arrays.copyOfRange(array, from, to), type, field);
            size++;
        }
        return field;
    }

    private static FieldInfo made(String name, ItemType type) {
        return new FieldInfo(name, -1, 0, type.word(), null, type.logical(), null);
    }

    static int hash(byte[] array, int from, int to) {
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + array[i];
        }
        return hash;
    }
}
