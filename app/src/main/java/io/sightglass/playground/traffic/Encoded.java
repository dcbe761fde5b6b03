package io.sightglass.playground.traffic;

import io.sightglass.model.ByteRange;

import java.util.Arrays;
import java.util.Map;

/// A payload together with where its fields are in it, as its encoder said.
///
/// @param base where the body starts, after the framing
/// @param spans by path; an element of a list is `items[0]`
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record Encoded(byte[] bytes, int base, Map<String, ByteRange> spans) {
    ByteRange span(String path) {
        var span = spans.get(path);
        if (span == null) {
            throw new IllegalStateException("nothing was written at " + path);
        }
        return span;
    }

    /// The bytes of the whole body.
    ByteRange body() {
        return new ByteRange(base, bytes.length);
    }

    /// The same payload behind a framing.
    Encoded framed(byte[] framing) {
        var shifted = new java.util.HashMap<String, ByteRange>();
        spans.forEach((path, span) ->
                shifted.put(
                        path,
                        new ByteRange(span.start() + framing.length, span.end() + framing.length)));
        return new Encoded(join(framing, bytes), base + framing.length, shifted);
    }

    /// Without the last bytes of a field and all that follows it; `keep` bytes of the field stay.
    byte[] cutWithin(String path, int keep) {
        return Arrays.copyOf(bytes, span(path).start() + keep);
    }

    byte[] followedBy(byte... more) {
        return join(bytes, more);
    }

    private static byte[] join(byte[] first, byte[] second) {
        var joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }
}
