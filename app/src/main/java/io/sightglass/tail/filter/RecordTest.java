package io.sightglass.tail.filter;

import io.sightglass.model.Decoded;
import io.sightglass.model.Part;
import io.sightglass.model.RawRecord;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.function.Supplier;

/// Holds single records to a predicate, decoding each half once at most. For one thread.
public final class RecordTest {
    private static final Logger LOG = LoggerFactory.getLogger(RecordTest.class);

    private final RecordPredicate predicate;
    private final RecordDecoder decoder;
    private boolean logged;
    private boolean pending;

    public RecordTest(RecordPredicate predicate, RecordDecoder decoder) {
        this.predicate = predicate;
        this.decoder = decoder;
    }

    /// Whether a record matches.
    public boolean matches(RawRecord record) {
        pending = false;
        try {
            return predicate.test(record, new Half(record, Part.KEY), new Half(record, Part.VALUE));
        } catch (RuntimeException fault) {
            // Neither predicates nor decoders throw; should one, the record is as good as one that
            // cannot be evaluated. Its message may quote the payload and stays out of the log.
            if (!logged) {
                logged = true;
                LOG.error(
                        "A filter failed on a record of topic {}: {} at {}",
                        record.topic(),
                        fault.getClass().getName(),
                        fault.getStackTrace());
            }
            return false;
        }
    }

    /// Whether the last answer may become another, since a schema that was needed is on its way.
    public boolean isPending() {
        return pending;
    }

    private final class Half implements Supplier<Decoded> {
        private final RawRecord record;
        private final Part part;
        private @Nullable Decoded decoded;

        Half(RawRecord record, Part part) {
            this.record = record;
            this.part = part;
        }

        @Override
        public Decoded get() {
            var known = decoded;
            if (known == null) {
                known = decoder.decode(record, part);
                decoded = known;
                pending |= known instanceof Decoded.Undecodable bytes && bytes.pending();
            }
            return known;
        }
    }
}
