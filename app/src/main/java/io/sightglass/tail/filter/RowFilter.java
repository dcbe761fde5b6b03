package io.sightglass.tail.filter;

import io.sightglass.model.Mark;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/// Which rows are shown: those that meet every part of it.
///
/// @param marks one of these; empty for any
/// @param partitions one of these; empty for any
/// @param span within this time; null for any
/// @param predicate what a person typed ([FilterText]); null for any
public record RowFilter(
        Set<Mark> marks,
        Set<Integer> partitions,
        @Nullable TimeSpan span,
        @Nullable RecordPredicate predicate) {
    public static final RowFilter ALL = new RowFilter(Set.of(), Set.of(), null, null);

    public RowFilter {
        marks = Set.copyOf(marks);
        partitions = Set.copyOf(partitions);
    }

    /// Whether every row is shown, so that no filtering is needed.
    public boolean isAll() {
        return equals(ALL);
    }

    public RowFilter withMarks(Set<Mark> only) {
        return new RowFilter(only, partitions, span, predicate);
    }

    public RowFilter withPartitions(Set<Integer> only) {
        return new RowFilter(marks, only, span, predicate);
    }

    public RowFilter withSpan(@Nullable TimeSpan only) {
        return new RowFilter(marks, partitions, only, predicate);
    }

    public RowFilter withPredicate(@Nullable RecordPredicate only) {
        return new RowFilter(marks, partitions, span, only);
    }

    /// Whether a row meets all that can be told without its bytes.
    public boolean admits(int partition, long timestamp, Mark mark) {
        return (marks.isEmpty() || marks.contains(mark))
                && (partitions.isEmpty() || partitions.contains(partition))
                && (span == null || span.contains(timestamp));
    }
}
