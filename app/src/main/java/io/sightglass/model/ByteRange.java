package io.sightglass.model;

/// A span of bytes in one payload: `start` inclusive, `end` exclusive, both counted from the
/// payload's first byte (framing included).
public record ByteRange(int start, int end) {
    public ByteRange {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("not a range: " + start + " to " + end);
        }
    }

    /// The number of bytes.
    public int length() {
        return end - start;
    }

    /// Whether `other` lies within this range.
    public boolean contains(ByteRange other) {
        return start <= other.start && other.end <= end;
    }

    /// Whether the byte at `position` is in this range.
    public boolean contains(int position) {
        return start <= position && position < end;
    }
}
