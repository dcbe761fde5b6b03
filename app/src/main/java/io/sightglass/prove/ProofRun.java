package io.sightglass.prove;

import io.sightglass.decode.DecodeOptions;
import io.sightglass.decode.DecodeSink;
import io.sightglass.decode.Decoder;
import io.sightglass.decode.Decoders;
import io.sightglass.decode.FindingSink;
import io.sightglass.decode.Outcome;
import io.sightglass.decode.mask.Masker;
import io.sightglass.decode.mask.Masks;
import io.sightglass.model.Decoded;
import io.sightglass.model.Headers;
import io.sightglass.model.Part;
import io.sightglass.model.Sentence;
import io.sightglass.port.Cluster;
import io.sightglass.port.ReadRequest;
import io.sightglass.scan.Counting;
import io.sightglass.scan.Scan;
import io.sightglass.scan.ScanState;
import io.sightglass.scan.TailFeed;
import io.sightglass.scan.TopicFeed;
import io.sightglass.schema.Lookup;
import io.sightglass.tail.Tail;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A proof in the making: what is counted of the records that a [Scan] takes.
///
/// Each record's value is walked once by the lens of the decoder with a sink that only counts
/// ([ProofSink]); the memory that is taken depends on the schemas and not on how many records there
/// are. A record whose schema does not come ends the proof: nothing can be said of it, nor of the
/// rest.
public final class ProofRun implements Counting<Proof> {
    private static final String DOING = "Proving";

    private final ProofReader reader;
    private final Reading reading;
    private final Masks.Source masking;
    private final Tallies tallies = new Tallies();
    private final ProofSink sink = new ProofSink(tallies);
    private final Figures figures;

    private ProofRun(ProofReader reader, String source, Reading reading, Masks.Source masking) {
        this.reader = reader;
        this.masking = masking;
        this.reading = reading;
        this.figures = new Figures(reader, source, reading instanceof SampleFeed, tallies);
    }

    /// Proves a span of a topic. Returns at once.
    ///
    /// @param limit how many records at most
    /// @param options how the topic's values are read ([Decoders#chosen]); its reader does not
    ///   count
    /// @param masking which values are not told
    public static Scan<Proof> onTopic(
            Cluster cluster,
            ReadRequest request,
            long limit,
            DecodeOptions options,
            ProofReader reader,
            Masks.Source masking,
            Duration patience) {
        var topic = request.topic();
        var run =
                new ProofRun(
                        reader,
                        topic,
                        new Reading.OfTopic(decoder(reader, options), topic),
                        masking);
        var feed = new TopicFeed(cluster, request, limit);
        return Scan.start(DOING, topic, feed, run, patience);
    }

    /// Proves what a tail holds now. Returns at once.
    ///
    /// @param options as in [#onTopic]
    public static Scan<Proof> onTail(
            Tail tail, DecodeOptions options, ProofReader reader, Masks.Source masking) {
        var topic = tail.topic();
        var run =
                new ProofRun(
                        reader,
                        topic,
                        new Reading.OfTopic(decoder(reader, options), topic),
                        masking);
        return Scan.start(DOING, topic, TailFeed.held(tail), run, Scan.PATIENCE);
    }

    /// Proves the samples of a folder; no cluster is needed. Returns at once.
    public static Scan<Proof> onSamples(
            SampleFolder folder, ProofReader reader, Masks.Source masking) {
        var feed = new SampleFeed(folder, reader);
        var source = folder.folder().toString();
        return Scan.start(
                DOING, source, feed, new ProofRun(reader, source, feed, masking), Scan.PATIENCE);
    }

    private static Decoder decoder(ProofReader reader, DecodeOptions options) {
        return new Decoders(reader.schemas()).newDecoder(options.withReader(reader.ref()));
    }

    @Override
    public Proof figures(ScanState state) {
        return figures.proof(
                switch (state) {
                    case ScanState.Running _ -> Proof.Ending.RUNNING;
                    case ScanState.Finished _ -> Proof.Ending.COMPLETE;
                    case ScanState.Cancelled _, ScanState.Failed _ -> Proof.Ending.STOPPED;
                });
    }

    @Override
    public long records() {
        return tallies.records;
    }

    @Override
    public void gone(long records) {
        tallies.gone += records;
    }

    @Override
    public long generation() {
        return reader.schemas().generation();
    }

    /// There must be a reader's schema, unless it is another for each writer.
    @Override
    public Beginning beginning() {
        if (reader.isOfWriter()) {
            return new Beginning.Ready();
        }
        return switch (reader.schemas().lookup(reader.ref())) {
            case Lookup.Found _ -> new Beginning.Ready();
            case Lookup.Missing(var sentence, _) -> new Beginning.Never(sentence);
            case Lookup.Pending(var sentence) -> new Beginning.Waiting(sentence);
        };
    }

    @Override
    public boolean take(
            int partition,
            long offset,
            long timestamp,
            Headers headers,
            @Nullable ByteBuffer key,
            @Nullable ByteBuffer value) {
        if (value == null) {
            tallies.records++;
            tallies.tombstones++;
            tallies.partition(partition).add(offset);
            return true;
        }
        if (walk(headers, value, sink).pending()) {
            return false;
        }
        tallies.records++;
        var of = tallies.partition(partition);
        of.add(offset);
        count(of);
        if (!isKnown(of)) {
            var place = new RecordPlace(partition, offset, timestamp, reading.sample());
            explain(of, place, headers, value);
        }
        return true;
    }

    @SuppressWarnings("ByteBufferBackingArray") // feeds hand over buffers on the heap
    private Outcome walk(Headers headers, ByteBuffer value, DecodeSink into) {
        return reading.decoder()
                .walk(
                        reading.topic(),
                        Part.VALUE,
                        headers,
                        value.array(),
                        value.arrayOffset() + value.position(),
                        value.remaining(),
                        into);
    }

    @Override
    public Sentence without(
            int partition,
            long offset,
            long timestamp,
            Headers headers,
            @Nullable ByteBuffer key,
            @Nullable ByteBuffer value) {
        var example = new ExampleSink(Set.of(1));
        if (value != null) {
            walk(headers, value, example);
        }
        var said = example.finding(1);
        return said == null
                ? Sentence.of("A schema did not come in time; prove it again.")
                : said.message();
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
    private void explain(PartitionTally of, RecordPlace place, Headers headers, ByteBuffer value) {
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
        walk(headers, value, example);
        for (int i = 0; i < sink.touches(); i++) {
            var cell = sink.touched(i);
            if (cell.example == null && !cell.isSeen() && counts(cell)) {
                cell.example = said(example, headers, value, cell.event());
            }
        }
        if (first) {
            of.first = place;
            of.why = said(example, headers, value, sink.failedAt());
        }
    }

    /// What was said at an event, without values that are masked.
    private @Nullable Sentence said(
            ExampleSink example, Headers headers, ByteBuffer value, int event) {
        var finding = example.finding(event);
        if (finding == null) {
            return null;
        }
        var masks = masking.of(null, example.resolved());
        if (masks.isEmpty()) {
            return finding.message();
        }
        var bytes = new byte[value.remaining()];
        value.get(value.position(), bytes);
        var decoded =
                reading.decoder()
                        .decode(
                                reading.topic(),
                                Part.VALUE,
                                headers,
                                bytes,
                                FindingSink::collecting);
        var format = decoded instanceof Decoded.DecodedMessage message ? message.format() : null;
        var of = masking.of(format, example.resolved());
        return Masker.findings(decoded, of, List.of(finding)).getFirst().message();
    }
}
