package io.sightglass.decode;

import io.sightglass.model.FieldInfo;
import io.sightglass.model.Node;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// Passes one walk on to several sinks. The content of an unknown field goes only to those that
/// asked for it, its damage to all.
public final class Fanout implements DecodeSink {
    private final DecodeSink[] sinks;

    /// For each sink, how many open unknown fields it wants nothing of.
    private final int[] muted;

    /// For each level of open unknown fields, which sinks have asked for it, one bit a sink.
    private long[] asked = new long[8];

    private int unknowns;

    public Fanout(DecodeSink... sinks) {
        if (sinks.length > Long.SIZE) {
            throw new IllegalArgumentException(sinks.length + " sinks");
        }
        this.sinks = sinks.clone();
        muted = new int[sinks.length];
    }

    int size() {
        return sinks.length;
    }

    DecodeSink sink(int index) {
        return sinks[index];
    }

    @Override
    public boolean wantsValues() {
        for (var sink : sinks) {
            if (sink.wantsValues()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean wantsScalars() {
        for (var sink : sinks) {
            if (sink.wantsScalars()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public int mostValues() {
        int most = 0;
        for (var sink : sinks) {
            most = Math.max(most, sink.mostValues());
        }
        return most;
    }

    @Override
    public Sound wantsOfSound() {
        var most = Sound.NOTHING;
        for (var sink : sinks) {
            var wanted = sink.wantsOfSound();
            most = wanted.compareTo(most) > 0 ? wanted : most;
        }
        return most;
    }

    @Override
    public void tree(Node root) {
        for (var sink : sinks) {
            if (sink.wantsOfSound() == Sound.TREE) {
                sink.tree(root);
            }
        }
    }

    @Override
    public void begin(byte[] array, int offset, int length) {
        unknowns = 0;
        for (int i = 0; i < sinks.length; i++) {
            muted[i] = 0;
            sinks[i].begin(array, offset, length);
        }
    }

    @Override
    public void finish() {
        for (var sink : sinks) {
            sink.finish();
        }
    }

    @Override
    public boolean unknown(FieldInfo field, int start, int end) {
        long wants = 0;
        for (int i = 0; i < sinks.length; i++) {
            if (muted[i] == 0 && sinks[i].unknown(field, start, end)) {
                wants |= 1L << i;
            }
        }
        if (wants == 0) {
            return false;
        }
        if (unknowns == asked.length) {
            asked = Arrays.copyOf(asked, 2 * unknowns);
        }
        asked[unknowns++] = wants;
        for (int i = 0; i < sinks.length; i++) {
            muted[i] += (wants >>> i & 1) == 0 ? 1 : 0;
        }
        return true;
    }

    @Override
    public void exitUnknown() {
        long wants = asked[--unknowns];
        for (int i = 0; i < sinks.length; i++) {
            if ((wants >>> i & 1) == 0) {
                muted[i]--;
            } else {
                sinks[i].exitUnknown();
            }
        }
    }

    @Override
    public void enterRecord(FieldInfo field, String typeName, int start) {
        for (int i = 0; i < sinks.length; i++) {
            if (muted[i] == 0) {
                sinks[i].enterRecord(field, typeName, start);
            }
        }
    }

    @Override
    public void exitRecord(FieldInfo field, int end) {
        for (int i = 0; i < sinks.length; i++) {
            if (muted[i] == 0) {
                sinks[i].exitRecord(field, end);
            }
        }
    }

    @Override
    public void enterList(FieldInfo field, int firstIndex, int start) {
        for (int i = 0; i < sinks.length; i++) {
            if (muted[i] == 0) {
                sinks[i].enterList(field, firstIndex, start);
            }
        }
    }

    @Override
    public void exitList(FieldInfo field, int end) {
        for (int i = 0; i < sinks.length; i++) {
            if (muted[i] == 0) {
                sinks[i].exitList(field, end);
            }
        }
    }

    @Override
    public void enterMap(FieldInfo field, int start) {
        for (int i = 0; i < sinks.length; i++) {
            if (muted[i] == 0) {
                sinks[i].enterMap(field, start);
            }
        }
    }

    @Override
    public void exitMap(FieldInfo field, int end) {
        for (int i = 0; i < sinks.length; i++) {
            if (muted[i] == 0) {
                sinks[i].exitMap(field, end);
            }
        }
    }

    @Override
    public void textKey(int from, int to) {
        for (int i = 0; i < sinks.length; i++) {
            if (muted[i] == 0) {
                sinks[i].textKey(from, to);
            }
        }
    }

    @Override
    public void integerKey(long key) {
        for (int i = 0; i < sinks.length; i++) {
            if (muted[i] == 0) {
                sinks[i].integerKey(key);
            }
        }
    }

    @Override
    public void branch(FieldInfo field, int index, String typeName) {
        for (int i = 0; i < sinks.length; i++) {
            if (muted[i] == 0) {
                sinks[i].branch(field, index, typeName);
            }
        }
    }

    @Override
    public void nullValue(FieldInfo field, int start, int end) {
        for (int i = 0; i < sinks.length; i++) {
            if (muted[i] == 0) {
                sinks[i].nullValue(field, start, end);
            }
        }
    }

    @Override
    public void bool(FieldInfo field, boolean value, int start, int end) {
        for (int i = 0; i < sinks.length; i++) {
            if (muted[i] == 0) {
                sinks[i].bool(field, value, start, end);
            }
        }
    }

    @Override
    public void integer(FieldInfo field, long value, int start, int end) {
        for (int i = 0; i < sinks.length; i++) {
            if (muted[i] == 0) {
                sinks[i].integer(field, value, start, end);
            }
        }
    }

    @Override
    public void unsigned(FieldInfo field, long bits, int start, int end) {
        for (int i = 0; i < sinks.length; i++) {
            if (muted[i] == 0) {
                sinks[i].unsigned(field, bits, start, end);
            }
        }
    }

    @Override
    public void float32(FieldInfo field, float value, int start, int end) {
        for (int i = 0; i < sinks.length; i++) {
            if (muted[i] == 0) {
                sinks[i].float32(field, value, start, end);
            }
        }
    }

    @Override
    public void float64(FieldInfo field, double value, int start, int end) {
        for (int i = 0; i < sinks.length; i++) {
            if (muted[i] == 0) {
                sinks[i].float64(field, value, start, end);
            }
        }
    }

    @Override
    public void number(FieldInfo field, int start, int end) {
        for (int i = 0; i < sinks.length; i++) {
            if (muted[i] == 0) {
                sinks[i].number(field, start, end);
            }
        }
    }

    @Override
    public void text(FieldInfo field, int from, int to, boolean escaped, int start, int end) {
        for (int i = 0; i < sinks.length; i++) {
            if (muted[i] == 0) {
                sinks[i].text(field, from, to, escaped, start, end);
            }
        }
    }

    @Override
    public void bytes(FieldInfo field, int from, int to, int start, int end) {
        for (int i = 0; i < sinks.length; i++) {
            if (muted[i] == 0) {
                sinks[i].bytes(field, from, to, start, end);
            }
        }
    }

    @Override
    public void pieces(FieldInfo field, byte[] content, boolean text, int start, int end) {
        for (int i = 0; i < sinks.length; i++) {
            if (muted[i] == 0) {
                sinks[i].pieces(field, content, text, start, end);
            }
        }
    }

    @Override
    public void symbol(FieldInfo field, int number, @Nullable String name, int start, int end) {
        for (int i = 0; i < sinks.length; i++) {
            if (muted[i] == 0) {
                sinks[i].symbol(field, number, name, start, end);
            }
        }
    }

    @Override
    public void absent(FieldInfo field, int at) {
        for (int i = 0; i < sinks.length; i++) {
            if (muted[i] == 0) {
                sinks[i].absent(field, at);
            }
        }
    }

    // Damage is everybody's, also within an unknown field.

    @Override
    public void remark(FieldInfo field, Anomaly anomaly, int start, int end, long a, long b) {
        for (var sink : sinks) {
            sink.remark(field, anomaly, start, end, a, b);
        }
    }

    @Override
    public void malformed(FieldInfo field, Anomaly anomaly, int start, int end, long a, long b) {
        for (var sink : sinks) {
            sink.malformed(field, anomaly, start, end, a, b);
        }
    }
}
