package io.sightglass.cli;

import io.sightglass.model.Decoded;
import io.sightglass.model.Finding;
import io.sightglass.model.FindingKind;
import io.sightglass.model.Mark;
import io.sightglass.model.RawRecord;

import org.jspecify.annotations.Nullable;

import java.util.stream.Stream;

/// A record with both halves read.
///
/// @param key null where the record has no key, which is nothing to speak of
record ReadRecord(RawRecord raw, @Nullable Decoded key, Decoded value) {
    /// The worst mark of key and value.
    Mark mark() {
        return key == null ? value.mark() : value.mark().or(key.mark());
    }

    /// Findings of both halves, the key's first.
    Stream<Finding> findings() {
        var ofKey = key == null ? Stream.<Finding>empty() : key.findings().stream();
        return Stream.concat(ofKey, value.findings().stream());
    }

    /// Whether something is wrong: any finding but a notice.
    boolean isFaulty() {
        return findings().anyMatch(finding -> finding.kind() != FindingKind.NOTICE);
    }

    /// Whether a schema of either half is still on its way.
    boolean isPending() {
        return value.pending() || (key != null && key.pending());
    }
}
