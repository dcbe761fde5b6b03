package io.sightglass.decode;

import io.sightglass.schema.ResolvedSchema;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// How payloads that are alike are read: the walker, and the outcome that they share. For one
/// thread.
///
/// @param schema null where the format needs none
/// @param messageIndexes those of Confluent's Protobuf framing; else empty
/// @param lens the reader whose schema the plan is held against; null for none
record Reading(
        Walker walker,
        Outcome outcome,
        @Nullable ResolvedSchema schema,
        List<Integer> messageIndexes,
        @Nullable ReaderLens lens) {
    static Reading of(Walker walker, ResolvedSchema schema, List<Integer> messageIndexes) {
        var outcome = new Outcome(Outcome.Status.DECODED, walker.format(), schema.info(), false);
        return new Reading(walker, outcome, schema, messageIndexes, null);
    }

    /// Which message of a Protobuf schema it is.
    String type() {
        var type = schema == null ? null : schema.type();
        return type == null || type.isEmpty() ? messageIndexes.toString() : type;
    }

    /// The same, looked at by a reader.
    Reading through(Walker walker, ReaderLens lens, Outcome outcome) {
        return new Reading(walker, outcome, schema, messageIndexes, lens);
    }

    static Reading plain(Walker walker) {
        var outcome = new Outcome(Outcome.Status.DECODED, walker.format(), null, false);
        return new Reading(walker, outcome, null, List.of(), null);
    }
}
