package io.sightglass.port;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// All that Sightglass ever changes in a cluster. There is one only where the connection was made
/// writable ([Cluster#writing]). For one thread.
public interface Writing extends AutoCloseable {
    /// What stands under one key; null for nothing any more.
    record Entry(byte[] key, byte @Nullable [] value) {}

    /// Sees to it that there is a topic of one partition that keeps the last value of each key
    /// (`cleanup.policy=compact`); makes it where there is none.
    ///
    /// @throws ConnectionFailure when it cannot be made, or is there and another kind of topic
    void keepLast(String topic) throws ConnectionFailure;

    /// Writes entries in their order, and returns when all of them are safe in the cluster.
    ///
    /// @return the offset of the last one
    /// @throws ConnectionFailure when one is not; some of those before it may be
    long write(String topic, List<Entry> entries) throws ConnectionFailure;

    /// Joins a consumer group that shares a topic's partitions out among its members.
    Membership join(String topic, String group) throws ConnectionFailure;

    @Override
    void close();
}
