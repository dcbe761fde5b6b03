package io.sightglass.gate;

import com.google.protobuf.Descriptors.Descriptor;

import io.sightglass.model.Framing;
import io.sightglass.model.SchemaInfo;
import io.sightglass.schema.ResolvedSchema;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;

/// What a producer puts in front of a body: for a schema of a registry Confluent's prefix, the byte
/// 0 and the schema's id in four bytes, and for Protobuf which of the file's messages it is; for
/// others nothing.
final class Wire {
    private Wire() {}

    static Framing.Kind kind(ResolvedSchema schema) {
        return id(schema) == null ? Framing.Kind.RAW : Framing.Kind.CONFLUENT;
    }

    private static @Nullable Integer id(ResolvedSchema schema) {
        var info = schema.info();
        return info.source().equals(SchemaInfo.REGISTRY) ? info.id() : null;
    }

    /// @param type the body's, for Protobuf; else null
    static byte[] framed(ResolvedSchema schema, @Nullable Descriptor type, byte[] body) {
        var id = id(schema);
        if (id == null) {
            return body;
        }
        var out = new ByteArrayOutputStream();
        out.write(0);
        out.writeBytes(ByteBuffer.allocate(4).putInt(id).array());
        if (type != null) {
            indexes(type, out);
        }
        out.writeBytes(body);
        return out.toByteArray();
    }

    /// How many indexes, then the indexes, each a zig-zag varint; the count 0 alone stands for the
    /// file's first message.
    private static void indexes(Descriptor type, ByteArrayOutputStream out) {
        var path = new ArrayList<Integer>();
        for (var at = type; at != null; at = at.getContainingType()) {
            path.addFirst(at.getIndex());
        }
        if (path.size() == 1 && path.getFirst() == 0) {
            out.write(0);
            return;
        }
        zigzag(path.size(), out);
        path.forEach(index -> zigzag(index, out));
    }

    /// Of a number from 0 on.
    private static void zigzag(int number, ByteArrayOutputStream out) {
        long left = (long) number << 1;
        while (left > 0x7f) {
            out.write((int) (left & 0x7f | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
    }
}
