package io.sightglass.decode;

import java.nio.charset.StandardCharsets;

/// Text out of a payload.
public final class Texts {
    private Texts() {}

    /// The characters of a `text` event: the bytes `from` to `to` of `array`, decoded. Bytes that
    /// are not UTF-8 become U+FFFD; an escape that JSON does not have stays as it is written.
    public static String decode(byte[] array, int from, int to, boolean escaped) {
        var text = decode(array, from, to);
        return escaped ? unescape(text) : text;
    }

    static String decode(byte[] array, int from, int to) {
        return new String(array, from, to - from, StandardCharsets.UTF_8);
    }

    /// At most `max` characters of `text`, the cut marked by an ellipsis; never half a surrogate
    /// pair.
    public static String clip(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(max - 2)) ? max - 2 : max - 1;
        return text.substring(0, end) + "…";
    }

    /// Whether no half of a surrogate pair stands in `text` without the other.
    static boolean isWhole(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            boolean pair =
                    Character.isHighSurrogate(c)
                            && i + 1 < text.length()
                            && Character.isLowSurrogate(text.charAt(i + 1));
            if (!pair) {
                return false;
            }
            i++;
        }
        return true;
    }

    private static String unescape(String text) {
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char next = c == '\\' && i + 1 < text.length() ? text.charAt(i + 1) : 0;
            int plain = "\"\\/bfnrt".indexOf(next);
            int unit = next == 'u' ? hex(text, i + 2) : -1;
            if (next != 0 && plain >= 0) {
                out.append("\"\\/\b\f\n\r\t".charAt(plain));
                i++;
            } else if (unit >= 0) {
                out.append((char) unit);
                i += 5;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /// The four hexadecimal digits at `at`, or -1.
    private static int hex(String text, int at) {
        if (at + 4 > text.length()) {
            return -1;
        }
        int value = 0;
        for (int i = at; i < at + 4; i++) {
            char c = text.charAt(i);
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }
}
