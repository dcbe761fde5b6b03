package io.sightglass.tail.find;

import io.sightglass.model.Headers;
import io.sightglass.model.RawRecord;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.RecordHandler;
import io.sightglass.port.RecordSource;
import io.sightglass.tail.filter.RecordTest;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/// Hands on the records that match. One whose schema is on its way is waited for, within bounds;
/// after a schema that did not come no other record waits until something new has arrived, so that
/// a dead registry costs the time of one.
@SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
final class Sieve implements RecordSource {
    private static final long STEP_NANOS = 5_000_000;

    private final String topic;
    private final RecordSource source;
    private final RecordTest test;
    private final LongSupplier generation;
    private final long patience;

    private volatile long looked;
    private volatile long found;
    private volatile long unread;
    private volatile boolean stopped;

    /// The generation at which waiting was in vain.
    private long inVain = -1;

    /// @param generation grows when a schema arrives
    /// @param patience how long one schema is waited for
    Sieve(
            String topic,
            RecordSource source,
            RecordTest test,
            LongSupplier generation,
            Duration patience) {
        this.topic = topic;
        this.source = source;
        this.test = test;
        this.generation = generation;
        this.patience = patience.toNanos();
    }

    /// How many records were held to the predicate.
    long looked() {
        return looked;
    }

    long found() {
        return found;
    }

    /// How many could not be told, since their schema did not come.
    long unread() {
        return unread;
    }

    /// Ends it soon, as if there were no more records. For any thread.
    void stop() {
        stopped = true;
        source.wakeup();
    }

    @Override
    public int poll(Duration timeout, RecordHandler handler) throws ConnectionFailure {
        return source.poll(timeout, new Holding(handler));
    }

    @Override
    public boolean finished() {
        return stopped || source.finished();
    }

    @Override
    public void wakeup() {
        stop();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private final class Holding implements RecordHandler {
        private final RecordHandler handler;

        Holding(RecordHandler handler) {
            this.handler = handler;
        }

        @Override
        public void accept(
                int partition,
                long offset,
                long timestamp,
                Headers headers,
                @Nullable ByteBuffer key,
                @Nullable ByteBuffer value) {
            if (stopped) {
                return;
            }
            looked = looked + 1;
            var record =
                    new RawRecord(
                            topic, partition, offset, timestamp, headers, copy(key), copy(value));
            if (isWanted(record)) {
                found = found + 1;
                handler.accept(partition, offset, timestamp, headers, key, value);
            }
        }

        @Override
        public void gone(int partition, long from, long to) {
            handler.gone(partition, from, to);
        }
    }

    private boolean isWanted(RawRecord record) {
        // before the look, so that what arrives meanwhile is noticed
        long known = generation.getAsLong();
        if (test.matches(record)) {
            return true;
        }
        if (!test.isPending()) {
            return false;
        }
        long deadline = System.nanoTime() + (known == inVain ? 0 : patience);
        while (!stopped && System.nanoTime() < deadline) {
            LockSupport.parkNanos(STEP_NANOS);
            if (generation.getAsLong() != known) {
                known = generation.getAsLong();
                if (test.matches(record)) {
                    return true;
                }
                if (!test.isPending()) {
                    return false;
                }
            }
        }
        inVain = known;
        unread = unread + 1;
        return false;
    }

    private static byte @Nullable [] copy(@Nullable ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        var bytes = new byte[buffer.remaining()];
        buffer.get(buffer.position(), bytes);
        return bytes;
    }
}
