package io.sightglass.contract;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/// Numbers in JSON text that do not fit 64 bits.
final class Numbers {
    private static final BigDecimal HUGE = new BigDecimal("1e2000000000");
    private static final BigDecimal TINY = new BigDecimal("1e-2000000000");
    private static final int MOST_DIGITS = 1_000;

    private Numbers() {}

    /// The number; one that is as far out, or as near to zero, as any where it has too many digits
    /// or too large an exponent to compute with.
    static BigDecimal parse(byte[] array, int from, int to) {
        boolean negative = array[from] == '-';
        var huge = negative ? HUGE.negate() : HUGE;
        int mark = from;
        while (mark < to && array[mark] != 'e' && array[mark] != 'E') {
            mark++;
        }
        int shown = Math.min(mark, from + MOST_DIGITS);
        var digits =
                new BigDecimal(new String(array, from, shown - from, StandardCharsets.US_ASCII));
        if (shown < mark) {
            // what is cut off is either whole digits, and the number huge, or small change
            for (int i = from; i < shown; i++) {
                if (array[i] == '.') {
                    return digits;
                }
            }
            return huge;
        }
        if (mark == to || digits.signum() == 0) {
            return digits;
        }
        var exponent = new String(array, mark + 1, to - mark - 1, StandardCharsets.US_ASCII);
        if (exponent.length() > 6) {
            var tiny = negative ? TINY.negate() : TINY;
            return exponent.startsWith("-") ? tiny : huge;
        }
        return digits.scaleByPowerOfTen(Integer.parseInt(exponent));
    }
}
