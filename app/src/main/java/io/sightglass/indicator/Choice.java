package io.sightglass.indicator;

import io.sightglass.model.Mark;
import io.sightglass.tail.filter.RecordPredicate;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/// Which records are counted.
///
/// @param only marks of which a record must have a finding; empty for all records. What is promised
///   is a share of all, so it is not judged where this is not empty
/// @param filter null for all records
/// @param limit how many records are counted at most
public record Choice(Set<Mark> only, @Nullable RecordPredicate filter, long limit) {
    public static final Choice ALL = new Choice(Set.of(), null, Long.MAX_VALUE);

    public Choice {
        only = Set.copyOf(only);
    }

    /// Whether some may be left out.
    public boolean leavesOut() {
        return !only.isEmpty() || filter != null;
    }
}
