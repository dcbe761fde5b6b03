package io.sightglass.port;

/// A consumer group: its state in Kafka's words, and the sum of its lag in records (-1 while
/// unknown).
public record GroupInfo(String id, String state, long lag) {}
