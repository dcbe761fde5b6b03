package io.sightglass.decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The different keys of one object that has many: some 40 bytes for each, wherever they stand in
/// the payload. Keys are compared as bytes, so that those which are not UTF-8 stay apart.
final class ManyKeys {
    private static final int FIRST = 256;

    /// Open addressing, at most half full: hash, and the place in [#ranges] plus one.
    private long[] table = new long[FIRST];

    /// For each key, where it begins and ends in the payload; a key that had escapes is negative
    /// and stands in [#plain].
    private long[] ranges = new long[FIRST / 2];

    private final List<byte[]> plain = new ArrayList<>();
    private int size;

    /// Adds the key at `from` to `to`; answers whether it is new.
    boolean add(byte[] array, int from, int to) {
        int hash = hash(array, from, to);
        int slot = find(hash, array, array, from, to);
        if (slot < 0) {
            return false;
        }
        put(slot, hash, (long) from << 32 | to);
        return true;
    }

    /// Adds a key whose escapes are resolved, of a payload; answers whether it is new.
    boolean add(byte[] array, byte[] key) {
        int hash = hash(key, 0, key.length);
        int slot = find(hash, array, key, 0, key.length);
        if (slot < 0) {
            return false;
        }
        plain.add(key);
        put(slot, hash, -plain.size());
        return true;
    }

    /// The free slot for a key, or -1 where the key is there.
    private int find(int hash, byte[] array, byte[] key, int from, int to) {
        for (int slot = hash & (table.length - 1); ; slot = (slot + 1) & (table.length - 1)) {
            long entry = table[slot];
            if (entry == 0) {
                return slot;
            }
            if ((int) (entry >>> 32) == hash && is(ranges[(int) entry - 1], array, key, from, to)) {
                return -1;
            }
        }
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
