package io.sightglass.decode.framing;

import java.util.List;

/// The framings, in the order in which they are tried: what names a schema before what only says
/// which format it is, and headers, which are said on purpose, before bytes that may stand there by
/// chance. A payload that none recognises is raw: its first byte is its body's.
public final class Framings {
    private Framings() {}

    public static final List<FrameReader> ALL =
            List.of(
                    new ConfluentHeader(),
                    new ApicurioHeader(),
                    new ConfluentPrefix(),
                    new ApicurioPrefix(),
                    new AvroSingleObject(),
                    new AvroContainerMagic(),
                    new GluePrefix(),
                    new ContentType());

    /// Whether a payload that has no headers may be framed, by its first byte.
    public static boolean mayBeginWith(byte first) {
        return switch (first) {
            case 0, 3, (byte) 0xc3, 'O' -> true;
            default -> false;
        };
    }

    /// Apicurio's eight bytes begin like Confluent's four when their id is above 2^32; this one can
    /// be asked where no registry knows the four.
    public static final FrameReader EIGHT_BYTES = new ApicurioPrefix();
}
