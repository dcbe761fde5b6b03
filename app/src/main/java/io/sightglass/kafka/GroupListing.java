package io.sightglass.kafka;

import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.GroupInfo;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Lists all consumer groups with their lag, in three calls.
final class GroupListing {
    private final Supplier<Admin> admin;
    private final Calls calls;
    private final Offsets offsets;

    GroupListing(Supplier<Admin> admin, Calls calls, Offsets offsets) {
        this.admin = admin;
        this.calls = calls;
        this.offsets = offsets;
    }

    List<GroupInfo> list(Deadline deadline) throws ConnectionFailure {
        var groups =
                calls.await(
                        admin.get()
                                .listGroups(
                                        ListGroupsOptions.forConsumerGroups()
                                                .timeoutMs(deadline.leftMillis()))
                                .valid(),
                        deadline,
                        "listing consumer groups");
        var everything = new HashMap<String, ListConsumerGroupOffsetsSpec>();
        groups.forEach(
                group -> everything.put(group.groupId(), new ListConsumerGroupOffsetsSpec()));
        var committed = committed(everything, deadline);

        var partitions = new HashSet<TopicPartition>();
        committed.values().forEach(of -> partitions.addAll(of.keySet()));
        var ends = offsets.list(partitions, OffsetSpec.latest(), deadline);

        var infos = new ArrayList<GroupInfo>();
        for (var group : groups) {
            var state = group.groupState().map(Object::toString).orElse("Unknown");
            var own = committed.getOrDefault(group.groupId(), Map.of());
            infos.add(new GroupInfo(group.groupId(), state, lag(own, ends), byTopic(own, ends)));
        }
        infos.sort(Comparator.comparing(GroupInfo::id));
        return infos;
    }

    /// What each group has committed; a group that may not be read is left out.
    private Map<String, Map<TopicPartition, @Nullable OffsetAndMetadata>> committed(
            Map<String, ListConsumerGroupOffsetsSpec> groups, Deadline deadline)
            throws ConnectionFailure {
        var committed = new HashMap<String, Map<TopicPartition, @Nullable OffsetAndMetadata>>();
        if (groups.isEmpty()) {
            return committed;
        }
        var options = new ListConsumerGroupOffsetsOptions().timeoutMs(deadline.leftMillis());
        var asked = admin.get().listConsumerGroupOffsets(groups, options);
        for (var group : groups.keySet()) {
            try {
                var future = asked.partitionsToOffsetAndMetadata(group);
                var positions =
                        new HashMap<TopicPartition, @Nullable OffsetAndMetadata>(
                                calls.await(future, deadline, "reading group offsets"));
                committed.put(group, positions);
            } catch (ConnectionFailure e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                // Its lag stays unknown, and is shown so.
            }
        }
        return committed;
    }

    private static Map<String, Long> byTopic(
            Map<TopicPartition, @Nullable OffsetAndMetadata> committed,
            Map<TopicPartition, Long> ends) {
        var lags = new HashMap<String, Long>();
        for (var entry : committed.entrySet()) {
            var position = entry.getValue();
            if (position != null) {
                var end = ends.get(entry.getKey());
                long lag = end == null ? -1 : Math.max(0, end - position.offset());
                lags.merge(entry.getKey().topic(), lag, (a, b) -> a < 0 || b < 0 ? -1L : a + b);
            }
        }
        return lags;
    }

    private static long lag(
            Map<TopicPartition, @Nullable OffsetAndMetadata> committed,
            Map<TopicPartition, Long> ends) {
        long lag = 0;
        boolean any = false;
        for (var entry : committed.entrySet()) {
            var position = entry.getValue();
            if (position == null) {
                continue; // nothing committed for this partition
            }
            var end = ends.get(entry.getKey());
            if (end == null) {
                return -1;
            }
            any = true;
            lag += Math.max(0, end - position.offset());
        }
        return any ? lag : -1;
    }
}
