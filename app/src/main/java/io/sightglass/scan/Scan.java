package io.sightglass.scan;

import io.sightglass.model.Headers;
import io.sightglass.model.Sentence;
import io.sightglass.port.ConnectionFailure;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Goes over records on a thread of its own. Everyone else looks at what has been published.
///
/// A record whose schema is on its way is waited for, within bounds; what becomes of it when the
/// schema does not come, the counting says. After that no other record waits until something new
/// has arrived, so that a dead registry costs the time of one.
///
/// @param <F> what is known, immutable
public final class Scan<F> implements AutoCloseable {
    /// Longer than a registry's own deadline.
    public static final Duration PATIENCE = Duration.ofSeconds(6);

    private static final Logger LOG = LoggerFactory.getLogger(Scan.class);
    private static final long PUBLISH_NANOS = 250_000_000;
    private static final long STEP_NANOS = 5_000_000;

    private final String doing;
    private final String source;
    private final Feed feed;
    private final Counting<F> counting;
    private final long patience;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;
    private final long started = System.nanoTime();

    private volatile ScanState state = new ScanState.Running();
    private volatile boolean cancelled;
    private volatile long looked;
    private volatile long expected = -1;
    private volatile long finishedAfter = -1;
    private volatile F figures;

    /// Set on the scan's thread: why it cannot go on.
    private @Nullable Sentence obstacle;

    private long published;
    private long publishedRecords;

    /// The generation at which waiting was in vain.
    private long inVain = -1;

    private Scan(String doing, String source, Feed feed, Counting<F> counting, Duration patience) {
        this.doing = doing;
        this.source = source;
        this.feed = feed;
        this.counting = counting;
        this.patience = patience.toNanos();
        this.figures = counting.figures(state);
        this.thread =
                Thread.ofPlatform().name(doing + " " + source).daemon(true).unstarted(this::run);
    }

    /// Begins, and returns at once; whoever started it closes it.
    ///
    /// @param doing what it does, as a sentence begins: `Checking`
    /// @param source what it does it with: a topic, or a folder
    /// @param patience how long a schema that is on its way is waited for
    public static <F> Scan<F> start(
            String doing, String source, Feed feed, Counting<F> counting, Duration patience) {
        var scan = new Scan<>(doing, source, feed, counting, patience);
        scan.thread.start();
        return scan;
    }

    public ScanState state() {
        return state;
    }

    /// What is known so far; a few times a second it is news.
    public F figures() {
        return figures;
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
        ScanState end;
        try {
            obstacle = begin();
            if (obstacle == null) {
                expected = feed.expected();
                feed.run(new Taking());
            }
            end =
                    obstacle != null
                            ? new ScanState.Failed(obstacle)
                            : cancelled ? new ScanState.Cancelled() : new ScanState.Finished();
        } catch (ConnectionFailure failure) {
            end = new ScanState.Failed(failure.sentence());
        } catch (RuntimeException | Error fault) {
            LOG.error("{} {} failed", doing, source, fault);
            end = new ScanState.Failed(fault());
        }
        finishedAfter = System.nanoTime() - started;
        figures = counting.figures(end);
        looked = counting.records();
        state = end;
        ended.countDown();
    }

    private Sentence fault() {
        return Sentence.builder()
                .text(doing + " ")
                .strong(source)
                .text(
                        " stopped because of a fault in Sightglass; its log says where. What was"
                                + " counted before stays.")
                .build();
    }

    /// Why it cannot begin; null where it can.
    private @Nullable Sentence begin() {
        long deadline = System.nanoTime() + patience;
        while (true) {
            switch (counting.beginning()) {
                case Counting.Beginning.Ready _ -> {
                    return null;
                }
                case Counting.Beginning.Never(var sentence) -> {
                    return sentence;
                }
                case Counting.Beginning.Waiting(var sentence) -> {
                    if (cancelled || System.nanoTime() >= deadline) {
                        return cancelled ? null : sentence;
                    }
                    LockSupport.parkNanos(STEP_NANOS);
                }
            }
        }
    }

    /// Waits, has the records counted, and publishes.
    private final class Taking implements Feed.Taker {
        @Override
        public void take(
                int partition,
                long offset,
                long timestamp,
                Headers headers,
                @Nullable ByteBuffer key,
                @Nullable ByteBuffer value) {
            // before the walk, so that what arrives meanwhile is noticed
            long generation = counting.generation();
            if (counting.take(partition, offset, timestamp, headers, key, value)) {
                return;
            }
            long deadline = System.nanoTime() + (generation == inVain ? 0 : patience);
            while (!cancelled && System.nanoTime() < deadline) {
                LockSupport.parkNanos(STEP_NANOS);
                if (counting.generation() != generation) {
                    generation = counting.generation();
                    if (counting.take(partition, offset, timestamp, headers, key, value)) {
                        return;
                    }
                }
            }
            inVain = generation;
            if (!cancelled) {
                obstacle = counting.without(partition, offset, timestamp, headers, key, value);
            }
        }

        @Override
        public void gone(long records) {
            counting.gone(records);
        }

        @Override
        public boolean wantsMore() {
            return !cancelled && obstacle == null && counting.wantsMore();
        }

        @Override
        public void pause() {
            counting.paused();
            looked = counting.records();
            long now = System.nanoTime();
            if (now - published > PUBLISH_NANOS && looked != publishedRecords) {
                published = now;
                publishedRecords = looked;
                figures = counting.figures(new ScanState.Running());
            }
        }
    }
}
