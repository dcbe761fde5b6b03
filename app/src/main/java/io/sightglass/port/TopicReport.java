package io.sightglass.port;

import io.sightglass.model.Sentence;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// Everything that a cluster tells of one topic, each part for itself.
public record TopicReport(
        String topic,
        Reported<List<Partition>> partitions,
        Reported<List<Setting>> settings,
        Reported<Size> size,
        Reported<Readers> readers) {

    /// A broker; `address` is where it says that clients find it.
    public record Broker(int id, String address) {}

    /// A partition.
    ///
    /// @param leader null while it has none, so that nobody can read or write it
    /// @param replicas ids of the brokers that are to have it
    /// @param inSync those of them that have all of it
    /// @param beginning the first offset that is still there; -1 while unknown
    /// @param end the offset that the next record gets; -1 while unknown
    public record Partition(
            int number,
            @Nullable Broker leader,
            List<Integer> replicas,
            List<Integer> inSync,
            long beginning,
            long end) {
        public Partition {
            replicas = List.copyOf(replicas);
            inSync = List.copyOf(inSync);
        }

        /// How many records it holds; in a compacted topic, at most. -1 while unknown.
        public long records() {
            return beginning < 0 || end < 0 ? -1 : end - beginning;
        }
    }

    /// A setting of the topic.
    ///
    /// @param name as in Kafka's documentation: `retention.ms`
    /// @param value null where the cluster does not show it
    public record Setting(String name, @Nullable String value, Origin origin) {}

    /// Who said what a setting is.
    public enum Origin {
        /// Somebody, for this topic.
        TOPIC,
        /// Somebody, for all topics of the cluster or broker.
        CLUSTER,
        /// Nobody: it is Kafka's default.
        DEFAULT
    }

    /// What the topic takes on disk.
    ///
    /// @param bytes of one replica of each partition, by number
    /// @param total of all replicas
    public record Size(Map<Integer, Long> bytes, long total) {
        public Size {
            bytes = Map.copyOf(bytes);
        }

        /// Of one replica of everything.
        public long once() {
            return bytes.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /// The consumer groups that read the topic, each with its positions in this topic only.
    ///
    /// @param gaps what could not be learned of some group
    public record Readers(List<GroupReport> groups, List<Sentence> gaps) {
        public Readers {
            groups = List.copyOf(groups);
            gaps = List.copyOf(gaps);
        }
    }
}
