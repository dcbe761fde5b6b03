package io.sightglass.compat.json;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;

/// Changes of a number that bounds something.
///
/// @param keyword such as `maxLength`
record BoundRules(
        String keyword,
        ChangeType added,
        ChangeType removed,
        ChangeType increased,
        ChangeType decreased) {

    void compare(Findings findings, @Nullable BigDecimal original, @Nullable BigDecimal update) {
        if (original == null && update == null) {
            return;
        }
        if (original == null || update == null) {
            findings.add(keyword, original == null ? added : removed, text(original), text(update));
            return;
        }
        int change = update.compareTo(original);
        if (change != 0) {
            findings.add(keyword, change > 0 ? increased : decreased, text(original), text(update));
        }
    }

    static String text(@Nullable BigDecimal bound) {
        return bound == null ? "any" : Words.clip(plain(bound));
    }

    /// A number with a huge exponent is not written out.
    private static String plain(BigDecimal bound) {
        return Math.abs((long) bound.scale()) > 30
                ? bound.toString()
                : bound.signum() == 0 ? "0" : bound.stripTrailingZeros().toPlainString();
    }
}
