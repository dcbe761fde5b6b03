package io.sightglass.ui.inspect;

import io.sightglass.model.ByteRange;
import io.sightglass.model.Decoded;
import io.sightglass.model.Framing;
import io.sightglass.model.Part;
import io.sightglass.model.Wrapping;
import io.sightglass.ui.fx.Texts;

import org.jspecify.annotations.Nullable;

import java.util.stream.Collectors;

/// A key or a value: its bytes, what they were read as, and the tree of it where there is one.
///
/// @param bytes what all positions count in: unwrapped, where the payload was compressed; empty for
///   a null payload
/// @param tree null where nothing could be read
@SuppressWarnings("ArrayRecordComponent") // shown, never compared
public record Payload(Part part, byte[] bytes, Decoded decoded, @Nullable PayloadTree tree) {

    static Payload of(Part part, byte @Nullable [] bytes, Decoded decoded) {
        var wrapping = decoded.wrapping();
        var counted = wrapping == null ? bytes : wrapping.bytes();
        var shown = counted == null ? new byte[0] : counted;
        var tree =
                decoded instanceof Decoded.DecodedMessage message
                        ? new PayloadTree(message.root(), shown, message.findings(), part.label())
                        : null;
        return new Payload(part, shown, decoded, tree);
    }

    /// `unwrapped from gzip · 412 B of 96 B`; empty where the payload was not compressed.
    String unwrapped() {
        var wrapping = decoded.wrapping();
        if (wrapping == null) {
            return "";
        }
        var codecs =
                wrapping.codecs().stream()
                        .map(Wrapping.Codec::label)
                        .collect(Collectors.joining(", "));
        return "unwrapped from "
                + codecs
                + " · "
                + Texts.bytes(wrapping.after())
                + " of "
                + Texts.bytes(wrapping.before());
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
