package io.sightglass.ui.inspect;

import io.sightglass.model.ByteRange;
import io.sightglass.model.Decoded;
import io.sightglass.model.Framing;
import io.sightglass.model.Part;

import org.jspecify.annotations.Nullable;

/// A key or a value: its bytes, what they were read as, and the tree of it where there is one.
///
/// @param bytes empty for a null payload
/// @param tree null where nothing could be read
@SuppressWarnings("ArrayRecordComponent") // shown, never compared
public record Payload(Part part, byte[] bytes, Decoded decoded, @Nullable PayloadTree tree) {

    static Payload of(Part part, byte @Nullable [] bytes, Decoded decoded) {
        var tree =
                decoded instanceof Decoded.DecodedMessage message
                        ? new PayloadTree(message.root(), message.findings(), part.label())
                        : null;
        return new Payload(part, bytes == null ? new byte[0] : bytes, decoded, tree);
    }

    /// What stands before the body; null where nothing could be read.
    public @Nullable Framing framing() {
        return decoded instanceof Decoded.DecodedMessage message ? message.framing() : null;
    }

    /// The framing's bytes, or null if there are none.
    @Nullable ByteRange framingRange() {
        var framing = framing();
        return framing == null || framing.end() == framing.start()
                ? null
                : new ByteRange(framing.start(), framing.end());
    }
}
