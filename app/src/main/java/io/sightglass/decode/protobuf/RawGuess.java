package io.sightglass.decode.protobuf;

import io.sightglass.decode.Limits;
import io.sightglass.decode.Utf8;

/// What the bytes of a Protobuf field most likely are when no schema says it. How often this is
/// right is measured in a test.
///
/// - Eight or four bytes are a floating-point number where that is an everyday one, else an
///   integer: as a floating-point number a small integer, a count of seconds or nanoseconds, or a
///   small negative integer is next to nothing, huge, or no number.
/// - Bytes with a length are text where they are printable UTF-8. Else they are a message where
///   they are fields from end to end, none with a number that hardly anybody gives: random bytes
///   are that in one case of fifty, and text with control characters hardly ever. Else they are
///   text where few characters are control characters (as in FIX messages), else bytes.
///
/// For one thread.
final class RawGuess {
    enum Content {
        MESSAGE,
        TEXT,
        BYTES
    }

    /// Field numbers from 19 000 to 19 999 may not be used; those above are extensions, mostly.
    private static final int UNLIKELY_NUMBER = 19_000;

    /// Of so many characters one may be a control character.
    private static final int FEW = 5;

    /// Tags that may still be looked at to tell messages from other bytes.
    private int budget;

    /// A new payload.
    ///
    /// @param tags that may be looked at in all
    void begin(int tags) {
        budget = tags;
    }

    /// @param deeper whether a message may be gone into
    Content content(byte[] array, int from, int to, boolean deeper) {
        boolean text = Utf8.firstBad(array, from, to) < 0;
        if (text && isPrintable(array, from, to)) {
            // Tab, new line and return are the tags of field 1 with a length or of a fixed size.
            boolean tagged = to - from > 1 && array[from] < 0x20 && array[from] >= 0;
            return tagged && deeper && isMessage(array, from, to, UNLIKELY_NUMBER)
                    ? Content.MESSAGE
                    : Content.TEXT;
        }
        if (deeper && isMessage(array, from, to, UNLIKELY_NUMBER)) {
            return Content.MESSAGE;
        }
        return text && isTextual(array, from, to) ? Content.TEXT : Content.BYTES;
    }

    /// Whether UTF-8 reads like text, though it may have a few control characters.
    static boolean isTextual(byte[] array, int from, int to) {
        return isPrintable(array, from, to) || controls(array, from, to) * FEW <= to - from;
    }

    /// Whether bytes are fields from end to end, whatever their numbers.
    static boolean isFields(byte[] array, int from, int to, int most) {
        var guess = new RawGuess();
        guess.begin(most);
        return guess.isMessage(array, from, to, Integer.MAX_VALUE);
    }

    /// Whether UTF-8 has no control characters but tab, new line and return.
    static boolean isPrintable(byte[] array, int from, int to) {
        for (int i = from; i < to; i++) {
            byte b = array[i];
            boolean white = b == '\t' || b == '\n' || b == '\r';
            // Of two bytes: the control characters from U+0080 to U+009F.
            boolean second = b == (byte) 0xc2 && i + 1 < to && array[i + 1] < (byte) 0xa0;
            if ((b >= 0 && b < 0x20 && !white) || b == 0x7f || second) {
                return false;
            }
        }
        return true;
    }

    private static int controls(byte[] array, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += (array[i] >= 0 && array[i] < 0x20) || array[i] == 0x7f ? 1 : 0;
        }
        return count;
    }

    private boolean isMessage(byte[] array, int from, int end, int below) {
        int at = from;
        while (at < end) {
            int size = Wire.varintSize(array, at, end);
            long tag = size > 0 ? Wire.varint(array, at, size) : 0;
            boolean likely = Wire.isTag(tag) && tag >>> 3 < below;
            if (!likely || (tag & 7) == Wire.END_GROUP || --budget < 0) {
                return false;
            }
            at = Wire.skip(array, (int) tag & 7, (int) (tag >>> 3), at + size, end, Limits.DEPTH);
            if (at < 0) {
                return false;
            }
        }
        return true;
    }

    /// Whether a number is one that people have to do with.
    static boolean isFloating(double value) {
        double size = Math.abs(value);
        return value == 0
                || (size >= 1e-6 && size < 1e15)
                || Double.isInfinite(value)
                || Double.doubleToRawLongBits(value) == Double.doubleToRawLongBits(Double.NaN);
    }

    /// The same for four bytes, a quarter of which are in that range: beyond what is common they
    /// have to be of few decimal digits.
    static boolean isFloating(float value) {
        float size = Math.abs(value);
        return value == 0
                || (size >= 1e-3f && size < 1e7f)
                || (size >= 1e-6f && size < 1e15f && isShort(value))
                || Float.isInfinite(value)
                || Float.floatToRawIntBits(value) == Float.floatToRawIntBits(Float.NaN);
    }

    /// Whether a number has at most five decimal digits that are not zero.
    private static boolean isShort(float value) {
        for (double scale = 1e-11; scale < 1e13; scale *= 10) {
            double digits = Math.rint(value * scale);
            if (Math.abs(digits) >= 1e4 && Math.abs(digits) < 1e5) {
                return (float) (digits / scale) == value;
            }
        }
        return false;
    }
}
