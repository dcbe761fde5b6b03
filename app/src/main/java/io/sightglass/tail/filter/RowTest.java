package io.sightglass.tail.filter;

import io.sightglass.model.Decoded;
import io.sightglass.model.Part;
import io.sightglass.model.RawRecord;
import io.sightglass.tail.Tail;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.function.Supplier;

/// Holds single records to a predicate, decoding each half once at most. For one thread.
final class RowTest {
    private static final Logger LOG = LoggerFactory.getLogger(RowTest.class);

    private final Tail tail;
    private final RecordPredicate predicate;
    private final RecordDecoder decoder;
    private boolean logged;

    RowTest(Tail tail, RecordPredicate predicate, RecordDecoder decoder) {
        this.tail = tail;
        this.predicate = predicate;
        this.decoder = decoder;
    }

    /// Whether a row's record matches; one that has left does not.
    boolean matches(long sequence) {
        var record = tail.record(sequence);
        return record.isPresent() && matches(record.get());
    }

    private boolean matches(RawRecord record) {
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
            }
            return known;
        }
    }
}
