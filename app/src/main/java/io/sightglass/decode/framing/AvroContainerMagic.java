package io.sightglass.decode.framing;

import io.sightglass.model.Framing;
import io.sightglass.model.Headers;
import io.sightglass.model.Part;
import io.sightglass.model.Sentence;

/// An Avro container file as a payload (Avro 1.12 specification, "Object Container Files"): `Obj`
/// and the byte 1. What follows is read elsewhere.
final class AvroContainerMagic implements FrameReader {
    private static final int END = 4;

    @Override
    public Framing.Kind kind() {
        return Framing.Kind.AVRO_CONTAINER;
    }

    @Override
    public boolean read(
            Part part, Headers headers, byte[] array, int offset, int length, Frame frame) {
        if (length < END
                || array[offset] != 'O'
                || array[offset + 1] != 'b'
                || array[offset + 2] != 'j'
                || array[offset + 3] != 1) {
            return false;
        }
        frame.kind = kind();
        frame.end = END;
        return true;
    }

    @Override
    public Sentence reason(Part part, Headers headers, byte[] array, int offset, int length) {
        return Sentence.of("The first four bytes are not Obj and 01.");
    }
}
