package io.sightglass.decode.json;

import io.sightglass.decode.JsonType;
import io.sightglass.decode.Utf8;

/// Finds where the tokens of JSON text end (RFC 8259). Knows nothing of what they mean; allocates
/// nothing.
final class JsonScanner {
    /// One in each of eight bytes.
    private static final long EACH = 0x0101_0101_0101_0101L;

    private byte[] array = {};
    private int limit;

    // Of the string last scanned.
    private boolean escaped;
    private boolean clean;

    void begin(byte[] array, int limit) {
        this.array = array;
        this.limit = limit;
    }

    boolean hasByteOrderMark(int at) {
        return limit - at >= 3
                && array[at] == (byte) 0xef
                && array[at + 1] == (byte) 0xbb
                && array[at + 2] == (byte) 0xbf;
    }

    /// The first position from `at` on that is not white space.
    int space(int at) {
        int i = at;
        while (i < limit && isSpace(array[i])) {
            i++;
        }
        return i;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /// Whether an object or an array begins at `at`.
    boolean opens(int at) {
        return at < limit && (array[at] == '{' || array[at] == '[');
    }

    /// The position behind the comment that begins at `at` with a slash (as JavaScript writes them:
    /// to the end of the line, or between `/*` and `*/`), or -1 where there is none.
    int comment(int at) {
        return comment(array, at, limit);
    }

    static int comment(byte[] array, int at, int limit) {
        if (limit - at < 2) {
            return -1;
        }
        int i = at + 2;
        switch (array[at + 1]) {
            case '/' -> {
                while (i < limit && array[i] != '\n' && array[i] != '\r') {
                    i++;
                }
                return i;
            }
            case '*' -> {
                while (limit - i >= 2) {
                    if (array[i] == '*' && array[i + 1] == '/') {
                        return i + 2;
                    }
                    i++;
                }
                return -1;
            }
            default -> {
                return -1;
            }
        }
    }

    /// The type of the value that begins at `at`, as its first byte tells.
    JsonType type(int at) {
        if (at >= limit) {
            return JsonType.NULL;
        }
        return switch (array[at]) {
            case '{' -> JsonType.OBJECT;
            case '[' -> JsonType.ARRAY;
            case '"' -> JsonType.STRING;
            case 't', 'f' -> JsonType.BOOLEAN;
            case 'n' -> JsonType.NULL;
            default -> JsonType.NUMBER;
        };
    }

    /// The position of the quote that ends the string whose content starts at `from`, or -1.
    int string(int from) {
        boolean backslash = false;
        boolean odd = false;
        int i = plain(from);
        while (i < limit) {
            byte b = array[i];
            if (b == '"') {
                escaped = backslash;
                clean = !odd && !backslash;
                return i;
            }
            if (b == '\\') {
                backslash = true;
                i += 2;
            } else {
                odd = true;
                do {
                    i++;
                } while (i < limit && array[i] < 0);
            }
            i = plain(i);
        }
        return -1;
    }

    /// The first byte from `at` on that is a quote, a backslash, a control character or not ASCII;
    /// the limit or more where there is none.
    int plain(int at) {
        int i = at;
        while (limit - i >= Long.BYTES) {
            long odd = odd((long) Utf8.EIGHT.get(array, i));
            if (odd != 0) {
                return i + (Long.numberOfTrailingZeros(odd) >>> 3);
            }
            i += Long.BYTES;
        }
        while (i < limit && array[i] >= 0x20 && array[i] != '"' && array[i] != '\\') {
            i++;
        }
        return i;
    }

    /// The high bit of each of eight bytes that [#plain] looks for; bits above the lowest may be
    /// wrong. (A byte is zero where subtracting one borrows and its high bit was clear.)
    private static long odd(long eight) {
        long quotes = eight ^ EACH * '"';
        long backslashes = eight ^ EACH * '\\';
        long found =
                ((quotes - EACH) & ~quotes)
                        | ((backslashes - EACH) & ~backslashes)
                        | (eight - EACH * 0x20)
                        | eight;
        return found & Utf8.HIGH_BITS;
    }

    /// Whether the string last scanned has a backslash.
    boolean escaped() {
        return escaped;
    }

    /// Whether the string last scanned is plain ASCII without escapes, so that nothing in it can be
    /// wrong.
    boolean clean() {
        return clean;
    }

    int badUtf8(int from, int to) {
        return Utf8.firstBad(array, from, to);
    }

    /// The first control character, which would have to be escaped, or -1.
    int control(int from, int to) {
        for (int i = from; i < to; i++) {
            if (array[i] >= 0 && array[i] < 0x20) {
                return i;
            }
        }
        return -1;
    }

    /// The first escape that JSON does not have, or -1.
    int badEscape(int from, int to) {
        for (int i = from; i < to; i++) {
            if (array[i] != '\\') {
                continue;
            }
            i++;
            if (array[i] == 'u') {
                if (to - i < 5
                        || !isHex(i + 1)
                        || !isHex(i + 2)
                        || !isHex(i + 3)
                        || !isHex(i + 4)) {
                    return i - 1;
                }
            } else if ("\"\\/bfnrt".indexOf(array[i]) < 0) {
                return i - 1;
            }
        }
        return -1;
    }

    private boolean isHex(int at) {
        int b = array[at];
        return isDigit(b) || (b >= 'a' && b <= 'f') || (b >= 'A' && b <= 'F');
    }

    private static boolean isDigit(int b) {
        return b >= '0' && b <= '9';
    }

    /// The position behind the number at `at`; where a digit is missing, the complement of where.
    int number(int at) {
        int i = at;
        if (array[i] == '-') {
            i++;
        }
        if (i < limit && array[i] == '0') {
            i++;
        } else {
            int digits = digits(i);
            if (digits == i) {
                return ~i;
            }
            i = digits;
        }
        if (i < limit && array[i] == '.') {
            int digits = digits(i + 1);
            if (digits == i + 1) {
                return ~digits;
            }
            i = digits;
        }
        if (i < limit && (array[i] | 0x20) == 'e') {
            i++;
            if (i < limit && (array[i] == '+' || array[i] == '-')) {
                i++;
            }
            int digits = digits(i);
            if (digits == i) {
                return ~i;
            }
            i = digits;
        }
        return i;
    }

    private int digits(int from) {
        int i = from;
        while (limit - i >= Long.BYTES) {
            long others = noDigits((long) Utf8.EIGHT.get(array, i));
            if (others != 0) {
                return i + (Long.numberOfTrailingZeros(others) >>> 3);
            }
            i += Long.BYTES;
        }
        while (i < limit && isDigit(array[i])) {
            i++;
        }
        return i;
    }

    /// The high bit of each of eight bytes that is no digit; bits above the lowest may be wrong.
    private static long noDigits(long eight) {
        long found = (eight + EACH * (0x7f - '9')) | (eight - EACH * '0') | eight;
        return found & Utf8.HIGH_BITS;
    }

    /// Whether the number is an integer, however it is written: `2`, `2.0` and `20e-1` are, `2e-1`
    /// is not (JSON Schema 2020-12, core, 4.2.3).
    boolean isWhole(int start, int end) {
        int zeros = 0; // digits behind the last one that is not zero
        int behind = 0; // digits behind the point
        boolean point = false;
        boolean something = false;
        int i = start;
        while (i < end && (array[i] | 0x20) != 'e') {
            if (array[i] == '.') {
                point = true;
            } else if (array[i] != '-') {
                behind += point ? 1 : 0;
                zeros = array[i] == '0' ? zeros + 1 : 0;
                something |= array[i] != '0';
            }
            i++;
        }
        return !something || exponent(i + 1, end) >= behind - zeros;
    }

    /// The exponent at `from`, 0 where there is none; one that no payload has the digits for where
    /// it is out of bounds.
    private long exponent(int from, int end) {
        boolean negative = from < end && array[from] == '-';
        long value = 0;
        for (int i = from; i < end; i++) {
            if (isDigit(array[i]) && value < Integer.MAX_VALUE) {
                value = 10 * value + array[i] - '0';
            }
        }
        return negative ? -value : value;
    }

    /// How many characters of `word` stand at `at`.
    int same(int at, String word) {
        int i = 0;
        while (i < word.length() && at + i < limit && array[at + i] == word.charAt(i)) {
            i++;
        }
        return i;
    }

    /// The position behind the value at `at`, by its brackets and quotes alone, or -1 where it does
    /// not end.
    int skip(int at) {
        int open = 0;
        boolean keepEscaped = escaped;
        boolean keepClean = clean;
        int i = at;
        while (i < limit) {
            switch (array[i]) {
                case '{', '[' -> open++;
                case '}', ']' -> {
                    open--;
                    if (open < 0) {
                        return i;
                    }
                }
                case '"' -> {
                    i = string(i + 1);
                    escaped = keepEscaped;
                    clean = keepClean;
                    if (i < 0) {
                        return -1;
                    }
                }
                case ',', ' ', '\t', '\r', '\n' -> {
                    if (open == 0) {
                        return i;
                    }
                }
                case '/' -> {
                    // Brackets and quotes in a comment count for nothing. Outside of strings, what
                    // begins like one and does not end is lost with all behind it.
                    int end = comment(i);
                    if (end < 0) {
                        return -1;
                    }
                    if (open == 0) {
                        return i;
                    }
                    i = end;
                    continue;
                }
                default -> {
                    i++;
                    continue;
                }
            }
            i++;
            if (open == 0) {
                return i;
            }
        }
        return open == 0 ? i : -1;
    }
}
