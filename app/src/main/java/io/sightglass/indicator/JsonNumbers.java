package io.sightglass.indicator;

/// Reads numbers in JSON text without making objects, where they are plain.
final class JsonNumbers {
    private static final double[] POWERS = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    /// Digits that a double holds whatever they are.
    private static final int DIGITS = 15;

    private JsonNumbers() {}

    /// Whether it is a whole number of at most 18 digits, written as one.
    static boolean isWhole(byte[] array, int from, int to) {
        int at = from < to && array[from] == '-' ? from + 1 : from;
        if (at == to || to - at > 18) {
            return false;
        }
        for (; at < to; at++) {
            if (array[at] < '0' || array[at] > '9') {
                return false;
            }
        }
        return true;
    }

    static long whole(byte[] array, int from, int to) {
        boolean negative = array[from] == '-';
        long value = 0;
        for (int at = negative ? from + 1 : from; at < to; at++) {
            value = value * 10 + array[at] - '0';
        }
        return negative ? -value : value;
    }

    /// Whether the double stands for exactly the digits that are written.
    static boolean isPlain(byte[] array, int from, int to) {
        int digits = 0;
        boolean point = false;
        for (int at = from < to && array[from] == '-' ? from + 1 : from; at < to; at++) {
            if (array[at] == '.' && !point) {
                point = true;
            } else if (array[at] >= '0' && array[at] <= '9') {
                digits++;
            } else {
                return false;
            }
        }
        return digits > 0 && digits <= DIGITS;
    }

    /// The number; 15 digits divided by a power of ten that is exact are rounded once, and so are
    /// right (Clinger 1990). Others are left to the library.
    static double real(byte[] array, int from, int to) {
        if (!isPlain(array, from, to)) {
            try {
                return Double.parseDouble(
                        new String(
                                array,
                                from,
                                to - from,
                                java.nio.charset.StandardCharsets.ISO_8859_1));
            } catch (NumberFormatException e) {
                return Double.NaN; // lenient JSON has numbers that are none
            }
        }
        boolean negative = array[from] == '-';
        long digits = 0;
        int places = 0;
        boolean point = false;
        for (int at = negative ? from + 1 : from; at < to; at++) {
            if (array[at] == '.') {
                point = true;
            } else {
                digits = digits * 10 + array[at] - '0';
                places += point ? 1 : 0;
            }
        }
        double value = digits / POWERS[places];
        return negative ? -value : value;
    }
}
