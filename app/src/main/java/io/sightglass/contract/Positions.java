package io.sightglass.contract;

import java.util.Arrays;

/// What has been said of places in a payload: a position and what kind of demand was broken there.
/// Reused from payload to payload.
final class Positions {
    private static final int MOST = 10_000;

    private long[] said = new long[16];
    private int count;

    void clear() {
        count = 0;
    }

    void add(int start, int kind) {
        if (count == said.length && count < MOST) {
            said = Arrays.copyOf(said, count * 2);
        }
        if (count < said.length) {
            said[count++] = key(start, kind);
        }
    }

    boolean has(int start, int kind) {
        long key = key(start, kind);
        for (int i = 0; i < count; i++) {
            if (said[i] == key) {
                return true;
            }
        }
        return false;
    }

    private static long key(int start, int kind) {
        return (long) start << 32 | (kind & 0xffffffffL);
    }

    /// A number for what a rule demands, whoever does: the same for `contract.min-items`,
    /// `minItems` and `exclusiveMinItems`. Allocates nothing.
    static int kind(String rule) {
        int from = Math.max(rule.lastIndexOf('.') + 1, rule.startsWith("exclusive") ? 9 : 0);
        int hash = 0;
        for (int i = from; i < rule.length(); i++) {
            char c = rule.charAt(i);
            hash = c == '-' ? hash : hash * 31 + (c >= 'A' && c <= 'Z' ? c + 32 : c);
        }
        return hash;
    }

    /// The same for a demand on a field of the record at a position.
    static int kind(String rule, String field) {
        return kind(rule) * 31 + field.hashCode();
    }
}
