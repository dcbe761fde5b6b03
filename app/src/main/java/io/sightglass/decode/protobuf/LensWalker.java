package io.sightglass.decode.protobuf;

import io.sightglass.decode.DecodeSink;
import io.sightglass.decode.Walker;
import io.sightglass.model.Format;

/// Walks as the writer's walker does, and says on the way what a reader makes of it.
final class LensWalker implements Walker {
    private final Walker writer;
    private final LensSink lens;

    LensWalker(Walker writer, MessageLens root) {
        this.writer = writer;
        this.lens = new LensSink(root);
    }

    @Override
    public Format format() {
        return writer.format();
    }

    @Override
    public void walk(byte[] array, int offset, int from, int length, DecodeSink sink) {
        lens.open(array, offset, sink);
        writer.walk(array, offset, from, length, lens);
        lens.close();
    }
}
