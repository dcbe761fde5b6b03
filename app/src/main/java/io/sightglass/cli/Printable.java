package io.sightglass.cli;

/// Text from a payload made fit for a terminal: one line, and nothing in it that a terminal would
/// obey instead of show.
final class Printable {
    private Printable() {}

    /// The text with control characters, line ends and invisible formatting written as escapes.
    static String line(String text) {
        int clean = 0;
        while (clean < text.length() && !isUnfit(text.codePointAt(clean))) {
            clean += Character.charCount(text.codePointAt(clean));
        }
        if (clean == text.length()) {
            return text;
        }
        var shown = new StringBuilder(text.length() + 16).append(text, 0, clean);
        text.substring(clean).codePoints().forEach(c -> append(shown, c));
        return shown.toString();
    }

    /// At most `length` characters, the last of them an ellipsis where the text is longer.
    static String shorten(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int cut = length - 1;
        if (Character.isHighSurrogate(text.charAt(cut - 1))) {
            cut--;
        }
        return text.substring(0, cut) + "…";
    }

    private static void append(StringBuilder shown, int c) {
        if (!isUnfit(c)) {
            shown.appendCodePoint(c);
            return;
        }
        switch (c) {
            case '\n' -> shown.append("\\n");
            case '\r' -> shown.append("\\r");
            case '\t' -> shown.append("\\t");
            default -> shown.append("\\u{%x}".formatted(c));
        }
    }

    private static boolean isUnfit(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            default -> false;
        };
    }
}
