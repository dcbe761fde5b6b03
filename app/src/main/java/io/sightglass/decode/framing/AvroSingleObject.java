package io.sightglass.decode.framing;

import io.sightglass.model.Framing;
import io.sightglass.model.Headers;
import io.sightglass.model.Part;
import io.sightglass.model.Sentence;

/// Avro's single-object encoding (Avro 1.12 specification): C3 01, then the schema's CRC-64-AVRO
/// fingerprint in eight bytes, least significant first.
final class AvroSingleObject implements FrameReader {
    private static final int END = 10;

    @Override
    public Framing.Kind kind() {
        return Framing.Kind.AVRO_SINGLE_OBJECT;
    }

    @Override
    public boolean read(
            Part part, Headers headers, byte[] array, int offset, int length, Frame frame) {
        if (length < END || array[offset] != (byte) 0xc3 || array[offset + 1] != 1) {
            return false;
        }
        frame.kind = kind();
        frame.naming = Frame.Naming.FINGERPRINT;
        frame.low = Bytes.little(array, offset + 2, 8);
        frame.idStart = 2;
        frame.idEnd = END;
        frame.end = END;
        return true;
    }

    @Override
    public Sentence reason(Part part, Headers headers, byte[] array, int offset, int length) {
        return Sentence.of(
                length < END
                        ? "The " + part.label() + " is shorter than a fingerprint's 10 bytes."
                        : "The first two bytes are not C3 01.");
    }
}
