package io.sightglass.decode.framing;

import io.sightglass.decode.raw.WideText;
import io.sightglass.model.Framing;
import io.sightglass.model.Headers;
import io.sightglass.model.Part;
import io.sightglass.model.Sentence;

/// Apicurio's wire format with long ids (its serdes' `Legacy8ByteIdHandler`): the byte 0, then an
/// id in eight bytes, most significant first. It is a global id unless the writer was told to use
/// content ids; the bytes do not say which. For Protobuf, a message type follows ([ApicurioType]).
///
/// With ids in four bytes, Apicurio writes what Confluent does.
final class ApicurioPrefix implements FrameReader {
    private static final int END = 9;

    @Override
    public Framing.Kind kind() {
        return Framing.Kind.APICURIO;
    }

    @Override
    public boolean read(
            Part part, Headers headers, byte[] array, int offset, int length, Frame frame) {
        if (length < END
                || array[offset] != 0
                || WideText.beginsBigEndian(array, offset, offset + length)) {
            return false;
        }
        long id = Bytes.big(array, offset + 1, 8);
        if (id <= 0) {
            return false;
        }
        frame.kind = kind();
        frame.naming = Frame.Naming.GLOBAL_ID;
        frame.low = id;
        frame.idStart = 1;
        frame.idEnd = END;
        frame.end = END;
        return true;
    }

    @Override
    public Sentence reason(Part part, Headers headers, byte[] array, int offset, int length) {
        if (length < END) {
            return Sentence.of("The " + part.label() + " is shorter than a long id's 9 bytes.");
        }
        if (WideText.beginsBigEndian(array, offset, offset + length)) {
            return Sentence.of(Bytes.WIDE);
        }
        return Sentence.of(
                array[offset] == 0
                        ? "No registry gives out the id in bytes 1 to 8."
                        : String.format("The first byte is %02X, not 00.", array[offset]));
    }
}
