package io.sightglass.ui;

import io.sightglass.model.Auth;
import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Environment;
import io.sightglass.model.Header;
import io.sightglass.model.Headers;
import io.sightglass.model.RawRecord;
import io.sightglass.model.Sentence;
import io.sightglass.playground.registry.RegistryServer;
import io.sightglass.playground.registry.SchemaStore;
import io.sightglass.playground.traffic.Feeds;
import io.sightglass.playground.traffic.Ledger;
import io.sightglass.playground.traffic.Registrations;
import io.sightglass.playground.traffic.Samples;
import io.sightglass.playground.traffic.Traffic;
import io.sightglass.port.Cluster;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.Connector;
import io.sightglass.port.From;
import io.sightglass.port.GroupInfo;
import io.sightglass.port.GroupReport;
import io.sightglass.port.Health;
import io.sightglass.port.Playground;
import io.sightglass.port.ReadRequest;
import io.sightglass.port.RecordHandler;
import io.sightglass.port.RecordSource;
import io.sightglass.port.Reported;
import io.sightglass.port.SchemaRegistry;
import io.sightglass.port.TopicInfo;
import io.sightglass.port.TopicReport;
import io.sightglass.port.TopicReport.Origin;
import io.sightglass.port.Until;
import io.sightglass.port.Writing;
import io.sightglass.registry.HttpSchemaRegistry;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A fake of the outside for the window's tests: CoffeeCo's real records and a real registry
/// server, but no broker. Topics are lists in memory. What a broker really does is tested against
/// one.
public final class MemoryPlayground implements Connector, AutoCloseable {
    public static final String ADDRESS = "memory:9092";
    private static final int EXTRA_PARTITIONS = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long FULFILMENT_LAG = 18_211;
    private static final List<TopicReport.Setting> SETTINGS =
            List.of(
                    new TopicReport.Setting("cleanup.policy", "delete", Origin.DEFAULT),
                    new TopicReport.Setting("compression.type", "producer", Origin.DEFAULT),
                    new TopicReport.Setting("max.message.bytes", "1048588", Origin.DEFAULT),
                    new TopicReport.Setting("min.insync.replicas", "1", Origin.CLUSTER),
                    new TopicReport.Setting("retention.bytes", "-1", Origin.DEFAULT),
                    new TopicReport.Setting("retention.ms", "604800000", Origin.TOPIC),
                    new TopicReport.Setting("segment.ms", "86400000", Origin.TOPIC));

    /// Parsed once for all tests: that takes a second.
    private static @Nullable Samples parsed;

    private final Map<String, Topic> topics = new TreeMap<>();
    private final CountDownLatch mayStart;
    private final String address;
    private final List<Consumer<Health>> listeners = new CopyOnWriteArrayList<>();
    private volatile Health health = new Health.Up(1);
    private @Nullable Traffic traffic;

    /// Since when there is a flood; 0 while there is none.
    private volatile long flooded;

    private @Nullable RegistryServer server;
    private final Path samples;

    /// Parts of a topic that the cluster does not show: `settings`, `readers`.
    public final Set<String> hidden = ConcurrentHashMap.newKeySet();

    /// What was opened and not yet closed.
    private final AtomicInteger open = new AtomicInteger();

    public MemoryPlayground() {
        this(new CountDownLatch(0));
    }

    /// @param mayStart starting waits for it
    public MemoryPlayground(CountDownLatch mayStart) {
        this(mayStart, ADDRESS);
    }

    /// @param address where its cluster is, so that there can be more than one
    public MemoryPlayground(CountDownLatch mayStart, String address) {
        this.mayStart = mayStart;
        this.address = address;
        var folder = System.getProperty("sightglass.samples");
        samples = Path.of(folder == null ? "../sample-schemas" : folder).toAbsolutePath();
    }

    private static final class Topic {
        final int partitions;
        final List<RawRecord> records = new ArrayList<>();
        final long[] next;
        long bytes;

        Topic(int partitions) {
            this.partitions = partitions;
            this.next = new long[partitions];
        }
    }

    /// From now on more records of the topics that are read arrive than anybody can hold to all
    /// rules: those that are there, again and again.
    public void flood() {
        flooded = System.nanoTime();
    }

    public void endFlood() {
        flooded = 0;
    }

    /// Adds empty topics, for a side bar with many.
    public void addTopics(int count) {
        synchronized (topics) {
            for (int i = 0; i < count; i++) {
                topics.put("topic-%04d".formatted(i), new Topic(EXTRA_PARTITIONS));
            }
        }
    }

    /// Adds a topic with these values, one a second, without keys and headers.
    public void addTopic(String name, List<byte[]> values) {
        synchronized (topics) {
            var topic = new Topic(1);
            for (var value : values) {
                long offset = topic.next[0]++;
                topic.records.add(
                        new RawRecord(
                                name,
                                0,
                                offset,
                                1_700_000_000_000L + offset * 1_000,
                                Headers.NONE,
                                null,
                                value));
                topic.bytes += value.length;
            }
            topics.put(name, topic);
        }
    }

    /// Adds a topic of one partition with these keys and values.
    public void addEntries(String name, List<Writing.Entry> entries) {
        synchronized (topics) {
            var topic = new Topic(1);
            for (var entry : entries) {
                long offset = topic.next[0]++;
                topic.records.add(
                        new RawRecord(
                                name,
                                0,
                                offset,
                                1_700_000_000_000L + offset,
                                Headers.NONE,
                                entry.key(),
                                entry.value()));
            }
            topics.put(name, topic);
        }
    }

    /// Waits until every connection and the playground were closed.
    public void awaitAllClosed() throws InterruptedException {
        synchronized (topics) {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (open.get() > 0) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    throw new AssertionError(open + " things are still open");
                }
                topics.wait(Math.max(1, left / 1_000_000));
            }
        }
    }

    private void closed() {
        synchronized (topics) {
            open.decrementAndGet();
            topics.notifyAll();
        }
    }

    /// Makes the cluster go away, or come back.
    public void setHealth(Health now) {
        health = now;
        listeners.forEach(listener -> listener.accept(now));
    }

    @Override
    public Playground startPlayground(Consumer<String> progress) throws ConnectionFailure {
        progress.accept("Starting the broker");
        try {
            mayStart.await();
        } catch (InterruptedException e) {
            throw new ConnectionFailure(Sentence.of("The start was interrupted."), e);
        }
        progress.accept("Registering schemas");
        var store = new SchemaStore();
        var registrations = Registrations.fill(store, samples);
        try {
            server = RegistryServer.start(store);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var feeds = Feeds.of(parsed(samples), registrations, 42);
        synchronized (topics) {
            feeds.topics().forEach((name, partitions) -> topics.put(name, new Topic(partitions)));
        }
        progress.accept("Writing the history");
        var started = Traffic.prepare(feeds, new Ledger());
        started.start(new Sink());
        traffic = started;
        open.incrementAndGet();
        var profile =
                new ClusterProfile(
                        ClusterProfile.PLAYGROUND,
                        address,
                        server.url(),
                        List.of(samples),
                        Environment.DEMO,
                        new Auth.None());
        return new Playground() {
            @Override
            public ClusterProfile profile() {
                return profile;
            }

            @Override
            public void close() {
                MemoryPlayground.this.close();
                closed();
            }
        };
    }

    private static synchronized Samples parsed(Path folder) {
        if (parsed == null) {
            parsed = Samples.read(folder);
        }
        return parsed;
    }

    @Override
    public Cluster connect(ClusterProfile profile) throws ConnectionFailure {
        if (!profile.bootstrap().equals(address)) {
            throw new ConnectionFailure(
                    Sentence.builder()
                            .text("No broker answered at ")
                            .strong(profile.bootstrap())
                            .text(" within 6 s. Nothing listens there.")
                            .build());
        }
        open.incrementAndGet();
        return new MemoryCluster();
    }

    @Override
    public @Nullable SchemaRegistry registry(ClusterProfile profile) {
        try {
            var url = profile.registry();
            return url == null ? null : HttpSchemaRegistry.open(url);
        } catch (ConnectionFailure e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Optional<ClusterProfile> runningPlayground() {
        return Optional.empty();
    }

    @Override
    public void close() {
        if (traffic != null) {
            traffic.close();
            traffic = null;
        }
        if (server != null) {
            server.close();
            server = null;
        }
    }

    /// Takes what the producers send.
    private final class Sink extends MockProducer<byte[], byte[]> {
        Sink() {
            super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public Future<RecordMetadata> send(
                ProducerRecord<byte[], byte[]> sent, @Nullable Callback callback) {
            synchronized (topics) {
                var topic = topics.get(sent.topic());
                if (topic == null) {
                    throw new IllegalStateException(sent.topic());
                }
                int hash = sent.key() == null ? 0 : java.util.Arrays.hashCode(sent.key());
                int partition = Math.floorMod(hash, topic.partitions);
                long offset = topic.next[partition]++;
                var headers = new ArrayList<Header>();
                sent.headers().forEach(h -> headers.add(new Header(h.key(), h.value())));
                topic.records.add(
                        new RawRecord(
                                sent.topic(),
                                partition,
                                offset,
                                sent.timestamp(),
                                new Headers(headers),
                                sent.key(),
                                sent.value()));
                topic.bytes += sent.value() == null ? 0 : sent.value().length;
                topics.notifyAll();
                var metadata =
                        new RecordMetadata(
                                new TopicPartition(sent.topic(), partition),
                                offset,
                                0,
                                sent.timestamp(),
                                0,
                                0);
                if (callback != null) {
                    callback.onCompletion(metadata, null);
                }
                return CompletableFuture.completedFuture(metadata);
            }
        }
    }

    private final class MemoryCluster implements Cluster {
        @Override
        public List<TopicInfo> topics() throws ConnectionFailure {
            mustBeUp();
            synchronized (topics) {
                return topics.entrySet().stream()
                        .map(entry -> info(entry.getKey(), entry.getValue()))
                        .toList();
            }
        }

        private TopicInfo info(String name, Topic topic) {
            var partitions =
                    IntStream.range(0, topic.partitions)
                            .mapToObj(i -> new TopicInfo.PartitionInfo(i, 0, topic.next[i]))
                            .toList();
            return new TopicInfo(name, name, partitions, false, topic.bytes);
        }

        @Override
        public List<GroupInfo> groups() throws ConnectionFailure {
            mustBeUp();
            return List.of(info(billing()), info(fulfilment()));
        }

        private GroupInfo info(GroupReport group) {
            var lags = new HashMap<String, Long>();
            group.topics().forEach(topic -> lags.put(topic, group.in(topic).lag()));
            return new GroupInfo(group.id(), group.state(), group.lag(), lags);
        }

        private GroupReport billing() {
            return group("billing", "Stable", 0, "orders", "payments");
        }

        private GroupReport fulfilment() {
            return group("fulfilment", "Stable", FULFILMENT_LAG, "orders");
        }

        /// @param lag in partition 0 of each topic; the others are read to their end
        private GroupReport group(String id, String state, long lag, String... names) {
            var members = List.of(new GroupReport.Member(id + "-1-af31", id + "-1", "10.0.0.7"));
            var positions = new ArrayList<GroupReport.Position>();
            synchronized (topics) {
                for (var name : names) {
                    var topic = topics.get(name);
                    for (int i = 0; topic != null && i < topic.partitions; i++) {
                        long end = topic.next[i];
                        long at = Math.max(0, i == 0 ? end - lag : end);
                        positions.add(
                                new GroupReport.Position(
                                        name, i, at, end, members.getFirst().id()));
                    }
                }
            }
            return new GroupReport(id, state, members, positions, List.of());
        }

        @Override
        public GroupReport group(String id) throws ConnectionFailure {
            mustBeUp();
            return switch (id) {
                case "billing" -> billing();
                case "fulfilment" -> fulfilment();
                default ->
                        throw new ConnectionFailure(
                                Sentence.of("There is no consumer group " + id + "."));
            };
        }

        @Override
        public TopicReport describe(String name) throws ConnectionFailure {
            mustBeUp();
            TopicInfo info;
            synchronized (topics) {
                var topic = topics.get(name);
                if (topic == null) {
                    throw new ConnectionFailure(Sentence.of("There is no topic " + name + "."));
                }
                info = info(name, topic);
            }
            var partitions =
                    info.partitions().stream()
                            .map(each ->
                                    new TopicReport.Partition(
                                            each.partition(),
                                            new TopicReport.Broker(1, ADDRESS),
                                            List.of(1),
                                            List.of(1),
                                            each.beginning(),
                                            each.end()))
                            .toList();
            var bytes = new HashMap<Integer, Long>();
            partitions.forEach(each -> bytes.put(each.number(), info.bytes() / partitions.size()));
            var readers =
                    Stream.of(billing(), fulfilment())
                            .map(group -> group.in(name))
                            .filter(group -> !group.positions().isEmpty())
                            .toList();
            Reported<List<TopicReport.Setting>> settings =
                    hidden.contains("settings") ? unknown() : new Reported.Known<>(SETTINGS);
            Reported<TopicReport.Readers> who =
                    hidden.contains("readers")
                            ? unknown()
                            : new Reported.Known<>(new TopicReport.Readers(readers, List.of()));
            return new TopicReport(
                    name,
                    new Reported.Known<>(partitions),
                    settings,
                    new Reported.Known<>(new TopicReport.Size(bytes, info.bytes())),
                    who);
        }

        private static <T> Reported<T> unknown() {
            return new Reported.Unknown<>(
                    Sentence.of("The cluster does not allow this connection to see that."));
        }

        private void mustBeUp() throws ConnectionFailure {
            if (health instanceof Health.Down(var sentence, _)) {
                throw new ConnectionFailure(sentence);
            }
        }

        @Override
        public RecordSource open(ReadRequest request) throws ConnectionFailure {
            mustBeUp();
            synchronized (topics) {
                var topic = topics.get(request.topic());
                if (topic == null) {
                    throw new ConnectionFailure(
                            Sentence.of("There is no topic " + request.topic() + "."));
                }
                return new Source(topic, request);
            }
        }

        @Override
        public Health health() {
            return health;
        }

        @Override
        public void onHealth(Consumer<Health> listener) {
            listeners.add(listener);
        }

        @Override
        public void close() {
            closed();
        }
    }

    private final class Source implements RecordSource {
        private static final int MOST = 2_000;

        /// Between records of a flood.
        private static final long NANOS_BETWEEN = 200;

        private final Topic topic;
        private final ReadRequest request;
        private final Semaphore wakeups = new Semaphore(0);
        private final int end;
        private int next;
        private long floodRead;

        Source(Topic topic, ReadRequest request) {
            this.topic = topic;
            this.request = request;
            this.end = topic.records.size();
            this.next =
                    switch (request.from()) {
                        case From.Latest() -> end;
                        case From.Earliest() -> 0;
                        case From.Last(var count) -> (int) Math.max(0, end - count);
                        case From.Offset(var offset) -> (int) Math.min(end, offset);
                        case From.Time(var instant) -> count(instant);
                    };
        }

        private int count(Instant instant) {
            return (int)
                    topic.records.stream()
                            .filter(r -> r.timestamp() < instant.toEpochMilli())
                            .count();
        }

        @Override
        public int poll(Duration timeout, RecordHandler handler) {
            var due = due();
            if (due.isEmpty() && flooded != 0) {
                due = again();
            }
            if (due.isEmpty()) {
                try {
                    var _ = wakeups.tryAcquire(20, TimeUnit.MILLISECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            for (var record : due) {
                handler.accept(
                        record.partition(),
                        record.offset(),
                        record.timestamp(),
                        record.headers(),
                        record.key() == null ? null : ByteBuffer.wrap(record.key()),
                        record.value() == null ? null : ByteBuffer.wrap(record.value()));
            }
            return due.size();
        }

        private List<RawRecord> again() {
            synchronized (topics) {
                var part = List.copyOf(topic.records.subList(0, Math.min(MOST, end)));
                floodRead += part.size();
                return part;
            }
        }

        @Override
        public long behind() {
            long since = flooded;
            if (since == 0) {
                floodRead = 0;
                return 0;
            }
            return Math.max(0, (System.nanoTime() - since) / NANOS_BETWEEN - floodRead);
        }

        private List<RawRecord> due() {
            synchronized (topics) {
                if (health instanceof Health.Down) {
                    return List.of();
                }
                int to = Math.min(topic.records.size(), next + MOST);
                var part = List.copyOf(topic.records.subList(Math.min(next, to), to));
                next = Math.max(next, to);
                var wanted = request.partitions();
                return wanted.isEmpty()
                        ? part
                        : part.stream().filter(r -> wanted.contains(r.partition())).toList();
            }
        }

        @Override
        public boolean finished() {
            return !(request.until() instanceof Until.Forever) && next >= end;
        }

        @Override
        public void wakeup() {
            wakeups.release();
        }

        @Override
        public void close() {}
    }
}
