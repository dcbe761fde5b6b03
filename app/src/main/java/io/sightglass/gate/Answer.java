package io.sightglass.gate;

import io.sightglass.model.ByteRange;
import io.sightglass.model.Decoded;
import io.sightglass.model.Finding;
import io.sightglass.model.Format;
import io.sightglass.model.Framing;
import io.sightglass.model.SchemaInfo;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What the gate says of a payload.
public sealed interface Answer {
    /// What a gateway answers when it lets a payload through.
    int OK = 200;

    /// What it answers when it does not.
    int BAD_REQUEST = 400;

    /// The status, as a gateway would give it.
    int status();

    /// What was found, in the order of the fields.
    List<Remark> remarks();

    /// A finding, and where it is in what was typed.
    ///
    /// @param typed bytes of the typed text in UTF-8; null where the text has no such place, or
    ///   bytes were given
    record Remark(Finding finding, @Nullable ByteRange typed) {}

    /// It is not let through.
    ///
    /// @param payload the bytes that were held to the rules; null where the text could not even be
    ///   encoded
    @SuppressWarnings("ArrayRecordComponent") // shown, never compared
    record Refused(List<Remark> remarks, byte @Nullable [] payload) implements Answer {
        public Refused {
            remarks = List.copyOf(remarks);
        }

        @Override
        public int status() {
            return BAD_REQUEST;
        }
    }

    /// It would be written.
    ///
    /// @param payload framing and body
    /// @param decoded the same, read again
    @SuppressWarnings("ArrayRecordComponent") // shown, never compared
    record Written(byte[] payload, Decoded.DecodedMessage decoded, List<Remark> remarks)
            implements Answer {
        public Written {
            remarks = List.copyOf(remarks);
        }

        @Override
        public int status() {
            return OK;
        }

        public Framing framing() {
            return decoded.framing();
        }

        public Format format() {
            return decoded.format();
        }

        public @Nullable SchemaInfo schema() {
            return decoded.schema();
        }
    }
}
