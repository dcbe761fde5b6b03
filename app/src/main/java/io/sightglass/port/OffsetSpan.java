package io.sightglass.port;

/// A part of a partition: from an offset to another, exclusive.
///
/// @param to [#FOREVER] for what comes, too
public record OffsetSpan(long from, long to) {
    public static final long FOREVER = Long.MAX_VALUE;

    /// Whether there is nothing in it.
    public boolean isEmpty() {
        return from >= to;
    }

    public boolean isEndless() {
        return to == FOREVER;
    }
}
