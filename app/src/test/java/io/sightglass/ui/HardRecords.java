package io.sightglass.ui;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Records that other tools hide, cut, choke on or cannot name; of the playground's orders where a
/// schema is known.
final class HardRecords {
    static final String TOPIC = "hard";
    static final int UNKNOWN_DEEP = 0;
    static final int TRUNCATED = 1;
    static final int LARGE = 2;
    static final int NO_SCHEMA = 3;

    /// 20 MiB, at least.
    static final int LARGE_BYTES = 20 << 20;

    /// Confluent's prefix: schema id 3, the first message of the file (orders-value, v3).
    private static final byte[] ORDER_V3 = {0, 0, 0, 0, 3, 0};

    private HardRecords() {}

    static List<byte[]> all() {
        return List.of(unknownDeep(), truncated(), large(), noSchema());
    }

    /// An order whose first item has a field 9 that its schema does not know: a message that holds
    /// a message.
    static byte[] unknownDeep() {
        return framed(order(true));
    }

    /// An order that ends within its item.
    static byte[] truncated() {
        var whole = framed(order(false));
        return Arrays.copyOf(whole, whole.length - 30);
    }

    static byte[] large() {
        var text = new StringBuilder(LARGE_BYTES + 200).append("{\"events\":[");
        for (int i = 0; text.length() < LARGE_BYTES; i++) {
            text.append(i == 0 ? "" : ",")
                    .append("{\"id\":")
                    .append(i)
                    .append(",\"page\":\"/coffee/kenya-aa\",\"seconds\":12.5}");
        }
        return text.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    }

    /// Protobuf that nobody has a schema for.
    static byte[] noSchema() {
        return bytes(out -> {
            out.writeUInt64(101, 1_700_000_000_123L);
            out.writeString(102, "s-14");
            out.writeFixed32(103, Float.floatToIntBits(21.5f));
            out.writeByteArray(
                    104,
                    bytes(in -> {
                        in.writeSInt32(1, -7);
                        in.writeString(2, "grinder");
                    }));
        });
    }

    private static byte[] order(boolean unknown) {
        var item =
                bytes(out -> {
                    out.writeString(1, "kenya-aa");
                    out.writeUInt32(2, 7);
                    out.writeUInt32(3, 1);
                    out.writeDouble(4, 4.5);
                    if (unknown) {
                        out.writeByteArray(
                                9,
                                bytes(art -> {
                                    art.writeString(1, "rosetta");
                                    art.writeByteArray(2, bytes(cup -> cup.writeUInt32(1, 7)));
                                }));
                    }
                });
        return bytes(out -> {
            out.writeString(1, "o-5512");
            out.writeString(2, "2023-08-15T10:00:00Z");
            out.writeString(3, "u-77");
            out.writeEnum(4, 2);
            out.writeBytes(5, ByteString.copyFrom(item));
            out.writeDouble(6, 4.5);
            out.writeString(8, "EUR");
            out.writeString(9, "s-14");
        });
    }

    private static byte[] framed(byte[] message) {
        var framed = Arrays.copyOf(ORDER_V3, ORDER_V3.length + message.length);
        System.arraycopy(message, 0, framed, ORDER_V3.length, message.length);
        return framed;
    }

    @FunctionalInterface
    private interface Writing {
        void to(CodedOutputStream out) throws IOException;
    }

    private static byte[] bytes(Writing writing) {
        var buffer = new ByteArrayOutputStream();
        var out = CodedOutputStream.newInstance(buffer);
        try {
            writing.to(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return buffer.toByteArray();
    }
}
