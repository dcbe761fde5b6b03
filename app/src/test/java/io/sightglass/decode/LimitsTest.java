package io.sightglass.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.decode.avro.AvroPlan;
import io.sightglass.decode.json.JsonPlan;
import io.sightglass.decode.protobuf.ProtobufPlan;
import io.sightglass.decode.protobuf.RawProtobuf;
import io.sightglass.model.Finding;
import io.sightglass.model.Format;
import io.sightglass.schema.ParsedSchema;

import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Payloads made to hurt: they cost a finding and nothing else.
class LimitsTest {
    private static final String NODE =
            "{\"type\":\"record\",\"name\":\"Node\",\"fields\":["
                    + "{\"name\":\"next\",\"type\":[\"null\",\"Node\"]}]}";
    private static final String NULLS =
            "{\"type\":\"record\",\"name\":\"Nulls\",\"fields\":["
                    + "{\"name\":\"all\",\"type\":{\"type\":\"array\",\"items\":\"null\"}}]}";

    private static List<String> rules(Walks.Walked walked) {
        return walked.findings().stream().map(Finding::rule).toList();
    }

    private static Walker avro(String schema) {
        return AvroPlan.of(new Schema.Parser().parse(schema)).newWalker();
    }

    private static Walker proto() {
        var text =
                "syntax = \"proto3\"; message M { M next = 1; repeated int32 n = 2; int32 last ="
                        + " 3;}";
        var parsed = (ParsedSchema.Protobuf) TestSchemas.parsed(Format.PROTOBUF, text);
        return ProtobufPlan.of(parsed.file().getMessageTypes().getFirst()).newWalker();
    }

    @Test
    void deepAvro() {
        var payload = new byte[5_000];
        Arrays.fill(payload, (byte) 2);
        assertEquals(List.of("avro.too-deep"), rules(Walks.walk(avro(NODE), payload)));
    }

    @Test
    void aBillionNulls() {
        // A count of a billion takes five bytes, and its elements none.
        var payload = new byte[] {(byte) 0x80, (byte) 0xa8, (byte) 0xd6, (byte) 0xb9, 0x07};
        var walked = Walks.walk(avro(NULLS), payload);
        assertEquals(List.of("avro.too-many"), rules(walked));
        assertTrue(walked.values() <= Limits.NODES + 2, walked.values() + " values");
    }

    @Test
    void deepProtobufGoesOnBehind() {
        var payload = new byte[] {};
        for (int i = 0; i < 150; i++) {
            var more = new ByteArrayOutputStream();
            more.write(0x0a);
            for (int size = payload.length; ; size >>>= 7) {
                if (size < 0x80) {
                    more.write(size);
                    break;
                }
                more.write(size & 0x7f | 0x80);
            }
            more.writeBytes(payload);
            payload = more.toByteArray();
        }
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(payload);
        whole.write(0x18);
        whole.write(5);
        var walked = Walks.walk(proto(), whole.toByteArray());
        assertEquals(List.of("protobuf.too-deep"), rules(walked));
        assertTrue(walked.value().toString().contains("last=5"));
        assertEquals(List.of(), rules(Walks.walk(new RawProtobuf(), whole.toByteArray())));
    }

    @Test
    void manyProtobufFields() {
        var payload = new byte[2_000_000];
        for (int i = 0; i < payload.length; i += 2) {
            payload[i] = 0x18;
        }
        assertEquals("protobuf.too-many", rules(Walks.walk(proto(), payload)).getLast());
        payload = new byte[2_000_004];
        payload[0] = 0x12;
        payload[1] = (byte) 0x80;
        payload[2] = (byte) 0x89;
        payload[3] = 0x7a;
        assertEquals(List.of("protobuf.too-many"), rules(Walks.walk(proto(), payload)));
    }

    @Test
    void deepJson() {
        var open = "[".repeat(5_000) + "]".repeat(5_000);
        var text = "{\"deep\": " + open + ", \"after\": 1}";
        var walked = Walks.walk(JsonPlan.PLAIN.newWalker(), text.getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of("json.too-deep"), rules(walked));
        assertTrue(walked.value().toString().contains("after=1"));
        var endless = "[".repeat(5_000).getBytes(StandardCharsets.UTF_8);
        assertEquals(
                List.of("json.too-deep"), rules(Walks.walk(JsonPlan.PLAIN.newWalker(), endless)));
    }

    @Test
    void manyJsonValues() {
        var text = "[" + "0,".repeat(300_000) + "0]";
        assertEquals(
                List.of("json.too-many"),
                rules(
                        Walks.walk(
                                JsonPlan.PLAIN.newWalker(),
                                text.getBytes(StandardCharsets.UTF_8))));
    }
}
