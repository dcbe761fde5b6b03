package io.sightglass.decode.json;

/// Tells whether a payload holds several JSON texts (one a line, or one behind the other), each an
/// object or an array. Numbers and words one after the other are text to people. For one thread.
public final class JsonDocuments {
    private static final byte[] NOTHING = {};

    private final JsonScanner scan = new JsonScanner();

    /// Whether another object or array begins behind the one with which the bytes `from` to `to`
    /// begin. Looks at brackets and quotes only.
    public boolean isIn(byte[] array, int from, int to) {
        int first = start(array, from, to);
        scan.begin(array, to);
        boolean several = false;
        if (scan.opens(first)) {
            int end = scan.skip(first);
            several = end > first && scan.opens(behindSpace(array, end, to));
        }
        scan.begin(NOTHING, 0);
        return several;
    }

    /// The first byte that is part of a value: neither white space, nor a byte order mark, nor a
    /// comment.
    public static int start(byte[] array, int from, int to) {
        boolean mark =
                to - from >= 3
                        && array[from] == (byte) 0xef
                        && array[from + 1] == (byte) 0xbb
                        && array[from + 2] == (byte) 0xbf;
        return behindSpace(array, mark ? from + 3 : from, to);
    }

    private static int behindSpace(byte[] array, int from, int to) {
        int at = from;
        while (at < to) {
            if (" \t\r\n".indexOf(array[at]) >= 0) {
                at++;
                continue;
            }
            int end = array[at] == '/' ? JsonScanner.comment(array, at, to) : -1;
            if (end < 0) {
                return at;
            }
            at = end;
        }
        return to;
    }
}
