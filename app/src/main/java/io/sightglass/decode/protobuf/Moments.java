package io.sightglass.decode.protobuf;

/// The bounds of Protobuf's times: `seconds` (field 1) and `nanos` (field 2).
enum Moments {
    /// google/protobuf/timestamp.proto: from year 1 to year 9999.
    TIMESTAMP(-62_135_596_800L, 253_402_300_799L),
    /// google/protobuf/duration.proto: some 10 000 years either way.
    DURATION(-315_576_000_000L, 315_576_000_000L),
    NONE(0, 0);

    private static final int SECOND = 1_000_000_000;

    private final long least;
    private final long most;

    Moments(long least, long most) {
        this.least = least;
        this.most = most;
    }

    static Moments of(String typeName) {
        return switch (typeName) {
            case "google.protobuf.Timestamp" -> TIMESTAMP;
            case "google.protobuf.Duration" -> DURATION;
            default -> NONE;
        };
    }

    boolean holds(long seconds, int nanos) {
        boolean fraction = nanos > -SECOND && nanos < SECOND;
        boolean sign =
                this == DURATION
                        ? seconds == 0 || nanos == 0 || (seconds < 0) == (nanos < 0)
                        : nanos >= 0;
        return seconds >= least && seconds <= most && fraction && sign;
    }
}
