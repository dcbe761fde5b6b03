package io.sightglass.kafka;

import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Sentence;
import io.sightglass.model.WritePermission;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.Membership;
import io.sightglass.port.Writing;

import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// All that writes into a cluster. Whoever makes one shows a permission.
final class KafkaWriting implements Writing {
    private static final Duration CALL = Duration.ofMillis(5500);
    private static final long AGAIN_NANOS = 50_000_000;

    /// Small files, and tidied early: whoever joins reads all that is there.
    private static final Map<String, String> KEEP_LAST =
            Map.of(
                    "cleanup.policy", "compact",
                    "max.message.bytes", Integer.toString(ClientProperties.LARGEST_ENTRY),
                    "segment.bytes", Integer.toString(64 << 20),
                    "segment.ms", "3600000",
                    "min.cleanable.dirty.ratio", "0.2");

    private final ClusterProfile profile;
    private final WritePermission permission;
    private final LiveAdmin admin;
    private final Calls calls;
    private @Nullable Producer<byte[], byte[]> producer;

    /// @throws IllegalArgumentException when the permission is another connection's
    KafkaWriting(WritePermission permission, ClusterProfile profile, LiveAdmin admin, Calls calls) {
        if (!permission.covers(profile)) {
            throw new IllegalArgumentException("the permission is another connection's");
        }
        this.permission = permission;
        this.profile = profile;
        this.admin = admin;
        this.calls = calls;
    }

    @Override
    public void keepLast(String topic) throws ConnectionFailure {
        var deadline = Deadline.in(CALL);
        var there = find(topic, deadline);
        if (there == null) {
            create(topic, deadline);
            there = appeared(topic, deadline);
        }
        if (there.partitions().size() != 1 || !isCompacted(topic, deadline)) {
            throw new ConnectionFailure(
                    Sentence.builder()
                            .text("Topic ")
                            .strong(topic)
                            .text(
                                    " is there and cannot keep results: it must have one partition"
                                            + " and cleanup.policy=compact. Delete it, or set it"
                                            + " so, and start again.")
                            .build());
        }
    }

    private @Nullable TopicDescription find(String topic, Deadline deadline)
            throws ConnectionFailure {
        var options = new DescribeTopicsOptions().timeoutMs(deadline.leftMillis());
        var answer =
                admin.get().describeTopics(List.of(topic), options).topicNameValues().get(topic);
        try {
            return calls.await(
                    Objects.requireNonNull(answer), deadline, "looking for topic " + topic);
        } catch (ConnectionFailure e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return null;
            }
            throw e;
        }
    }

    private void create(String topic, Deadline deadline) throws ConnectionFailure {
        // as many copies as the brokers make of topics of which nobody says
        var wanted = new NewTopic(topic, Optional.of(1), Optional.empty()).configs(KEEP_LAST);
        var options = new CreateTopicsOptions().timeoutMs(deadline.leftMillis());
        try {
            calls.await(
                    admin.get().createTopics(List.of(wanted), options).all(),
                    deadline,
                    "creating topic " + topic);
        } catch (ConnectionFailure e) {
            if (e.getCause() instanceof TopicExistsException) {
                return; // another worker was first
            }
            throw new ConnectionFailure(
                    Sentence.builder()
                            .text("Topic ")
                            .strong(topic)
                            .text(
                                    " is needed for the results and could not be made. Have it"
                                            + " made with one partition, cleanup.policy=compact and"
                                            + " max.message.bytes="
                                            + ClientProperties.LARGEST_ENTRY
                                            + ". "
                                            + e.sentence().plain())
                            .build(),
                    e);
        }
    }

    /// The brokers do not all know of a new topic at once.
    private TopicDescription appeared(String topic, Deadline deadline) throws ConnectionFailure {
        while (true) {
            var there = find(topic, deadline);
            if (there != null && !there.partitions().isEmpty()) {
                return there;
            }
            if (deadline.isOver()) {
                throw new ConnectionFailure(
                        Sentence.of("Topic " + topic + " was made and did not appear in time."));
            }
            LockSupport.parkNanos(AGAIN_NANOS);
        }
    }

    /// Whether it is, as far as we may know.
    private boolean isCompacted(String topic, Deadline deadline) {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var options = new DescribeConfigsOptions().timeoutMs(deadline.leftMillis());
        try {
            var config =
                    calls.await(
                            admin.get().describeConfigs(List.of(resource), options).all(),
                            deadline,
                            "reading the settings of topic " + topic);
            var policy = Objects.requireNonNull(config.get(resource)).get("cleanup.policy");
            return policy == null || policy.value().strip().equals("compact");
        } catch (ConnectionFailure e) {
            return true; // not everyone may read settings
        }
    }

    @Override
    public long write(String topic, List<Entry> entries) throws ConnectionFailure {
        var sender = sender();
        var sent = new ArrayList<Future<RecordMetadata>>();
        var doing = "writing to topic " + topic;
        try {
            for (var entry : entries) {
                sent.add(sender.send(new ProducerRecord<>(topic, 0, entry.key(), entry.value())));
            }
            long last = -1;
            for (var each : sent) {
                last = each.get(CALL.toMillis() * 2, TimeUnit.MILLISECONDS).offset();
            }
            return last;
        } catch (ExecutionException e) {
            throw failed(e.getCause() == null ? e : e.getCause(), doing);
        } catch (java.util.concurrent.TimeoutException | KafkaException e) {
            throw failed(e, doing);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(e, doing);
        }
    }

    /// What is on its way still is not to come after what is written next.
    private ConnectionFailure failed(Throwable cause, String doing) {
        close();
        return calls.failure(cause, doing);
    }

    private Producer<byte[], byte[]> sender() throws ConnectionFailure {
        var open = producer;
        if (open == null) {
            var properties = ClientProperties.writer(permission, profile);
            try {
                open = ClientProperties.make(profile, () -> new KafkaProducer<>(properties));
            } catch (KafkaException e) {
                throw calls.failure(e, "getting ready to write");
            }
            producer = open;
        }
        return open;
    }

    @Override
    public Membership join(String topic, String group) throws ConnectionFailure {
        return new GroupMembership(permission, profile, topic, group, calls);
    }

    @Override
    public void close() {
        var open = producer;
        producer = null;
        if (open != null) {
            open.close(Duration.ZERO);
        }
    }
}
