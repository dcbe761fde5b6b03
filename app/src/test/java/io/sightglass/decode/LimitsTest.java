package io.sightglass.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;

import io.sightglass.decode.avro.AvroPlan;
import io.sightglass.decode.json.JsonPlan;
import io.sightglass.decode.protobuf.ProtobufPlan;
import io.sightglass.decode.protobuf.RawProtobuf;
import io.sightglass.model.ByteRange;
import io.sightglass.model.Finding;
import io.sightglass.model.FindingKind;
import io.sightglass.model.Format;
import io.sightglass.model.Node;
import io.sightglass.schema.ParsedSchema;

import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
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
        assertTrue(
                walked.values() <= Limits.NODES + payload.length + 2, walked.values() + " values");
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
        var payload = new byte[2 * (Limits.VALUES + 1)];
        for (int i = 0; i < payload.length; i += 2) {
            payload[i] = 0x18;
        }
        assertEquals("protobuf.too-many", rules(Walks.walk(proto(), payload)).getLast());
        payload = joined(new byte[] {0x12}, varint(Limits.VALUES + 1), new byte[Limits.VALUES + 1]);
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
        var text = "[" + "0,".repeat(Limits.VALUES) + "0]";
        assertEquals(
                List.of("json.too-many"),
                rules(
                        Walks.walk(
                                JsonPlan.PLAIN.newWalker(),
                                text.getBytes(StandardCharsets.UTF_8))));
    }

    // What follows is large, and told to one sink at a time: how much is heard and allocated is
    // bounded, whatever the payload says.

    private static final int BIG = 64 << 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /// The bytes that one walk allocates.
    private static long allocated(Walker walker, byte[] payload, DecodeSink sink) {
        long id = Thread.currentThread().threadId();
        long before = THREADS.getThreadAllocatedBytes(id);
        sink.begin(payload, 0, payload.length);
        walker.walk(payload, 0, 0, payload.length, sink);
        sink.finish();
        return THREADS.getThreadAllocatedBytes(id) - before;
    }

    /// A bomb: the live tail's sink and a row's allocate next to nothing, the sinks of the
    /// inspector no more than `tree`, and one finding at least says what happened.
    private static void harmless(Walker walker, byte[] payload, String rule, long tree) {
        var counting = FindingSink.counting();
        allocated(walker, payload, counting); // tables grow once
        long live = allocated(walker, payload, counting);
        assertTrue(live <= 1 << 16, () -> live + " bytes by the live sink");
        assertTrue(counting.total() > 0, "a finding");
        var row = new RowSink();
        allocated(walker, payload, row);
        long line = allocated(walker, payload, row);
        assertTrue(line <= 1 << 16, () -> line + " bytes by a row");
        var findings = FindingSink.collecting();
        long collected = allocated(walker, payload, findings);
        assertTrue(collected <= 4 << 20, () -> collected + " bytes by findings");
        assertTrue(
                findings.findings().stream().anyMatch(f -> f.rule().endsWith(rule)),
                () -> rule + " in " + findings.findings());
        long built = allocated(walker, payload, new FirstValues(new TreeSink(), Limits.NODES));
        assertTrue(built <= tree, () -> built + " bytes by the tree");
    }

    private static byte[] varint(long value) {
        var out = new ByteArrayOutputStream();
        long left = value;
        while (left >>> 7 != 0) {
            out.write((int) left & 0x7f | 0x80);
            left >>>= 7;
        }
        out.write((int) left);
        return out.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (var part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] repeated(String text, int times) {
        return text.repeat(times).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void avroElementsOfNoBytes() {
        var count = joined(varint(2L * Integer.MAX_VALUE), new byte[1]);
        harmless(avro(NULLS), count, ".too-many", 40 << 20);
        var empty = NULLS.replace("\"null\"", "{\"type\":\"record\",\"name\":\"E\",\"fields\":[]}");
        harmless(avro(empty), count, ".too-many", 80 << 20);
    }

    /// What the tree leaves out is left out of each container by itself, up to where that ends.
    @Test
    void whatIsLeftOutEndsWithItsContainer() {
        var schema =
                """
                {"type": "record", "name": "Top", "fields": [
                  {"name": "first", "type": "null"},
                  {"name": "all", "type": {"type": "array", "items":
                    {"type": "record", "name": "Nothing", "fields": [
                      {"name": "none", "type": "null"}]}}},
                  {"name": "last", "type": "string"}]}
                """;
        // 150 000 elements of no bytes, each with a value of none in it; the array's end; "abc".
        byte[] payload = {(byte) 0xe0, (byte) 0xa7, 0x12, 0, 6, 'a', 'b', 'c'};
        var tree = new TreeSink();
        var first = new FirstValues(tree, Limits.NODES);
        first.begin(payload, 0, payload.length);
        avro(schema).walk(payload, 0, 0, payload.length, first);
        first.finish();
        var root = (Node.RecordNode) tree.root();
        assertEquals(3, first.end());
        assertEquals(new ByteRange(0, 8), root.range());
        var all = (Node.ListNode) root.children().getLast();
        // The walker gives up a few values later, and with it all that is open.
        assertEquals(new ByteRange(0, 8), all.range());
        assertEquals(new Node.RestNode(all.field(), new ByteRange(3, 8)), all.elements().getLast());
        assertEquals(2, root.children().size());
        var element = (Node.RecordNode) all.elements().get(all.elements().size() - 2);
        assertEquals(new ByteRange(3, 3), element.range());
        assertEquals(new ByteRange(3, 3), element.children().getFirst().range());
        assertTrue(element.children().getFirst() instanceof Node.RestNode);
    }

    @Test
    void lengthsThatLie() {
        var bytes =
                "{\"type\":\"record\",\"name\":\"B\",\"fields\":[{\"name\":\"b\",\"type\":\"bytes\"}]}";
        for (long size : List.of(Long.MAX_VALUE, (long) Integer.MAX_VALUE, 1L << 40)) {
            harmless(avro(bytes), varint(2 * size), ".truncated", 1 << 16);
        }
        for (long size : List.of(-1L, Long.MIN_VALUE, (long) Integer.MAX_VALUE, 1L << 31)) {
            var lie = varint(size);
            harmless(proto(), joined(new byte[] {0x0a}, lie), ".truncated", 1 << 16);
            harmless(proto(), joined(new byte[] {0x12}, lie), ".truncated", 1 << 16);
            harmless(new RawProtobuf(), joined(new byte[] {0x0a}, lie), ".truncated", 1 << 16);
        }
    }

    @Test
    void millionsOfProtobufFields() {
        var fields = new byte[2 * (Limits.VALUES + 1)];
        for (int i = 0; i < fields.length; i += 2) {
            fields[i] = 0x18;
        }
        harmless(proto(), fields, ".too-many", 80 << 20);
        harmless(new RawProtobuf(), fields, ".too-many", 80 << 20);
        var packed =
                joined(new byte[] {0x12}, varint(Limits.VALUES + 1), new byte[Limits.VALUES + 1]);
        harmless(proto(), packed, ".too-many", 80 << 20);
    }

    @Test
    void deepProtobufGroups() {
        var open = new byte[2_000_000];
        Arrays.fill(open, (byte) 0x0b);
        harmless(proto(), open, ".wire-type", 1 << 20);
        harmless(new RawProtobuf(), open, ".group", 1 << 20);
        Arrays.fill(open, 1_000_000, open.length, (byte) 0x0c);
        harmless(new RawProtobuf(), open, ".group", 1 << 20);
    }

    /// Each of ninety groups is read once to find its end; what that may cost is bounded.
    @Test
    void manyFieldsInDeepGroups() {
        var open = new byte[90];
        Arrays.fill(open, (byte) 0x0b);
        var close = new byte[90];
        Arrays.fill(close, (byte) 0x0c);
        var fields = new byte[4_000_000];
        Arrays.fill(fields, (byte) 0x18);
        var tree = new FirstValues(new TreeSink(), Limits.NODES);
        long built = allocated(new RawProtobuf(), joined(open, fields, close), tree);
        assertTrue(built <= 60 << 20, () -> built + " bytes by the tree");
    }

    /// Two hundred thousand empty messages of forty fields lack eight million.
    @Test
    void absentFields() {
        var text =
                new StringBuilder(
                        "syntax = \"proto3\"; message L { repeated M m = 1; } message M {");
        for (int i = 1; i <= 40; i++) {
            text.append("int32 f").append(i).append(" = ").append(i).append(";");
        }
        var parsed = (ParsedSchema.Protobuf) TestSchemas.parsed(Format.PROTOBUF, text + "}");
        var walker = ProtobufPlan.of(parsed.file().getMessageTypes().getFirst()).newWalker();
        var payload = new byte[300_000];
        for (int i = 0; i < payload.length; i += 2) {
            payload[i] = 0x0a;
        }
        long built = allocated(walker, payload, new FirstValues(new TreeSink(), Limits.NODES));
        assertTrue(built <= 120 << 20, () -> built + " bytes by the tree");
    }

    /// "Aa" and "BB" have the same hash by 31, and so have all words of sixteen of them.
    @Test
    @Timeout(60) // takes minutes where each key is held against all
    void jsonKeysMadeToMeet() {
        var text = new StringBuilder("{");
        for (int i = 0; i < 1 << 17; i++) {
            text.append('"');
            for (int bit = 0; bit < 17; bit++) {
                text.append((i >>> bit & 1) == 0 ? "Aa" : "BB");
            }
            text.append("\":0,");
        }
        var first = "Aa".repeat(17);
        var escaped = "\\u0041a" + "Aa".repeat(16);
        text.append('"').append(first).append("\":1,\"").append(escaped).append("\":2,\"z\":3}");
        var payload = text.toString().getBytes(StandardCharsets.UTF_8);
        var walked = FindingSink.collecting();
        allocated(JsonPlan.PLAIN.newWalker(), payload, walked);
        assertEquals(
                2, walked.findings().stream().filter(f -> f.rule().endsWith(".duplicate")).count());
    }

    @Test
    void manyJsonKeys() {
        var text = new StringBuilder("{");
        for (int i = 0; i < 1_000_000; i++) {
            text.append("\"key").append(i).append("\":0,");
        }
        var payload = text.append("\"z\":1}").toString().getBytes(StandardCharsets.UTF_8);
        var walker = JsonPlan.PLAIN.newWalker();
        var counting = FindingSink.counting();
        long live = allocated(walker, payload, counting);
        assertTrue(live <= 80 << 20, () -> live + " bytes by the live sink");
        assertEquals(0, counting.total());
        // The names of a million keys, most of them forgotten at once, beside the tree itself.
        long built = allocated(walker, payload, new FirstValues(new TreeSink(), Limits.NODES));
        assertTrue(built <= 200 << 20, () -> built + " bytes by the tree");
    }

    @Test
    void deepAndLongJson() {
        var plain = JsonPlan.PLAIN.newWalker();
        harmless(plain, repeated("[", 2_000_000), ".too-deep", 1 << 20);
        harmless(plain, repeated("{\"a\":", 1_000_000), ".too-deep", 1 << 20);
        harmless(plain, repeated("0,", 2_000_000), ".trailing-bytes", 1 << 20);
        harmless(
                plain,
                joined(repeated("9", 8_000_000), repeated("x", 1)),
                ".trailing-bytes",
                64 << 20);
    }

    /// The same key within itself, each of whose ends is looked for: that is bounded too.
    @Test
    void duplicatesWithinDuplicates() {
        var payload =
                joined(
                        repeated("{\"a\":0,\"a\":", 90),
                        joined(repeated("[", 1), repeated(" ", 8_000_000), repeated("]", 1)),
                        repeated("}", 90));
        var findings = FindingSink.collecting();
        allocated(JsonPlan.PLAIN.newWalker(), payload, findings);
        assertEquals(90, findings.count(FindingKind.NOTICE));
    }

    /// The row and the findings of 64 MiB: nothing of the payload's size is made.
    @Test
    void bigPayloadsInOneLine() {
        var text = new byte[BIG];
        Arrays.fill(text, (byte) 'x');
        var bytes =
                "{\"type\":\"record\",\"name\":\"B\",\"fields\":[{\"name\":\"b\",\"type\":%s}]}";
        var decimal = "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":9}";
        for (var type : List.of("\"string\"", "\"bytes\"", decimal)) {
            line(avro(bytes.formatted(type)), joined(varint(2L * BIG), text));
        }
        line(new RawProtobuf(), joined(new byte[] {0x0a}, varint(BIG), text));
        text[0] = '"';
        text[BIG - 1] = '"';
        line(JsonPlan.PLAIN.newWalker(), text);
    }

    private static void line(Walker walker, byte[] payload) {
        var row = new RowSink();
        allocated(walker, payload, row);
        long made = allocated(walker, payload, row);
        assertTrue(made <= 1 << 16, () -> made + " bytes by a row");
        long counted = allocated(walker, payload, FindingSink.counting());
        assertTrue(counted <= 1 << 16, () -> counted + " bytes by the live sink");
        allocated(walker, payload, FindingSink.collecting());
        long collected = allocated(walker, payload, FindingSink.collecting());
        assertTrue(collected <= 1 << 16, () -> collected + " bytes by findings");
    }
}
