package io.sightglass.model;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What became of one payload. Never an exception: what could not be read is a value that says why.
public sealed interface Decoded {
    List<Finding> findings();

    List<DecodeAttempt> attempts();

    /// How the payload was compressed; null where it was not. Positions then count in its bytes.
    default @Nullable Wrapping wrapping() {
        return null;
    }

    /// The worst mark among the findings.
    default Mark mark() {
        var mark = Mark.VALID;
        for (var finding : findings()) {
            mark = mark.or(finding.kind().mark());
        }
        return mark;
    }

    /// Whether a schema that was asked for is on its way, so that another try may tell more.
    default boolean pending() {
        return false;
    }

    /// A payload that was read, perhaps with findings.
    ///
    /// @param readAs the reader whose view of it was asked for; null for none
    record DecodedMessage(
            Format format,
            Framing framing,
            @Nullable SchemaInfo schema,
            Node root,
            List<Finding> findings,
            List<DecodeAttempt> attempts,
            @Nullable Wrapping wrapping,
            @Nullable ReadAs readAs)
            implements Decoded {
        public DecodedMessage {
            findings = List.copyOf(findings);
            attempts = List.copyOf(attempts);
        }

        public DecodedMessage(
                Format format,
                Framing framing,
                @Nullable SchemaInfo schema,
                Node root,
                List<Finding> findings,
                List<DecodeAttempt> attempts) {
            this(format, framing, schema, root, findings, attempts, null, null);
        }

        @Override
        public boolean pending() {
            return readAs != null && readAs.pending();
        }
    }

    /// A payload that no format could read: its bytes as they are in the record, and a finding that
    /// says why. `pending` is true while the schema is still on its way, so that another try may
    /// succeed.
    ///
    /// @param likely a format without a schema that fits the bytes from end to end, as it also does
    ///   by chance; null for none
    @SuppressWarnings("ArrayRecordComponent") // shown, never compared
    record Undecodable(
            byte[] bytes,
            boolean pending,
            List<Finding> findings,
            List<DecodeAttempt> attempts,
            @Nullable Wrapping wrapping,
            @Nullable Format likely)
            implements Decoded {
        public Undecodable {
            findings = List.copyOf(findings);
            attempts = List.copyOf(attempts);
        }

        public Undecodable(
                byte[] bytes,
                boolean pending,
                List<Finding> findings,
                List<DecodeAttempt> attempts) {
            this(bytes, pending, findings, attempts, null, null);
        }
    }

    /// A null payload: for a value, the record deletes its key in a compacted topic.
    record Tombstone(List<Finding> findings) implements Decoded {
        public Tombstone {
            findings = List.copyOf(findings);
        }

        @Override
        public List<DecodeAttempt> attempts() {
            return List.of();
        }
    }
}
