package io.sightglass.tail.find;

import io.sightglass.port.Cluster;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.From;
import io.sightglass.port.ReadRequest;
import io.sightglass.port.RecordSource;
import io.sightglass.port.TopicReport;
import io.sightglass.port.Until;
import io.sightglass.tail.Opening;
import io.sightglass.tail.Tail;
import io.sightglass.tail.TailState;
import io.sightglass.tail.filter.RecordDecoder;
import io.sightglass.tail.filter.RecordPredicate;
import io.sightglass.tail.filter.RecordTest;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// A search through all that a topic holds at this moment, oldest first: a tail of those records
/// alone that match.
public final class TopicSearch {
    private final Search search;
    private final Tail tail;

    private TopicSearch(Search search, Tail tail) {
        this.search = search;
        this.tail = tail;
    }

    /// How far a search has got.
    ///
    /// @param looked records held to the predicate
    /// @param expected how many there are to look at; at most about that many in a compacted topic;
    ///   -1 while that is not known
    /// @param found those that match
    /// @param unread those of which it could not be told, since their schema did not come
    /// @param seconds from the first look until now, or until it ended
    /// @param end how it ended
    public record Progress(
            long looked, long expected, long found, long unread, double seconds, End end) {
        public double perSecond() {
            return seconds <= 0 ? 0 : looked / seconds;
        }
    }

    /// Where a search is in its life.
    public enum End {
        NOT_YET,
        /// Every record was looked at.
        ALL_LOOKED_AT,
        /// A person stopped it.
        STOPPED,
        /// Reading could not go on; the tail's state says why.
        FAILED
    }

    /// Begins, and returns at once.
    ///
    /// @param partitions empty for all
    /// @param decoder makes the decoder for the searching thread
    /// @param generation grows when a schema arrives
    /// @param patience how long a schema that is on its way is waited for
    /// @param tailing makes the tail of a source
    public static TopicSearch start(
            Cluster cluster,
            String topic,
            Set<Integer> partitions,
            RecordPredicate predicate,
            Supplier<RecordDecoder> decoder,
            LongSupplier generation,
            Duration patience,
            Function<Opening, Tail> tailing) {
        var search =
                new Search(cluster, topic, partitions, predicate, decoder, generation, patience);
        return new TopicSearch(search, tailing.apply(search));
    }

    /// What to read for a search.
    public static ReadRequest request(String topic, Set<Integer> partitions) {
        return new ReadRequest(topic, partitions, new From.Earliest(), new Until.End());
    }

    /// What was found; whoever started the search closes it.
    public Tail tail() {
        return tail;
    }

    /// Ends it soon; what was found stays.
    public void stop() {
        search.stop();
    }

    public Progress progress() {
        return search.progress(tail.state());
    }

    /// The state that the searching thread shares.
    private static final class Search implements Opening {
        private final Cluster cluster;
        private final String topic;
        private final Set<Integer> partitions;
        private final RecordPredicate predicate;
        private final Supplier<RecordDecoder> decoder;
        private final LongSupplier generation;
        private final Duration patience;
        private final long started = System.nanoTime();
        private volatile @Nullable Sieve sieve;
        private volatile boolean stopped;
        private volatile long expected = -1;
        private volatile long nanos = -1;

        Search(
                Cluster cluster,
                String topic,
                Set<Integer> partitions,
                RecordPredicate predicate,
                Supplier<RecordDecoder> decoder,
                LongSupplier generation,
                Duration patience) {
            this.patience = patience;
            this.cluster = cluster;
            this.topic = topic;
            this.partitions = Set.copyOf(partitions);
            this.predicate = predicate;
            this.decoder = decoder;
            this.generation = generation;
        }

        @Override
        public RecordSource open(ReadRequest request) throws ConnectionFailure {
            expected = count();
            var opened =
                    new Sieve(
                            topic,
                            cluster.open(request),
                            new RecordTest(predicate, decoder.get()),
                            generation,
                            patience);
            sieve = opened;
            if (stopped) {
                opened.stop();
            }
            return opened;
        }

        /// -1 where it is not known of each partition.
        private long count() {
            List<TopicReport.Partition> all;
            try {
                all = cluster.describe(topic).partitions().known().orElse(List.of());
            } catch (ConnectionFailure e) {
                return -1; // opening the topic will say it better
            }
            long sum = all.isEmpty() ? -1 : 0;
            for (var partition : all) {
                if (partitions.isEmpty() || partitions.contains(partition.number())) {
                    if (partition.records() < 0) {
                        return -1;
                    }
                    sum += partition.records();
                }
            }
            return sum;
        }

        void stop() {
            stopped = true;
            var open = sieve;
            if (open != null) {
                open.stop();
            }
        }

        Progress progress(TailState state) {
            var end =
                    switch (state) {
                        case TailState.Opening _, TailState.Running _ -> End.NOT_YET;
                        case TailState.Finished _, TailState.Closed _ ->
                                stopped ? End.STOPPED : End.ALL_LOOKED_AT;
                        case TailState.Failed _ -> End.FAILED;
                    };
            if (end != End.NOT_YET && nanos < 0) {
                nanos = System.nanoTime() - started;
            }
            double seconds = (nanos < 0 ? System.nanoTime() - started : nanos) / 1e9;
            var open = sieve;
            return open == null
                    ? new Progress(0, expected, 0, 0, seconds, end)
                    : new Progress(
                            open.looked(), expected, open.found(), open.unread(), seconds, end);
        }
    }
}
