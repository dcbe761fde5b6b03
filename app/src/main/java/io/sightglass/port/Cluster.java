package io.sightglass.port;

import io.sightglass.model.Sentence;
import io.sightglass.model.WritePermission;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// An open connection to a Kafka cluster. Safe for use by several threads; each call is bounded to
/// about six seconds.
public interface Cluster extends AutoCloseable {
    /// All topics with their offsets, by name. Two batched calls, whatever the number of topics.
    List<TopicInfo> topics() throws ConnectionFailure;

    /// All consumer groups with their lag, by id.
    List<GroupInfo> groups() throws ConnectionFailure;

    /// Everything that the cluster tells of one topic. What is not allowed, or fails, is said in
    /// its own part of the answer.
    ///
    /// @throws ConnectionFailure when there is no such topic, or the cluster does not answer
    default TopicReport describe(String topic) throws ConnectionFailure {
        throw new ConnectionFailure(Sentence.of("This cluster tells nothing of its topics."));
    }

    /// A consumer group with its members and positions.
    ///
    /// @throws ConnectionFailure when there is no such group, or the cluster does not answer
    default GroupReport group(String id) throws ConnectionFailure {
        throw new ConnectionFailure(Sentence.of("This cluster tells nothing of its groups."));
    }

    /// Opens a reading position. The caller's thread owns it.
    ///
    /// @throws ConnectionFailure with a sentence when the topic does not exist or the cluster does
    ///   not answer
    RecordSource open(ReadRequest request) throws ConnectionFailure;

    /// Which offsets a request means now, by partition.
    ///
    /// @throws ConnectionFailure as [#open]
    default Map<Integer, OffsetSpan> plan(ReadRequest request) throws ConnectionFailure {
        throw new ConnectionFailure(Sentence.of("This cluster tells nothing of its offsets."));
    }

    /// Opens a reading position in some partitions, from one offset to another in each.
    ///
    /// @throws ConnectionFailure as [#open]
    default RecordSource open(String topic, Map<Integer, OffsetSpan> spans)
            throws ConnectionFailure {
        throw new ConnectionFailure(Sentence.of("This cluster is read as a whole only."));
    }

    /// What changes something in the cluster, for whoever can show that this connection may. It is
    /// to be closed before the cluster is.
    ///
    /// @throws ConnectionFailure when it cannot be made ready
    /// @throws IllegalArgumentException when the permission is another connection's
    default Writing writing(WritePermission permission) throws ConnectionFailure {
        throw new ConnectionFailure(Sentence.of("This cluster is read only."));
    }

    /// The state as of the last heartbeat, at most three seconds old.
    Health health();

    /// Calls `listener` on a thread of the cluster's whenever [#health] changes.
    void onHealth(Consumer<Health> listener);

    @Override
    void close();
}
