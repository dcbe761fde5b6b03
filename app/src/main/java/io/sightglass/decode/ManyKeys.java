package io.sightglass.decode;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The different keys of one object that has many: some 40 bytes for each, wherever they stand in
/// the payload. Keys are compared as bytes, so that those which are not UTF-8 stay apart.
final class ManyKeys {
    private static final int FIRST = 256;
    private static final int THERE = -1;
    private static final int FULL = -2;

    /// A key is looked for in so many places; where that is not enough, keys were made to meet in
    /// one, and go into [#crowd].
    private static final int STEPS = 128;

    /// Open addressing, at most half full: hash, and the place in [#ranges] plus one.
    private long[] table = new long[FIRST];

    /// For each key, where it begins and ends in the payload; a key that had escapes is negative
    /// and stands in [#plain].
    private long[] ranges = new long[FIRST / 2];

    private final List<byte[]> plain = new ArrayList<>();
    private int size;

    /// All keys, where their hashes meet: a set whose texts are ordered, and so stays quick. Takes
    /// more memory than the table. A character stands for each byte.
    private @Nullable Set<String> crowd;

    /// Adds the key at `from` to `to`; answers whether it is new.
    boolean add(byte[] array, int from, int to) {
        if (crowd != null) {
            return crowd.add(text(array, from, to));
        }
        int hash = hash(array, from, to);
        int slot = find(hash, array, array, from, to);
        if (slot < 0) {
            return slot == FULL && crowded(array).add(text(array, from, to));
        }
        put(slot, hash, (long) from << 32 | to);
        return true;
    }

    /// Adds a key whose escapes are resolved, of a payload; answers whether it is new.
    boolean add(byte[] array, byte[] key) {
        if (crowd != null) {
            return crowd.add(text(key, 0, key.length));
        }
        int hash = hash(key, 0, key.length);
        int slot = find(hash, array, key, 0, key.length);
        if (slot < 0) {
            return slot == FULL && crowded(array).add(text(key, 0, key.length));
        }
        plain.add(key);
        put(slot, hash, -plain.size());
        return true;
    }

    /// The free slot for a key, [#THERE] where the key is there, or [#FULL].
    private int find(int hash, byte[] array, byte[] key, int from, int to) {
        int slot = hash & (table.length - 1);
        for (int step = 0; step < STEPS; step++) {
            long entry = table[slot];
            if (entry == 0) {
                return slot;
            }
            if ((int) (entry >>> 32) == hash && is(ranges[(int) entry - 1], array, key, from, to)) {
                return THERE;
            }
            slot = (slot + 1) & (table.length - 1);
        }
        return FULL;
    }

    /// From now on all keys are in the set.
    private Set<String> crowded(byte[] array) {
        var keys = new HashSet<String>();
        for (int i = 0; i < size; i++) {
            long range = ranges[i];
            if (range < 0) {
                var key = plain.get((int) -range - 1);
                keys.add(text(key, 0, key.length));
            } else {
                keys.add(text(array, (int) (range >>> 32), (int) range));
            }
        }
        crowd = keys;
        table = new long[0];
        ranges = table;
        plain.clear();
        return keys;
    }

    private static String text(byte[] array, int from, int to) {
        return new String(array, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private boolean is(long range, byte[] array, byte[] key, int from, int to) {
        if (range < 0) {
            var other = plain.get((int) -range - 1);
            return Arrays.equals(other, 0, other.length, key, from, to);
        }
        return Arrays.equals(array, (int) (range >>> 32), (int) range, key, from, to);
    }

    private void put(int slot, int hash, long range) {
        if (size == ranges.length) {
            ranges = Arrays.copyOf(ranges, 2 * size);
        }
        ranges[size++] = range;
        table[slot] = (long) hash << 32 | size;
        if (2 * size >= table.length) {
            grow();
        }
    }

    private void grow() {
        var old = table;
        table = new long[2 * old.length];
        for (long entry : old) {
            if (entry != 0) {
                int slot = (int) (entry >>> 32) & (table.length - 1);
                while (table[slot] != 0) {
                    slot = (slot + 1) & (table.length - 1);
                }
                table[slot] = entry;
            }
        }
    }

    private static int hash(byte[] array, int from, int to) {
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + array[i];
        }
        // The low bits choose the slot.
        int mixed = hash * 0x9e37_79b9;
        return mixed ^ mixed >>> 15;
    }
}
