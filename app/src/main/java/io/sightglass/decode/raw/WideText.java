package io.sightglass.decode.raw;

import io.sightglass.decode.Anomaly;
import io.sightglass.decode.DecodeSink;
import io.sightglass.decode.Utf8;
import io.sightglass.model.FieldInfo;

import org.jspecify.annotations.Nullable;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// Text of two or four bytes a character: UTF-16 and UTF-32, with a byte order mark or without.
public final class WideText {
    private WideText() {}

    /// The encoding that the first bytes show: by a byte order mark, or by the zeros around a first
    /// character that is ASCII. Null for UTF-8, or for no text at all.
    public static @Nullable Charset charset(byte[] array, int from, int to) {
        int length = to - from;
        if (length < 2) {
            return null;
        }
        int first = array[from] & 0xff;
        int second = array[from + 1] & 0xff;
        int third = length < 4 ? 1 : array[from + 2] & 0xff;
        int fourth = length < 4 ? 1 : array[from + 3] & 0xff;
        if (length % 4 == 0 && length > 0) {
            boolean mark = first == 0 && second == 0 && third == 0xfe && fourth == 0xff;
            if (mark || (first == 0 && second == 0 && third == 0 && isAscii(fourth))) {
                return StandardCharsets.UTF_32BE;
            }
            mark = first == 0xff && second == 0xfe && third == 0 && fourth == 0;
            if (mark || (isAscii(first) && second == 0 && third == 0 && fourth == 0)) {
                return StandardCharsets.UTF_32LE;
            }
        }
        if (length % 2 != 0) {
            return null;
        }
        boolean two = length == 2;
        if ((first == 0xfe && second == 0xff)
                || (first == 0 && isAscii(second) && (two || third == 0 || fourth != 0))) {
            return StandardCharsets.UTF_16BE;
        }
        if ((first == 0xff && second == 0xfe)
                || (isAscii(first) && second == 0 && (two || third != 0 || fourth == 0))) {
            return StandardCharsets.UTF_16LE;
        }
        return null;
    }

    /// Whether what begins with a zero is text all the same: UTF-16 or UTF-32, most significant
    /// byte first and without a byte order mark, whose first characters are ASCII, as those of JSON
    /// are. Bytes that begin with a schema id have zeros in other places, unless the id is above
    /// 150 million.
    public static boolean beginsBigEndian(byte[] array, int from, int to) {
        int length = to - from;
        if (length % 2 == 0
                && length >= 4
                && isAscii(array, from, 2)
                && isAscii(array, from + 2, 2)) {
            return true;
        }
        // An id may look like one character of four bytes; what follows it then is hardly text.
        return length % 4 == 0
                && length >= 16
                && isAscii(array, from, 4)
                && isAscii(array, from + 4, 4)
                && array[from + 8] == 0
                && array[from + 9] == 0
                && array[from + 12] == 0
                && array[from + 13] == 0;
    }

    /// Whether the unit of `size` bytes at `at`, most significant first, is an ASCII character.
    private static boolean isAscii(byte[] array, int at, int size) {
        for (int i = 0; i < size - 1; i++) {
            if (array[at + i] != 0) {
                return false;
            }
        }
        return isAscii(array[at + size - 1] & 0xff);
    }

    private static boolean isAscii(int b) {
        return (b >= 0x20 && b < 0x7f) || b == '\t' || b == '\n' || b == '\r';
    }

    /// The characters, without a byte order mark.
    public static String decode(byte[] array, int from, int to, Charset charset) {
        var text = new String(array, from, to - from, charset);
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    /// Whether all of it is text: no character that is none, and no control characters but white
    /// space.
    public static boolean isText(String text) {
        return text.codePoints()
                .allMatch(point ->
                        point != 0xfffd
                                && (point >= '\t' && point <= '\r'
                                        || !Character.isISOControl(point)));
    }

    /// Where UTF-8 begins behind a byte order mark, should there be one.
    static int behindMark(byte[] array, int from, int to) {
        boolean utf8 =
                to - from >= 3
                        && array[from] == (byte) 0xef
                        && array[from + 1] == (byte) 0xbb
                        && array[from + 2] == (byte) 0xbf;
        boolean utf16 =
                to - from >= 2
                        && ((array[from] == (byte) 0xfe && array[from + 1] == (byte) 0xff)
                                || (array[from] == (byte) 0xff && array[from + 1] == (byte) 0xfe));
        return utf8 ? from + 3 : utf16 ? from + 2 : from;
    }

    /// Tells the bytes `from` to `length` as one string.
    static void walk(
            FieldInfo field, byte[] array, int offset, int from, int length, DecodeSink sink) {
        walk(
                field,
                charset(array, offset + from, offset + length),
                array,
                offset,
                from,
                length,
                sink);
    }

    /// @param charset null for UTF-8
    static void walk(
            FieldInfo field,
            @Nullable Charset charset,
            byte[] array,
            int offset,
            int from,
            int length,
            DecodeSink sink) {
        if (charset == null) {
            int bad = Utf8.firstBad(array, offset + from, offset + length);
            if (bad >= 0) {
                sink.remark(field, Anomaly.BAD_UTF8, from, length, bad - offset, 0);
            }
            sink.text(field, from, length, false, from, length);
        } else {
            var text = decode(array, offset + from, offset + length, charset);
            sink.pieces(field, text.getBytes(StandardCharsets.UTF_8), true, from, length);
        }
    }
}
