package io.sightglass.decode.protobuf;

import io.sightglass.decode.DecodeSink;
import io.sightglass.decode.Walker;
import io.sightglass.model.FieldInfo;
import io.sightglass.model.Format;

/// Walks a Protobuf message without a schema: fields are named by their numbers and read as well as
/// the bytes allow.
public final class RawProtobuf implements Walker {
    private static final FieldInfo ROOT = FieldInfo.of("", -1, "message");

    private final RawReading reading = new RawReading();

    @Override
    public Format format() {
        return Format.PROTOBUF;
    }

    @Override
    public void walk(byte[] array, int offset, int from, int length, DecodeSink sink) {
        reading.begin(array, offset, sink.mostValues());
        sink.enterRecord(ROOT, "", from);
        reading.fields(ROOT, offset + from, offset + length, 1, sink);
        sink.exitRecord(ROOT, length);
    }
}
