package io.sightglass.cli;

import com.github.luben.zstd.Zstd;
import com.google.protobuf.CodedOutputStream;

import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.EncoderFactory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// The payloads in `docs/formats`, one of each framing and format, as their writers make them.
final class FormatSamples {
    static final UUID GUID = UUID.fromString("b26fcf8c-9f3e-4d4b-8f4e-52c0c8d2a3f1");
    private static final UUID GLUE_VERSION =
            UUID.fromString("0aa0f2de-1c34-4a5c-9a53-6d1d6c1c2f7e");

    private FormatSamples() {}

    /// By file name. What compresses gives other bytes in other versions: such files are held to
    /// what they unpack to.
    static Map<String, byte[]> all() throws IOException {
        var schema =
                new Schema.Parser()
                        .parse(Path.of("../sample-schemas/order-status/v3.avsc").toFile());
        var avro = avro(schema, "o-5513");
        var json =
                text(
                        "{\"eventId\":\"7f6c2d1e-0b3a-4c5d-8e9f-a0b1c2d3e4f5\","
                                + "\"sessionId\":\"v-31d0\",\"userId\":null,\"type\":\"view\","
                                + "\"page\":\"/coffee/kenya-aa\",\"at\":\"2023-11-14T22:13:20Z\","
                                + "\"elapsedMs\":1500}");
        var order = order();
        var all = new LinkedHashMap<String, byte[]>();
        all.put("avro.bin", avro);
        all.put("confluent-avro.bin", joined(hex("0000000003"), avro));
        all.put("confluent-protobuf.bin", joined(hex("0000000004 02 02"), wallet()));
        all.put("confluent-json.bin", joined(hex("0000000005"), json));
        all.put("single-object.bin", joined(singleObject(schema), avro));
        all.put("container.avro", container(schema));
        all.put("glue.bin", joined(hex("03 05"), uuid(GLUE_VERSION), zlib(avro)));
        all.put("apicurio.bin", joined(hex("00 0000000000000003"), avro));
        all.put("click.json.gz", gzip(json));
        all.put("click.json.zst", Zstd.compress(json));
        all.put("protobuf.bin", order);
        all.put("payment.bin", payment());
        all.put("click.json", json);
        all.put(
                "plain.json",
                text(
                        "{\"id\":9007199254740993,\"price\":4.50,\"size\":null,\"tags\":[],"
                                + "\"id\":9007199254740994}"));
        all.put("order.cbor", cbor());
        all.put("order.msgpack", msgPack());
        all.put(
                "order.xml",
                text("<order id=\"o-5513\"><item boldness=\"7\">kenya-aa</item></order>"));
        all.put("note.txt", text("Crème brûlée latte, no sugar.\nCall Zoë when it is ready.\n"));
        all.put("wide.json", "{\"orderId\":\"o-5513\"}".getBytes(StandardCharsets.UTF_16BE));
        return all;
    }

    private static GenericData.Record status(Schema schema, String orderId) {
        var record = new GenericData.Record(schema);
        record.put("orderId", orderId);
        record.put("userId", "u-77");
        record.put("timestamp", 1_700_000_000_000L);
        var status = schema.getField("status").schema();
        record.put("status", new GenericData.EnumSymbol(status, "STARTED"));
        record.put("total", 14.5);
        var item = new GenericData.Record(schema.getField("items").schema().getElementType());
        item.put("coffee", "kenya-aa");
        item.put("quantity", 2);
        item.put("boldness", 7);
        record.put("items", List.of(item));
        record.put("note", "");
        return record;
    }

    private static byte[] avro(Schema schema, String orderId) throws IOException {
        var out = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<>(schema).write(status(schema, orderId), encoder);
        encoder.flush();
        return out.toByteArray();
    }

    /// C3 01, then the fingerprint of the schema's canonical form, least significant byte first.
    private static byte[] singleObject(Schema schema) {
        var head = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
        head.put((byte) 0xc3).put((byte) 1);
        head.putLong(SchemaNormalization.parsingFingerprint64(schema));
        return head.array();
    }

    private static byte[] container(Schema schema) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var file = new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
            file.setCodec(CodecFactory.deflateCodec(6));
            file.create(schema, out, hex("000102030405060708090a0b0c0d0e0f"));
            file.append(status(schema, "o-5513"));
            file.append(status(schema, "o-5514"));
        }
        return out.toByteArray();
    }

    /// An Order of `orders/v3/order.proto`, with a field that only version 4 has.
    private static byte[] order() throws IOException {
        var item = new ByteArrayOutputStream();
        var out = CodedOutputStream.newInstance(item);
        out.writeString(1, "kenya-aa");
        out.writeUInt32(2, 7);
        out.writeUInt32(3, 2);
        out.writeDouble(4, 4.5);
        out.flush();
        var label = new ByteArrayOutputStream();
        out = CodedOutputStream.newInstance(label);
        out.writeString(1, "queue");
        out.writeString(2, "3");
        out.flush();
        var order = new ByteArrayOutputStream();
        out = CodedOutputStream.newInstance(order);
        out.writeString(1, "o-5513");
        out.writeString(2, "2023-11-14T22:13:20Z");
        out.writeString(3, "u-77");
        out.writeEnum(4, 2);
        out.writeByteArray(5, item.toByteArray());
        out.writeDouble(6, 9);
        out.writeByteArray(12, label.toByteArray());
        out.writeInt64(14, 300);
        out.flush();
        return order.toByteArray();
    }

    /// A Payment of `payments/v1/payment.proto`.
    private static byte[] payment() throws IOException {
        var amount = new ByteArrayOutputStream();
        var out = CodedOutputStream.newInstance(amount);
        out.writeString(1, "EUR");
        out.writeInt64(2, 9);
        out.writeSInt32(3, -500_000_000);
        out.flush();
        var booked = new ByteArrayOutputStream();
        out = CodedOutputStream.newInstance(booked);
        out.writeInt64(1, 1_700_000_000);
        out.writeInt32(2, 250_000_000);
        out.flush();
        var payment = new ByteArrayOutputStream();
        out = CodedOutputStream.newInstance(payment);
        out.writeString(1, "p-77");
        out.writeString(2, "Hi");
        out.writeByteArray(3, amount.toByteArray());
        out.writeByteArray(5, wallet());
        out.writeEnum(7, 1);
        out.writeByteArray(8, booked.toByteArray());
        out.writeByteArray(9, hex("b1070000 b2070000"));
        out.writeFloat(10, 0.25f);
        out.flush();
        return payment.toByteArray();
    }

    private static byte[] wallet() throws IOException {
        var wallet = new ByteArrayOutputStream();
        var out = CodedOutputStream.newInstance(wallet);
        out.writeString(1, "c-1029");
        out.flush();
        return wallet.toByteArray();
    }

    /// `{"orderId": "o-5513", "paid": true, "at": 1(1700000000), 7: h'00ff'}`
    private static byte[] cbor() {
        return hex(
                "a4 67 6f726465724964 66 6f2d35353133 64 70616964 f5 62 6174 c1 1a 6553f100"
                        + " 07 42 00ff");
    }

    /// The same in MessagePack, whose timestamps are extensions of type -1.
    private static byte[] msgPack() {
        return hex(
                "84 a7 6f726465724964 a6 6f2d35353133 a4 70616964 c3 a2 6174 d6ff 6553f100"
                        + " 07 c4 02 00ff");
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] zlib(byte[] bytes) {
        var deflater = new Deflater();
        deflater.setInput(bytes);
        deflater.finish();
        var out = new byte[bytes.length + 64];
        int size = deflater.deflate(out);
        deflater.end();
        return Arrays.copyOf(out, size);
    }

    private static byte[] uuid(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] joined(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (var part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
