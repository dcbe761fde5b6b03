package io.sightglass.port;

import java.util.Set;

/// What to read. An empty set of partitions means all of them.
public record ReadRequest(String topic, Set<Integer> partitions, From from, Until until) {
    public ReadRequest {
        partitions = Set.copyOf(partitions);
    }
}
