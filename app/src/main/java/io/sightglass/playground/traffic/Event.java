package io.sightglass.playground.traffic;

import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// A record on its way to the broker.
///
/// @param fault what is wrong with it; null where nothing is
/// @param expected what a reader should find
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record Event(
        String topic,
        byte @Nullable [] key,
        byte @Nullable [] value,
        List<Header> headers,
        Instant time,
        @Nullable Fault fault,
        List<Expected> expected) {
    Event {
        headers = List.copyOf(headers);
        expected = List.copyOf(expected);
    }
}
