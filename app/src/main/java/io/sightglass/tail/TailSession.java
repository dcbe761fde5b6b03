package io.sightglass.tail;

import io.sightglass.contract.RuleSampling;
import io.sightglass.contract.Sampled;
import io.sightglass.decode.Decoder;
import io.sightglass.decode.Decoders;
import io.sightglass.decode.FindingSink;
import io.sightglass.model.Part;
import io.sightglass.model.RawRecord;
import io.sightglass.model.SchemaInfo;
import io.sightglass.model.Sentence;
import io.sightglass.port.Cluster;
import io.sightglass.port.ReadRequest;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// A tail with a thread of its own. The thread ([TailReader]) reads, judges and keeps; everyone
/// else looks at what it has published.
public final class TailSession implements Tail {
    private static final Logger LOG = LoggerFactory.getLogger(TailSession.class);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(1);

    private final ReadRequest request;
    private final HeldRecords held;
    private final Tally tally;
    private final Judging judging;
    private final RateMeter rate;
    private final TailReader reader;
    private final Thread thread;
    private final RowView rows = new AllRows(this);

    /// What judging needs. Suppliers, since decoder and sinks belong to the reading thread, which
    /// asks for new ones when the edition has changed.
    ///
    /// @param generation grows when a schema arrives ([io.sightglass.schema.Schemas#generation])
    /// @param edition grows after anything has changed by which records are judged
    /// @param sampling the one that the sinks ask
    record Judging(
            Supplier<Decoder> decoder,
            Function<Part, FindingSink> sinks,
            LongSupplier generation,
            LongSupplier edition,
            RuleSampling sampling) {
        /// Where all records are held to all rules, as far as they keep up.
        Judging(
                Supplier<Decoder> decoder,
                Function<Part, FindingSink> sinks,
                LongSupplier generation,
                LongSupplier edition) {
            this(decoder, sinks, generation, edition, new RuleSampling());
        }

        /// Where nothing by which records are judged ever changes.
        Judging(
                Supplier<Decoder> decoder,
                Function<Part, FindingSink> sinks,
                LongSupplier generation) {
            this(decoder, sinks, generation, () -> 0);
        }
    }

    private TailSession(
            Opening opening,
            ReadRequest request,
            Judging judging,
            TailLimits limits,
            InstantSource clock) {
        this.request = request;
        this.held = new HeldRecords(request.topic(), limits);
        this.tally = new Tally(clock);
        this.judging = judging;
        this.rate = new RateMeter(clock);
        this.reader = new TailReader(opening, request, judging, held, tally, rate, clock);
        this.thread =
                Thread.ofPlatform().name("tail " + request.topic()).daemon(true).unstarted(reader);
    }

    /// Starts reading on a thread of its own and returns at once.
    ///
    /// @param sinks makes the counting sink for keys and the one for values
    public static Tail start(
            Cluster cluster,
            ReadRequest request,
            Decoders decoders,
            Function<Part, FindingSink> sinks,
            TailLimits limits) {
        return start(
                cluster::open,
                request,
                decoders,
                sinks,
                decoders::edition,
                new RuleSampling(),
                limits);
    }

    /// Starts reading on a thread of its own and returns at once.
    ///
    /// @param sinks makes the counting sink for keys and the one for values, by what holds now
    /// @param edition grows after anything has changed by which records are judged: how they are
    ///   read ([Decoders#edition]), and whatever the sinks are made from. Then everything that is
    ///   held is judged anew
    /// @param sampling the one that the sinks ask
    public static Tail start(
            Opening opening,
            ReadRequest request,
            Decoders decoders,
            Function<Part, FindingSink> sinks,
            LongSupplier edition,
            RuleSampling sampling,
            TailLimits limits) {
        var judging =
                new Judging(
                        decoders::newDecoder,
                        sinks,
                        () -> decoders.schemas().generation(),
                        edition,
                        sampling);
        return start(opening, request, judging, limits, InstantSource.system());
    }

    static Tail start(
            Opening opening,
            ReadRequest request,
            Judging judging,
            TailLimits limits,
            InstantSource clock) {
        var session = new TailSession(opening, request, judging, limits, clock);
        session.thread.start();
        return session;
    }

    @Override
    public String topic() {
        return request.topic();
    }

    @Override
    public TailState state() {
        return reader.state();
    }

    @Override
    public long first() {
        return held.index().first();
    }

    @Override
    public long next() {
        return held.index().next();
    }

    @Override
    public Optional<Row> row(long sequence) {
        return held.index().row(sequence);
    }

    @Override
    public Optional<RawRecord> record(long sequence) {
        return held.record(sequence);
    }

    @Override
    public Counts counts() {
        return tally.counts();
    }

    @Override
    public Sampled sampled() {
        return judging.sampling().sampled();
    }

    @Override
    public double rate() {
        return rate.perSecond();
    }

    @Override
    public long heldBytes() {
        return held.store().used();
    }

    @Override
    public int pending() {
        return held.index().pending();
    }

    @Override
    public long revisions() {
        return reader.revisions();
    }

    @Override
    public long gone() {
        return reader.gone();
    }

    @Override
    public Optional<Sentence> silence() {
        return Optional.ofNullable(reader.silence());
    }

    @Override
    public long rounds() {
        return reader.rounds();
    }

    @Override
    public Timeline timeline() {
        return tally.timeline();
    }

    @Override
    public List<SchemaInfo> schemas() {
        return held.index().schemas();
    }

    @Override
    public RowView rows() {
        return rows;
    }

    @Override
    public void scan(long from, long to, RowVisitor visitor) {
        held.index().scan(from, to, visitor);
    }

    @Override
    public void close() {
        reader.stop(thread);
        try {
            if (!thread.join(CLOSE_WAIT)) {
                LOG.warn("The reading thread of topic {} has not ended yet", request.topic());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        // A thread that still runs gives the memory back when it ends.
        if (!thread.isAlive()) {
            held.close();
        }
    }
}
