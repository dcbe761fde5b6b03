package io.sightglass.cli;

import io.sightglass.connect.PayloadReader;
import io.sightglass.model.Decoded;
import io.sightglass.model.Finding;
import io.sightglass.model.FindingKind;
import io.sightglass.model.Mark;
import io.sightglass.model.RawRecord;

import org.jspecify.annotations.Nullable;

import java.util.stream.Stream;

/// A record with both halves read.
///
/// @param raw as it is in the topic: not for output
/// @param ofKey null where the record has no key, which is nothing to speak of
/// @param isWhole whether it was held to all its rules: not where these could not keep up
record ReadRecord(
        RawRecord raw,
        PayloadReader.@Nullable Half ofKey,
        PayloadReader.Half ofValue,
        boolean isWhole) {
    /// The key as it may be shown.
    @Nullable Decoded key() {
        return ofKey == null ? null : ofKey.shown().decoded();
    }

    /// The value as it may be shown.
    Decoded value() {
        return ofValue.shown().decoded();
    }

    /// The key's bytes as they may be shown.
    byte @Nullable [] keyBytes() {
        return ofKey == null ? null : ofKey.shown().bytes();
    }

    /// The value's bytes as they may be shown.
    byte @Nullable [] valueBytes() {
        return ofValue.shown().bytes();
    }

    /// Whether something of it is masked.
    boolean isMasked() {
        boolean key = ofKey != null && ofKey.shown().decoded() != ofKey.decoded();
        return key || ofValue.shown().decoded() != ofValue.decoded();
    }

    /// The worst mark of key and value.
    Mark mark() {
        var key = key();
        return key == null ? value().mark() : value().mark().or(key.mark());
    }

    /// Findings of both halves, the key's first.
    Stream<Finding> findings() {
        var key = key();
        var first = key == null ? Stream.<Finding>empty() : key.findings().stream();
        return Stream.concat(first, value().findings().stream());
    }

    /// Whether something is wrong: any finding but a notice.
    boolean isFaulty() {
        return findings().anyMatch(finding -> finding.kind() != FindingKind.NOTICE);
    }

    /// Whether a schema of either half is still on its way.
    boolean isPending() {
        var key = key();
        return value().pending() || (key != null && key.pending());
    }
}
