package io.sightglass.ui.control;

import java.util.Locale;

/// Matches what a person types against names: the letters must stand in the name in that order, and
/// the closer together and the nearer to the beginnings of words, the better.
public final class Fuzzy {
    /// The score of a name that does not match.
    public static final int NO_MATCH = -1;

    private Fuzzy() {}

    /// How well `name` fits `typed`: greater is better, [#NO_MATCH] where it does not. Everything
    /// fits nothing.
    public static int score(String typed, String name) {
        var wanted = typed.strip().toLowerCase(Locale.ROOT);
        if (wanted.isEmpty()) {
            return 0;
        }
        var lower = name.toLowerCase(Locale.ROOT);
        int whole = lower.indexOf(wanted);
        if (whole >= 0) {
            int score = 1000 + (isWordStart(name, whole) ? 300 : 0) + (whole == 0 ? 300 : 0);
            return score - Math.min(lower.length() - wanted.length(), 200);
        }
        int score = 500;
        int at = -1;
        for (int i = 0; i < wanted.length(); i++) {
            char letter = wanted.charAt(i);
            if (letter == ' ') {
                continue;
            }
            int next = lower.indexOf(letter, at + 1);
            if (next < 0) {
                return NO_MATCH;
            }
            if (isWordStart(name, next)) {
                score += 20;
            } else if (next != at + 1) {
                score -= Math.min(next - at, 20);
            }
            at = next;
        }
        return Math.max(1, score - Math.min(lower.length(), 200));
    }

    private static boolean isWordStart(String name, int index) {
        if (index == 0 || index >= name.length()) {
            return index == 0;
        }
        char before = name.charAt(index - 1);
        return !Character.isLetterOrDigit(before)
                || (Character.isLowerCase(before) && Character.isUpperCase(name.charAt(index)));
    }
}
