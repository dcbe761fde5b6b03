package io.sightglass.kafka;

import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.Reported;
import io.sightglass.port.TopicReport;
import io.sightglass.port.TopicReport.Broker;
import io.sightglass.port.TopicReport.Origin;
import io.sightglass.port.TopicReport.Partition;
import io.sightglass.port.TopicReport.Setting;
import io.sightglass.port.TopicReport.Size;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.DescribeLogDirsOptions;
import org.apache.kafka.clients.admin.DescribeLogDirsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/// Asks for everything about one topic at once, and answers part by part.
final class TopicReports {
    private final Supplier<Admin> admin;
    private final Calls calls;
    private final Offsets offsets;
    private final GroupReports groups;

    TopicReports(Supplier<Admin> admin, Calls calls, Offsets offsets, GroupReports groups) {
        this.admin = admin;
        this.calls = calls;
        this.offsets = offsets;
        this.groups = groups;
    }

    /// Finds a topic, or says why there is none.
    @FunctionalInterface
    interface Finder {
        TopicDescription find(String topic, Deadline deadline) throws ConnectionFailure;
    }

    @FunctionalInterface
    private interface Call<T> {
        T answer() throws ConnectionFailure;
    }

    /// @throws ConnectionFailure when there is no such topic, or the cluster does not answer
    TopicReport report(String topic, Finder finder, Deadline deadline) throws ConnectionFailure {
        // Asked for first, so that the answers come while others are waited for.
        var settings = askSettings(topic, deadline);
        TopicDescription found = null;
        ConnectionFailure hidden = null;
        try {
            found = finder.find(topic, deadline);
        } catch (ConnectionFailure e) {
            if (!(e.getCause() instanceof AuthorizationException)) {
                throw e;
            }
            hidden = e;
        }
        var description = found;
        var failure = hidden;
        var sizes = description == null ? null : askSizes(description, deadline);
        var ends =
                description == null
                        ? Map.<TopicPartition, Long>of()
                        : offsets.list(withLeader(description), OffsetSpec.latest(), deadline);
        Reported<List<Partition>> partitions =
                reported(() -> {
                    if (description == null) {
                        throw Objects.requireNonNull(failure);
                    }
                    var leaders = withLeader(description);
                    var beginnings = offsets.list(leaders, OffsetSpec.earliest(), deadline);
                    return partitions(description, beginnings, ends);
                });
        var all = description == null ? null : all(description);
        return new TopicReport(
                topic,
                partitions,
                reported(() ->
                        settings(calls.await(settings, deadline, "reading the topic's settings"))),
                reported(() -> {
                    if (sizes == null) {
                        throw Objects.requireNonNull(failure);
                    }
                    return size(topic, sizes, deadline);
                }),
                reported(() -> groups.of(topic, all, ends, deadline)));
    }

    private static <T> Reported<T> reported(Call<T> call) throws ConnectionFailure {
        try {
            return new Reported.Known<>(call.answer());
        } catch (ConnectionFailure e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            return new Reported.Unknown<>(e.sentence());
        }
    }

    private KafkaFuture<Config> askSettings(String topic, Deadline deadline) {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var options = new DescribeConfigsOptions().timeoutMs(deadline.leftMillis());
        return Objects.requireNonNull(
                admin.get().describeConfigs(List.of(resource), options).values().get(resource));
    }

    private DescribeLogDirsResult askSizes(TopicDescription topic, Deadline deadline) {
        var brokers =
                topic.partitions().stream()
                        .flatMap(partition -> partition.replicas().stream())
                        .map(Node::id)
                        .distinct()
                        .toList();
        return admin.get()
                .describeLogDirs(
                        brokers, new DescribeLogDirsOptions().timeoutMs(deadline.leftMillis()));
    }

    private static List<TopicPartition> all(TopicDescription topic) {
        return topic.partitions().stream()
                .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                .toList();
    }

    /// Asking for one without a leader would only wait until the time is up.
    private static List<TopicPartition> withLeader(TopicDescription topic) {
        return topic.partitions().stream()
                .filter(partition -> partition.leader() != null)
                .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                .toList();
    }

    private static List<Partition> partitions(
            TopicDescription topic,
            Map<TopicPartition, Long> beginnings,
            Map<TopicPartition, Long> ends) {
        var partitions = new ArrayList<Partition>();
        for (var partition : topic.partitions()) {
            var key = new TopicPartition(topic.name(), partition.partition());
            partitions.add(
                    new Partition(
                            partition.partition(),
                            broker(partition.leader()),
                            partition.replicas().stream().map(Node::id).toList(),
                            partition.isr().stream().map(Node::id).toList(),
                            beginnings.getOrDefault(key, -1L),
                            ends.getOrDefault(key, -1L)));
        }
        partitions.sort(Comparator.comparingInt(Partition::number));
        return partitions;
    }

    private static @Nullable Broker broker(@Nullable Node node) {
        return node == null || node.isEmpty()
                ? null
                : new Broker(node.id(), node.host() + ":" + node.port());
    }

    private static List<Setting> settings(Config config) {
        return config.entries().stream()
                .map(entry -> new Setting(entry.name(), entry.value(), origin(entry.source())))
                .sorted(Comparator.comparing(Setting::name))
                .toList();
    }

    private static Origin origin(ConfigEntry.ConfigSource source) {
        return switch (source) {
            case DYNAMIC_TOPIC_CONFIG -> Origin.TOPIC;
            case DEFAULT_CONFIG, UNKNOWN -> Origin.DEFAULT;
            default -> Origin.CLUSTER;
        };
    }

    private Size size(String topic, DescribeLogDirsResult asked, Deadline deadline)
            throws ConnectionFailure {
        var bytes = new HashMap<Integer, Long>();
        long total = 0;
        var brokers = calls.await(asked.allDescriptions(), deadline, "reading the size of its log");
        for (var folders : brokers.values()) {
            for (var folder : folders.values()) {
                for (var replica : folder.replicaInfos().entrySet()) {
                    // A replica that is being moved is there twice, and counts once.
                    if (replica.getKey().topic().equals(topic) && !replica.getValue().isFuture()) {
                        long size = replica.getValue().size();
                        bytes.merge(replica.getKey().partition(), size, Math::max);
                        total += size;
                    }
                }
            }
        }
        return new Size(bytes, total);
    }
}
