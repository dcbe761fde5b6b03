package io.sightglass.prove;

import io.sightglass.model.Sentence;

import org.jspecify.annotations.Nullable;

/// What was counted of one partition.
final class PartitionTally {
    final int partition;
    long records;
    long failed;
    long damaged;
    long from = Long.MAX_VALUE;
    long to = -1;

    /// The first record that could not be read, and why.
    @Nullable RecordPlace first;

    @Nullable Sentence why;

    PartitionTally(int partition) {
        this.partition = partition;
    }

    void add(long offset) {
        records++;
        from = Math.min(from, offset);
        to = Math.max(to, offset);
    }
}
