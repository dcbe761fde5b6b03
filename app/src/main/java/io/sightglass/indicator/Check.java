package io.sightglass.indicator;

import io.sightglass.contract.Contracts;
import io.sightglass.decode.Decoders;
import io.sightglass.model.Headers;
import io.sightglass.model.Sentence;
import io.sightglass.port.Cluster;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.ReadRequest;
import io.sightglass.tail.Tail;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A topic's indicators in the making, on a thread of their own. Everyone else looks at what has
/// been published.
///
/// A record whose schema is on its way is waited for, within bounds. When it does not come, a check
/// of a span cannot go on, since it would count the registry's fault as the data's; one that
/// follows a tail goes on and waits no more until something new has arrived.
public final class Check implements AutoCloseable {
    /// Longer than a registry's own deadline.
    public static final Duration PATIENCE = Duration.ofSeconds(6);

    private static final Logger LOG = LoggerFactory.getLogger(Check.class);
    private static final long PUBLISH_NANOS = 400_000_000;
    private static final long STEP_NANOS = 5_000_000;

    private final String topic;
    private final Feed feed;
    private final Decoders decoders;
    private final long patience;
    private final boolean following;
    private final Gathering gathering;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;
    private final long started = System.nanoTime();

    private volatile CheckState state = new CheckState.Running();
    private volatile boolean cancelled;
    private volatile long looked;
    private volatile long expected = -1;
    private volatile Indicators indicators;

    private @Nullable Sentence obstacle;
    private long published;
    private long publishedRecords;

    /// The generation at which waiting was in vain.
    private long inVain = -1;

    private Check(
            String topic,
            Feed feed,
            Decoders decoders,
            Contracts contracts,
            Duration patience,
            boolean following) {
        this.topic = topic;
        this.feed = feed;
        this.decoders = decoders;
        this.patience = patience.toNanos();
        this.following = following;
        this.gathering = new Gathering(topic, contracts, decoders, InstantSource.system());
        this.indicators = gathering.figures(false);
        this.thread = Thread.ofPlatform().name("check " + topic).daemon(true).unstarted(this::run);
    }

    /// Checks a span of a topic. Returns at once; whoever started it closes it.
    ///
    /// @param limit how many records at most
    /// @param patience how long a schema that is on its way is waited for
    public static Check onTopic(
            Cluster cluster,
            ReadRequest request,
            long limit,
            Decoders decoders,
            Contracts contracts,
            Duration patience) {
        var feed = new TopicFeed(cluster, request, limit);
        return start(new Check(request.topic(), feed, decoders, contracts, patience, false));
    }

    /// Checks what a tail holds, and what it reads from now on, until it is closed.
    public static Check onTail(Tail tail, Decoders decoders, Contracts contracts) {
        return start(
                new Check(tail.topic(), new TailFeed(tail), decoders, contracts, PATIENCE, true));
    }

    private static Check start(Check check) {
        check.thread.start();
        return check;
    }

    public CheckState state() {
        return state;
    }

    /// What is known so far; a few times a second it is news.
    public Indicators indicators() {
        return indicators;
    }

    /// How many records were looked at so far.
    public long records() {
        return looked;
    }

    /// How many records there are to look at, about; -1 while that is not known.
    public long expected() {
        return expected;
    }

    /// Records a second from the beginning until now.
    public double rate() {
        long nanos = System.nanoTime() - started;
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
        CheckState end;
        try {
            expected = feed.expected();
            feed.run(new Taking());
            end =
                    obstacle != null
                            ? new CheckState.Failed(obstacle)
                            : cancelled ? new CheckState.Cancelled() : new CheckState.Finished();
        } catch (ConnectionFailure failure) {
            end = new CheckState.Failed(failure.sentence());
        } catch (RuntimeException | Error fault) {
            LOG.error("Checking {} failed", topic, fault);
            end =
                    new CheckState.Failed(
                            Sentence.builder()
                                    .text("Checking ")
                                    .strong(topic)
                                    .text(
                                            " stopped because of a fault in Sightglass; its log"
                                                    + " says where. What was counted before"
                                                    + " stays.")
                                    .build());
        }
        indicators = gathering.figures(end instanceof CheckState.Finished);
        looked = gathering.records();
        state = end;
        ended.countDown();
    }

    /// Waits, judges and publishes.
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
            long generation = decoders.generation();
            if (add(false, partition, offset, timestamp, headers, key, value)) {
                return;
            }
            long deadline = System.nanoTime() + (generation == inVain ? 0 : patience);
            while (!cancelled && System.nanoTime() < deadline) {
                LockSupport.parkNanos(STEP_NANOS);
                if (decoders.generation() != generation) {
                    generation = decoders.generation();
                    if (add(false, partition, offset, timestamp, headers, key, value)) {
                        return;
                    }
                }
            }
            inVain = generation;
            if (following) {
                add(true, partition, offset, timestamp, headers, key, value);
            } else if (!cancelled) {
                var said = gathering.obstacle(headers, key, value);
                obstacle =
                        said == null
                                ? Sentence.of("A schema did not come in time; check it again.")
                                : said;
            }
        }

        private boolean add(
                boolean anyway,
                int partition,
                long offset,
                long timestamp,
                Headers headers,
                @Nullable ByteBuffer key,
                @Nullable ByteBuffer value) {
            return gathering.add(anyway, partition, offset, timestamp, headers, key, value);
        }

        @Override
        public void gone(long records) {
            gathering.gone(records);
        }

        @Override
        public boolean wantsMore() {
            return !cancelled && obstacle == null;
        }

        @Override
        public void pause() {
            looked = gathering.records();
            long now = System.nanoTime();
            if (now - published > PUBLISH_NANOS && looked != publishedRecords) {
                published = now;
                publishedRecords = looked;
                indicators = gathering.figures(false);
            }
        }
    }
}
