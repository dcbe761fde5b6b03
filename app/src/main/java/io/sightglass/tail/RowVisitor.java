package io.sightglass.tail;

import io.sightglass.model.Mark;

/// Hears rows, oldest first, without an object for each.
@FunctionalInterface
public interface RowVisitor {
    /// @param timestamp milliseconds since the epoch
    /// @param pending the mark may still change, since the record's schema is on its way
    void row(long sequence, int partition, long timestamp, Mark mark, boolean pending);
}
