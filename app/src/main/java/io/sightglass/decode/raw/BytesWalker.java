package io.sightglass.decode.raw;

import io.sightglass.decode.DecodeSink;
import io.sightglass.decode.Walker;
import io.sightglass.model.FieldInfo;
import io.sightglass.model.Format;

/// Takes a payload for bytes, because a person said so.
public final class BytesWalker implements Walker {
    private static final FieldInfo ROOT = FieldInfo.of("", -1, "bytes");

    @Override
    public Format format() {
        return Format.BYTES;
    }

    @Override
    public void walk(byte[] array, int offset, int from, int length, DecodeSink sink) {
        sink.bytes(ROOT, from, length, from, length);
    }
}
