package io.sightglass.tail;

import io.sightglass.model.Headers;
import io.sightglass.model.Sentence;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.ReadRequest;
import io.sightglass.port.RecordHandler;
import io.sightglass.port.RecordSource;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;

/// The life of a tail's thread: open the topic, read until told to stop, judge and keep each record
/// as it comes, and judge anew those whose schema came late, and all when what they are judged by
/// has changed. Reads as fast as it can judge and no faster; what it has not read yet waits in the
/// broker.
@SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
final class TailReader implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(TailReader.class);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Opening opening;
    private final ReadRequest request;
    private final TailSession.Judging judging;
    private final HeldRecords held;
    private final Tally tally;
    private final RateMeter rate;
    private final InstantSource clock;
    private TailState state = new TailState.Opening();
    private volatile boolean stopping;
    private volatile @Nullable RecordSource source;
    private volatile @Nullable Rejudge rejudge;
    private volatile long revisions;
    private volatile long gone;
    private volatile @Nullable Sentence silence;

    TailReader(
            Opening opening,
            ReadRequest request,
            TailSession.Judging judging,
            HeldRecords held,
            Tally tally,
            RateMeter rate,
            InstantSource clock) {
        this.opening = opening;
        this.request = request;
        this.judging = judging;
        this.held = held;
        this.tally = tally;
        this.rate = rate;
        this.clock = clock;
    }

    synchronized TailState state() {
        return state;
    }

    long revisions() {
        return revisions;
    }

    long gone() {
        return gone;
    }

    @Nullable Sentence silence() {
        return silence;
    }

    long rounds() {
        var anew = rejudge;
        return anew == null ? 0 : anew.rounds();
    }

    /// Asks `thread`, which runs this, to end soon. For any thread.
    void stop(Thread thread) {
        moveTo(new TailState.Closed());
        stopping = true;
        var open = source;
        if (open != null) {
            open.wakeup();
        }
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        try {
            var anew = new Rejudge(held, tally, judging.edition(), this::newJudge);
            rejudge = anew;
            var late = new LateSchemas(held, tally, anew::judge, judging.generation(), clock);
            read(anew, late);
            // What is held is judged anew for as long as somebody may look at it.
            while (!stopping) {
                if (!anew.isBusy() && !late.isBusy()) {
                    LockSupport.parkNanos(POLL.toNanos());
                }
                revise(anew, late);
            }
        } catch (RuntimeException | Error fault) {
            fail(fault);
        } finally {
            if (stopping) {
                held.close();
            }
        }
    }

    private Judge newJudge() {
        return new Judge(
                request.topic(), judging.decoder().get(), judging.sinks(), judging.sampling());
    }

    private void read(Rejudge anew, LateSchemas late) {
        try (var open = opening.open(request)) {
            source = open;
            moveTo(new TailState.Running());
            var sampling = judging.sampling();
            while (!stopping && !open.finished()) {
                var judge = anew.judge();
                var taker = new Taker(judge);
                int count = open.poll(anew.isBusy() || late.isBusy() ? Duration.ZERO : POLL, taker);
                rate.add(count);
                long began = taker.began == 0 ? sampling.nanoTime() : taker.began;
                revise(anew, late);
                sampling.look(count, sampling.nanoTime() - began, open::behind);
            }
            moveTo(new TailState.Finished());
        } catch (ConnectionFailure failure) {
            moveTo(new TailState.Failed(failure.sentence()));
        } catch (IOException failure) {
            LOG.warn("Closing the reading position in topic {} failed", request.topic(), failure);
        } finally {
            source = null;
            silence = null;
        }
    }

    private final class Taker implements RecordHandler {
        private final Judge judge;

        /// When the first record came; 0 before.
        private long began;

        Taker(Judge judge) {
            this.judge = judge;
        }

        @Override
        public void accept(
                int partition,
                long offset,
                long timestamp,
                Headers headers,
                @Nullable ByteBuffer key,
                @Nullable ByteBuffer value) {
            if (began == 0) {
                began = judging.sampling().nanoTime();
            }
            judge.judge(headers, key, value);
            int bucket =
                    tally.count(
                            judge.mark(),
                            judge.whole(),
                            timestamp,
                            HeldRecords.payloadSize(key, value));
            held.append(partition, offset, timestamp, headers, key, value, bucket, judge);
        }

        @Override
        public void gone(int partition, long from, long to) {
            gone = gone + (to - from);
        }

        @Override
        public void silent(Sentence sentence) {
            silence = sentence;
        }

        @Override
        public void heard() {
            silence = null;
        }
    }

    private void revise(Rejudge anew, LateSchemas late) {
        int revised = anew.work() + late.work();
        if (revised > 0) {
            revisions = revisions + revised;
        }
    }

    /// A closed tail stays closed.
    private synchronized void moveTo(TailState next) {
        if (!(state instanceof TailState.Closed)) {
            state = next;
        }
    }

    private void fail(Throwable fault) {
        LOG.error("Reading topic {} failed", request.topic(), fault);
        var sentence = Sentence.builder().text("Reading ").strong(request.topic());
        if (fault instanceof OutOfMemoryError) {
            sentence.text(" stopped: this machine has no memory left for its records. ");
            sentence.text("Close other tails or hold fewer records, then read it again.");
        } else {
            sentence.text(" stopped because of a fault in Sightglass; its log says where. ");
            sentence.text("What was read stays; read the topic again to go on.");
        }
        moveTo(new TailState.Failed(sentence.build()));
    }
}
