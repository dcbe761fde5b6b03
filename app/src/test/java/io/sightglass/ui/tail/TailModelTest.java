package io.sightglass.ui.tail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.sightglass.connect.Connection;
import io.sightglass.model.Mark;
import io.sightglass.model.Sentence;
import io.sightglass.port.From;
import io.sightglass.port.Health;
import io.sightglass.port.Playground;
import io.sightglass.tail.RowView;
import io.sightglass.tail.TailState;
import io.sightglass.tail.Timeline;
import io.sightglass.tail.filter.TimeSpan;
import io.sightglass.ui.MemoryPlayground;
import io.sightglass.ui.inspect.InspectModel;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// The tab's model without a toolkit: the test looks at it, as the window does once a frame.
class TailModelTest {
    private final MemoryPlayground outside = new MemoryPlayground();
    private Playground playground;
    private Connection connection;
    private TailModel model;

    @BeforeEach
    void open() throws Exception {
        playground = outside.startPlayground(_ -> {});
        connection = Connection.open(outside, playground.profile());
        model = start("orders", new From.Last(20_000));
    }

    @AfterEach
    void close() throws Exception {
        model.close();
        connection.close();
        playground.close();
        outside.awaitAllClosed();
    }

    private TailModel start(String topic, From from) {
        var started = new TailModel(connection, topic, from);
        started.start();
        return started;
    }

    private void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + 20_000_000_000L;
        while (true) {
            model.look();
            if (condition.getAsBoolean()) {
                return;
            }
            if (System.nanoTime() - end > 0) {
                fail("not in time: " + what);
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    private void awaitSettled() {
        await(
                "records with their schemas",
                () ->
                        model.rows().size() > 5_000
                                && model.tail().orElseThrow().pending() == 0
                                && model.counts().valid() > 1_000);
    }

    private Set<Mark> shownMarks() {
        var tail = model.tail().orElseThrow();
        var marks = new HashSet<Mark>();
        for (long i = 0; i < model.rows().size(); i++) {
            tail.row(model.rows().sequenceAt(i)).ifPresent(row -> marks.add(row.mark()));
        }
        return marks;
    }

    @Test
    void marksAndSpansLimitTheRows() {
        awaitSettled();
        assertFalse(model.isLimited());
        model.toggle(Mark.VIOLATION);
        await("rows", () -> model.rows().size() > 50);
        assertEquals(Set.of(Mark.VIOLATION), shownMarks());
        model.toggle(Mark.UNKNOWN);
        await("more rows", () -> shownMarks().size() == 2);
        model.showAll();
        assertFalse(model.isLimited());
        await("all rows", () -> model.rows().size() > 5_000);

        var buckets = model.timeline().buckets();
        var bucket = buckets.get(buckets.size() / 2);
        long end = bucket.start() + model.timeline().bucketMillis();
        model.spanProperty().set(new TimeSpan(bucket.start(), end));
        // Records go on arriving, and the timeline is as of a moment ago.
        await("the span's rows", () -> model.rows().size() == counted(bucket.start(), end));
    }

    private long counted(long from, long to) {
        return model.timeline().buckets().stream()
                .filter(each -> each.start() >= from && each.start() < to)
                .mapToLong(Timeline.Bucket::total)
                .sum();
    }

    @Test
    void aFilterIsUnderstoodInTheBackgroundAndAMistakeNamed() {
        awaitSettled();
        model.filterProperty().set("value.status == \"CANCELED\"");
        await("rows", () -> model.rows().size() > 10 && model.progress().isPresent());
        var line = line(model.rows().sequenceAt(0));
        assertTrue(line.contains("status CANCELED"), line);
        model.filterProperty().set("value.status ==");
        await("problem", () -> model.filterProblemProperty().get() != null);
        assertTrue(model.rows().size() > 10, "the last good filter stays");
        model.filterProperty().set("");
        assertEquals(null, model.filterProblemProperty().get());
    }

    private String line(long sequence) {
        var tail = model.tail().orElseThrow();
        var line = model.texts().line(tail, tail.row(sequence).orElseThrow());
        assertNotNull(line);
        return line.value();
    }

    @Test
    void aFrozenViewStaysWhileRecordsGoOnArriving() {
        awaitSettled();
        model.liveProperty().set(false);
        long size = model.rows().size();
        await("newer records", () -> model.newer() > 20);
        assertEquals(size, model.rows().size());
        model.liveProperty().set(true);
        assertTrue(model.rows().size() > size);
        assertEquals(0, model.newer());
    }

    @Test
    void findingsAreSteppedThroughRecordByRecord() {
        awaitSettled();
        model.liveProperty().set(false);
        model.nextFinding(1);
        await("a record", () -> model.selectionProperty().get() != null);
        var first = model.selectionProperty().get();
        assertNotNull(first);
        assertTrue(first.value().mark() != Mark.VALID);
        assertInstanceOf(InspectModel.Content.Shown.class, model.inspect().contentProperty().get());
        int findings = model.inspect().findings().size();
        for (int i = 0; i <= findings; i++) {
            model.nextFinding(1);
        }
        await(
                "the next record",
                () -> {
                    var now = model.selectionProperty().get();
                    return now != null && now.sequence() > first.sequence();
                });
    }

    @Test
    void movingGoesFromRowToRow() {
        awaitSettled();
        model.liveProperty().set(false);
        model.move(1);
        long last = model.selectedProperty().get();
        assertEquals(model.rows().sequenceAt(model.rows().size() - 1), last);
        model.move(-3);
        assertEquals(last - 3, model.selectedProperty().get());
        model.move(1_000_000);
        assertEquals(last, model.selectedProperty().get());
    }

    @Test
    void anAbsentBrokerIsSaidAndUnsaidByItself() {
        awaitSettled();
        outside.setHealth(new Health.Down(Sentence.of("No broker answers."), Instant.now()));
        await("the sentence", () -> model.awayProperty().get() != null);
        outside.setHealth(new Health.Up(1));
        await("no sentence", () -> model.awayProperty().get() == null);
    }

    @Test
    void aTailThatFailedCanBeTriedAgain() {
        model.close();
        model = start("nothing-of-the-kind", new From.Latest());
        await("failure", () -> model.stateProperty().get() instanceof TailState.Failed);
        model.restart();
        await("failure again", () -> model.stateProperty().get() instanceof TailState.Failed);
        assertEquals(RowView.NONE, model.selectedProperty().get());
    }

    @Test
    void anotherStartReadsAnew() {
        awaitSettled();
        long before = model.rows().size();
        model.fromProperty().set(new From.Latest());
        assertTrue(model.rows().size() < before);
        model.partitionsProperty().set(Set.of(1));
        await("records", () -> model.rows().size() > 5);
        for (long i = 0; i < 5; i++) {
            long sequence = model.rows().sequenceAt(i);
            var row = model.tail().orElseThrow().row(sequence).orElseThrow();
            assertEquals(1, row.partition());
        }
    }

    @Test
    void ordersMissTheirObjective() {
        awaitSettled();
        assertEquals("coffee-orders", model.contract().orElseThrow().name());
        assertTrue(model.isBelowObjective());
        await("a rate", () -> model.rate() > 0);
    }
}
