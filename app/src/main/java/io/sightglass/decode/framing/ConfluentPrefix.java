package io.sightglass.decode.framing;

import io.sightglass.decode.raw.WideText;
import io.sightglass.model.Framing;
import io.sightglass.model.Headers;
import io.sightglass.model.Part;
import io.sightglass.model.Sentence;

/// Confluent's wire format: the byte 0, then a schema id in four bytes, most significant first. For
/// Protobuf, message indexes follow ([MessageIndexes]).
final class ConfluentPrefix implements FrameReader {
    private static final int END = 5;

    @Override
    public Framing.Kind kind() {
        return Framing.Kind.CONFLUENT;
    }

    @Override
    public boolean read(
            Part part, Headers headers, byte[] array, int offset, int length, Frame frame) {
        if (length < END
                || array[offset] != 0
                || WideText.beginsBigEndian(array, offset, offset + length)) {
            return false;
        }
        long id = Bytes.big(array, offset + 1, 4);
        // Registries count from 1; a long key of little value begins with zeros.
        if (id == 0 || id > Integer.MAX_VALUE) {
            return false;
        }
        frame.kind = kind();
        frame.naming = Frame.Naming.ID;
        frame.low = id;
        frame.idStart = 1;
        frame.idEnd = END;
        frame.end = END;
        return true;
    }

    @Override
    public Sentence reason(Part part, Headers headers, byte[] array, int offset, int length) {
        if (length < END) {
            return Sentence.of("The " + part.label() + " is shorter than a schema id's 5 bytes.");
        }
        if (WideText.beginsBigEndian(array, offset, offset + length)) {
            return Sentence.of(Bytes.WIDE);
        }
        return Sentence.of(
                array[offset] == 0
                        ? "No registry gives out the id in bytes 1 to 4."
                        : String.format("The first byte is %02X, not 00.", array[offset]));
    }
}
