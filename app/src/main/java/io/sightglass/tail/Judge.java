package io.sightglass.tail;

import io.sightglass.contract.RuleSampling;
import io.sightglass.decode.Decoder;
import io.sightglass.decode.FindingSink;
import io.sightglass.decode.Outcome;
import io.sightglass.model.Headers;
import io.sightglass.model.Mark;
import io.sightglass.model.Part;
import io.sightglass.model.SchemaInfo;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.ByteBuffer;
import java.util.function.Function;

/// Walks both halves of each record once and remembers what was thought of the latest, so that
/// judging allocates nothing. Belongs to one thread.
///
/// A null key is usual and not worth a word; a null value is the decoder's to judge.
final class Judge implements Judgement {
    private static final Logger LOG = LoggerFactory.getLogger(Judge.class);

    private final String topic;
    private final Decoder decoder;
    private final FindingSink keys;
    private final FindingSink values;
    private final RuleSampling sampling;
    private boolean logged;
    private Mark mark = Mark.VALID;
    private int findings;
    private @Nullable SchemaInfo schema;
    private boolean pending;

    /// @param sampling the one that the sinks ask
    Judge(String topic, Decoder decoder, Function<Part, FindingSink> sinks, RuleSampling sampling) {
        this.topic = topic;
        this.decoder = decoder;
        this.sampling = sampling;
        this.keys = sinks.apply(Part.KEY);
        this.values = sinks.apply(Part.VALUE);
    }

    /// Judges a record as a source hands it over, in buffers on the heap.
    @SuppressWarnings("ByteBufferBackingArray") // see start
    void judge(Headers headers, @Nullable ByteBuffer key, @Nullable ByteBuffer value) {
        reset();
        if (key != null) {
            walk(Part.KEY, headers, key.array(), start(key), key.remaining());
        }
        if (value == null) {
            walk(Part.VALUE, headers, null, 0, 0);
        } else {
            walk(Part.VALUE, headers, value.array(), start(value), value.remaining());
        }
    }

    /// Judges a record that was held meanwhile.
    void judge(StoredRecord record) {
        reset();
        var key = record.key();
        if (key != null) {
            walk(Part.KEY, record.headers(), key, 0, key.length);
        }
        var value = record.value();
        walk(Part.VALUE, record.headers(), value, 0, value == null ? 0 : value.length);
    }

    @Override
    public Mark mark() {
        return mark;
    }

    @Override
    public int findings() {
        return findings;
    }

    @Override
    public @Nullable SchemaInfo schema() {
        return schema;
    }

    @Override
    public boolean pending() {
        return pending;
    }

    @Override
    public boolean whole() {
        return sampling.isWhole();
    }

    private void reset() {
        sampling.next();
        mark = Mark.VALID;
        findings = 0;
        schema = null;
        pending = false;
    }

    private void walk(Part part, Headers headers, byte @Nullable [] array, int offset, int length) {
        var sink = part == Part.KEY ? keys : values;
        Outcome outcome;
        try {
            outcome = decoder.walk(topic, part, headers, array, offset, length, sink);
        } catch (RuntimeException fault) {
            contain(part, fault);
            return;
        }
        mark = mark.or(sink.mark());
        findings += sink.total();
        pending |= outcome.pending();
        if (part == Part.VALUE) {
            schema = outcome.schema();
        }
    }

    /// A decoder never throws; should one do so all the same, the record stays, marked as what
    /// could not be read. The message may quote the payload, so the log gets the places alone.
    private void contain(Part part, RuntimeException fault) {
        mark = Mark.UNDECODABLE;
        findings++;
        if (!logged) {
            logged = true;
            LOG.error(
                    "A decoder failed on a {} of topic {}: {} at {}",
                    part.label(),
                    topic,
                    fault.getClass().getName(),
                    fault.getStackTrace());
        }
    }

    private static int start(ByteBuffer buffer) {
        return buffer.arrayOffset() + buffer.position();
    }
}
