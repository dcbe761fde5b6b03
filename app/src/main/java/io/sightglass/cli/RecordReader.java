package io.sightglass.cli;

import io.sightglass.connect.Connection;
import io.sightglass.contract.RuleSampling;
import io.sightglass.decode.Decoder;
import io.sightglass.model.Part;
import io.sightglass.model.RawRecord;

import java.time.Duration;

/// Reads both halves of records in full, and waits a bounded time for schemas that are on their
/// way. Belongs to one thread.
final class RecordReader {
    private static final long STEP_MILLIS = 10;

    private final Connection connection;
    private final Decoder decoder;
    private final String topic;
    private final Duration patience;
    private final RuleSampling sampling;

    /// The generation at which waiting was in vain: until something new has arrived, no further
    /// record waits, so that a dead registry slows the first record only.
    private long inVain = -1;

    /// @param patience how long one record waits for its schema
    /// @param sampling says which records are held to all rules
    RecordReader(
            Connection connection,
            Decoder decoder,
            String topic,
            Duration patience,
            RuleSampling sampling) {
        this.connection = connection;
        this.decoder = decoder;
        this.topic = topic;
        this.patience = patience;
        this.sampling = sampling;
    }

    /// Says which records are held to all rules.
    RuleSampling sampling() {
        return sampling;
    }

    String topic() {
        return topic;
    }

    /// Reads a record; when its schema does not come in time, or `stop` is raised meanwhile, it is
    /// what it is without.
    ReadRecord read(RawRecord raw, StopFlag stop) {
        sampling.next();
        var schemas = connection.schemas();
        long generation = schemas.generation();
        var read = readNow(raw);
        if (!read.isPending() || generation == inVain) {
            return read;
        }
        long deadline = System.nanoTime() + patience.toNanos();
        while (read.isPending() && System.nanoTime() < deadline) {
            try {
                if (stop.await(STEP_MILLIS)) {
                    return read;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return read;
            }
            if (schemas.generation() != generation) {
                generation = schemas.generation();
                read = readNow(raw);
            }
        }
        inVain = read.isPending() ? generation : -1;
        return read;
    }

    private ReadRecord readNow(RawRecord raw) {
        // contracts may be others by now
        var reader = connection.reader(decoder, sampling);
        var key = raw.key() == null ? null : reader.read(raw, Part.KEY);
        var value = reader.read(raw, Part.VALUE);
        return new ReadRecord(raw, key, value, sampling.isWhole());
    }
}
