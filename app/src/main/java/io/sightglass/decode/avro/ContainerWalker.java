package io.sightglass.decode.avro;

import io.sightglass.decode.DecodeSink;
import io.sightglass.decode.Walker;
import io.sightglass.model.FieldInfo;
import io.sightglass.model.Format;

/// Walks the unpacked blocks of an Avro container file, as one list of what they hold. A block that
/// is damaged ends where it ends, and the next is read all the same.
public final class ContainerWalker implements Walker {
    private final AvroWalker values;
    private final FieldInfo list;
    private final ContainerBlocks blocks;

    ContainerWalker(AvroType.Place root, AvroWalker values, ContainerBlocks blocks) {
        this.values = values;
        this.blocks = blocks;
        list = FieldInfo.of("", -1, "array<" + root.field().type() + ">");
    }

    /// Walks the same blocks by another plan.
    public ContainerWalker by(AvroPlan plan) {
        return plan.newContainerWalker(blocks);
    }

    @Override
    public Format format() {
        return Format.AVRO;
    }

    @Override
    public void walk(byte[] array, int offset, int from, int length, DecodeSink sink) {
        boolean told = sink.wantsValues();
        if (told) {
            sink.enterList(list, 0, from);
        }
        values.start(array, offset, sink);
        int at = from;
        boolean more = true;
        for (int i = 0; i < blocks.size() && more; i++) {
            more = values.values(blocks.count(i), at, blocks.end(i), sink);
            at = blocks.end(i);
        }
        values.end();
        if (told) {
            sink.exitList(list, length);
        }
    }
}
