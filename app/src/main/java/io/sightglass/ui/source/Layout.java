package io.sightglass.ui.source;

/// How a text is laid out before it is edited.
public final class Layout {
    private static final String INDENT = "  ";

    /// Nobody edits within a longer line.
    private static final int LONG = 200;

    private Layout() {}

    /// JSON with long lines, such as a registry's on one, gets a line for each member; only spaces
    /// and line ends between its parts change. Any other text, also with comments, stays as it is,
    /// but for its line ends.
    public static String forEditing(String text) {
        var plain = text.replace("\r\n", "\n").replace('\r', '\n');
        boolean isLong = plain.lines().anyMatch(line -> line.length() > LONG);
        return isLong && startsAsJson(plain) ? laidOut(plain) : plain;
    }

    private static boolean startsAsJson(String text) {
        var start = text.stripLeading();
        return start.startsWith("{") || start.startsWith("[");
    }

    private static String laidOut(String text) {
        var out = new StringBuilder(text.length() * 2);
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> {
                    int end = stringEnd(text, i);
                    out.append(text, i, end);
                    i = end - 1;
                }
                case '{', '[' -> {
                    out.append(c);
                    int next = next(text, i + 1);
                    if (next < text.length()
                            && (text.charAt(next) == '}' || text.charAt(next) == ']')) {
                        out.append(text.charAt(next));
                        i = next;
                    } else {
                        line(out, ++depth);
                    }
                }
                case '}', ']' -> {
                    depth = Math.max(0, depth - 1);
                    line(out, depth);
                    out.append(c);
                }
                case ',' -> {
                    out.append(c);
                    line(out, depth);
                }
                case ':' -> out.append(": ");
                case '/' -> {
                    return text; // a comment, which Avro allows
                }
                default -> {
                    if (!Character.isWhitespace(c)) {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('\n').toString();
    }

    private static void line(StringBuilder out, int depth) {
        out.append('\n').append(INDENT.repeat(Math.min(depth, LONG)));
    }

    private static int next(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int stringEnd(String text, int start) {
        int end = start + 1;
        while (end < text.length() && text.charAt(end) != '"') {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        return Math.min(end + 1, text.length());
    }
}
