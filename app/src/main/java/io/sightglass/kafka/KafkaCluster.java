package io.sightglass.kafka;

import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Sentence;
import io.sightglass.model.WritePermission;
import io.sightglass.port.Cluster;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.ConnectionStep;
import io.sightglass.port.GroupInfo;
import io.sightglass.port.GroupReport;
import io.sightglass.port.Health;
import io.sightglass.port.OffsetSpan;
import io.sightglass.port.ReadRequest;
import io.sightglass.port.RecordSource;
import io.sightglass.port.TopicInfo;
import io.sightglass.port.TopicReport;
import io.sightglass.port.Writing;

import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// A cluster over Kafka's own clients.
public final class KafkaCluster implements Cluster {
    // A little less than the six seconds within which everything is said.
    private static final Duration CALL = Duration.ofMillis(5500);

    private final ClusterProfile profile;
    private final LiveAdmin admin;
    private final Calls calls;
    private final Offsets offsets;
    private final TopicLookup lookup;
    private final TopicListing topics;
    private final GroupListing groups;
    private final GroupReports groupReports;
    private final TopicReports topicReports;
    private final Heartbeat heartbeat;
    private final RateCap cap;

    private KafkaCluster(ClusterProfile profile, Approach.Arrived arrived) {
        this.profile = profile;
        this.admin = new LiveAdmin(arrived.admin(), arrived.another());
        this.calls = new Calls(profile.bootstrap(), arrived.mechanism());
        this.offsets = new Offsets(admin, calls);
        this.lookup = new TopicLookup(admin, calls);
        this.topics = new TopicListing(admin, calls, offsets);
        this.groups = new GroupListing(admin, calls, offsets);
        this.groupReports = new GroupReports(admin, calls, offsets);
        this.topicReports = new TopicReports(admin, calls, offsets, groupReports);
        this.cap = new RateCap(profile.use().bytesPerSecond());
        this.heartbeat = new Heartbeat(admin, calls, new Health.Up(arrived.nodes().size()));
    }

    /// Connects, or says within six seconds why not.
    public static Cluster connect(ClusterProfile profile) throws ConnectionFailure {
        var arrived = new Approach(profile, step -> {}, Deadline.in(CALL)).go();
        var cluster = new KafkaCluster(profile, arrived);
        cluster.heartbeat.start();
        return cluster;
    }

    /// Goes the way to a cluster step by step, and away again
    /// ([io.sightglass.port.Connector#test]).
    public static void test(ClusterProfile profile, Consumer<ConnectionStep> heard) {
        Approach.test(profile, heard, Deadline.in(CALL));
    }

    private interface Question<T> {
        T by(Deadline deadline) throws ConnectionFailure;
    }

    /// Asks once more where the client turns out to have ended, meanwhile or before.
    private <T> T ask(Question<T> question) throws ConnectionFailure {
        var deadline = Deadline.in(CALL);
        var asked = admin.get();
        try {
            return question.by(deadline);
        } catch (ConnectionFailure e) {
            if (!LiveAdmin.hasEnded(e)) {
                throw e;
            }
        }
        try {
            admin.renew(asked);
        } catch (KafkaException e) {
            throw calls.failure(e, "connecting again");
        }
        return question.by(deadline);
    }

    @Override
    public List<TopicInfo> topics() throws ConnectionFailure {
        return ask(topics::list);
    }

    @Override
    public List<GroupInfo> groups() throws ConnectionFailure {
        return ask(groups::list);
    }

    @Override
    public TopicReport describe(String topic) throws ConnectionFailure {
        return ask(deadline -> topicReports.report(topic, lookup::describe, deadline));
    }

    @Override
    public GroupReport group(String id) throws ConnectionFailure {
        return ask(deadline -> groupReports.one(id, deadline));
    }

    @Override
    public RecordSource open(ReadRequest request) throws ConnectionFailure {
        return ask(deadline -> open(request, deadline));
    }

    private RecordSource open(ReadRequest request, Deadline deadline) throws ConnectionFailure {
        var description = lookup.describe(request.topic(), deadline);
        return open(
                description, spans(request, description, deadline), request.partitions().isEmpty());
    }

    private Map<TopicPartition, Span> spans(
            ReadRequest request, TopicDescription description, Deadline deadline)
            throws ConnectionFailure {
        var partitions = partitions(request, description);
        return new ReadPlan(offsets, deadline).plan(partitions, request.from(), request.until());
    }

    @Override
    public Map<Integer, OffsetSpan> plan(ReadRequest request) throws ConnectionFailure {
        return ask(deadline -> {
            var plan = new TreeMap<Integer, OffsetSpan>();
            spans(request, lookup.describe(request.topic(), deadline), deadline)
                    .forEach((partition, span) ->
                            plan.put(
                                    partition.partition(),
                                    new OffsetSpan(span.start(), span.end())));
            return plan;
        });
    }

    @Override
    public RecordSource open(String topic, Map<Integer, OffsetSpan> spans)
            throws ConnectionFailure {
        return ask(deadline -> {
            var whole = new HashMap<TopicPartition, Span>();
            spans.forEach((partition, span) ->
                    whole.put(
                            new TopicPartition(topic, partition),
                            new Span(span.from(), span.to())));
            return open(lookup.describe(topic, deadline), whole, false);
        });
    }

    @Override
    public Writing writing(WritePermission permission) {
        return new KafkaWriting(permission, profile, admin, calls);
    }

    /// @param all whether partitions that are added are read, too
    private RecordSource open(
            TopicDescription description, Map<TopicPartition, Span> spans, boolean all)
            throws ConnectionFailure {
        var properties = ClientProperties.consumer(profile, cap);
        var watched =
                new WatchedTopic(
                        description.name(),
                        description.topicId(),
                        description.partitions().size(),
                        all);
        try {
            var source =
                    new KafkaRecordSource(
                            () ->
                                    ClientProperties.make(
                                            profile, () -> new KafkaConsumer<>(properties)),
                            FetchHabits.of(properties),
                            watched,
                            calls,
                            spans,
                            cap,
                            () -> heartbeat.forget(watched));
            heartbeat.watch(watched);
            return source;
        } catch (KafkaException e) {
            throw calls.failure(e, "opening topic " + description.name());
        }
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
        admin.close();
    }
}
