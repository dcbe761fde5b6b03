package io.sightglass.decode.framing;

import java.util.List;

/// The framings, in the order in which they are tried. A payload that none recognises is raw: its
/// first byte is its body's.
public final class Framings {
    private Framings() {}

    public static final List<FrameReader> ALL =
            List.of(new ConfluentHeader(), new ConfluentPrefix(), new AvroSingleObject());
}
