package io.sightglass.ui.schema;

import io.sightglass.connect.Connection;
import io.sightglass.port.ReadRequest;
import io.sightglass.port.Until;
import io.sightglass.prove.Proof;
import io.sightglass.prove.ProofReader;
import io.sightglass.scan.Scan;
import io.sightglass.scan.ScanState;
import io.sightglass.schema.ParsedSchema;
import io.sightglass.tail.Tail;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/// The proofs of one or two readers on the same records, one after the other, on threads of its
/// own. What there is of them may be looked at from anywhere.
final class ProofJob implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProofJob.class);
    private static final long STEP_MILLIS = 500;

    private final String topic;
    private final Span span;
    private final List<Reader> readers;
    private final List<Part> parts = new CopyOnWriteArrayList<>();
    private volatile boolean cancelled;
    private volatile boolean ended;

    /// @param label as in sentences: `order-status v4`
    /// @param brief where there is little room: `v4`
    record Reader(String label, String brief, ParsedSchema schema) {}

    /// One reader's proof.
    record Part(Reader reader, Scan<Proof> run) {
        Proof proof() {
            return run.figures();
        }

        boolean isRunning() {
            return run.state() instanceof ScanState.Running;
        }
    }

    private ProofJob(String topic, Span span, List<Reader> readers) {
        this.topic = topic;
        this.span = span;
        this.readers = List.copyOf(readers);
    }

    /// Begins, and returns at once.
    ///
    /// @param held what the topic's tab holds, where that is to be proved
    static ProofJob start(
            Connection connection,
            String topic,
            Span span,
            @Nullable Tail held,
            List<Reader> readers) {
        var job = new ProofJob(topic, span, readers);
        Thread.ofVirtual().name("sightglass-prove").start(() -> job.run(connection, held));
        return job;
    }

    private void run(Connection connection, @Nullable Tail held) {
        try {
            for (var reader : readers) {
                if (cancelled || !goesOn()) {
                    return;
                }
                var of =
                        ProofReader.draft(
                                connection.schemas(), reader.label(), reader.schema(), "");
                var run =
                        held != null
                                ? connection.prove(held, of)
                                : connection.prove(
                                        new ReadRequest(
                                                topic, Set.of(), span.from(), new Until.End()),
                                        Long.MAX_VALUE,
                                        of);
                parts.add(new Part(reader, run));
                if (cancelled) {
                    run.cancel();
                }
                while (!run.await(STEP_MILLIS)) {
                    // another half a second, then
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("{} could not be proved", topic, e);
        } finally {
            ended = true;
        }
    }

    /// A failure of the one would be that of the other.
    private boolean goesOn() {
        return parts.isEmpty() || parts.getLast().run().state() instanceof ScanState.Finished;
    }

    String topic() {
        return topic;
    }

    Span span() {
        return span;
    }

    /// Those that were begun.
    List<Part> parts() {
        return parts;
    }

    /// How many readers there are to prove.
    int size() {
        return readers.size();
    }

    boolean isEnded() {
        return ended;
    }

    /// Ends it soon; what is known by then stays.
    void cancel() {
        cancelled = true;
        parts.forEach(part -> part.run().cancel());
    }

    @Override
    public void close() {
        cancel();
    }
}
