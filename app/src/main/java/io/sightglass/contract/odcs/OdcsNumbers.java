package io.sightglass.contract.odcs;

import io.sightglass.schema.YamlText.Mapping;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;

/// Numbers and truth in a contract file.
final class OdcsNumbers {
    private OdcsNumbers() {}

    /// A number; null where there is none, or a problem.
    static @Nullable BigDecimal number(Mapping mapping, String key) {
        var text = mapping.text(key);
        if (text == null) {
            return null;
        }
        try {
            var number = new BigDecimal(text);
            if (text.length() <= 100 && Math.abs((long) number.scale()) <= 400) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        mapping.problem(key, "expected a number for " + key + ", found " + shown(text) + ".");
        return null;
    }

    /// A count of 0 or more; -1 where there is none, or a problem.
    static int count(Mapping mapping, String key) {
        var text = mapping.text(key);
        if (text == null) {
            return -1;
        }
        if (text.matches("[0-9]{1,9}")) {
            return Integer.parseInt(text);
        }
        mapping.problem(
                key, "expected a whole number from 0 for " + key + ", found " + shown(text) + ".");
        return -1;
    }

    /// `true` or `false`; false where it is not there.
    static boolean truth(Mapping mapping, String key) {
        var text = mapping.text(key);
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        mapping.problem(key, "expected true or false for " + key + ", found " + shown(text) + ".");
        return false;
    }

    static String shown(String text) {
        return '"' + (text.length() <= 60 ? text : text.substring(0, 59) + "…") + '"';
    }
}
