package io.sightglass.model;

import org.jspecify.annotations.Nullable;

/// One record as it came from the broker, nothing decoded.
///
/// `timestamp` is in milliseconds since the epoch, as the broker gave it; -1 when the record has
/// none. A null value is a tombstone; an empty array is a value of no bytes, which is another
/// thing.
@SuppressWarnings(
        "ArrayRecordComponent") // identity is (topic, partition, offset); the arrays are never
// compared
public record RawRecord(
        String topic,
        int partition,
        long offset,
        long timestamp,
        Headers headers,
        byte @Nullable [] key,
        byte @Nullable [] value) {}
