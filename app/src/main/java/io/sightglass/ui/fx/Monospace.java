package io.sightglass.ui.fx;

/// How much room text takes in a fixed-width font, counted in character cells: measuring with the
/// toolkit would lay the text out.
final class Monospace {
    private Monospace() {}

    /// Cells that `text` takes. Wide characters (East Asian, emoji) take two, combining marks none.
    static int cells(String text) {
        int cells = 0;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            cells += cells(point);
            i += Character.charCount(point);
        }
        return cells;
    }

    /// `text` on one line of at most `cells` cells, an ellipsis in place of what does not fit.
    /// Control characters become dots.
    static String fit(String text, int cells) {
        if (cells <= 0) {
            return "";
        }
        int used = 0;
        int cut = 0;
        boolean plain = true;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            used += cells(point);
            plain &= !Character.isISOControl(point);
            if (used > cells) {
                return clean(text.substring(0, cut), plain) + "…";
            }
            i += Character.charCount(point);
            if (used <= cells - 1) {
                cut = i;
            }
        }
        return clean(text, plain);
    }

    private static String clean(String text, boolean plain) {
        if (plain) {
            return text;
        }
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(Character.isISOControl(c) ? '·' : c);
        }
        return out.toString();
    }

    private static int cells(int point) {
        if (point < 0x300) {
            return 1;
        }
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        boolean wide =
                in(point, 0x1100, 0x115F)
                        || in(point, 0x2E80, 0xA4CF)
                        || in(point, 0xAC00, 0xD7A3)
                        || in(point, 0xF900, 0xFAFF)
                        || in(point, 0xFE30, 0xFE6F)
                        || in(point, 0xFF00, 0xFF60)
                        || in(point, 0x1F300, 0x1FAFF)
                        || in(point, 0x20000, 0x3FFFD);
        return wide ? 2 : 1;
    }

    private static boolean in(int point, int first, int last) {
        return point >= first && point <= last;
    }
}
