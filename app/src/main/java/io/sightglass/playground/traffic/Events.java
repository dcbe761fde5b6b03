package io.sightglass.playground.traffic;

import org.apache.kafka.common.header.Header;

import java.time.Instant;
import java.util.List;

/// The first half of an event, which only lacks its value.
record Events(String topic, String key, List<Header> headers, Instant time) {
    Event good(byte[] value) {
        return new Event(topic, People.bytes(key), value, headers, time, null, List.of());
    }

    Event faulty(Fault fault, byte[] value, Expected... expected) {
        return new Event(topic, People.bytes(key), value, headers, time, fault, List.of(expected));
    }

    Event empty() {
        return faulty(Fault.EMPTY_VALUE, new byte[0], Expected.empty());
    }

    Event tombstone() {
        var expected = List.of(Expected.tombstone());
        return new Event(topic, People.bytes(key), null, headers, time, Fault.TOMBSTONE, expected);
    }
}
