package io.sightglass.cli;

import io.sightglass.model.Decoded;
import io.sightglass.model.Mark;
import io.sightglass.tail.filter.RecordPredicate;

import java.util.List;
import java.util.Set;

/// Which records are shown, and how many.
///
/// @param only marks of which a record must have a finding; empty for all records
record RecordChoice(Set<Mark> only, RecordPredicate filter, long limit) {
    private static final Decoded NO_KEY = new Decoded.Tombstone(List.of());

    static RecordChoice of(ReadOptions options) throws CliFailure {
        return new RecordChoice(options.choice.marks(), options.choice.predicate(), options.limit);
    }

    boolean shows(ReadRecord read) {
        var ofKey = read.ofKey();
        var key = ofKey == null ? NO_KEY : ofKey.decoded();
        return (only.isEmpty()
                        || read.findings()
                                .anyMatch(finding -> only.contains(finding.kind().mark())))
                && filter.test(read.raw(), key, read.ofValue().decoded());
    }
}
