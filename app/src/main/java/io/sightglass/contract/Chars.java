package io.sightglass.contract;

import java.nio.charset.StandardCharsets;

/// The characters of a text in a payload, reused from text to text: read in place where they are
/// plain ASCII, else decoded into a buffer.
final class Chars implements CharSequence {
    /// No longer text is judged.
    static final int LONGEST = 8_192;

    /// What a regular expression may look at characters, in all.
    private static final int STEPS = 200_000;

    private static final byte[] NOTHING = {};

    private byte[] bytes = NOTHING;
    private int from;
    private int length;
    private boolean inPlace;
    private boolean tooLong;
    private char[] buffer = new char[64];
    private int steps = Integer.MAX_VALUE;

    /// Stops a regular expression that runs away.
    static final class TooManySteps extends RuntimeException {
        private static final long serialVersionUID = 1;

        @SuppressWarnings("StaticAssignmentOfThrowable") // bears no stack trace
        private static final TooManySteps INSTANCE = new TooManySteps();

        private TooManySteps() {
            super("too many steps", null, false, false);
        }
    }

    void set(byte[] array, int start, int end, boolean escaped) {
        steps = Integer.MAX_VALUE;
        tooLong = end - start > LONGEST;
        bytes = array;
        from = start;
        length = Math.min(end - start, LONGEST);
        inPlace = !escaped && isAscii(array, start, start + length);
        if (!inPlace) {
            length = decode(array, start, start + length, escaped);
        }
    }

    void set(String text) {
        steps = Integer.MAX_VALUE;
        tooLong = text.length() > LONGEST;
        inPlace = false;
        length = Math.min(text.length(), LONGEST);
        grow(length);
        text.getChars(0, length, buffer, 0);
    }

    boolean isTooLong() {
        return tooLong;
    }

    /// From now on, until other text is set, only so many characters may be looked at.
    void limitSteps() {
        steps = STEPS;
    }

    private static boolean isAscii(byte[] array, int from, int to) {
        for (int i = from; i < to; i++) {
            if (array[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private void grow(int size) {
        if (buffer.length < size) {
            buffer = new char[Math.max(size, buffer.length * 2)];
        }
    }

    /// A character takes at least one byte, so the text never has more characters than bytes.
    private int decode(byte[] array, int from, int to, boolean escaped) {
        grow(to - from);
        int size = 0;
        for (int i = from; i < to; ) {
            int lead = array[i];
            if (lead == '\\' && escaped && i + 1 < to) {
                if (array[i + 1] == 'u' && i + 6 <= to) {
                    buffer[size++] = (char) hex(array, i + 2);
                    i += 6;
                } else {
                    buffer[size++] = unescaped((char) array[i + 1]);
                    i += 2;
                }
            } else if (lead >= 0) {
                buffer[size++] = (char) lead;
                i++;
            } else {
                int more = (lead & 0xe0) == 0xc0 ? 1 : (lead & 0xf0) == 0xe0 ? 2 : 3;
                int point = lead & (0x3f >> more);
                boolean whole = i + more < to && (lead & 0xc0) == 0xc0;
                for (int k = 1; whole && k <= more; k++) {
                    whole = (array[i + k] & 0xc0) == 0x80;
                    point = point << 6 | (array[i + k] & 0x3f);
                }
                if (!whole || !Character.isValidCodePoint(point)) {
                    buffer[size++] = '\uFFFD';
                    i++;
                } else {
                    size += Character.toChars(point, buffer, size);
                    i += more + 1;
                }
            }
        }
        return size;
    }

    private static char unescaped(char c) {
        return switch (c) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> c;
        };
    }

    private static int hex(byte[] array, int from) {
        int value = 0;
        for (int i = from; i < from + 4; i++) {
            value = value << 4 | Math.max(0, Character.digit(array[i], 16));
        }
        return value;
    }

    /// The character at `index`, not counted as a step.
    char at(int index) {
        return inPlace ? (char) bytes[from + index] : buffer[index];
    }

    /// Whether the characters are those of `utf8`.
    boolean isWritten(byte[] utf8) {
        int at = 0;
        for (int i = 0; i < length; ) {
            int point = at(i);
            if (Character.isHighSurrogate((char) point) && i + 1 < length) {
                point = Character.toCodePoint((char) point, at(i + 1));
            }
            i += Character.charCount(point);
            int more = point < 0x80 ? 0 : point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
            if (at + more >= utf8.length) {
                return false;
            }
            int lead = more == 0 ? point : 0xf0 << 3 - more | point >> 6 * more;
            if ((utf8[at++] & 0xff) != (lead & 0xff)) {
                return false;
            }
            for (int k = more - 1; k >= 0; k--) {
                if ((utf8[at++] & 0xff) != (0x80 | (point >> 6 * k & 0x3f))) {
                    return false;
                }
            }
        }
        return at == utf8.length;
    }

    @Override
    public char charAt(int index) {
        if (--steps < 0) {
            throw TooManySteps.INSTANCE;
        }
        return at(index);
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return toString().substring(start, end);
    }

    @Override
    public String toString() {
        return inPlace
                ? new String(bytes, from, length, StandardCharsets.ISO_8859_1)
                : new String(buffer, 0, length);
    }
}
