package io.sightglass.model;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;

/// What stands around the body of a payload: `start` to `end` (exclusive) are the framing's own
/// bytes, and the body follows at `end`.
///
/// @param schemaId Confluent's schema id
/// @param guid the schema's GUID, from a header
/// @param fingerprint Avro's CRC-64 fingerprint, from the single-object encoding
/// @param messageIndexes path to the message type in its .proto file, for Confluent's Protobuf
///   framing; `[0]` is the first message
public record Framing(
        Kind kind,
        int start,
        int end,
        @Nullable Integer schemaId,
        @Nullable UUID guid,
        @Nullable Long fingerprint,
        List<Integer> messageIndexes) {

    public enum Kind {
        CONFLUENT("confluent"),
        CONFLUENT_HEADER("confluent-header"),
        AVRO_SINGLE_OBJECT("avro-single-object"),
        RAW("raw");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public static final Framing RAW = new Framing(Kind.RAW, 0, 0, null, null, null, List.of());
}
