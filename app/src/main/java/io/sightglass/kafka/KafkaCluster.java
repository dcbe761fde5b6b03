package io.sightglass.kafka;

import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Sentence;
import io.sightglass.model.Tls;
import io.sightglass.port.Cluster;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.GroupInfo;
import io.sightglass.port.GroupReport;
import io.sightglass.port.Health;
import io.sightglass.port.ReadRequest;
import io.sightglass.port.RecordSource;
import io.sightglass.port.TopicInfo;
import io.sightglass.port.TopicReport;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/// A cluster over Kafka's own clients.
public final class KafkaCluster implements Cluster {
    private static final Duration CALL = Duration.ofSeconds(6);
    private static final Duration FORWARDED = Duration.ofSeconds(2);

    private final ClusterProfile profile;
    private final Admin admin;
    private final Calls calls;
    private final Offsets offsets;
    private final TopicListing topics;
    private final GroupListing groups;
    private final GroupReports groupReports;
    private final TopicReports topicReports;
    private final Heartbeat heartbeat;

    private KafkaCluster(ClusterProfile profile, Admin admin, Calls calls, int brokers) {
        this.profile = profile;
        this.admin = admin;
        this.calls = calls;
        this.offsets = new Offsets(admin, calls);
        this.topics = new TopicListing(admin, calls, offsets);
        this.groups = new GroupListing(admin, calls, offsets);
        this.groupReports = new GroupReports(admin, calls, offsets);
        this.topicReports = new TopicReports(admin, calls, offsets, groupReports);
        this.heartbeat = new Heartbeat(admin, profile.bootstrap(), new Health.Up(brokers));
    }

    /// Connects, or says within six seconds why not.
    public static Cluster connect(ClusterProfile profile) throws ConnectionFailure {
        var deadline = Deadline.in(CALL);
        var addresses = Address.parse(profile.bootstrap());
        boolean encrypted = profile.tls() instanceof Tls.On;
        // The knock is in plain text, and so is what it can tell.
        var answered = encrypted ? addresses.getFirst() : Preflight.check(addresses, deadline);
        var calls = new Calls(profile.bootstrap());
        Admin admin;
        try {
            var properties = ClientProperties.admin(profile);
            admin = ClientProperties.make(profile, () -> Admin.create(properties));
        } catch (KafkaException e) {
            throw calls.failure(e, "connecting");
        }
        try {
            var nodes = nodes(admin, answered, deadline);
            if (!encrypted) {
                checkForwarded(answered, nodes, deadline);
            }
            var cluster = new KafkaCluster(profile, admin, calls, nodes.size());
            cluster.heartbeat.start();
            return cluster;
        } catch (ConnectionFailure | RuntimeException e) {
            admin.close(Duration.ZERO);
            throw e;
        }
    }

    private static Collection<Node> nodes(Admin admin, Address answered, Deadline deadline)
            throws ConnectionFailure {
        var options = new DescribeClusterOptions().timeoutMs(deadline.leftMillis());
        try {
            return new Calls(answered.toString())
                    .await(admin.describeCluster(options).nodes(), deadline, "connecting");
        } catch (ConnectionFailure e) {
            if (!Calls.isTimeout(e.getCause())) {
                throw e;
            }
            throw new ConnectionFailure(
                    Sentence.builder()
                            .text("The broker at ")
                            .strong(answered.toString())
                            .text(
                                    " answered once and then no more; it may ask for a user name"
                                            + " and password (SASL), which this connection does"
                                            + " not give.")
                            .build(),
                    e);
        }
    }

    /// Brokers tell clients where to go on, and behind containers and tunnels that is often an
    /// address that only they can reach.
    private static void checkForwarded(Address answered, Collection<Node> nodes, Deadline deadline)
            throws ConnectionFailure {
        var addresses = new ArrayList<Address>();
        for (var node : nodes) {
            addresses.add(new Address(node.host(), node.port()));
        }
        if (addresses.isEmpty() || addresses.contains(answered)) {
            return;
        }
        try {
            Preflight.check(addresses, Deadline.in(deadline.left(FORWARDED)));
        } catch (ConnectionFailure e) {
            throw new ConnectionFailure(
                    Sentence.builder()
                            .text("The broker at ")
                            .strong(answered.toString())
                            .text(" answered and sends clients on to ")
                            .strong(addresses.getFirst().toString())
                            .text(
                                    ", which cannot be reached from here; check the broker's"
                                            + " advertised.listeners.")
                            .build(),
                    e);
        }
    }

    @Override
    public List<TopicInfo> topics() throws ConnectionFailure {
        return topics.list(Deadline.in(CALL));
    }

    @Override
    public List<GroupInfo> groups() throws ConnectionFailure {
        return groups.list(Deadline.in(CALL));
    }

    @Override
    public TopicReport describe(String topic) throws ConnectionFailure {
        return topicReports.report(topic, this::describe, Deadline.in(CALL));
    }

    @Override
    public GroupReport group(String id) throws ConnectionFailure {
        return groupReports.one(id, Deadline.in(CALL));
    }

    @Override
    public RecordSource open(ReadRequest request) throws ConnectionFailure {
        var deadline = Deadline.in(CALL);
        var description = describe(request.topic(), deadline);
        var partitions = partitions(request, description);
        var plan = new ReadPlan(offsets, deadline);
        var spans = plan.plan(partitions, request.from(), request.until());
        KafkaConsumer<ByteBuffer, ByteBuffer> consumer;
        try {
            var properties = ClientProperties.consumer(profile);
            consumer = ClientProperties.make(profile, () -> new KafkaConsumer<>(properties));
        } catch (KafkaException e) {
            throw calls.failure(e, "opening topic " + request.topic());
        }
        var watched =
                new WatchedTopic(
                        request.topic(),
                        description.topicId(),
                        description.partitions().size(),
                        request.partitions().isEmpty());
        heartbeat.watch(watched);
        return new KafkaRecordSource(
                consumer, watched, calls, spans, () -> heartbeat.forget(watched));
    }

    private TopicDescription describe(String topic, Deadline deadline) throws ConnectionFailure {
        var options = new DescribeTopicsOptions().timeoutMs(deadline.leftMillis());
        try {
            var answer = admin.describeTopics(List.of(topic), options).topicNameValues().get(topic);
            return calls.await(Objects.requireNonNull(answer), deadline, "opening topic " + topic);
        } catch (ConnectionFailure e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException
                    || e.getCause() instanceof InvalidTopicException) {
                throw unknownTopic(topic, deadline);
            }
            throw e;
        }
    }

    private ConnectionFailure unknownTopic(String topic, Deadline deadline)
            throws ConnectionFailure {
        var options = new ListTopicsOptions().timeoutMs(deadline.leftMillis());
        var names = calls.await(admin.listTopics(options).names(), deadline, "listing topics");
        var sentence =
                Sentence.builder()
                        .text("There is no topic ")
                        .strong(topic)
                        .text(" at ")
                        .strong(profile.bootstrap());
        var near = NearMisses.of(topic, names);
        if (near.isEmpty()) {
            sentence.text(
                    names.isEmpty()
                            ? "; the cluster has no topics that this connection may see."
                            : "; check the name among the cluster's " + names.size() + " topics.");
        } else {
            sentence.text(". Did you mean ");
            for (int i = 0; i < near.size(); i++) {
                sentence.text(i == 0 ? "" : i == near.size() - 1 ? " or " : ", ");
                sentence.strong(near.get(i));
            }
            sentence.text("?");
        }
        return new ConnectionFailure(sentence.build());
    }

    private static List<TopicPartition> partitions(ReadRequest request, TopicDescription topic)
            throws ConnectionFailure {
        int count = topic.partitions().size();
        var partitions = new ArrayList<TopicPartition>();
        for (int i = 0; i < count; i++) {
            if (request.partitions().isEmpty() || request.partitions().contains(i)) {
                partitions.add(new TopicPartition(topic.name(), i));
            }
        }
        for (int wanted : request.partitions()) {
            if (wanted < 0 || wanted >= count) {
                throw new ConnectionFailure(
                        Sentence.builder()
                                .text("Topic ")
                                .strong(topic.name())
                                .text(" has no partition ")
                                .strong(String.valueOf(wanted))
                                .text(
                                        count == 1
                                                ? "; its only one is 0."
                                                : "; it has 0 to " + (count - 1) + ".")
                                .build());
            }
        }
        return partitions;
    }

    @Override
    public Health health() {
        return heartbeat.health();
    }

    @Override
    public void onHealth(Consumer<Health> listener) {
        heartbeat.onHealth(listener);
    }

    @Override
    public void close() {
        heartbeat.close();
        admin.close(Duration.ZERO);
    }
}
