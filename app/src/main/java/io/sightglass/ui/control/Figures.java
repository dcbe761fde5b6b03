package io.sightglass.ui.control;

import java.util.Locale;

/// Numbers as the window writes them: thin spaces between thousands, few digits, a unit.
public final class Figures {
    private static final char THIN_SPACE = '\u2009';

    private Figures() {}

    /// `1 204 118`.
    public static String count(long number) {
        var digits = Long.toString(Math.abs(number));
        var text = new StringBuilder();
        for (int i = 0; i < digits.length(); i++) {
            if (i > 0 && (digits.length() - i) % 3 == 0) {
                text.append(THIN_SPACE);
            }
            text.append(digits.charAt(i));
        }
        return number < 0 ? "-" + text : text.toString();
    }

    /// `950`, `18.2k`, `4.1M`: where there is little room.
    public static String brief(double number) {
        if (number < 999.5) {
            return String.format(
                    Locale.ROOT, number < 9.95 && number % 1 > 0.05 ? "%.1f" : "%.0f", number);
        }
        if (number < 999_500) {
            return String.format(Locale.ROOT, number < 99_950 ? "%.1fk" : "%.0fk", number / 1_000);
        }
        return String.format(
                Locale.ROOT, number < 99_950_000 ? "%.1fM" : "%.0fM", number / 1_000_000);
    }

    /// A rate in records a second, as beside a topic: `1.2k/s`, `0` when nothing comes.
    public static String rate(double perSecond) {
        if (perSecond < 0) {
            return "";
        }
        return perSecond < 0.05 ? "0" : brief(perSecond) + "/s";
    }

    /// `53 B`, `1.4 KiB`, `241 MiB`.
    public static String bytes(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        double size = bytes;
        var units = new String[] {"KiB", "MiB", "GiB", "TiB"};
        int unit = -1;
        while (size >= 1023.5 && unit < units.length - 1) {
            size /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, size < 9.95 ? "%.1f %s" : "%.0f %s", size, units[unit]);
    }

    /// A share as a percentage that never rounds up to a whole it has not reached: `98.71 %`, `100
    /// %`. Empty where there is nothing to have a share of.
    public static String percent(long part, long whole) {
        if (whole == 0) {
            return "";
        }
        return percent((double) part / whole);
    }

    /// A ratio from 0 to 1 as a percentage: `99.9 %`.
    public static String percent(double ratio) {
        double hundredths = Math.floor(ratio * 10_000 + 1e-6);
        var text = String.format(Locale.ROOT, "%.2f", hundredths / 100);
        text = text.endsWith("00") ? text.substring(0, text.length() - 3) : text;
        return (text.contains(".") && text.endsWith("0")
                        ? text.substring(0, text.length() - 1)
                        : text)
                + THIN_SPACE
                + "%";
    }
}
