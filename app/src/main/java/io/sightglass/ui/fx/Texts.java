package io.sightglass.ui.fx;

import java.util.Locale;

/// How numbers read in the window.
public final class Texts {
    /// Between groups of three digits: the thin space. Inter has it.
    public static final char GROUP = '\u2009';

    /// The same where text is fixed-width: JetBrains Mono has no thin space.
    public static final char MONO_GROUP = '\u00a0';

    private Texts() {}

    /// `1 204 118` with thin spaces.
    public static String grouped(long number) {
        return grouped(number, GROUP);
    }

    /// `184 977` for a fixed-width font.
    public static String mono(long number) {
        return grouped(number, MONO_GROUP);
    }

    /// `53 B`, `1.4 KiB`, `241 MiB`.
    public static String bytes(long count) {
        if (count < 1024) {
            return count + "\u00a0B";
        }
        double value = count;
        int unit = 0;
        while (value >= 1024 && unit < 4) {
            value /= 1024;
            unit++;
        }
        var format = value < 10 ? "%.1f\u00a0%siB" : "%.0f\u00a0%siB";
        return String.format(Locale.ROOT, format, value, "KMGT".charAt(unit - 1));
    }

    /// `1 finding`, `4 findings`.
    public static String count(long number, String one, String many) {
        return grouped(number) + "\u00a0" + (number == 1 ? one : many);
    }

    private static String grouped(long number, char separator) {
        var digits = Long.toString(number);
        int sign = digits.startsWith("-") ? 1 : 0;
        var out = new StringBuilder(digits);
        for (int i = digits.length() - 3; i > sign; i -= 3) {
            out.insert(i, separator);
        }
        return out.toString();
    }
}
