package io.sightglass.decode;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The keys that each open object has had so far, to tell duplicates: which of its schema's
/// properties, and the others. Few of these are compared one by one, without allocating; many, or
/// some with escapes, go into a table.
public final class Keys {
    private static final int FEW = 48;

    /// For each open object: the number of its keys, the number of its known properties and which
    /// of them were there, then hash, start and end of each of the first keys.
    private int[] slots = new int[512];

    /// For each open object a bit for each hash among its keys, as far as 64 tell them apart: most
    /// new keys are known to be new by that.
    private long[] hashes = new long[8];

    private int top;
    private @Nullable ManyKeys[] many = new @Nullable ManyKeys[8];
    private int depth;

    public void clear() {
        top = 0;
        depth = 0;
    }

    /// Makes room for an object with that many known properties; answers its region.
    public int open(int properties) {
        int region = top;
        reserve(region + 2 + properties);
        slots[region] = 0;
        slots[region + 1] = properties;
        Arrays.fill(slots, region + 2, top, 0);
        if (depth == many.length) {
            many = Arrays.copyOf(many, 2 * depth);
            hashes = Arrays.copyOf(hashes, 2 * depth);
        }
        many[depth] = null;
        hashes[depth] = 0;
        depth++;
        return region;
    }

    public void close(int region) {
        top = region;
        depth--;
        many[depth] = null;
    }

    /// Notes a property; answers whether it was there already.
    public boolean see(int region, int property) {
        int slot = region + 2 + property;
        boolean again = slots[slot] != 0;
        slots[slot] = 1;
        return again;
    }

    public boolean seen(int region, int property) {
        return slots[region + 2 + property] != 0;
    }

    /// Adds a key of the innermost object; answers whether it was there already.
    public boolean add(int region, byte[] array, int from, int to, int hash, boolean escaped) {
        int count = slots[region];
        int first = region + 2 + slots[region + 1];
        if (escaped || count == FEW || many[depth - 1] != null) {
            return !addToMany(array, first, count, from, to, escaped);
        }
        long bit = 1L << (hash >>> 26);
        boolean perhaps = (hashes[depth - 1] & bit) != 0;
        hashes[depth - 1] |= bit;
        for (int i = first; perhaps && i < first + 3 * count; i += 3) {
            if (slots[i] == hash
                    && Arrays.equals(array, slots[i + 1], slots[i + 2], array, from, to)) {
                return true;
            }
        }
        int at = first + 3 * count;
        reserve(at + 3);
        slots[at] = hash;
        slots[at + 1] = from;
        slots[at + 2] = to;
        slots[region]++;
        return false;
    }

    private boolean addToMany(
            byte[] array, int first, int count, int from, int to, boolean escaped) {
        var keys = many[depth - 1];
        if (keys == null) {
            keys = new ManyKeys();
            for (int i = first; i < first + 3 * count; i += 3) {
                keys.add(array, slots[i + 1], slots[i + 2]);
            }
            many[depth - 1] = keys;
        }
        return escaped
                ? keys.add(
                        array, Texts.decode(array, from, to, true).getBytes(StandardCharsets.UTF_8))
                : keys.add(array, from, to);
    }

    private void reserve(int size) {
        top = size;
        if (size > slots.length) {
            slots = Arrays.copyOf(slots, Math.max(size, 2 * slots.length));
        }
    }
}
