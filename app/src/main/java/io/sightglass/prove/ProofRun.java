package io.sightglass.prove;

import io.sightglass.decode.DecodeOptions;
import io.sightglass.decode.Decoder;
import io.sightglass.decode.Decoders;
import io.sightglass.decode.Outcome;
import io.sightglass.model.Headers;
import io.sightglass.model.Part;
import io.sightglass.model.Sentence;
import io.sightglass.port.Cluster;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.ReadRequest;
import io.sightglass.schema.Lookup;
import io.sightglass.tail.Tail;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A proof in the making, on a thread of its own. Everyone else looks at what it has published.
///
/// Each record's value is walked once by the lens of the decoder with a sink that only counts
/// ([ProofSink]); the memory that is taken depends on the schemas and not on how many records there
/// are. A record whose schema is on its way is waited for, within bounds.
public final class ProofRun implements AutoCloseable {
    /// Longer than a registry's own deadline.
    public static final Duration PATIENCE = Duration.ofSeconds(6);

    private static final Logger LOG = LoggerFactory.getLogger(ProofRun.class);
    private static final long PUBLISH_NANOS = 200_000_000;
    private static final long STEP_NANOS = 5_000_000;

    private final ProofReader reader;
    private final String source;
    private final Feed feed;
    private final long patience;
    private final Tallies tallies = new Tallies();
    private final ProofSink sink = new ProofSink(tallies);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;
    private final long started = System.nanoTime();

    private volatile ProofState state = new ProofState.Running();
    private volatile boolean cancelled;
    private volatile long looked;
    private volatile long expected = -1;
    private volatile long finishedAfter = -1;
    private volatile Proof proof;

    /// Set on the run's thread: why it cannot go on.
    private @Nullable Sentence obstacle;

    private long published;

    private ProofRun(ProofReader reader, String source, Feed feed, Duration patience) {
        this.reader = reader;
        this.source = source;
        this.feed = feed;
        this.patience = patience.toNanos();
        this.proof = figures(Proof.Ending.RUNNING);
        this.thread = Thread.ofPlatform().name("prove " + source).daemon(true).unstarted(this::run);
    }

    /// Proves a span of a topic. Returns at once.
    ///
    /// @param limit how many records at most
    /// @param options how the topic's values are read ([Decoders#chosen]); its reader does not
    ///   count
    public static ProofRun onTopic(
            Cluster cluster,
            ReadRequest request,
            long limit,
            DecodeOptions options,
            ProofReader reader,
            Duration patience) {
        var feed = new TopicFeed(cluster, request, limit, decoder(reader, options));
        return start(new ProofRun(reader, request.topic(), feed, patience));
    }

    /// Proves what a tail holds now. Returns at once.
    ///
    /// @param options as in [#onTopic]
    public static ProofRun onTail(Tail tail, DecodeOptions options, ProofReader reader) {
        var feed = new HeldFeed(tail, decoder(reader, options));
        return start(new ProofRun(reader, tail.topic(), feed, PATIENCE));
    }

    /// Proves the samples of a folder; no cluster is needed. Returns at once.
    public static ProofRun onSamples(SampleFolder folder, ProofReader reader) {
        var feed = new SampleFeed(folder, reader);
        return start(new ProofRun(reader, folder.folder().toString(), feed, PATIENCE));
    }

    private static Decoder decoder(ProofReader reader, DecodeOptions options) {
        return new Decoders(reader.schemas()).newDecoder(options.withReader(reader.ref()));
    }

    private Proof figures(Proof.Ending ending) {
        boolean samples = feed instanceof SampleFeed;
        return new Figures(reader, source, samples, tallies).proof(ending);
    }

    private static ProofRun start(ProofRun run) {
        run.thread.start();
        return run;
    }

    public ProofState state() {
        return state;
    }

    /// What is known so far; a few times a second it is news.
    public Proof proof() {
        return proof;
    }

    /// How many records were looked at so far.
    public long records() {
        return looked;
    }

    /// How many records there are to look at; at most about that many in a compacted topic; -1
    /// while that is not known.
    public long expected() {
        return expected;
    }

    /// Records a second, from the beginning until now or the end.
    public double rate() {
        long nanos = finishedAfter < 0 ? System.nanoTime() - started : finishedAfter;
        return nanos == 0 ? 0 : looked * 1e9 / nanos;
    }

    /// Ends it soon; what is known by then stays.
    public void cancel() {
        cancelled = true;
        feed.stop();
        LockSupport.unpark(thread);
    }

    /// Waits for the end; answers false after `millis` without.
    public boolean await(long millis) throws InterruptedException {
        return ended.await(millis, TimeUnit.MILLISECONDS);
    }

    /// The same as [#cancel].
    @Override
    public void close() {
        cancel();
    }

    private void run() {
        ProofState end;
        try {
            obstacle = noReader();
            if (obstacle == null) {
                expected = feed.expected();
                feed.run(new Walking());
            }
            end =
                    obstacle != null
                            ? new ProofState.Failed(obstacle)
                            : cancelled ? new ProofState.Cancelled() : new ProofState.Finished();
        } catch (ConnectionFailure failure) {
            end = new ProofState.Failed(failure.sentence());
        } catch (RuntimeException | Error fault) {
            LOG.error("Proving {} failed", source, fault);
            end = new ProofState.Failed(fault(source));
        }
        finishedAfter = System.nanoTime() - started;
        boolean complete = end instanceof ProofState.Finished;
        proof = figures(complete ? Proof.Ending.COMPLETE : Proof.Ending.STOPPED);
        looked = tallies.records;
        state = end;
        ended.countDown();
    }

    private static Sentence fault(String source) {
        return Sentence.builder()
                .text("Proving ")
                .strong(source)
                .text(
                        " stopped because of a fault in Sightglass; its log says where. What was"
                                + " counted before stays.")
                .build();
    }

    /// Why there is no reader's schema; null where there is one, or it is another for each writer.
    private @Nullable Sentence noReader() {
        if (reader.isOfWriter()) {
            return null;
        }
        var schemas = reader.schemas();
        long deadline = System.nanoTime() + patience;
        while (true) {
            switch (schemas.lookup(reader.ref())) {
                case Lookup.Found _ -> {
                    return null;
                }
                case Lookup.Missing(var sentence) -> {
                    return sentence;
                }
                case Lookup.Pending(var sentence) -> {
                    if (cancelled || System.nanoTime() >= deadline) {
                        return cancelled ? null : sentence;
                    }
                    LockSupport.parkNanos(STEP_NANOS);
                }
            }
        }
    }

    /// Walks, counts and publishes.
    private final class Walking implements Feed.Taker {
        @Override
        public void take(
                Decoder decoder,
                String topic,
                int partition,
                long offset,
                long timestamp,
                Headers headers,
                byte @Nullable [] array,
                int start,
                int length,
                @Nullable String sample) {
            if (array == null) {
                tallies.records++;
                tallies.tombstones++;
                tallies.partition(partition).add(offset);
                return;
            }
            var outcome = walk(decoder, topic, headers, array, start, length);
            if (outcome.pending()) {
                // A schema did not come, so nothing can be said of this record, nor of the rest.
                obstacle = missing(decoder, topic, headers, array, start, length);
                return;
            }
            tallies.records++;
            var of = tallies.partition(partition);
            of.add(offset);
            count(of);
            if (!isKnown(of)) {
                var place = new RecordPlace(partition, offset, timestamp, sample);
                explain(of, place, decoder, topic, headers, array, start, length);
            }
        }

        private Outcome walk(
                Decoder decoder,
                String topic,
                Headers headers,
                byte[] array,
                int start,
                int length) {
            var schemas = reader.schemas();
            // Before the walk, so that what arrives meanwhile is noticed.
            long generation = schemas.generation();
            var outcome = decoder.walk(topic, Part.VALUE, headers, array, start, length, sink);
            if (!outcome.pending()) {
                return outcome;
            }
            long deadline = System.nanoTime() + patience;
            while (outcome.pending() && !cancelled && System.nanoTime() < deadline) {
                LockSupport.parkNanos(STEP_NANOS);
                if (schemas.generation() != generation) {
                    generation = schemas.generation();
                    outcome = decoder.walk(topic, Part.VALUE, headers, array, start, length, sink);
                }
            }
            return outcome;
        }

        /// Why a schema is not here; null where nobody waits for it any more.
        private @Nullable Sentence missing(
                Decoder decoder,
                String topic,
                Headers headers,
                byte[] array,
                int start,
                int length) {
            if (cancelled) {
                return null;
            }
            var example = new ExampleSink(Set.of(1));
            decoder.walk(topic, Part.VALUE, headers, array, start, length, example);
            var said = example.sentence(1);
            return said == null
                    ? Sentence.of("A schema did not come in time; prove it again.")
                    : said;
        }

        /// Counts what the sink has heard.
        private void count(PartitionTally of) {
            var writer = sink.writer();
            writer.records++;
            if (sink.isDamaged()) {
                tallies.damaged++;
                of.damaged++;
                writer.damaged++;
            } else if (sink.isFailing()) {
                tallies.failed++;
                of.failed++;
                writer.failed++;
            }
            for (int i = 0; i < sink.touches(); i++) {
                if (counts(sink.touched(i))) {
                    sink.touched(i).records++;
                }
            }
        }

        /// Of a damaged record only its damage counts.
        private boolean counts(Cell cell) {
            return !sink.isDamaged() || isDamage(cell);
        }

        private static boolean isDamage(Cell cell) {
            return !cell.isSeen()
                    && !cell.rule.startsWith("reader.")
                    && (cell.anomaly == null || !cell.anomaly.ofReader());
        }

        /// Whether enough records of each kind are known by their places.
        private boolean isKnown(PartitionTally of) {
            if (sink.isFailing() && !sink.isDamaged() && of.first == null) {
                return false;
            }
            for (int i = 0; i < sink.touches(); i++) {
                if (sink.touched(i).wantsPlace() && counts(sink.touched(i))) {
                    return false;
                }
            }
            return true;
        }

        /// Notes where the record is, and what is said of it, where that is news.
        private void explain(
                PartitionTally of,
                RecordPlace place,
                Decoder decoder,
                String topic,
                Headers headers,
                byte[] array,
                int start,
                int length) {
            boolean first = sink.isFailing() && !sink.isDamaged() && of.first == null;
            var wanted = new HashSet<Integer>();
            if (first) {
                wanted.add(sink.failedAt());
            }
            for (int i = 0; i < sink.touches(); i++) {
                var cell = sink.touched(i);
                if (cell.wantsPlace() && counts(cell)) {
                    if (cell.places.isEmpty()) {
                        wanted.add(cell.event());
                    }
                    cell.places.add(place);
                }
            }
            if (wanted.isEmpty()) {
                return;
            }
            var example = new ExampleSink(wanted);
            decoder.walk(topic, Part.VALUE, headers, array, start, length, example);
            for (int i = 0; i < sink.touches(); i++) {
                var cell = sink.touched(i);
                if (cell.example == null && !cell.isSeen() && counts(cell)) {
                    cell.example = example.sentence(cell.event());
                }
            }
            if (first) {
                of.first = place;
                of.why = example.sentence(sink.failedAt());
            }
        }

        @Override
        public void gone(long from, long to) {
            tallies.gone += to - from;
        }

        @Override
        public boolean wantsMore() {
            return !cancelled && obstacle == null;
        }

        @Override
        public void pause() {
            looked = tallies.records;
            long now = System.nanoTime();
            if (now - published > PUBLISH_NANOS) {
                published = now;
                proof = figures(Proof.Ending.RUNNING);
            }
        }
    }
}
