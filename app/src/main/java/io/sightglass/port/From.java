package io.sightglass.port;

import java.time.Instant;

/// Where in a topic reading starts.
public sealed interface From {
    /// Only what arrives from now on.
    record Latest() implements From {}

    record Earliest() implements From {}

    /// The last `count` records of the topic, shared out over its partitions by how many each
    /// holds.
    record Last(long count) implements From {}

    /// The same offset in every partition, moved to the first that is still there.
    record Offset(long offset) implements From {}

    /// The first record at or after an instant, by record timestamp.
    record Time(Instant instant) implements From {}
}
