package io.sightglass.playground.traffic;

import io.sightglass.model.ByteRange;
import io.sightglass.model.FindingKind;

/// A finding that a reader should come to.
///
/// @param path and `range`: as in [io.sightglass.model.Finding]
public record Expected(FindingKind kind, String rule, String path, ByteRange range) {
    static Expected violation(String rule, String path, ByteRange range) {
        return new Expected(FindingKind.VIOLATION, rule, path, range);
    }

    static Expected unknown(String format, String path, ByteRange range) {
        return new Expected(FindingKind.UNKNOWN_FIELD, format + ".unknown-field", path, range);
    }

    static Expected malformed(String rule, String path, ByteRange range) {
        return new Expected(FindingKind.MALFORMED, rule, path, range);
    }

    /// A schema that is nowhere to be found.
    ///
    /// @param name the bytes of the value that name it; none where a header does
    static Expected unknownSchema(ByteRange name) {
        return new Expected(FindingKind.UNDECODABLE, "schema.unknown-id", "", name);
    }

    /// A value of zero bytes.
    static Expected empty() {
        return new Expected(FindingKind.UNDECODABLE, "payload.empty", "", new ByteRange(0, 0));
    }

    /// No value. Nothing is wrong with that, and it is said.
    static Expected tombstone() {
        return new Expected(FindingKind.NOTICE, "record.tombstone", "", new ByteRange(0, 0));
    }

    /// Whether it comes from the topic's contract, and not from the bytes themselves.
    boolean fromContract() {
        return rule.startsWith("contract.");
    }
}
