package io.sightglass.model;

/// What a number or a byte string means beyond its encoding (Avro 1.12 specification, "Logical
/// Types"). `scale` counts for decimals only.
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
        DURATION
    }

    public static Logical of(Kind kind) {
        return new Logical(kind, 0);
    }
}
