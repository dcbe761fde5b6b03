package io.sightglass.decode.framing;

import io.sightglass.model.Framing;
import io.sightglass.model.Headers;
import io.sightglass.model.Part;
import io.sightglass.model.Sentence;

/// The wire format of AWS Glue's schema registry: the header version 3, a byte for the compression
/// of the body (0 none, 5 zlib), and the UUID of the schema version in sixteen bytes. For Protobuf,
/// the body begins with the message's index ([GlueIndex]).
final class GluePrefix implements FrameReader {
    private static final int END = 18;
    private static final int VERSION = 3;
    private static final int ZLIB = 5;

    @Override
    public Framing.Kind kind() {
        return Framing.Kind.GLUE;
    }

    @Override
    public boolean read(
            Part part, Headers headers, byte[] array, int offset, int length, Frame frame) {
        if (length < END
                || array[offset] != VERSION
                || (array[offset + 1] != 0 && array[offset + 1] != ZLIB)) {
            return false;
        }
        frame.kind = kind();
        frame.naming = Frame.Naming.GLUE_VERSION;
        frame.high = Bytes.big(array, offset + 2, 8);
        frame.low = Bytes.big(array, offset + 10, 8);
        frame.zlib = array[offset + 1] == ZLIB;
        frame.idStart = 2;
        frame.idEnd = END;
        frame.end = END;
        return true;
    }

    @Override
    public Sentence reason(Part part, Headers headers, byte[] array, int offset, int length) {
        if (length < END) {
            return Sentence.of("The " + part.label() + " is shorter than Glue's 18 bytes.");
        }
        return Sentence.of(
                array[offset] == VERSION
                        ? String.format(
                                "The compression byte is %02X; Glue knows 00 and 05.",
                                array[offset + 1])
                        : String.format("The first byte is %02X, not 03.", array[offset]));
    }
}
