package io.sightglass.port;

import java.util.List;
import java.util.function.Consumer;

/// An open connection to a Kafka cluster. Safe for use by several threads; each call is bounded to
/// about six seconds.
public interface Cluster extends AutoCloseable {
    /// All topics with their offsets, by name. Two batched calls, whatever the number of topics.
    List<TopicInfo> topics() throws ConnectionFailure;

    /// All consumer groups with their lag, by id.
    List<GroupInfo> groups() throws ConnectionFailure;

    /// Opens a reading position. The caller's thread owns it.
    ///
    /// @throws ConnectionFailure with a sentence when the topic does not exist or the cluster does
    ///   not answer
    RecordSource open(ReadRequest request) throws ConnectionFailure;

    /// The state as of the last heartbeat, at most three seconds old.
    Health health();

    /// Calls `listener` on a thread of the cluster's whenever [#health] changes.
    void onHealth(Consumer<Health> listener);

    @Override
    void close();
}
