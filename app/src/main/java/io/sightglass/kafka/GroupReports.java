package io.sightglass.kafka;

import io.sightglass.model.Sentence;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.GroupReport;
import io.sightglass.port.GroupReport.Member;
import io.sightglass.port.GroupReport.Position;
import io.sightglass.port.TopicReport.Readers;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsResult;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Who is in consumer groups and where they are. However many groups there are: one call for their
/// members and one for their positions to each broker that coordinates some, and one for the ends
/// of what they read.
final class GroupReports {
    /// Of more groups, those that have committed no position are not asked for their members.
    private static final int MOST_DESCRIBED = 1_000;

    private final Supplier<Admin> admin;
    private final Calls calls;
    private final Offsets offsets;

    GroupReports(Supplier<Admin> admin, Calls calls, Offsets offsets) {
        this.admin = admin;
        this.calls = calls;
        this.offsets = offsets;
    }

    /// What was asked of some groups and is on its way.
    private record Asked(
            DescribeConsumerGroupsResult members, ListConsumerGroupOffsetsResult positions) {}

    /// One group, wherever it reads.
    ///
    /// @throws ConnectionFailure when there is no such group, or nothing of it can be learned
    GroupReport one(String id, Deadline deadline) throws ConnectionFailure {
        var asked = ask(List.of(id), new ListConsumerGroupOffsetsSpec(), deadline);
        var gaps = new ArrayList<Sentence>();
        var description = description(id, asked, deadline, gaps);
        var committed = committed(id, asked, deadline, gaps);
        var known = committed == null ? Map.<TopicPartition, Long>of() : committed;
        // Brokers call a group dead that they have never heard of.
        boolean there = description != null && description.groupState() != GroupState.DEAD;
        if (!there && known.isEmpty()) {
            throw new ConnectionFailure(gaps.isEmpty() ? gone(id) : gaps.getFirst());
        }
        var assigned = assigned(description);
        var partitions = new HashSet<>(known.keySet());
        partitions.addAll(assigned.keySet());
        var ends = offsets.list(partitions, OffsetSpec.latest(), deadline);
        var state = description == null ? "Unknown" : description.groupState().toString();
        return new GroupReport(
                id,
                state,
                members(description),
                positions(partitions, known, assigned, ends),
                gaps);
    }

    /// The groups that read a topic.
    ///
    /// @param partitions the topic's; null where they are not known
    /// @param ends as far as they are known
    Readers of(
            String topic,
            @Nullable Collection<TopicPartition> partitions,
            Map<TopicPartition, Long> ends,
            Deadline deadline)
            throws ConnectionFailure {
        var states = new TreeMap<String, String>();
        for (var group : list(deadline)) {
            states.put(group.groupId(), group.groupState().map(Object::toString).orElse("Unknown"));
        }
        if (states.isEmpty()) {
            return new Readers(List.of(), List.of());
        }
        var wanted = new ListConsumerGroupOffsetsSpec();
        if (partitions != null) {
            wanted.topicPartitions(partitions);
        }
        var gaps = new ArrayList<Sentence>();
        var positions =
                admin.get()
                        .listConsumerGroupOffsets(specs(states.keySet(), wanted), within(deadline));
        var committed = new HashMap<String, Map<TopicPartition, Long>>();
        boolean few = states.size() <= MOST_DESCRIBED;
        var early = few ? describe(states.keySet(), deadline) : null;
        for (var id : states.keySet()) {
            var of = committed(id, positions.partitionsToOffsetAndMetadata(id), deadline, gaps);
            if (of != null) {
                of.keySet().removeIf(partition -> !partition.topic().equals(topic));
                committed.put(id, of);
            }
        }
        var readers = new HashSet<String>();
        committed.forEach((id, of) -> {
            if (!of.isEmpty()) {
                readers.add(id);
            }
        });
        var described = early != null ? early : describe(readers, deadline);
        var reports = new ArrayList<GroupReport>();
        for (var id : early != null ? states.keySet() : new HashSet<>(readers)) {
            var own = new ArrayList<Sentence>();
            var description = description(id, described.describedGroups().get(id), deadline, own);
            var assigned = assigned(description);
            assigned.keySet().removeIf(partition -> !partition.topic().equals(topic));
            var of = committed.getOrDefault(id, Map.of());
            var where = new HashSet<>(of.keySet());
            where.addAll(assigned.keySet());
            if (!where.isEmpty()) {
                var state =
                        description == null
                                ? states.getOrDefault(id, "Unknown")
                                : description.groupState().toString();
                reports.add(
                        new GroupReport(
                                id,
                                state,
                                members(description),
                                positions(where, of, assigned, ends),
                                own));
            }
        }
        reports.sort(Comparator.comparing(GroupReport::id));
        return new Readers(reports, summary(gaps));
    }

    /// One sentence for many groups of which the same is to be said.
    private static List<Sentence> summary(List<Sentence> gaps) {
        if (gaps.size() <= 1) {
            return gaps;
        }
        return List.of(
                Sentence.of(
                        "Of "
                                + gaps.size()
                                + " groups nothing can be learned, so some readers may be missing"
                                + " here. The first: "
                                + gaps.getFirst().plain()));
    }

    private Collection<GroupListing> list(Deadline deadline) throws ConnectionFailure {
        var options = ListGroupsOptions.forConsumerGroups().timeoutMs(deadline.leftMillis());
        return calls.await(
                admin.get().listGroups(options).valid(), deadline, "listing consumer groups");
    }

    private Asked ask(
            Collection<String> ids, ListConsumerGroupOffsetsSpec wanted, Deadline deadline) {
        return new Asked(
                describe(ids, deadline),
                admin.get().listConsumerGroupOffsets(specs(ids, wanted), within(deadline)));
    }

    private DescribeConsumerGroupsResult describe(Collection<String> ids, Deadline deadline) {
        return admin.get()
                .describeConsumerGroups(
                        ids, new DescribeConsumerGroupsOptions().timeoutMs(deadline.leftMillis()));
    }

    private static ListConsumerGroupOffsetsOptions within(Deadline deadline) {
        return new ListConsumerGroupOffsetsOptions().timeoutMs(deadline.leftMillis());
    }

    private static Map<String, ListConsumerGroupOffsetsSpec> specs(
            Collection<String> ids, ListConsumerGroupOffsetsSpec wanted) {
        var specs = new HashMap<String, ListConsumerGroupOffsetsSpec>();
        ids.forEach(id -> specs.put(id, wanted));
        return specs;
    }

    private @Nullable ConsumerGroupDescription description(
            String id, Asked asked, Deadline deadline, List<Sentence> gaps)
            throws ConnectionFailure {
        return description(id, asked.members().describedGroups().get(id), deadline, gaps);
    }

    private @Nullable ConsumerGroupDescription description(
            String id,
            @Nullable KafkaFuture<ConsumerGroupDescription> future,
            Deadline deadline,
            List<Sentence> gaps)
            throws ConnectionFailure {
        if (future == null) {
            return null;
        }
        try {
            return calls.await(future, deadline, "describing consumer group " + id);
        } catch (ConnectionFailure e) {
            throwIfInterrupted(e);
            gaps.add(e.getCause() instanceof GroupIdNotFoundException ? gone(id) : e.sentence());
            return null;
        }
    }

    private static Sentence gone(String id) {
        return Sentence.builder()
                .text("There is no consumer group ")
                .strong(id)
                .text("; it may have been deleted, or have expired.")
                .build();
    }

    private @Nullable Map<TopicPartition, Long> committed(
            String id, Asked asked, Deadline deadline, List<Sentence> gaps)
            throws ConnectionFailure {
        return committed(id, asked.positions().partitionsToOffsetAndMetadata(id), deadline, gaps);
    }

    /// Null where they could not be learned.
    private @Nullable Map<TopicPartition, Long> committed(
            String id,
            KafkaFuture<Map<TopicPartition, OffsetAndMetadata>> future,
            Deadline deadline,
            List<Sentence> gaps)
            throws ConnectionFailure {
        try {
            var positions = new HashMap<TopicPartition, Long>();
            var answer = calls.await(future, deadline, "reading the offsets of group " + id);
            for (var entry : answer.entrySet()) {
                @Nullable OffsetAndMetadata position = entry.getValue();
                if (position != null) { // null where nothing was committed
                    positions.put(entry.getKey(), position.offset());
                }
            }
            return positions;
        } catch (ConnectionFailure e) {
            throwIfInterrupted(e);
            gaps.add(e.sentence());
            return null;
        }
    }

    private static void throwIfInterrupted(ConnectionFailure e) throws ConnectionFailure {
        if (Thread.currentThread().isInterrupted()) {
            throw e;
        }
    }

    private static List<Member> members(@Nullable ConsumerGroupDescription group) {
        return group == null
                ? List.of()
                : group.members().stream()
                        .map(member ->
                                new Member(
                                        member.consumerId(),
                                        member.clientId(),
                                        host(member.host())))
                        .sorted(Comparator.comparing(Member::client).thenComparing(Member::id))
                        .toList();
    }

    /// Brokers write `/10.0.0.7`.
    private static String host(String written) {
        return written.startsWith("/") ? written.substring(1) : written;
    }

    /// Who reads which partition now.
    private static Map<TopicPartition, String> assigned(@Nullable ConsumerGroupDescription group) {
        var assigned = new HashMap<TopicPartition, String>();
        if (group != null) {
            for (var member : group.members()) {
                member.assignment()
                        .topicPartitions()
                        .forEach(partition -> assigned.put(partition, member.consumerId()));
            }
        }
        return assigned;
    }

    private static List<Position> positions(
            Set<TopicPartition> partitions,
            Map<TopicPartition, Long> committed,
            Map<TopicPartition, String> assigned,
            Map<TopicPartition, Long> ends) {
        return partitions.stream()
                .map(partition ->
                        new Position(
                                partition.topic(),
                                partition.partition(),
                                committed.getOrDefault(partition, GroupReport.NONE),
                                ends.getOrDefault(partition, GroupReport.NONE),
                                assigned.get(partition)))
                .sorted(Comparator.comparing(Position::topic).thenComparing(Position::partition))
                .toList();
    }
}
