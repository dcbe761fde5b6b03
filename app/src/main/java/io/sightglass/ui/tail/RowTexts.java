package io.sightglass.ui.tail;

import io.sightglass.connect.Connection;
import io.sightglass.decode.Decoder;
import io.sightglass.decode.RowSink;
import io.sightglass.model.Headers;
import io.sightglass.model.Part;
import io.sightglass.model.RawRecord;
import io.sightglass.tail.Row;
import io.sightglass.tail.Tail;
import io.sightglass.ui.control.Figures;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Key and value of rows in sight, one line each, kept while they are in sight. A record of usual
/// size is read at once, which takes microseconds; a large one on a thread of its own, and shows
/// meanwhile what is being waited for.
public final class RowTexts {
    private static final Logger log = LoggerFactory.getLogger(RowTexts.class);

    /// More than any screen has rows.
    private static final int KEPT = 400;

    private static final int LARGE = 64 << 10;

    private final Connection connection;
    private final String topic;
    private final Reader reader;
    private final Map<Long, Line> lines =
            new LinkedHashMap<>(KEPT, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Long, Line> eldest) {
                    return size() > KEPT;
                }
            };
    private final Map<Long, Line> large = new ConcurrentHashMap<>();
    private final AtomicLong revision = new AtomicLong();
    private long tailRevision;
    private long generation;

    /// What a row shows of its key and its value.
    public record Line(String key, String value) {}

    RowTexts(Connection connection, String topic) {
        this.connection = connection;
        this.topic = topic;
        this.reader = new Reader(connection, topic);
    }

    /// Forgets everything: the rows' numbers now mean others.
    void clear() {
        lines.clear();
        large.clear();
        generation++;
        revision.incrementAndGet();
    }

    /// Differs whenever lines that were there already may have changed.
    long revision() {
        return revision.get();
    }

    /// The line of a row; null when it is no longer held.
    @Nullable Line line(Tail tail, Row row) {
        if (tail.revisions() != tailRevision) {
            tailRevision = tail.revisions();
            lines.clear();
        }
        var known = lines.get(row.sequence());
        if (known != null) {
            return known;
        }
        if (row.size() > LARGE) {
            return largeLine(tail, row);
        }
        var record = tail.record(row.sequence()).orElse(null);
        if (record == null) {
            return null;
        }
        var line = reader.read(record);
        lines.put(row.sequence(), line);
        return line;
    }

    private Line largeLine(Tail tail, Row row) {
        var waiting = new Line("", "reading " + Figures.bytes(row.size()) + "…");
        var known = large.putIfAbsent(row.sequence(), waiting);
        if (known != null) {
            if (known.value().equals(waiting.value())) {
                return known;
            }
            large.remove(row.sequence());
            lines.put(row.sequence(), known);
            return known;
        }
        long asked = generation;
        Thread.ofVirtual()
                .name("sightglass-large-row")
                .start(() -> readLarge(tail, row.sequence(), asked));
        return waiting;
    }

    private void readLarge(Tail tail, long sequence, long asked) {
        try {
            var line =
                    tail.record(sequence)
                            .map(record -> new Reader(connection, topic).read(record))
                            .orElse(new Line("", ""));
            if (asked == generation) {
                large.put(sequence, line);
                revision.incrementAndGet();
            }
        } catch (RuntimeException e) {
            log.error("summing up a large record failed", e);
        }
    }

    /// Reads lines; for one thread.
    private static final class Reader {
        private final Decoder decoder;
        private final String topic;
        private final RowSink keys;
        private final RowSink values;

        Reader(Connection connection, String topic) {
            this.decoder = connection.decoders().newDecoder();
            this.topic = topic;
            this.keys = new RowSink(connection.masking().of(topic, Part.KEY));
            this.values = new RowSink(connection.masking().of(topic, Part.VALUE));
        }

        Line read(RawRecord record) {
            return new Line(key(record), line(Part.VALUE, record.headers(), record.value()));
        }

        /// A key that is plain text stands without its quotes.
        private String key(RawRecord record) {
            if (record.key() == null) {
                return "";
            }
            var line = line(Part.KEY, record.headers(), record.key());
            boolean quoted = line.length() > 1 && line.startsWith("\"") && line.endsWith("\"");
            return quoted ? line.substring(1, line.length() - 1) : line;
        }

        private String line(
                Part part, Headers headers, byte @org.jspecify.annotations.Nullable [] payload) {
            if (payload == null) {
                return "tombstone: deletes its key";
            }
            var sink = part == Part.KEY ? keys : values;
            decoder.walk(topic, part, headers, payload, 0, payload.length, sink);
            return sink.line();
        }
    }
}
