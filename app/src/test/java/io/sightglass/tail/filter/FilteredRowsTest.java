package io.sightglass.tail.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.decode.FindingSink;
import io.sightglass.model.Headers;
import io.sightglass.model.Mark;
import io.sightglass.model.Part;
import io.sightglass.tail.Await;
import io.sightglass.tail.RowView;
import io.sightglass.tail.ScriptedCluster;
import io.sightglass.tail.StubDecoder;
import io.sightglass.tail.StubTail;
import io.sightglass.tail.Tail;
import io.sightglass.tail.TailLimits;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;

class FilteredRowsTest {
    private static final List<String> ENDS = List.of("fine", "V", "U", "X", "red", "a Red one");

    private final ScriptedCluster cluster = new ScriptedCluster();
    private final StubDecoder.Known known = new StubDecoder.Known();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private long offset;

    @AfterEach
    void close() throws Exception {
        for (var each : open.reversed()) {
            each.close();
        }
    }

    private Tail tail(TailLimits limits) {
        var tail = StubTail.start(cluster, known, limits);
        open.add(tail);
        return tail;
    }

    private FilteredRows filter(Tail tail, RowFilter filter) {
        var decoder = new StubDecoder(known);
        var rows =
                FilteredRows.start(
                        tail,
                        filter,
                        () ->
                                (record, part) ->
                                        decoder.decode(
                                                record.topic(),
                                                part,
                                                record.headers(),
                                                part == Part.KEY ? record.key() : record.value(),
                                                FindingSink::collecting));
        open.add(rows);
        return rows;
    }

    private void give(int count, int pendingOf10) {
        for (int i = 0; i < count; i++) {
            var value = ENDS.get(random.nextInt(ENDS.size()));
            if (random.nextInt(10) < pendingOf10) {
                value = "P" + (char) ('a' + random.nextInt(3)) + value;
            }
            cluster.give(
                    new ScriptedCluster.Message(
                            random.nextInt(4),
                            offset++,
                            random.nextInt(1_000),
                            Headers.NONE,
                            null,
                            value.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private RowFilter randomFilter() {
        var marks = EnumSet.noneOf(Mark.class);
        for (var mark : Mark.values()) {
            if (random.nextInt(3) == 0) {
                marks.add(mark);
            }
        }
        var partitions = new HashSet<Integer>();
        for (int i = 0; i < 4; i++) {
            if (random.nextInt(4) == 0) {
                partitions.add(i);
            }
        }
        int from = random.nextInt(1_000);
        var predicate =
                List.of("red", "value.startsWith(\"P\")", "partition < 2 && size(value) > 1");
        var text = FilterText.of(predicate.get(random.nextInt(predicate.size())));
        return new RowFilter(
                marks,
                partitions,
                random.nextBoolean() ? null : new TimeSpan(from, from + random.nextInt(1_000)),
                random.nextBoolean()
                        ? null
                        : assertInstanceOf(FilterText.Ready.class, text).predicate());
    }

    /// The same question, asked row by row.
    private long[] oracle(Tail tail, RowFilter filter) {
        var decoder = new StubDecoder(known);
        return LongStream.range(tail.first(), tail.next())
                .filter(sequence -> {
                    var row = tail.row(sequence).orElseThrow();
                    var record = tail.record(sequence).orElseThrow();
                    var span = filter.span();
                    var predicate = filter.predicate();
                    return (filter.marks().isEmpty() || filter.marks().contains(row.mark()))
                            && (filter.partitions().isEmpty()
                                    || filter.partitions().contains(row.partition()))
                            && (span == null
                                    || (row.timestamp() >= span.from()
                                            && row.timestamp() < span.to()))
                            && (predicate == null
                                    || predicate.test(
                                            record,
                                            decoder.decode(
                                                    "t",
                                                    Part.KEY,
                                                    record.headers(),
                                                    record.key(),
                                                    FindingSink::collecting),
                                            decoder.decode(
                                                    "t",
                                                    Part.VALUE,
                                                    record.headers(),
                                                    record.value(),
                                                    FindingSink::collecting)));
                })
                .toArray();
    }

    private static long[] all(RowView rows) {
        var into = new long[(int) rows.size() + 10];
        return java.util.Arrays.copyOf(into, rows.read(0, into));
    }

    private static long[] contents(RowView rows) {
        var into = new long[2_000_000];
        return java.util.Arrays.copyOf(into, rows.read(0, into));
    }

    private void assertSame(Tail tail, RowFilter filter, FilteredRows rows) {
        var expected = oracle(tail, filter);
        Await.until(
                "the filter, seed " + seed,
                () ->
                        rows.progress().isDone()
                                && java.util.Arrays.equals(expected, contents(rows)));
        assertEquals(expected.length, rows.size());
        for (int i = 0; i < Math.min(50, expected.length); i++) {
            int at = random.nextInt(expected.length);
            assertEquals(expected[at], rows.sequenceAt(at));
            assertEquals(at, rows.indexOf(expected[at]));
            assertEquals(at, rows.ceiling(expected[at]));
            assertTrue(rows.ceiling(expected[at] + 1) > at);
        }
        var last = new long[7];
        int count = rows.readLast(last);
        assertEquals(Math.min(7, expected.length), count);
        assertArrayEquals(
                java.util.Arrays.copyOfRange(expected, expected.length - count, expected.length),
                java.util.Arrays.copyOf(last, count));
    }

    @Test
    void agreesWithAskingRowByRowAlsoAsRowsArriveLeaveAndAreRevised() {
        give(6_000, 3);
        var tail = tail(new TailLimits(10_000, 64 << 20));
        Await.until("records", () -> tail.next() == 6_000);
        var filters = new ArrayList<RowFilter>();
        var views = new ArrayList<FilteredRows>();
        for (int i = 0; i < 8; i++) {
            filters.add(randomFilter());
            views.add(filter(tail, filters.getLast()));
        }
        for (int i = 0; i < filters.size(); i++) {
            assertSame(tail, filters.get(i), views.get(i));
        }
        give(9_000, 3);
        known.arrive('a');
        Await.until("more records", () -> tail.next() == 15_000);
        known.arrive('b');
        known.arrive('c');
        Await.until("schemas", () -> tail.pending() == 0);
        for (int i = 0; i < filters.size(); i++) {
            assertSame(tail, filters.get(i), views.get(i));
        }
        known.swap();
        give(500, 3);
        Await.until("a round", () -> tail.rounds() == 1 && tail.next() == 15_500);
        for (int i = 0; i < filters.size(); i++) {
            assertSame(tail, filters.get(i), views.get(i));
        }
    }

    @Test
    void aFilterStartedBeforeTheFirstRecordSeesEach() {
        var tail = tail(TailLimits.DEFAULT);
        var onlyValid = RowFilter.ALL.withMarks(Set.of(Mark.VALID));
        var rows = filter(tail, onlyValid);
        give(3_000, 0);
        Await.until("records", () -> tail.next() == 3_000);
        assertSame(tail, onlyValid, rows);
    }

    @Test
    void whatThePredicateThrowsIsNotAMatch() {
        give(10, 0);
        var tail = tail(TailLimits.DEFAULT);
        Await.until("records", () -> tail.next() == 10);
        var rows =
                filter(
                        tail,
                        RowFilter.ALL.withPredicate((record, _, _) -> {
                            if (record.offset() == 3) {
                                throw new IllegalStateException("payload");
                            }
                            return true;
                        }));
        Await.until("the filter", () -> rows.size() == 9);
        assertEquals(RowView.NONE, rows.indexOf(3));
        assertTrue(rows.problem().isEmpty());
    }

    @Test
    void closingEndsTheLooking() throws InterruptedException {
        give(1_000, 0);
        var tail = tail(TailLimits.DEFAULT);
        Await.until("records", () -> tail.next() == 1_000);
        var inside = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var rows =
                filter(
                        tail,
                        RowFilter.ALL.withPredicate((_, _, _) -> {
                            inside.countDown();
                            try {
                                goOn.await();
                            } catch (InterruptedException interrupted) {
                                Thread.currentThread().interrupt();
                            }
                            return true;
                        }));
        inside.await();
        // The tail is not held up by a slow filter.
        give(1_000, 0);
        Await.until("more records", () -> tail.next() == 2_000);
        rows.close();
        goOn.countDown();
        Await.until("no more", () -> rows.size() == 1);
        assertTrue(rows.progress().waiting() > 0);
        assertEquals(1, all(rows).length);
    }
}
