package io.sightglass.faults;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.sightglass.cli.RealConnector;
import io.sightglass.connect.Connection;
import io.sightglass.faults.FailurePage.Said;
import io.sightglass.faults.FailuresTest.Attempt;
import io.sightglass.faults.FailuresTest.Case;
import io.sightglass.model.Auth;
import io.sightglass.model.ClusterProfile;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.From;
import io.sightglass.port.Health;
import io.sightglass.port.ReadRequest;
import io.sightglass.port.Until;
import io.sightglass.tail.Tail;
import io.sightglass.tail.TailLimits;
import io.sightglass.tail.TailState;

import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.TopicPartition;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// What happens to topics and brokers under who reads them.
final class ReadFailures {
    private static final String TOPICS = "Topics";
    private static final String BROKERS = "Brokers";

    private final Secured secured;

    private ReadFailures(Secured secured) {
        this.secured = secured;
    }

    static List<Case> all(Secured secured) {
        var those = new ReadFailures(secured);
        return List.of(
                of(TOPICS, "a topic that there is not", () -> those.opening("ordrs", true)),
                of(
                        TOPICS,
                        "a topic that this user may not see",
                        () -> those.opening("hidden", false)),
                of(
                        TOPICS,
                        "a topic that this user may see and not read",
                        () -> those.opening("described", false)),
                of(TOPICS, "a topic that is deleted while it is read", those::deleted),
                of(
                        TOPICS,
                        "a topic that is deleted and created again while it is read",
                        those::recreated),
                of(TOPICS, "records that are deleted before they could be read", those::retention),
                of(BROKERS, "a broker that is silent on an open connection", those::silent),
                alone("a partition's leader moves to another broker", those::leaderMoves),
                alone("a broker is stopped, another takes over", those::brokerStops),
                alone("all brokers are gone", () -> those.allGone(false)),
                alone("all brokers are back", () -> those.allGone(true)));
    }

    private static Case of(String section, String title, Attempt attempt) {
        return new Case(section, title, false, attempt);
    }

    private static Case alone(String title, Attempt attempt) {
        return new Case(BROKERS, title, true, attempt);
    }

    static Connection open(ClusterProfile profile) throws ConnectionFailure {
        return Connection.open(new RealConnector(), profile);
    }

    private static Tail tail(Connection connection, String topic) {
        return connection.tail(
                new ReadRequest(topic, Set.of(), new From.Earliest(), new Until.Forever()),
                TailLimits.DEFAULT);
    }

    private static Optional<String> failure(Tail tail) {
        return tail.state() instanceof TailState.Failed(var sentence)
                ? Optional.of(sentence.plain())
                : Optional.empty();
    }

    private static Said awaitFailure(Tail tail, long start) throws Exception {
        Eventually.holds("it is said", () -> failure(tail).isPresent());
        var took = Duration.ofNanos(System.nanoTime() - start);
        return new Said(failure(tail).orElseThrow(), took);
    }

    private Said opening(String topic, boolean allowed) throws Exception {
        var profile =
                allowed
                        ? secured.profile(Way.PLAINTEXT)
                        : secured.profile(Way.SCRAM).withAuth(Ways.scram(true, Auth.Hash.SHA_256));
        try (var connection = open(profile)) {
            long start = System.nanoTime();
            try (var tail = tail(connection, topic)) {
                return awaitFailure(tail, start);
            }
        }
    }

    /// An answer with records never comes, and all else does.
    private Said silent() throws Exception {
        fresh("quiet", 1);
        try (var first = proxy(1, Way.PROXY_C);
                var second = proxy(2, Way.PROXY_C);
                var connection = open(secured.profile(Way.PROXY_C));
                var tail = tail(connection, "quiet")) {
            Eventually.holds("it reads", () -> tail.state() instanceof TailState.Running);
            first.swallowRecords();
            second.swallowRecords();
            long start = System.nanoTime();
            byte[] value = FaultProxy.MARK.getBytes(StandardCharsets.US_ASCII);
            secured.producer.send(new ProducerRecord<>("quiet", 0, null, value)).get();
            Eventually.holds("it is said", () -> tail.silence().isPresent());
            var took = Duration.ofNanos(System.nanoTime() - start);
            var said = tail.silence().orElseThrow().plain();
            Eventually.holds("the record comes all the same", () -> tail.counts().total() == 1);
            assertInstanceOf(TailState.Running.class, tail.state());
            Eventually.holds("all answer", () -> tail.silence().isEmpty());
            return new Said(said, took);
        }
    }

    private Said deleted() throws Exception {
        fresh("doomed", 1);
        try (var connection = open(secured.profile(Way.PLAINTEXT));
                var tail = tail(connection, "doomed")) {
            Eventually.holds("it reads", () -> tail.state() instanceof TailState.Running);
            long start = System.nanoTime();
            secured.admin.deleteTopics(List.of("doomed")).all().get();
            return awaitFailure(tail, start);
        }
    }

    private Said recreated() throws Exception {
        fresh("phoenix", 1);
        try (var connection = open(secured.profile(Way.PLAINTEXT));
                var tail = tail(connection, "phoenix")) {
            Eventually.holds("it reads", () -> tail.state() instanceof TailState.Running);
            secured.fill("phoenix", 0, 0, 3);
            Eventually.holds("three came", () -> tail.counts().total() == 3);
            long start = System.nanoTime();
            secured.admin.deleteTopics(List.of("phoenix")).all().get();
            fresh("phoenix", 1);
            return awaitFailure(tail, start);
        }
    }

    /// Makes a topic, also where one of that name has just been deleted.
    private void fresh(String topic, int replicas) throws Exception {
        // The name is free a moment after the topic is gone.
        Eventually.holds(
                "the name is free",
                () -> {
                    try {
                        secured.create(topic, 1, replicas);
                        return true;
                    } catch (ExecutionException e) {
                        return false;
                    }
                });
    }

    /// The window shows how many there were beside the rate; the command says it.
    private Said retention() throws Exception {
        fresh("shrinking", 1);
        secured.fill("shrinking", 0, 0, 10);
        var proxies = proxies(Way.PROXY_B);
        try (var run =
                CommandRun.start(
                        "tail",
                        "shrinking",
                        "--from",
                        "earliest",
                        "--bootstrap",
                        secured.broker.bootstrap(Way.PROXY_B))) {
            Eventually.holds("ten came", () -> run.out().contains("0-9"));
            close(proxies);
            secured.fill("shrinking", 0, 10, 10);
            secured.admin
                    .deleteRecords(
                            Map.of(
                                    new TopicPartition("shrinking", 0),
                                    RecordsToDelete.beforeOffset(15)))
                    .all()
                    .get();
            long start = System.nanoTime();
            proxies = proxies(Way.PROXY_B);
            Eventually.holds("it is said", () -> run.err().contains("deleted"));
            var took = Duration.ofNanos(System.nanoTime() - start);
            Eventually.holds("reading goes on", () -> run.out().contains("0-19"));
            var said = run.err().lines().filter(line -> line.contains("deleted")).findFirst();
            return new Said(said.orElseThrow(), took);
        } finally {
            close(proxies);
        }
    }

    private Said leaderMoves() throws Exception {
        fresh("moving", 2);
        try (var connection = open(secured.profile(Way.PLAINTEXT));
                var tail = tail(connection, "moving")) {
            Eventually.holds("it reads", () -> tail.state() instanceof TailState.Running);
            secured.fill("moving", 0, 0, 1);
            Eventually.holds("one came", () -> tail.counts().total() == 1);
            var partition = new TopicPartition("moving", 0);
            int leader = leader("moving");
            int other = leader == 1 ? 2 : 1;
            long start = System.nanoTime();
            secured.admin
                    .alterPartitionReassignments(
                            Map.of(
                                    partition,
                                    Optional.of(
                                            new NewPartitionReassignment(List.of(other, leader)))))
                    .all()
                    .get();
            Eventually.holds(
                    "it moves",
                    () -> {
                        secured.admin
                                .electLeaders(ElectionType.PREFERRED, Set.of(partition))
                                .partitions()
                                .get();
                        return leader("moving") == other;
                    });
            return goesOn(tail, "moving", start);
        }
    }

    private int leader(String topic) throws Exception {
        return secured.admin
                .describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .get(topic)
                .partitions()
                .getFirst()
                .leader()
                .id();
    }

    /// Nothing is to be said: the next record comes, and none was lost or doubled.
    private Said goesOn(Tail tail, String topic, long start) throws Exception {
        long before = tail.counts().total();
        secured.fill(topic, 0, (int) before, 1);
        Eventually.holds("the next record comes", () -> tail.counts().total() > before);
        var took = Duration.ofNanos(System.nanoTime() - start);
        if (tail.counts().total() != before + 1 || !(tail.state() instanceof TailState.Running)) {
            throw new AssertionError("doubled, or ended: " + tail.counts() + tail.state());
        }
        return new Said("Nothing: reading goes on, with no record lost or doubled.", took);
    }

    private Said brokerStops() throws Exception {
        fresh("surviving", 2);
        Eventually.holds("node 2 leads", () -> lead("surviving", 2));
        try (var connection = open(secured.profile(Way.PLAINTEXT));
                var tail = tail(connection, "surviving")) {
            secured.fill("surviving", 0, 0, 1);
            Eventually.holds("one came", () -> tail.counts().total() == 1);
            long start = System.nanoTime();
            secured.broker.stop(2);
            try {
                return goesOn(tail, "surviving", start);
            } finally {
                secured.broker.startAgain(2);
            }
        }
    }

    private boolean lead(String topic, int node) throws Exception {
        var partition = new TopicPartition(topic, 0);
        int other = node == 1 ? 2 : 1;
        secured.admin
                .alterPartitionReassignments(
                        Map.of(
                                partition,
                                Optional.of(new NewPartitionReassignment(List.of(node, other)))))
                .all()
                .get();
        secured.admin.electLeaders(ElectionType.PREFERRED, Set.of(partition)).partitions().get();
        return leader(topic) == node;
    }

    /// Gone are they when nothing can reach them any more.
    private Said allGone(boolean andBack) throws Exception {
        var topic = andBack ? "returning" : "vanishing";
        fresh(topic, 2);
        secured.fill(topic, 0, 0, 5);
        var proxies = proxies(Way.PROXY_A);
        try (var connection = open(secured.profile(Way.PROXY_A));
                var tail = tail(connection, topic)) {
            Eventually.holds("five came", () -> tail.counts().total() == 5);
            var changes = new LinkedBlockingQueue<Health>();
            connection.cluster().onHealth(changes::add);
            long start = System.nanoTime();
            close(proxies);
            var down = (Health.Down) changes.poll(20, TimeUnit.SECONDS);
            if (down == null) {
                throw new AssertionError("nothing was said");
            }
            var took = Duration.ofNanos(System.nanoTime() - start);
            if (!andBack) {
                return new Said(down.sentence().plain(), took);
            }
            start = System.nanoTime();
            proxies = proxies(Way.PROXY_A);
            var said = goesOn(tail, topic, start);
            Eventually.holds("it is up", () -> connection.cluster().health() instanceof Health.Up);
            return said;
        } finally {
            close(proxies);
        }
    }

    private List<FaultProxy> proxies(Way way) throws Exception {
        return List.of(proxy(1, way), proxy(2, way));
    }

    private FaultProxy proxy(int node, Way way) throws Exception {
        var ports = secured.broker.ports(node);
        return new FaultProxy(
                ports.told().get(way),
                ports.bound().get(way),
                new SplittableRandom(1),
                new AtomicInteger(),
                1);
    }

    private static void close(List<FaultProxy> proxies) throws Exception {
        for (var proxy : proxies) {
            proxy.close();
        }
    }
}
