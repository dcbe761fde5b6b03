package io.sightglass.cli;

import java.nio.charset.StandardCharsets;

/// Places in what was typed.
final class TypedText {
    private final byte[] bytes;

    TypedText(byte[] bytes) {
        this.bytes = bytes;
    }

    /// The line of a byte, 1 for the first.
    int line(int at) {
        int line = 1;
        for (int i = 0; i < Math.min(at, bytes.length); i++) {
            line += bytes[i] == '\n' ? 1 : 0;
        }
        return line;
    }

    /// The column of a byte in characters, 1 for the first.
    int column(int at) {
        int end = Math.min(at, bytes.length);
        int start = end;
        while (start > 0 && bytes[start - 1] != '\n') {
            start--;
        }
        var before = new String(bytes, start, end - start, StandardCharsets.UTF_8);
        return before.codePointCount(0, before.length()) + 1;
    }

    /// `3:14`.
    String place(int at) {
        return line(at) + ":" + column(at);
    }
}
