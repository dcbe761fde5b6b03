package io.sightglass.prove;

import org.jspecify.annotations.Nullable;

/// Where a record is.
///
/// @param timestamp milliseconds since the epoch; -1 where it has none
/// @param sample the sample's name, where it is one of a folder
public record RecordPlace(int partition, long offset, long timestamp, @Nullable String sample) {
    /// `partition 0, offset 118`, or the sample's name.
    public String words() {
        return sample == null ? "partition " + partition + ", offset " + offset : sample;
    }
}
