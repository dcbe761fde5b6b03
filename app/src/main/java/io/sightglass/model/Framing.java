package io.sightglass.model;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;

/// What stands around the body of a payload: `start` to `end` (exclusive) are the framing's own
/// bytes, and the body follows at `end`. Where the payload was wrapped ([Wrapping]), they count in
/// the unwrapped bytes.
///
/// @param schema how the framing names the body's schema; null where it does not
/// @param messageIndexes path to the message type in its .proto file, for Confluent's Protobuf
///   framing (`[0]` is the first message); for Glue's, the one index that it has
/// @param contentType what a header says of the value, as it was written: `application/json`
/// @param container what an Avro container file says of itself
public record Framing(
        Kind kind,
        int start,
        int end,
        @Nullable SchemaRef schema,
        List<Integer> messageIndexes,
        @Nullable String contentType,
        @Nullable Container container) {

    public enum Kind {
        CONFLUENT("confluent"),
        CONFLUENT_HEADER("confluent-header"),
        APICURIO("apicurio"),
        APICURIO_HEADER("apicurio-header"),
        GLUE("glue"),
        AVRO_SINGLE_OBJECT("avro-single-object"),
        AVRO_CONTAINER("avro-container"),
        CONTENT_TYPE("content-type"),
        RAW("raw");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /// An Avro container file: its header, and what was read of its blocks.
    ///
    /// @param codec as the header names it: `null`, `deflate`, `snappy`, `bzip2`, `zstandard`, `xz`
    /// @param records how many the blocks that were read hold
    /// @param sync the sixteen bytes that end each block, in hexadecimal
    public record Container(String codec, long records, int blocks, String sync) {}

    public static final Framing RAW = new Framing(Kind.RAW, 0, 0, null, List.of());

    public Framing(
            Kind kind,
            int start,
            int end,
            @Nullable SchemaRef schema,
            List<Integer> messageIndexes) {
        this(kind, start, end, schema, messageIndexes, null, null);
    }

    /// Confluent's schema id, or null.
    public @Nullable Integer schemaId() {
        return schema instanceof SchemaRef.ById(int id) ? (Integer) id : null;
    }

    /// The schema's GUID in a Confluent registry, or null.
    public @Nullable UUID guid() {
        return schema instanceof SchemaRef.ByGuid(UUID guid) ? guid : null;
    }

    /// Avro's CRC-64 fingerprint, from the single-object encoding, or null.
    public @Nullable Long fingerprint() {
        return schema instanceof SchemaRef.ByFingerprint(long print) ? (Long) print : null;
    }
}
