package io.sightglass.tail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.decode.FindingSink;
import io.sightglass.model.Headers;
import io.sightglass.model.Sentence;
import io.sightglass.port.Cluster;
import io.sightglass.tail.filter.FilterText;
import io.sightglass.tail.filter.RecordDecoder;
import io.sightglass.tail.filter.RecordPredicate;
import io.sightglass.tail.find.TopicSearch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

/// Looking through a topic; the tail is the real one, the cluster and the decoders are stand-ins.
class TopicSearchTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final StubDecoder.Known known = new StubDecoder.Known();
    private TopicSearch search;

    @AfterEach
    void close() {
        search.tail().close();
    }

    private static ScriptedCluster.Message message(long offset, String value) {
        return new ScriptedCluster.Message(
                0,
                offset,
                1_000 + offset,
                Headers.NONE,
                null,
                value.getBytes(StandardCharsets.UTF_8));
    }

    private void find(Cluster cluster, String text, Duration patience, TailLimits limits) {
        var stub = new StubDecoder(known);
        RecordDecoder decoder =
                (record, part) ->
                        stub.decode(
                                record.topic(),
                                part,
                                record.headers(),
                                record.value(),
                                FindingSink::collecting);
        search =
                TopicSearch.start(
                        cluster,
                        "orders",
                        Set.of(),
                        predicate(text),
                        () -> decoder,
                        known::generation,
                        patience,
                        opening ->
                                TailSession.start(
                                        opening,
                                        TopicSearch.request("orders", Set.of()),
                                        new TailSession.Judging(
                                                () -> new StubDecoder(known),
                                                _ -> FindingSink.counting(),
                                                known::generation),
                                        limits,
                                        InstantSource.system()));
    }

    private static RecordPredicate predicate(String text) {
        return assertInstanceOf(FilterText.Ready.class, FilterText.of(text)).predicate();
    }

    private TopicSearch.Progress atTheEnd() {
        Await.until("the end", () -> search.progress().end() != TopicSearch.End.NOT_YET);
        return search.progress();
    }

    @Test
    void onlyWhatMatchesIsKept() {
        var cluster = new ScriptedCluster();
        for (int i = 0; i < 1_000; i++) {
            cluster.give(message(i, i % 400 == 7 ? "a Needle " + i : "hay " + i));
        }
        find(cluster.end(), "needle", LONG, TailLimits.DEFAULT);
        var progress = atTheEnd();
        assertEquals(TopicSearch.End.ALL_LOOKED_AT, progress.end());
        assertEquals(1_000, progress.looked());
        assertEquals(3, progress.found());
        assertEquals(0, progress.unread());
        var tail = search.tail();
        assertEquals(3, tail.next());
        assertEquals(807, tail.row(2).orElseThrow().offset());
        assertEquals(3, tail.counts().total());
        assertTrue(tail.heldBytes() < 200, "the rest leaves no trace");
    }

    @Test
    void aRecordWaitsForItsSchema() {
        var cluster = new ScriptedCluster().give(message(0, "Pa needle")).give(message(1, "hay"));
        find(cluster.end(), "value.endsWith(\"needle\")", LONG, TailLimits.DEFAULT);
        Await.until("the first look", () -> search.progress().looked() == 1);
        assertEquals(0, search.progress().found());
        known.arrive('a');
        var progress = atTheEnd();
        assertEquals(2, progress.looked());
        assertEquals(0, progress.unread());
        assertEquals(1, progress.found());
        assertEquals(0, search.tail().row(0).orElseThrow().offset());
    }

    @Test
    void aSchemaThatDoesNotComeCostsOneWaitAndIsSaid() {
        var cluster = new ScriptedCluster();
        for (int i = 0; i < 5_000; i++) {
            cluster.give(message(i, "Px needle"));
        }
        // Were each of them waited for, this would take minutes.
        find(
                cluster.end(),
                "value.endsWith(\"needle\")",
                Duration.ofMillis(50),
                TailLimits.DEFAULT);
        var progress = atTheEnd();
        assertEquals(5_000, progress.unread());
        assertEquals(0, progress.found());
    }

    @Test
    void aPersonMayStopItAndWhatWasFoundStays() {
        find(new EndlessCluster(Long.MAX_VALUE, 50), "partition >= 0", LONG, TailLimits.DEFAULT);
        Await.until("something", () -> search.progress().found() > 100);
        search.stop();
        var progress = atTheEnd();
        assertEquals(TopicSearch.End.STOPPED, progress.end());
        assertTrue(search.tail().row(0).isPresent());
        assertEquals(progress, search.progress(), "and stays as it was");
    }

    @Test
    void whatKeepsItFromReadingIsSaid() {
        var cluster = new ScriptedCluster().give(message(0, "hay")).fail(Sentence.of("Gone."));
        find(cluster, "hay", LONG, TailLimits.DEFAULT);
        var progress = atTheEnd();
        assertEquals(TopicSearch.End.FAILED, progress.end());
        assertEquals(1, progress.found());
    }
}
