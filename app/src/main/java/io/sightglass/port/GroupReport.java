package io.sightglass.port;

import io.sightglass.model.Sentence;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A consumer group: who is in it, and where it is in what it reads.
///
/// @param state in Kafka's words, such as `Stable` or `Empty`
/// @param positions by topic, then by partition
/// @param gaps what could not be learned of it
public record GroupReport(
        String id,
        String state,
        List<Member> members,
        List<Position> positions,
        List<Sentence> gaps) {
    /// A position that is not known, or that there is none of.
    public static final long NONE = -1;

    public GroupReport {
        members = List.copyOf(members);
        positions = List.copyOf(positions);
        gaps = List.copyOf(gaps);
    }

    /// A client in the group.
    ///
    /// @param id what the cluster calls it, unique in the group
    /// @param client the name that it gives itself
    /// @param host where it runs
    public record Member(String id, String client, String host) {}

    /// Where the group is in one partition.
    ///
    /// @param committed the offset that it goes on at; [#NONE] where it has committed none
    /// @param end the offset that the next record gets; [#NONE] while unknown
    /// @param member who reads it now, by id; null for nobody
    public record Position(
            String topic, int partition, long committed, long end, @Nullable String member) {
        /// Records that it has yet to read; [#NONE] where that is not known.
        public long lag() {
            return committed < 0 || end < 0 ? NONE : Math.max(0, end - committed);
        }
    }

    /// Records that the group has yet to read, as far as is known; [#NONE] where nothing is.
    public long lag() {
        long sum = NONE;
        for (var position : positions) {
            if (position.lag() >= 0) {
                sum = Math.max(0, sum) + position.lag();
            }
        }
        return sum;
    }

    /// The topics that it reads, by name.
    public List<String> topics() {
        return positions.stream().map(Position::topic).distinct().sorted().toList();
    }

    /// The same group, as far as it reads one topic.
    public GroupReport in(String topic) {
        var own = positions.stream().filter(each -> each.topic().equals(topic)).toList();
        return new GroupReport(id, state, members, own, gaps);
    }
}
