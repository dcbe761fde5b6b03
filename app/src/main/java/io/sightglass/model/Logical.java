package io.sightglass.model;

/// What a number or a byte string means beyond its encoding: Avro's logical types (Avro 1.12
/// specification, "Logical Types"), and what other formats say of a value. `scale` counts for
/// decimals and magnitudes only.
public record Logical(Kind kind, int scale) {
    public static final Logical NONE = new Logical(Kind.NONE, 0);

    public enum Kind {
        NONE,
        DECIMAL,
        BIG_DECIMAL,
        UUID,
        DATE,
        TIME_MILLIS,
        TIME_MICROS,
        TIMESTAMP_MILLIS,
        TIMESTAMP_MICROS,
        TIMESTAMP_NANOS,
        LOCAL_TIMESTAMP_MILLIS,
        LOCAL_TIMESTAMP_MICROS,
        LOCAL_TIMESTAMP_NANOS,
        DURATION,
        /// Seconds since the epoch (CBOR's tag 1, MessagePack's timestamp 32).
        TIMESTAMP_SECONDS,
        /// Eight bytes of nanoseconds and seconds, or twelve (MessagePack's timestamps 64 and 96).
        TIMESTAMP_BYTES,
        /// An unsigned big-endian integer `n` of any length (CBOR's tag 2), divided by 10^`scale`.
        MAGNITUDE,
        /// The integer `-1 - n` (CBOR's tag 3), divided by 10^`scale`.
        NEGATIVE_MAGNITUDE,
        /// An enum whose one symbol, number 0, is JSON's null (google/protobuf/struct.proto,
        /// `NullValue`).
        NULL_VALUE
    }

    public static Logical of(Kind kind) {
        return new Logical(kind, 0);
    }
}
