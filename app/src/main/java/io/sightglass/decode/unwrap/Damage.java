package io.sightglass.decode.unwrap;

import io.sightglass.decode.Limits;
import io.sightglass.model.Wrapping.Codec;

/// What is wrong with a compressed stream.
///
/// @param at where, in bytes from the start of what was given
/// @param why in the words of whoever reads such streams; empty where there is nothing to add
public record Damage(Kind kind, int at, String why) {
    public enum Kind {
        /// The bytes make no sense.
        BROKEN("broken"),
        /// They end before the stream does.
        CUT("truncated"),
        /// The content is not what the checksum says. All of it is there.
        CHECKSUM("checksum"),
        /// The content is larger than [Limits#UNWRAPPED]. The first part of it is there.
        TOO_LARGE("too-large"),
        /// Bytes follow the end of the stream.
        TRAILING("trailing-bytes");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        /// For a rule's id, behind the codec's label.
        public String id() {
            return id;
        }
    }

    /// Why what begins like a stream is none, where nothing came out of it. Goes on after its name.
    public String rejection(Codec codec) {
        var reason = kind == Kind.CUT ? "it ends too early" : why.isEmpty() ? "it is damaged" : why;
        return " begins like "
                + codec.label()
                + ", but nothing can be unwrapped from it: "
                + reason
                + ", at byte "
                + at
                + ".";
    }

    /// Goes on after the name of what is damaged.
    ///
    /// @param before added to places, so that they count in the payload
    public String words(int before) {
        var place = " at byte " + (before + at);
        var reason = why.isEmpty() ? "" : " (" + why + ")";
        return switch (kind) {
            case BROKEN -> " is damaged" + place + reason + "; what stands before it is read.";
            case CUT -> " ends too early" + place + "; what stands before it is read.";
            case CHECKSUM ->
                    " was changed: its content is not what the checksum" + place + " says.";
            case TOO_LARGE ->
                    " unwraps to more than "
                            + (Limits.UNWRAPPED >> 20)
                            + " MiB; the rest is left out.";
            case TRAILING -> " has more bytes behind its end" + place + ".";
        };
    }
}
