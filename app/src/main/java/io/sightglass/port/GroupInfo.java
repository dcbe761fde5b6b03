package io.sightglass.port;

import java.util.Map;

/// A consumer group: its state in Kafka's words, and the sum of its lag in records (-1 while
/// unknown).
///
/// @param topics the topics that it has committed a position in, each with its lag (-1 while
///   unknown)
public record GroupInfo(String id, String state, long lag, Map<String, Long> topics) {
    public GroupInfo {
        topics = Map.copyOf(topics);
    }

    /// A group of which the topics are not known.
    public GroupInfo(String id, String state, long lag) {
        this(id, state, lag, Map.of());
    }
}
