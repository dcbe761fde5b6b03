package io.sightglass.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.faults.FaultProxy.Fault;
import io.sightglass.kafka.KafkaCluster;
import io.sightglass.model.Headers;
import io.sightglass.model.Sentence;
import io.sightglass.port.Cluster;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.From;
import io.sightglass.port.ReadRequest;
import io.sightglass.port.RecordHandler;
import io.sightglass.port.Until;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// Reads through a network that delays, cuts, trickles, corrupts, mixes up and swallows, by seeded
/// schedules: each record comes once, as it was written, whatever happens, and in the end nothing
/// is left open.
///
/// `sightglass.faults` says how many schedules (20), `sightglass.seed` the first seed; a run that
/// fails says its own.
@Timeout(3600)
class FaultRunTest {
    private static final int SCHEDULES = Integer.getInteger("sightglass.faults", 20);
    // So many that each kind of fault happens.
    private static final int ENOUGH = 20;
    private static final long FIRST = seed();
    private static final List<Way> SLOTS =
            List.of(Way.PROXY_A, Way.PROXY_B, Way.PROXY_C, Way.PROXY_D);
    private static final int PARTITIONS = 2;
    private static final int RECORDS = 200;
    private static final int MOST_SWALLOWS = 4;
    // So many at a time, so that they come in many answers.
    private static final int BATCH = 10;
    private static final Duration HANG = Duration.ofSeconds(10);

    private static long seed() {
        var text = System.getProperty("sightglass.seed", "20261125");
        return text.equals("random") ? System.nanoTime() : Long.parseLong(text);
    }

    @Test
    void eachRecordComesOnceAndNothingHangsOrStays() throws Exception {
        var secured = Secured.get();
        var threads = kafkaThreads();

        var work = new ConcurrentLinkedQueue<Long>();
        for (int i = 0; i < SCHEDULES; i++) {
            work.add(FIRST + i);
        }
        Map<Fault, Integer> done = new TreeMap<>();
        try (var executor = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            var slots = new ArrayList<Future<Void>>();
            for (var slot : SLOTS) {
                slots.add(executor.submit(slot(secured, slot, work, done)));
            }
            for (var slot : slots) {
                slot.get();
            }
        }
        Eventually.holds("threads have ended", () -> kafkaThreads().equals(threads));

        if (SCHEDULES < ENOUGH) {
            return;
        }
        // The schedules are no schedules if they did nothing.
        for (var fault : Fault.values()) {
            if (fault != Fault.NONE) {
                assertTrue(done.getOrDefault(fault, 0) > 0, "never happened: " + fault);
            }
        }
    }

    private static Callable<Void> slot(
            Secured secured, Way slot, Queue<Long> work, Map<Fault, Integer> done) {
        return () -> {
            Long seed;
            while ((seed = work.poll()) != null) {
                try {
                    new Run(secured, slot, seed).go(done);
                } catch (AssertionError | Exception e) {
                    throw new AssertionError("-Dsightglass.faults=1 -Dsightglass.seed=" + seed, e);
                }
            }
            return null;
        };
    }

    private static byte[] value(int partition, int number) {
        return ("value " + partition + "-" + number + " " + FaultProxy.MARK.repeat(4))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static List<String> kafkaThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("kafka-"))
                .sorted()
                .toList();
    }

    /// One schedule.
    private static final class Run implements RecordHandler {
        private final Secured secured;
        private final Way slot;
        private final SplittableRandom random;
        private final String topic;
        private int sent;
        // Of the source that is read.
        private final int[] seen = new int[PARTITIONS];
        private long lastProgress = System.nanoTime();
        private int said;
        // Each takes a client seconds to notice.
        private final AtomicInteger swallows;

        Run(Secured secured, Way slot, long seed) {
            this.secured = secured;
            this.slot = slot;
            this.random = new SplittableRandom(seed);
            this.swallows = new AtomicInteger(random.nextInt(4) == 0 ? MOST_SWALLOWS : 1);
            this.topic = "faulty-" + Long.toUnsignedString(seed);
        }

        void go(Map<Fault, Integer> done) throws Exception {
            int[] weights = weights();
            secured.create(topic, PARTITIONS, 1);
            try (var first = proxy(1, weights);
                    var second = proxy(2, weights)) {
                first.faulty(true);
                second.faulty(true);
                int until = random.nextInt(RECORDS / 2, RECORDS);
                try (var cluster = connect()) {
                    while (count() < RECORDS) {
                        read(
                                cluster,
                                () -> {
                                    boolean faulty = count() < until && said < 3;
                                    first.faulty(faulty);
                                    second.faulty(faulty);
                                });
                    }
                }
                Eventually.holds(
                        "no connection stays", () -> first.open() == 0 && second.open() == 0);
                synchronized (done) {
                    for (var fault : Fault.values()) {
                        done.merge(fault, first.done(fault) + second.done(fault), Integer::sum);
                    }
                }
            }
            secured.admin.deleteTopics(List.of(topic)).all().get();
        }

        private int count() {
            return Arrays.stream(seen).sum();
        }

        /// Some schedules are of one kind, most of all.
        private int[] weights() {
            int[] weights = {20, 5, 3, 2, 3, 1, 0};
            for (int i = 1; i < weights.length; i++) {
                weights[i] = random.nextInt(3) == 0 ? 0 : weights[i];
            }
            if (random.nextInt(5) == 0) {
                weights[Fault.SWALLOW.ordinal()] = 3;
            }
            return weights;
        }

        private FaultProxy proxy(int node, int[] weights) throws Exception {
            var ports = secured.broker.ports(node);
            return new FaultProxy(
                    ports.told().get(slot),
                    ports.bound().get(slot),
                    random.split(),
                    swallows,
                    weights);
        }

        private Cluster connect() throws Exception {
            while (true) {
                try {
                    var cluster = KafkaCluster.connect(secured.profile(slot));
                    lastProgress = System.nanoTime();
                    return cluster;
                } catch (ConnectionFailure e) {
                    said(e);
                }
            }
        }

        /// Reads from the beginning until something is said, or all is read, and writes as it
        /// reads.
        private void read(Cluster cluster, Runnable each) throws Exception {
            Arrays.fill(seen, 0);
            var request =
                    new ReadRequest(topic, Set.of(), new From.Earliest(), new Until.Forever());
            try (var source = cluster.open(request)) {
                while (count() < RECORDS) {
                    if (count() >= sent - BATCH && sent < RECORDS) {
                        send();
                    }
                    source.poll(Duration.ofMillis(100), this);
                    each.run();
                    checkProgress();
                }
            } catch (ConnectionFailure e) {
                said(e);
            }
        }

        private void send() {
            for (int i = 0; i < BATCH; i++) {
                int partition = sent % PARTITIONS;
                byte[] value = value(partition, sent / PARTITIONS);
                secured.producer.send(new ProducerRecord<>(topic, partition, null, value));
                sent++;
            }
        }

        private void said(ConnectionFailure e) {
            checkProgress();
            said++;
            lastProgress = System.nanoTime();
            assertFalse(e.sentence().plain().isBlank());
        }

        /// Something comes within ten seconds, be it a record or a sentence.
        private void checkProgress() {
            var still = Duration.ofNanos(System.nanoTime() - lastProgress);
            assertTrue(
                    still.compareTo(HANG) < 0,
                    () -> "nothing for " + still + " after " + count() + ", said: " + said);
        }

        @Override
        public void accept(
                int partition,
                long offset,
                long timestamp,
                Headers headers,
                @Nullable ByteBuffer key,
                @Nullable ByteBuffer value) {
            assertEquals(seen[partition], offset, "the next of partition " + partition);
            byte[] bytes = new byte[value == null ? 0 : value.remaining()];
            if (value != null) {
                value.duplicate().get(bytes);
            }
            assertEquals(
                    new String(value(partition, (int) offset), StandardCharsets.US_ASCII),
                    new String(bytes, StandardCharsets.US_ASCII));
            seen[partition]++;
            lastProgress = System.nanoTime();
        }

        @Override
        public void silent(Sentence sentence) {
            checkProgress();
            lastProgress = System.nanoTime();
            assertFalse(sentence.plain().isBlank());
        }

        @Override
        public void gone(int partition, long from, long to) {
            throw new AssertionError("nothing is gone: " + partition + ", " + from + " to " + to);
        }
    }
}
