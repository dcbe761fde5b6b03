package io.sightglass.decode.protobuf;

import java.util.Arrays;

/// The keys that the maps of one payload have had so far, to tell those that stand again: a reader
/// keeps the last value of a key (protobuf.dev, "Encoding", "Maps"). Allocates only to grow. For
/// one thread.
final class MapKeys {
    /// Keys of one payload that are kept; what comes behind is not told apart any more.
    static final int MOST = 1 << 16;

    /// A key is looked for in so many places: keys made to meet in one cost no more.
    private static final int STEPS = 64;

    private static final int SMALL = 64;

    private byte[] array = {};

    /// Index + 1 of a key, where its hash puts it; only the first `slots` are in use.
    private int[] table = new int[SMALL];

    private int slots = SMALL;

    // Of each key: its map, its hash, and the number, or the ends of its text.
    private int[] maps = new int[SMALL / 2];
    private int[] hashes = new int[SMALL / 2];
    private long[] keys = new long[SMALL / 2];

    private int size;

    /// A new payload.
    void begin(byte[] array) {
        this.array = array;
        if (size > 0) {
            slots = SMALL;
            Arrays.fill(table, 0, slots, 0);
            size = 0;
        }
    }

    /// Whether the map had that number as a key before.
    boolean again(int map, long number) {
        long mixed = (number + map) * 0x9e37_79b9_7f4a_7c15L;
        return again(map, number, (int) (mixed >>> 32), false);
    }

    /// Whether the map had the bytes `from` to `to` as a key before.
    boolean again(int map, int from, int to) {
        int hash = map;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + array[i];
        }
        return again(map, (long) from << Integer.SIZE | to, hash * 0x9e37_79b9, true);
    }

    private boolean again(int map, long key, int hash, boolean text) {
        int slot = hash >>> 16 & (slots - 1);
        int steps = 0;
        while (table[slot] != 0 && steps < STEPS) {
            int known = table[slot] - 1;
            if (hashes[known] == hash && maps[known] == map && same(keys[known], key, text)) {
                return true;
            }
            slot = (slot + 1) & (slots - 1);
            steps++;
        }
        if (steps < STEPS && size < MOST) {
            add(map, key, hash, slot);
        }
        return false;
    }

    private boolean same(long one, long other, boolean text) {
        return text
                ? Arrays.equals(
                        array,
                        (int) (one >>> Integer.SIZE),
                        (int) one,
                        array,
                        (int) (other >>> Integer.SIZE),
                        (int) other)
                : one == other;
    }

    private void add(int map, long key, int hash, int slot) {
        if (size == maps.length) {
            int more = 2 * size;
            maps = Arrays.copyOf(maps, more);
            hashes = Arrays.copyOf(hashes, more);
            keys = Arrays.copyOf(keys, more);
        }
        maps[size] = map;
        hashes[size] = hash;
        keys[size] = key;
        size++;
        if (2 * size > slots) {
            grow();
        } else {
            table[slot] = size;
        }
    }

    private void grow() {
        slots *= 2;
        if (slots > table.length) {
            table = new int[slots];
        } else {
            Arrays.fill(table, 0, slots, 0);
        }
        for (int i = 0; i < size; i++) {
            int slot = hashes[i] >>> 16 & (slots - 1);
            while (table[slot] != 0) {
                slot = (slot + 1) & (slots - 1);
            }
            table[slot] = i + 1;
        }
    }
}
