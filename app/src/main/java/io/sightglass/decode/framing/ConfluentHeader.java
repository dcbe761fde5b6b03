package io.sightglass.decode.framing;

import io.sightglass.model.Framing;
import io.sightglass.model.Headers;
import io.sightglass.model.Part;
import io.sightglass.model.Sentence;

import java.util.Arrays;

/// Confluent's header framing: a header `__key_schema_id` or `__value_schema_id` with the byte 1
/// and a 16-byte GUID, for Protobuf with message indexes behind it; or the byte 0 and a 4-byte id.
/// The payload is the body from its first byte.
final class ConfluentHeader implements FrameReader {
    private static final int GUID_END = 17;
    private static final int ID_END = 5;

    @Override
    public Framing.Kind kind() {
        return Framing.Kind.CONFLUENT_HEADER;
    }

    private static String name(Part part) {
        return part == Part.KEY ? "__key_schema_id" : "__value_schema_id";
    }

    @Override
    public boolean read(
            Part part, Headers headers, byte[] array, int offset, int length, Frame frame) {
        if (headers.size() == 0) {
            return false;
        }
        var header = headers.last(name(part));
        var value = header == null ? null : header.value();
        if (value == null || value.length < ID_END) {
            return false;
        }
        if (value[0] == 1 && value.length >= GUID_END) {
            frame.naming = Frame.Naming.GUID;
            frame.high = Bytes.big(value, 1, 8);
            frame.low = Bytes.big(value, 9, 8);
            if (value.length > GUID_END) {
                frame.headerMessage = Arrays.copyOfRange(value, GUID_END, value.length);
            }
        } else if (value[0] == 0 && value.length == ID_END) {
            frame.naming = Frame.Naming.ID;
            frame.low = Bytes.big(value, 1, 4);
        } else {
            return false;
        }
        frame.kind = kind();
        return true;
    }

    @Override
    public Sentence reason(Part part, Headers headers, byte[] array, int offset, int length) {
        return Sentence.of(
                headers.last(name(part)) == null
                        ? "There is no header " + name(part) + "."
                        : "The header " + name(part) + " holds neither a GUID nor an id.");
    }
}
