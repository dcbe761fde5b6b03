package io.sightglass.kafka;

import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.TopicInfo;
import io.sightglass.port.TopicInfo.PartitionInfo;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeLogDirsOptions;
import org.apache.kafka.clients.admin.DescribeLogDirsResult;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// Lists all topics with offsets and sizes, in a number of calls that does not depend on theirs.
final class TopicListing {
    // Sizes are an extra: a topic list does not wait for them.
    private static final Duration SIZES = Duration.ofSeconds(2);

    private final Supplier<Admin> admin;
    private final Calls calls;
    private final Offsets offsets;
    // Once refused, not asked for again: some clusters allow or support it for nobody.
    private volatile boolean sizesRefused;

    TopicListing(Supplier<Admin> admin, Calls calls, Offsets offsets) {
        this.admin = admin;
        this.calls = calls;
        this.offsets = offsets;
    }

    List<TopicInfo> list(Deadline deadline) throws ConnectionFailure {
        var names =
                calls.await(
                        admin.get()
                                .listTopics(
                                        new ListTopicsOptions()
                                                .listInternal(true)
                                                .timeoutMs(deadline.leftMillis()))
                                .names(),
                        deadline,
                        "listing topics");
        var topics = describe(names, deadline);
        var sizes = askSizes(topics, deadline);
        var partitions = partitionsWithLeader(topics);
        var beginnings = offsets.list(partitions, OffsetSpec.earliest(), deadline);
        var ends = offsets.list(partitions, OffsetSpec.latest(), deadline);
        var bytes = sizes == null ? null : bytes(sizes, deadline);

        var infos = new ArrayList<TopicInfo>();
        for (var topic : topics) {
            infos.add(info(topic, beginnings, ends, bytes));
        }
        infos.sort(Comparator.comparing(TopicInfo::name));
        return infos;
    }

    /// Those of the topics that are still there.
    private List<TopicDescription> describe(Collection<String> names, Deadline deadline)
            throws ConnectionFailure {
        var topics = new ArrayList<TopicDescription>();
        for (var future : admin.get().describeTopics(names).topicNameValues().values()) {
            try {
                topics.add(calls.await(future, deadline, "describing topics"));
            } catch (ConnectionFailure e) {
                // Deleted in between.
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        }
        return topics;
    }

    private static List<TopicPartition> partitionsWithLeader(List<TopicDescription> topics) {
        var partitions = new ArrayList<TopicPartition>();
        for (var topic : topics) {
            for (var partition : topic.partitions()) {
                // Asking for one without a leader would only wait until the time is up.
                if (partition.leader() != null) {
                    partitions.add(new TopicPartition(topic.name(), partition.partition()));
                }
            }
        }
        return partitions;
    }

    private @Nullable DescribeLogDirsResult askSizes(
            List<TopicDescription> topics, Deadline deadline) {
        if (sizesRefused || topics.isEmpty()) {
            return null;
        }
        var brokers =
                topics.stream()
                        .flatMap(topic -> topic.partitions().stream())
                        .flatMap(partition -> partition.replicas().stream())
                        .map(Node::id)
                        .distinct()
                        .toList();
        int millis = Math.toIntExact(deadline.left(SIZES).toMillis());
        return admin.get().describeLogDirs(brokers, new DescribeLogDirsOptions().timeoutMs(millis));
    }

    /// Bytes of one replica, the largest, of each partition; null where the brokers do not say.
    private @Nullable Map<TopicPartition, Long> bytes(
            DescribeLogDirsResult asked, Deadline deadline) {
        var bytes = new HashMap<TopicPartition, Long>();
        try {
            var brokers =
                    asked.allDescriptions()
                            .get(deadline.left(SIZES).toNanos(), TimeUnit.NANOSECONDS);
            for (var folders : brokers.values()) {
                for (var folder : folders.values()) {
                    folder.replicaInfos()
                            .forEach((partition, replica) ->
                                    bytes.merge(partition, replica.size(), Math::max));
                }
            }
            return bytes;
        } catch (TimeoutException e) {
            return null; // unknown this time
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof org.apache.kafka.common.errors.RetriableException)) {
                sizesRefused = true;
            }
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private static TopicInfo info(
            TopicDescription topic,
            Map<TopicPartition, Long> beginnings,
            Map<TopicPartition, Long> ends,
            @Nullable Map<TopicPartition, Long> bytes) {
        var partitions = new ArrayList<PartitionInfo>();
        long sum = bytes == null ? -1 : 0;
        for (var partition : topic.partitions()) {
            var key = new TopicPartition(topic.name(), partition.partition());
            var beginning = beginnings.get(key);
            var end = ends.get(key);
            partitions.add(
                    beginning == null || end == null
                            ? new PartitionInfo(partition.partition(), -1, -1)
                            : new PartitionInfo(partition.partition(), beginning, end));
            if (bytes != null && sum >= 0) {
                var size = bytes.get(key);
                sum = size == null ? -1 : sum + size;
            }
        }
        return new TopicInfo(
                topic.name(), topic.topicId().toString(), partitions, topic.isInternal(), sum);
    }
}
