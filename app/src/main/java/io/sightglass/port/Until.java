package io.sightglass.port;

import java.time.Instant;

/// Where reading ends by itself.
public sealed interface Until {
    /// It does not.
    record Forever() implements Until {}

    /// At the end offsets that the partitions had when reading began.
    record End() implements Until {}

    /// Before the first record, in each partition, whose timestamp is at or after an instant, of
    /// those that were there when reading began; at the end where there is none.
    record Time(Instant instant) implements Until {}
}
