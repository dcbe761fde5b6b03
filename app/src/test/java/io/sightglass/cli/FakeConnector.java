package io.sightglass.cli;

import io.sightglass.model.Auth;
import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Environment;
import io.sightglass.model.Headers;
import io.sightglass.model.RawRecord;
import io.sightglass.model.Sentence;
import io.sightglass.port.Cluster;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.Connector;
import io.sightglass.port.From;
import io.sightglass.port.GroupInfo;
import io.sightglass.port.Health;
import io.sightglass.port.Playground;
import io.sightglass.port.ReadRequest;
import io.sightglass.port.RecordHandler;
import io.sightglass.port.RecordSource;
import io.sightglass.port.SchemaRegistry;
import io.sightglass.port.TopicInfo;
import io.sightglass.port.Until;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A stand-in for everything outside: topics in memory, and a log of what was opened and closed.
/// Not a broker; what Kafka really does is tested against one.
final class FakeConnector implements Connector {
    static final String REACHABLE = "fake:9092";

    final Map<String, List<RawRecord>> topics = new TreeMap<>();
    final List<String> log = new CopyOnWriteArrayList<>();
    final List<ClusterProfile> connected = new CopyOnWriteArrayList<>();
    final List<ReadRequest> requests = new CopyOnWriteArrayList<>();
    final Semaphore opened = new Semaphore(0);
    Optional<ClusterProfile> running = Optional.empty();
    @Nullable SchemaRegistry registry;
    List<Path> playgroundSchemas = List.of();

    static ClusterProfile profile(String name, List<Path> schemas) {
        return new ClusterProfile(
                name, REACHABLE, null, schemas, Environment.DEMO, new Auth.None());
    }

    /// Adds a record with a text key; a null key or value is none.
    FakeConnector record(
            String topic, int partition, @Nullable String key, @Nullable String value) {
        return record(topic, partition, Headers.NONE, bytes(key), bytes(value));
    }

    FakeConnector record(
            String topic,
            int partition,
            Headers headers,
            byte @Nullable [] key,
            byte @Nullable [] value) {
        var records = topics.computeIfAbsent(topic, _ -> new ArrayList<>());
        long offset = records.stream().filter(r -> r.partition() == partition).count();
        long time = 1_700_000_000_000L + records.size();
        records.add(new RawRecord(topic, partition, offset, time, headers, key, value));
        return this;
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Cluster connect(ClusterProfile profile) throws ConnectionFailure {
        if (!profile.bootstrap().equals(REACHABLE)) {
            throw new ConnectionFailure(
                    Sentence.of("No broker answered at " + profile.bootstrap() + " within 6 s."));
        }
        connected.add(profile);
        log.add("connect");
        return new FakeCluster();
    }

    @Override
    public @Nullable SchemaRegistry registry(ClusterProfile profile) {
        return registry;
    }

    @Override
    public Playground startPlayground(Consumer<String> progress) {
        log.add("playground started");
        opened.release();
        return new Playground() {
            @Override
            public ClusterProfile profile() {
                return new ClusterProfile(
                        ClusterProfile.PLAYGROUND,
                        REACHABLE,
                        "http://fake:8081",
                        playgroundSchemas,
                        Environment.DEMO,
                        new Auth.None());
            }

            @Override
            public void close() {
                log.add("playground closed");
            }
        };
    }

    @Override
    public Optional<ClusterProfile> runningPlayground() {
        return running;
    }

    private final class FakeCluster implements Cluster {
        @Override
        public List<TopicInfo> topics() {
            return topics.entrySet().stream()
                    .map(topic -> info(topic.getKey(), topic.getValue()))
                    .toList();
        }

        private TopicInfo info(String name, List<RawRecord> records) {
            var partitions = List.of(new TopicInfo.PartitionInfo(0, 0, records.size()));
            return new TopicInfo(name, name, partitions, name.startsWith("__"), 2048);
        }

        @Override
        public List<GroupInfo> groups() {
            return List.of();
        }

        @Override
        public RecordSource open(ReadRequest request) throws ConnectionFailure {
            var records = topics.get(request.topic());
            if (records == null) {
                throw new ConnectionFailure(
                        Sentence.of("There is no topic " + request.topic() + " at fake:9092."));
            }
            requests.add(request);
            log.add("open " + request.topic());
            opened.release();
            return new FakeSource(records, request);
        }

        @Override
        public Health health() {
            return new Health.Up(1);
        }

        @Override
        public void onHealth(Consumer<Health> listener) {}

        @Override
        public void close() {
            log.add("disconnect");
        }
    }

    /// Hands over three records a poll.
    private final class FakeSource implements RecordSource {
        private final List<RawRecord> records;
        private final Until until;
        private final Semaphore wakeups = new Semaphore(0);
        private int next;

        FakeSource(List<RawRecord> records, ReadRequest request) {
            this.records = List.copyOf(records);
            this.until = request.until();
            this.next =
                    switch (request.from()) {
                        case From.Latest() -> records.size();
                        case From.Earliest() -> 0;
                        case From.Last(var count) -> (int) Math.max(0, records.size() - count);
                        case From.Offset(var offset) -> (int) offset;
                        case From.Time(var instant) ->
                                (int)
                                        records.stream()
                                                .filter(r -> r.timestamp() < instant.toEpochMilli())
                                                .count();
                    };
        }

        @Override
        public int poll(Duration timeout, RecordHandler handler) {
            int handed = 0;
            for (; next < records.size() && handed < 3; next++, handed++) {
                var record = records.get(next);
                handler.accept(
                        record.partition(),
                        record.offset(),
                        record.timestamp(),
                        record.headers(),
                        record.key() == null ? null : ByteBuffer.wrap(record.key()),
                        record.value() == null ? null : ByteBuffer.wrap(record.value()));
            }
            if (handed == 0) {
                try {
                    var _ = wakeups.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return handed;
        }

        @Override
        public boolean finished() {
            return !(until instanceof Until.Forever) && next >= records.size();
        }

        @Override
        public void wakeup() {
            wakeups.release();
        }

        @Override
        public void close() {
            log.add("source closed");
        }
    }
}
