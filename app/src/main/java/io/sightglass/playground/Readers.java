package io.sightglass.playground;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// CoffeeCo's consumer groups: billing keeps up with orders and payments, fulfilment is behind with
/// the orders. They are real members of real groups, and commit where they are; only that they
/// fetch no records, which would cost something and be of no use.
final class Readers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Readers.class);
    private static final Duration STEP = Duration.ofMillis(500);
    private static final Duration CLOSE = Duration.ofSeconds(1);

    private final List<Reader> readers;

    private Readers(List<Reader> readers) {
        this.readers = readers;
    }

    /// Starts the groups, each on a thread of its own; returns at once.
    static Readers start(String bootstrap) {
        var readers =
                List.of(
                        new Reader(bootstrap, "billing", List.of("orders", "payments"), 0),
                        new Reader(bootstrap, "fulfilment", List.of("orders"), 2_500));
        readers.forEach(reader -> reader.thread.start());
        return new Readers(readers);
    }

    @Override
    public void close() {
        readers.forEach(Reader::stop);
        readers.forEach(Reader::join);
    }

    private static final class Reader {
        private final String group;
        private final List<String> topics;
        private final long behind;
        private final Thread thread;
        private final KafkaConsumer<byte[], byte[]> consumer;
        private volatile boolean closed;

        /// @param behind records of each partition that the group has yet to read
        Reader(String bootstrap, String group, List<String> topics, long behind) {
            this.group = group;
            this.topics = topics;
            this.behind = behind;
            this.thread =
                    Thread.ofPlatform().name("playground-" + group).daemon().unstarted(this::run);
            this.consumer =
                    new KafkaConsumer<>(
                            settings(bootstrap, group),
                            new ByteArrayDeserializer(),
                            new ByteArrayDeserializer());
        }

        private static Map<String, Object> settings(String bootstrap, String group) {
            var settings = new HashMap<String, Object>();
            settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
            settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
            settings.put(ConsumerConfig.CLIENT_ID_CONFIG, group + "-1");
            settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
            settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
            settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
            settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
            settings.put(ConsumerConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
            settings.put(ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
            return settings;
        }

        private void run() {
            try (consumer) {
                consumer.subscribe(topics);
                while (!closed) {
                    step();
                }
            } catch (KafkaException e) {
                if (!closed) {
                    LOG.error("The playground's group {} has ended", group, e);
                }
            }
        }

        private void step() {
            try {
                var _ = consumer.poll(STEP);
                var assigned = new ArrayList<TopicPartition>(consumer.assignment());
                consumer.pause(assigned);
                commit(assigned);
            } catch (WakeupException e) {
                LOG.trace("{} is asked to end", group);
            } catch (KafkaException e) {
                // The broker may be away, which the playground lets people try.
                LOG.debug("The playground's group {} waits", group, e);
            }
        }

        private void commit(List<TopicPartition> assigned) {
            if (assigned.isEmpty()) {
                return;
            }
            var positions = new HashMap<TopicPartition, OffsetAndMetadata>();
            consumer.endOffsets(assigned)
                    .forEach((partition, end) ->
                            positions.put(
                                    partition, new OffsetAndMetadata(Math.max(0, end - behind))));
            consumer.commitSync(positions);
        }

        void stop() {
            closed = true;
            consumer.wakeup();
        }

        void join() {
            try {
                thread.join(CLOSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
