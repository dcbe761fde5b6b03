package io.sightglass.worker;

import io.sightglass.model.Sentence;
import io.sightglass.port.Cluster;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.From;
import io.sightglass.port.ReadRequest;
import io.sightglass.port.RecordHandler;
import io.sightglass.port.Until;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;

/// Reads a results topic to its end, again and again, each time from where it was. It joins no
/// group and writes nothing. For one thread.
public final class RunReader {
    private static final Logger LOG = LoggerFactory.getLogger(RunReader.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Cluster cluster;
    private final String topic;
    private final RunLog log;
    private long next;

    /// @param topic the results topic, with its one partition
    public RunReader(Cluster cluster, String topic, RunLog log) {
        this.cluster = cluster;
        this.topic = topic;
        this.log = log;
    }

    /// The offset after the last that was read.
    long next() {
        return next;
    }

    /// Reads all that was written when this was called.
    ///
    /// @throws ConnectionFailure also where the cluster does not give it within a minute
    public void refresh() throws ConnectionFailure {
        var from = next == 0 ? new From.Earliest() : new From.Offset(next);
        long deadline = System.nanoTime() + LONGEST.toNanos();
        try (var source = cluster.open(new ReadRequest(topic, Set.of(), from, new Until.End()))) {
            var handler = handler();
            while (!source.finished()) {
                source.poll(POLL, handler);
                if (System.nanoTime() - deadline > 0) {
                    throw new ConnectionFailure(
                            Sentence.builder()
                                    .text("The results in topic ")
                                    .strong(topic)
                                    .text(" did not come within a minute; check the cluster.")
                                    .build());
                }
            }
        } catch (ConnectionFailure failure) {
            throw failure;
        } catch (IOException failure) {
            LOG.warn("Closing the reading position in topic {} failed", topic, failure);
        }
    }

    private RecordHandler handler() {
        return (_, offset, _, _, key, value) -> {
            if (offset >= next) {
                log.take(bytes(key), bytes(value));
                next = offset + 1;
            }
        };
    }

    private static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        var bytes = new byte[buffer.remaining()];
        buffer.get(buffer.position(), bytes);
        return bytes;
    }
}
