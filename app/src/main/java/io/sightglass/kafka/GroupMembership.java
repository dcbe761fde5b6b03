package io.sightglass.kafka;

import io.sightglass.model.ClusterProfile;
import io.sightglass.model.WritePermission;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.Membership;

import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// A consumer that is in a group and fetches nothing: all that it is given is paused at once.
final class GroupMembership implements Membership {
    private static final Logger LOG = LoggerFactory.getLogger(GroupMembership.class);
    private static final Duration TELLING = Duration.ofSeconds(3);
    private static final Duration LEAVING = Duration.ofSeconds(5);

    private final String topic;
    private final String group;
    private final Calls calls;
    private final Consumer<ByteBuffer, ByteBuffer> consumer;

    /// Who hears of it, while somebody polls.
    private @Nullable Listener listener;

    GroupMembership(
            WritePermission permission,
            ClusterProfile profile,
            String topic,
            String group,
            Calls calls)
            throws ConnectionFailure {
        this.topic = topic;
        this.group = group;
        this.calls = calls;
        var properties = ClientProperties.member(permission, profile, group);
        try {
            this.consumer = ClientProperties.make(profile, () -> new KafkaConsumer<>(properties));
            consumer.subscribe(List.of(topic), new Changes());
        } catch (KafkaException e) {
            throw calls.failure(e, "joining group " + group);
        }
    }

    @Override
    public void poll(Duration wait, Listener heard) throws ConnectionFailure {
        listener = heard;
        try {
            consumer.poll(wait);
        } catch (InterruptException e) {
            throw calls.failure(new InterruptedException(), "sharing topic " + topic);
        } catch (AuthenticationException | AuthorizationException e) {
            throw calls.failure(e, "joining group " + group);
        } catch (KafkaException e) {
            throw calls.failure(e, "sharing topic " + topic + " in group " + group);
        }
    }

    @Override
    public void tell(Map<Integer, Long> next) {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        var ours = consumer.assignment();
        next.forEach((partition, offset) -> {
            var named = new TopicPartition(topic, partition);
            if (ours.contains(named)) {
                offsets.put(named, new OffsetAndMetadata(offset));
            }
        });
        if (offsets.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(offsets, TELLING);
        } catch (KafkaException e) {
            LOG.info("Group {} was not told where this worker is.", group, e);
        }
    }

    @Override
    public void close() {
        try {
            consumer.close(CloseOptions.timeout(LEAVING));
        } catch (KafkaException e) {
            LOG.warn("Group {} was not left in an orderly way.", group, e);
        }
    }

    private static Set<Integer> numbers(Collection<TopicPartition> partitions) {
        var numbers = new TreeSet<Integer>();
        partitions.forEach(partition -> numbers.add(partition.partition()));
        return numbers;
    }

    private final class Changes implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            // a place, since it asks for none where it has one, and is never read at
            partitions.forEach(partition -> consumer.seek(partition, 0));
            consumer.pause(partitions);
            var heard = listener;
            if (heard != null && !partitions.isEmpty()) {
                heard.taken(numbers(partitions));
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            var heard = listener;
            if (heard != null && !partitions.isEmpty()) {
                heard.leaving(numbers(partitions));
            }
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            var heard = listener;
            if (heard != null && !partitions.isEmpty()) {
                heard.lost(numbers(partitions));
            }
        }
    }
}
