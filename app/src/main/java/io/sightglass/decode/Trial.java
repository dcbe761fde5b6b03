package io.sightglass.decode;

import io.sightglass.model.FieldInfo;
import io.sightglass.model.FindingKind;

/// Reads a payload on trial, to tell whether a reading finds its way from end to end. A value that
/// is wrong in itself (bytes that are not UTF-8, `NaN`) is no reason to take the whole for
/// something else. Used again and again.
final class Trial extends FindingSink {
    private int mostValues = Limits.VALUES;
    private boolean whole;

    /// Whether the root was a record or a list.
    private boolean holds;

    /// Whether bytes follow the end of the value.
    private boolean trailing;

    Trial() {
        super(false);
    }

    /// How many values are read from now on before what follows is taken for good: no more than the
    /// one has a use for on whose behalf it is tried.
    void atMost(int values) {
        mostValues = values;
    }

    /// Tries `reading` on the bytes from `from` to `length`.
    Trial of(Reading reading, byte[] array, int offset, int from, int length) {
        begin(array, offset, length);
        reading.walker().walk(array, offset, from, length, this);
        finish();
        return this;
    }

    /// Whether nothing is damaged.
    boolean isClean() {
        return whole && count(FindingKind.MALFORMED) == 0;
    }

    /// Whether the walk found its way, whatever the single values are like.
    boolean isWhole() {
        return whole;
    }

    boolean holds() {
        return holds;
    }

    boolean isTrailing() {
        return trailing;
    }

    @Override
    public int mostValues() {
        return mostValues;
    }

    @Override
    public void begin(byte[] array, int offset, int length) {
        super.begin(array, offset, length);
        whole = true;
        holds = false;
        trailing = false;
    }

    @Override
    public void enterRecord(FieldInfo field, String typeName, int start) {
        super.enterRecord(field, typeName, start);
        holds = true;
    }

    @Override
    public void enterList(FieldInfo field, int firstIndex, int start) {
        super.enterList(field, firstIndex, start);
        holds = true;
    }

    @Override
    public void remark(FieldInfo field, Anomaly anomaly, int start, int end, long a, long b) {
        super.remark(field, anomaly, start, end, a, b);
        whole &= anomaly != Anomaly.CUT_SHORT && anomaly != Anomaly.NOT_WELL_FORMED;
        // On its own it is a word.
        whole &= anomaly != Anomaly.NO_NUMBER || b > 0;
    }

    @Override
    public void malformed(FieldInfo field, Anomaly anomaly, int start, int end, long a, long b) {
        if (anomaly == Anomaly.TOO_MANY) {
            // Good as far as it was read.
            return;
        }
        super.malformed(field, anomaly, start, end, a, b);
        whole &= anomaly == Anomaly.TOO_DEEP;
        trailing |= anomaly == Anomaly.TRAILING_BYTES;
    }
}
