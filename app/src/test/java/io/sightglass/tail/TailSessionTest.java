package io.sightglass.tail;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.decode.DecodeSink;
import io.sightglass.decode.Decoder;
import io.sightglass.decode.FindingSink;
import io.sightglass.decode.Outcome;
import io.sightglass.model.Decoded;
import io.sightglass.model.FindingKind;
import io.sightglass.model.Header;
import io.sightglass.model.Headers;
import io.sightglass.model.Mark;
import io.sightglass.model.Part;
import io.sightglass.model.Sentence;
import io.sightglass.port.From;
import io.sightglass.port.ReadRequest;
import io.sightglass.port.Until;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

class TailSessionTest {
    private static final ReadRequest REQUEST =
            new ReadRequest("orders", Set.of(), new From.Earliest(), new Until.Forever());

    private final ScriptedCluster cluster = new ScriptedCluster();
    private final StubDecoder.Known known = new StubDecoder.Known();
    private final TestClock clock = new TestClock();
    private @Nullable Tail tail;
    private long offset;

    @AfterEach
    void closeTail() {
        if (tail != null) {
            tail.close();
            assertEquals(0, tail.heldBytes());
            assertEquals(cluster.opened.get(), cluster.closed.get() + refusals);
        }
    }

    private int refusals;

    private Tail start(TailLimits limits) {
        var judging =
                new TailSession.Judging(
                        () -> new StubDecoder(known),
                        _ -> FindingSink.counting(),
                        known::generation);
        var started = TailSession.start(cluster::open, REQUEST, judging, limits, clock);
        tail = started;
        return started;
    }

    private void give(@Nullable String key, @Nullable String value) {
        cluster.give(
                new ScriptedCluster.Message(
                        (int) (offset % 3),
                        offset++,
                        clock.millis(),
                        Headers.NONE,
                        bytes(key),
                        bytes(value)));
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private static Row row(Tail tail, long sequence) {
        return tail.row(sequence).orElseThrow();
    }

    @Test
    void readsJudgesAndKeeps() {
        give("k", "fine");
        give("U key", "Violation");
        give(null, "Unknown");
        give("k", "X");
        give("k", null);
        give("", "");
        cluster.give(
                new ScriptedCluster.Message(
                        5,
                        99,
                        -1,
                        new Headers(List.of(new Header("h", null), new Header("h", new byte[2]))),
                        null,
                        bytes("fine")));
        cluster.end();
        var tail = start(TailLimits.DEFAULT);
        Await.until("end", () -> tail.state() instanceof TailState.Finished);
        assertEquals(7, tail.next());
        assertEquals(0, tail.first());
        assertEquals(new Tail.Counts(4, 1, 1, 1, 33), tail.counts());
        assertEquals(Mark.VIOLATION, row(tail, 1).mark());
        assertEquals(3, row(tail, 1).findings());
        assertEquals(StubDecoder.SCHEMA, row(tail, 1).schema());
        assertEquals(14, row(tail, 1).size());
        assertNull(row(tail, 3).schema());
        var second = tail.record(1).orElseThrow();
        assertEquals("orders", second.topic());
        assertEquals(1, second.partition());
        assertEquals(1, second.offset());
        assertArrayEquals(bytes("U key"), second.key());
        assertArrayEquals(bytes("Violation"), second.value());
        assertNull(tail.record(4).orElseThrow().value());
        assertNull(tail.record(2).orElseThrow().key());
        assertArrayEquals(new byte[0], tail.record(5).orElseThrow().key());
        assertArrayEquals(new byte[0], tail.record(5).orElseThrow().value());
        var last = tail.record(6).orElseThrow();
        assertEquals(-1, last.timestamp());
        assertEquals(2, last.headers().size());
        assertTrue(tail.record(7).isEmpty());
        assertTrue(tail.row(-1).isEmpty());
        assertEquals(7, tail.timeline().buckets().getLast().total());
        assertEquals(7 / 0.5, tail.rate());
    }

    @Test
    void holdsNoMoreThanItsLimits() {
        for (int i = 0; i < 20_000; i++) {
            give("key " + i, "value");
        }
        cluster.end();
        var tail = start(new TailLimits(5_000, 64 << 20));
        Await.until("end", () -> tail.state() instanceof TailState.Finished);
        assertEquals(20_000, tail.next());
        assertEquals(15_000, tail.first());
        assertEquals(20_000, tail.counts().total());
        assertTrue(tail.row(14_999).isEmpty());
        assertArrayEquals(bytes("key 15000"), tail.record(15_000).orElseThrow().key());
        assertEquals(5_000, tail.rows().size());
        assertEquals(15_000, tail.rows().sequenceAt(0));
        assertEquals(0, tail.rows().ceiling(3));
        assertEquals(RowView.NONE, tail.rows().indexOf(3));
        assertEquals(4_999, tail.rows().indexOf(19_999));
        var lastThree = new long[3];
        assertEquals(3, tail.rows().readLast(lastThree));
        assertArrayEquals(new long[] {19_997, 19_998, 19_999}, lastThree);
        assertEquals(2, tail.rows().read(4_998, lastThree));
    }

    @Test
    void aSchemaThatComesLateCorrectsEverything() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var letters = "abc";
        var ends = List.of("fine", "V", "U", "X");
        int[] expected = new int[Mark.values().length];
        int records = 9_000;
        for (int i = 0; i < records; i++) {
            int end = random.nextInt(ends.size());
            var value = ends.get(end);
            if (random.nextInt(3) > 0) {
                value = "P" + letters.charAt(random.nextInt(letters.length())) + value;
            }
            expected[List.of(0, 2, 1, 3).get(end)]++;
            give(null, value);
        }
        cluster.end();
        var tail = start(TailLimits.DEFAULT);
        Await.until("end", () -> tail.state() instanceof TailState.Finished);
        int pending = tail.pending();
        assertTrue(pending > records / 3, "seed " + seed);
        assertEquals(0, tail.revisions());
        assertTrue(tail.counts().undecodable() >= pending, "seed " + seed);
        known.arrive('a');
        known.arrive('b');
        Await.until("two schemas", () -> tail.pending() <= pending / 2);
        known.arrive('c');
        Await.until("three schemas", () -> tail.pending() == 0);
        Await.until("revisions", () -> tail.revisions() == pending);
        var counts = tail.counts();
        var rows = new int[expected.length];
        for (long row = 0; row < records; row++) {
            rows[row(tail, row).mark().ordinal()]++;
        }
        for (var mark : Mark.values()) {
            assertEquals(expected[mark.ordinal()], counts.of(mark), mark + ", seed " + seed);
            assertEquals(expected[mark.ordinal()], rows[mark.ordinal()], mark + ", seed " + seed);
        }
        var bucket = tail.timeline().buckets().getLast();
        assertEquals(counts.violation(), bucket.violation(), "seed " + seed);
        assertEquals(counts.undecodable(), bucket.undecodable(), "seed " + seed);
        assertEquals(records, bucket.total(), "seed " + seed);
    }

    @Test
    void aChangeOfWhatIsJudgedByCorrectsEverything() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        int records = 25_000;
        for (int i = 0; i < records; i++) {
            give(null, List.of("fine", "V", "U", "X", "Pq").get(random.nextInt(5)));
        }
        var edition = new AtomicLong();
        var rules = new AtomicReference<FindingKind>();
        var judging =
                new TailSession.Judging(
                        () -> {
                            var also = rules.get();
                            return also == null ? new StubDecoder(known) : adding(also);
                        },
                        _ -> FindingSink.counting(),
                        known::generation,
                        edition::get);
        var tail =
                TailSession.start(
                        cluster::open, REQUEST, judging, new TailLimits(20_000, 1 << 26), clock);
        this.tail = tail;
        Await.until("records", () -> tail.next() == records);
        assertEquals(0, tail.rounds());

        rules.set(FindingKind.UNKNOWN_FIELD);
        edition.incrementAndGet();
        // what arrives meanwhile is judged once, by the new rules
        for (int i = 0; i < 3_000; i++) {
            give(null, "fine");
        }
        Await.until("a round", () -> tail.rounds() == 1);
        Await.until("more records", () -> tail.next() == records + 3_000);
        assertHeldIsCounted(tail, seed);
        assertEquals(0, row(tail, tail.next() - 1).mark().compareTo(Mark.UNKNOWN));
        assertTrue(tail.pending() > 0, "seed " + seed);

        known.arrive('q');
        rules.set(null);
        edition.incrementAndGet();
        Await.until("another round", () -> tail.rounds() == 2 && tail.pending() == 0);
        assertHeldIsCounted(tail, seed);
        assertEquals(Mark.VALID, row(tail, tail.next() - 1).mark());
        assertEquals(records + 3_000, tail.counts().total());
    }

    /// Records that have left keep their mark in the counts, so the counts are at least those held.
    private static void assertHeldIsCounted(Tail tail, long seed) {
        var rows = new long[Mark.values().length];
        for (long row = tail.first(); row < tail.next(); row++) {
            rows[row(tail, row).mark().ordinal()]++;
        }
        long all = 0;
        for (var mark : Mark.values()) {
            long counted = tail.counts().of(mark);
            assertTrue(counted >= rows[mark.ordinal()], mark + ", seed " + seed);
            all += counted;
        }
        assertEquals(tail.next(), all, "seed " + seed);
        var bucket = tail.timeline().buckets().getLast();
        assertEquals(tail.counts().valid(), bucket.valid(), "seed " + seed);
        assertEquals(tail.counts().unknown(), bucket.unknown(), "seed " + seed);
    }

    /// Finds one thing more in every value.
    private Decoder adding(FindingKind kind) {
        var stub = new StubDecoder(known);
        return new Decoder() {
            @Override
            public Outcome walk(
                    String topic,
                    Part part,
                    Headers headers,
                    byte @Nullable [] array,
                    int offset,
                    int length,
                    DecodeSink sink) {
                var outcome = stub.walk(topic, part, headers, array, offset, length, sink);
                ((FindingSink) sink).tally(kind);
                return outcome;
            }

            @Override
            public Decoded decode(
                    String topic,
                    Part part,
                    Headers headers,
                    byte @Nullable [] payload,
                    Supplier<? extends FindingSink> rules) {
                throw new IllegalStateException("not asked for");
            }
        };
    }

    @Test
    void asksForAWaitingSchemaNowAndThen() {
        give("Pa", "Pb");
        var tail = start(TailLimits.DEFAULT);
        Await.until("record", () -> tail.next() == 1);
        known.arriveSilently('a');
        known.arriveSilently('b');
        clock.forward(10_000);
        Await.until("another look", () -> tail.pending() == 0);
        assertEquals(Mark.VALID, row(tail, 0).mark());
    }

    @Test
    void waitingRowsThatLeaveAreForgotten() {
        for (int i = 0; i < 100; i++) {
            give(null, "Pz");
        }
        for (int i = 0; i < 50; i++) {
            give(null, "fine");
        }
        var tail = start(new TailLimits(80, 1 << 20));
        Await.until("records", () -> tail.next() == 150);
        assertEquals(30, tail.pending());
        known.arrive('z');
        Await.until("schema", () -> tail.pending() == 0);
        assertEquals(70, tail.counts().undecodable());
        assertEquals(80, tail.counts().valid());
    }

    @Test
    void aFailureWhileReadingKeepsWhatWasRead() {
        give("k", "fine");
        cluster.fail(Sentence.of("Topic orders was deleted."));
        var tail = start(TailLimits.DEFAULT);
        Await.until("failure", () -> tail.state() instanceof TailState.Failed);
        var failed = assertInstanceOf(TailState.Failed.class, tail.state());
        assertEquals("Topic orders was deleted.", failed.sentence().plain());
        assertEquals(1, tail.rows().size());
        assertTrue(tail.record(0).isPresent());
    }

    @Test
    void aTopicThatCannotBeOpenedIsAFailure() {
        cluster.refuse(Sentence.of("There is no topic orders at localhost:9092."));
        refusals = 1;
        var tail = start(TailLimits.DEFAULT);
        Await.until("failure", () -> tail.state() instanceof TailState.Failed);
    }

    @Test
    void aFaultOfOursIsASentenceToo() {
        give("k", "fine");
        cluster.crash(new IllegalStateException("internal"));
        var tail = start(TailLimits.DEFAULT);
        Await.until("failure", () -> tail.state() instanceof TailState.Failed);
        var sentence = ((TailState.Failed) tail.state()).sentence().plain();
        assertTrue(sentence.contains("orders"), sentence);
        assertFalse(sentence.contains("internal"), sentence);
        assertFalse(sentence.contains("Exception"), sentence);
    }

    @Test
    void aDecoderThatThrowsCostsItsRecordAMarkAndNothingElse() {
        give("k", "!");
        give("k", "fine");
        var tail = start(TailLimits.DEFAULT);
        Await.until("records", () -> tail.next() == 2);
        assertEquals(Mark.UNDECODABLE, row(tail, 0).mark());
        assertEquals(Mark.VALID, row(tail, 1).mark());
        assertInstanceOf(TailState.Running.class, tail.state());
    }

    @Test
    void closingEndsTheThreadAndMayBeRepeated() {
        give("k", "fine");
        var tail = start(TailLimits.DEFAULT);
        Await.until("record", () -> tail.next() == 1);
        tail.close();
        tail.close();
        assertInstanceOf(TailState.Closed.class, tail.state());
        assertEquals(1, cluster.closed.get());
        assertTrue(tail.record(0).isEmpty());
        assertTrue(tail.row(0).isEmpty());
        assertEquals(0, tail.rows().size());
        assertEquals(1, tail.counts().total());
    }
}
