package io.sightglass.playground.traffic;

import java.util.List;

/// A record that is wrong on purpose.
///
/// @param expected what a reader should find in its value, in the order of the bytes; empty where
///   nothing is to be found
public record Planted(
        String topic, int partition, long offset, Fault fault, List<Expected> expected) {
    public Planted {
        expected = List.copyOf(expected);
    }
}
