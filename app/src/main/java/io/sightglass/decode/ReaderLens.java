package io.sightglass.decode;

import io.sightglass.model.FindingKind;
import io.sightglass.model.ReadAs;
import io.sightglass.model.Sentence;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A reader's schema through which payloads are looked at, for the sentences that say what it makes
/// of them.
///
/// @param notes those of the plan that the payload is walked with
/// @param problem why nothing can be said; null where it can
record ReaderLens(ReadAs reader, List<ReaderNote> notes, @Nullable Problem problem) {
    static final String PENDING = "reader.pending";
    static final String UNKNOWN = "reader.unknown";
    static final String FORMAT = "reader.format";

    /// A finding about each payload that is looked at.
    record Problem(FindingKind kind, String rule, Sentence sentence) {}

    /// `v2`, `order.avsc`: the reader's schema as it stands in "a reader with ...".
    String label() {
        var schema = reader.schema();
        if (schema == null) {
            return Refusals.name(reader.asked());
        }
        if (schema.version() != null) {
            return "v" + schema.version();
        }
        return schema.file() == null ? schema.name() : schema.file();
    }
}
