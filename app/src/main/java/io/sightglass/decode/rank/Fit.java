package io.sightglass.decode.rank;

import io.sightglass.decode.FindingSink;
import io.sightglass.model.FieldInfo;

import org.jspecify.annotations.Nullable;

/// Hears one payload read as one type, and judges whether that is what it is: whether anything is
/// wrong or unknown, and how many of the values are such as people write.
final class Fit extends FindingSink {
    /// Integers that are likely: up to nanoseconds since 1970, in the coming centuries.
    private static final long LIKELY_INTEGER = 1L << 62;

    private static final double LARGEST_LIKELY = 1e30;
    private static final double SMALLEST_LIKELY = 1e-30;

    private int values;
    private int odd;
    private int defaults;
    private int absent;

    Fit() {
        super(false);
    }

    @Override
    public boolean wantsValues() {
        return true;
    }

    @Override
    public Sound wantsOfSound() {
        return Sound.EVENTS;
    }

    @Override
    public void begin(byte[] array, int offset, int length) {
        super.begin(array, offset, length);
        values = 0;
        odd = 0;
        defaults = 0;
        absent = 0;
    }

    boolean isWhole() {
        return total() == 0;
    }

    int values() {
        return values;
    }

    /// Values that hardly anybody writes: text with control characters, numbers beyond all measure,
    /// bytes that may be anything.
    int odd() {
        return odd;
    }

    /// What the type declares and the payload does not hold.
    int absent() {
        return absent;
    }

    /// Whether nothing is there but what stands for nothing.
    boolean isEmpty() {
        return values == defaults;
    }

    /// From 0 to 1.
    double likelihood() {
        if (isEmpty()) {
            return 0;
        }
        return 1 - (double) odd / values;
    }

    private void value(boolean isDefault, boolean isOdd) {
        values++;
        defaults += isDefault ? 1 : 0;
        odd += isOdd ? 1 : 0;
    }

    @Override
    public void nullValue(FieldInfo field, int start, int end) {
        super.nullValue(field, start, end);
        value(true, false);
    }

    @Override
    public void bool(FieldInfo field, boolean value, int start, int end) {
        super.bool(field, value, start, end);
        value(!value, false);
    }

    @Override
    public void integer(FieldInfo field, long value, int start, int end) {
        super.integer(field, value, start, end);
        value(value == 0, value >= LIKELY_INTEGER || value <= -LIKELY_INTEGER);
    }

    @Override
    public void unsigned(FieldInfo field, long bits, int start, int end) {
        super.unsigned(field, bits, start, end);
        value(bits == 0, bits < 0 || bits >= LIKELY_INTEGER);
    }

    @Override
    public void float32(FieldInfo field, float value, int start, int end) {
        super.float32(field, value, start, end);
        value(value == 0, isOdd(value));
    }

    @Override
    public void float64(FieldInfo field, double value, int start, int end) {
        super.float64(field, value, start, end);
        value(value == 0, isOdd(value));
    }

    private static boolean isOdd(double value) {
        double size = Math.abs(value);
        return Double.isNaN(value) || size > LARGEST_LIKELY || size > 0 && size < SMALLEST_LIKELY;
    }

    @Override
    public void number(FieldInfo field, int start, int end) {
        super.number(field, start, end);
        value(false, false);
    }

    @Override
    public void text(FieldInfo field, int from, int to, boolean escaped, int start, int end) {
        super.text(field, from, to, escaped, start, end);
        value(from == to, hasControls(from, to));
    }

    private boolean hasControls(int from, int to) {
        var array = array();
        for (int i = offset() + from; i < offset() + to; i++) {
            byte b = array[i];
            if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' || b == 0x7f) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void bytes(FieldInfo field, int from, int to, int start, int end) {
        super.bytes(field, from, to, start, end);
        // any bytes at all are bytes, which speaks for nothing
        value(from == to, from < to);
    }

    @Override
    public void symbol(FieldInfo field, int number, @Nullable String name, int start, int end) {
        super.symbol(field, number, name, start, end);
        value(number == 0, name == null);
    }

    @Override
    public void absent(FieldInfo field, int at) {
        super.absent(field, at);
        absent++;
    }
}
