package io.sightglass.indicator;

import io.sightglass.contract.Contracts;
import io.sightglass.contract.RuleSampling;
import io.sightglass.decode.Decoders;
import io.sightglass.decode.mask.Masks;
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
import io.sightglass.tail.Tail;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;

/// A topic's indicators in the making: what is counted of the records that a [Scan] takes.
///
/// When a record's schema does not come, a check of a span cannot go on, since it would count the
/// registry's fault as the data's; one that follows a tail counts the record as it is without.
///
/// A check of a span takes the time that it takes, and holds each record to all rules. One that
/// follows a tail must keep up: what leaves the tail before it was looked at is in no figure.
public final class Check implements Counting<Indicators> {
    private static final String DOING = "Checking";

    private final Decoders decoders;
    private final Gathering gathering;
    private final long limit;
    private final @Nullable Following following;

    /// A tail that is followed, and how far that has got.
    private static final class Following {
        private final Tail tail;
        private final long from;
        private final RuleSampling sampling;
        private long passed;
        private long passedThen;

        /// When the first record since the last pause came; 0 before.
        private long began;

        Following(Tail tail, RuleSampling sampling) {
            this.tail = tail;
            this.from = tail.first();
            this.sampling = sampling;
        }

        void paused() {
            long busy = began == 0 ? 0 : sampling.nanoTime() - began;
            int count = (int) Math.min(Integer.MAX_VALUE, passed - passedThen);
            sampling.look(count, busy, () -> Math.max(0, tail.next() - from - passed));
            passedThen = passed;
            began = 0;
        }
    }

    /// @param following null where a span is checked
    private Check(
            Decoders decoders, Gathering gathering, long limit, @Nullable Following following) {
        this.decoders = decoders;
        this.gathering = gathering;
        this.limit = limit;
        this.following = following;
    }

    /// Checks a span of a topic. Returns at once; whoever started it closes it.
    ///
    /// @param masking what of keys and of values is not told
    /// @param patience how long a schema that is on its way is waited for
    public static Scan<Indicators> onTopic(
            Cluster cluster,
            ReadRequest request,
            Choice choice,
            Decoders decoders,
            Contracts contracts,
            Function<Part, Masks.Source> masking,
            Duration patience) {
        var topic = request.topic();
        var gathering =
                new Gathering(
                        topic, contracts, decoders, masking, choice, null, InstantSource.system());
        // of chosen ones, nobody knows beforehand how many must be looked at
        long looked = choice.leavesOut() ? Long.MAX_VALUE : choice.limit();
        return Scan.start(
                DOING,
                topic,
                new TopicFeed(cluster, request, looked),
                new Check(decoders, gathering, choice.limit(), null),
                patience);
    }

    /// Checks what a tail holds, and what it reads from now on, until it is closed.
    public static Scan<Indicators> onTail(
            Tail tail,
            Decoders decoders,
            Contracts contracts,
            Function<Part, Masks.Source> masking) {
        var topic = tail.topic();
        var sampling = new RuleSampling();
        var gathering =
                new Gathering(
                        topic,
                        contracts,
                        decoders,
                        masking,
                        Choice.ALL,
                        sampling,
                        InstantSource.system());
        return Scan.start(
                DOING,
                topic,
                TailFeed.following(tail),
                new Check(decoders, gathering, Long.MAX_VALUE, new Following(tail, sampling)),
                Scan.PATIENCE);
    }

    @Override
    public boolean take(
            int partition,
            long offset,
            long timestamp,
            Headers headers,
            @Nullable ByteBuffer key,
            @Nullable ByteBuffer value) {
        if (following != null && following.began == 0) {
            following.began = following.sampling.nanoTime();
        }
        return passed(gathering.add(false, partition, offset, timestamp, headers, key, value));
    }

    private boolean passed(boolean counted) {
        if (following != null && counted) {
            following.passed++;
        }
        return counted;
    }

    @Override
    public void paused() {
        if (following != null) {
            following.paused();
        }
    }

    @Override
    public @Nullable Sentence without(
            int partition,
            long offset,
            long timestamp,
            Headers headers,
            @Nullable ByteBuffer key,
            @Nullable ByteBuffer value) {
        if (following != null) {
            passed(gathering.add(true, partition, offset, timestamp, headers, key, value));
            return null;
        }
        var said = gathering.obstacle(headers, key, value);
        return said == null ? Sentence.of("A schema did not come in time; check it again.") : said;
    }

    @Override
    public boolean wantsMore() {
        return gathering.counted() < limit;
    }

    @Override
    public long generation() {
        return decoders.generation();
    }

    @Override
    public void gone(long records) {
        gathering.gone(records);
        if (following != null) {
            following.passed += records;
        }
    }

    @Override
    public long records() {
        return gathering.records();
    }

    @Override
    public Indicators figures(ScanState state) {
        return gathering.figures(state instanceof ScanState.Finished);
    }
}
