package io.sightglass.decode;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/// The way out for JSON. RFC 8259, section 8.2 lets a text or a key hold half of a surrogate pair,
/// spelled as an escape; UTF-8 has no form for it, and an encoder would make it a `?`. Here it is
/// spelled as an escape again, wherever it stands: all that is no ASCII in JSON stands in quotes.
public final class WholeText extends FilterWriter {
    private char high;

    public WholeText(Writer out) {
        super(out);
    }

    @Override
    public void write(int c) throws IOException {
        write(new char[] {(char) c}, 0, 1);
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        write(text.toCharArray(), offset, length);
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
        int end = offset + length;
        int start = offset;
        for (int i = offset; i < end; i++) {
            char c = text[i];
            if (high == 0 && !Character.isSurrogate(c)) {
                continue;
            }
            out.write(text, start, i - start);
            start = i + 1;
            next(c);
        }
        out.write(text, start, end - start);
    }

    /// A character that is half of a pair, or that comes after one.
    private void next(char c) throws IOException {
        if (high != 0 && Character.isLowSurrogate(c)) {
            out.write(high);
            out.write(c);
            high = 0;
            return;
        }
        escapeHigh();
        if (Character.isHighSurrogate(c)) {
            high = c;
        } else if (Character.isLowSurrogate(c)) {
            escape(c);
        } else {
            out.write(c);
        }
    }

    /// A first half may still wait for its second one: it is kept.
    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        escapeHigh();
        out.close();
    }

    private void escapeHigh() throws IOException {
        if (high != 0) {
            escape(high);
            high = 0;
        }
    }

    private void escape(char half) throws IOException {
        out.write(String.format("\\u%04x", (int) half));
    }
}
