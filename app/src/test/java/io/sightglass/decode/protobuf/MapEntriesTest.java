package io.sightglass.decode.protobuf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;

import io.sightglass.decode.Cases;
import io.sightglass.decode.FindingSink;
import io.sightglass.decode.Walks;
import io.sightglass.model.Finding;
import io.sightglass.model.FindingKind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Maps whose entries are not as writers write them, held against the library's own map: Struct has
/// one, of messages.
class MapEntriesTest {
    private static final ProtobufPlan STRUCT = ProtobufPlan.of(Struct.getDescriptor());
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /// Keys twice, values twice within an entry, neither, fields that no entry has: the value is
    /// what the library makes of the same bytes, and nothing of it is called damage.
    @Test
    void readsWhatTheLibraryReads() {
        var walker = STRUCT.newWalker();
        Cases.each(
                Cases.count(),
                random -> {
                    var bytes = struct(random, 0);
                    Struct expected;
                    try {
                        expected = Struct.parseFrom(bytes);
                    } catch (InvalidProtocolBufferException e) {
                        throw new AssertionError(e);
                    }
                    var walked = Walks.walk(walker, bytes);
                    assertEquals(Walks.plain(json(expected)), walked.value());
                    Walks.covered(walked.root(), 0, bytes.length);
                    Walks.json(walked);
                    assertFalse(
                            walked.findings().stream()
                                    .anyMatch(one -> one.kind() == FindingKind.MALFORMED),
                            () -> walked.findings().toString());
                });
    }

    private static Object json(Struct struct) {
        // A value of no kind has no JSON: it is a message without fields.
        try {
            var text = JsonFormat.printer().print(struct);
            return MAPPER.readValue(text, Object.class);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void saysWhatStandsTwice() throws IOException {
        var one = entry(key("a"), value(1));
        assertEquals(List.of(), rules(fields(one)));
        var again = fields(one, entry(key("b"), value(1)), entry(value(2), key("a")));
        assertEquals(
                List.of("fields[\"a\"] stands here again; readers keep the last one."),
                sentences(again));
        assertEquals("{\"a\":2.0,\"b\":1.0}", value(again));
        var twoKeys = fields(entry(key("a"), value(1), key("b")));
        assertEquals(
                List.of("fields[\"b\"] has its key twice in one entry; readers keep the last."),
                sentences(twoKeys));
        assertEquals("{\"b\":1.0}", value(twoKeys));
        var merged = fields(entry(key("a"), value(inner("x", 1)), value(inner("y", 2))));
        assertEquals(
                List.of("fields[\"a\"] has its value twice in one entry; readers merge the two."),
                sentences(merged).stream().filter(text -> text.contains("entry")).toList());
        assertEquals("{\"a\":{\"x\":1.0,\"y\":2.0}}", value(merged));
        var empty = fields(entry());
        assertEquals(List.of(), rules(empty));
        assertEquals("{\"\":{}}", value(empty));
        var noKey = fields(entry(value(7)), entry(key(""), value(8)));
        assertEquals("{\"\":8.0}", value(noKey));
        assertEquals(List.of("protobuf.duplicate"), rules(noKey));
    }

    /// A key or value of another wire type is no key or value, and its place is told by the entry's
    /// key.
    @Test
    void saysWhatIsOfAnotherWireType() throws IOException {
        var bytes = fields(entry(key("a"), value(1), new byte[] {0x10, 0x05}));
        assertEquals(
                List.of(
                        "fields[\"a\"] is written as varint; its type Value is written as"
                                + " length-delimited."),
                sentences(bytes).stream().filter(text -> text.contains("varint")).toList());
        assertEquals("{\"a\":1.0}", value(bytes));
        var onlyWrong = fields(entry(key("a"), new byte[] {0x10, 0x05}));
        assertEquals(List.of("protobuf.wire-type"), rules(onlyWrong));
        var wrongKey = fields(entry(new byte[] {0x08, 0x05}, value(3)));
        assertEquals("{\"\":3.0}", value(wrongKey));
        assertEquals(List.of("protobuf.wire-type"), rules(wrongKey));
    }

    /// Keys of all types, written in more than one way, are told again by their value.
    @Test
    void tellsNumbersByTheirValue() {
        var keys = new MapKeys();
        keys.begin(new byte[0]);
        assertFalse(keys.again(1, 5));
        assertTrue(keys.again(1, 5));
        assertFalse(keys.again(2, 5));
        assertFalse(keys.again(1, 6));
        keys.begin(new byte[0]);
        assertFalse(keys.again(1, 5));
        for (int i = 0; i < 100_000; i++) {
            keys.again(3, i);
        }
        assertTrue(keys.again(3, 0));
        assertTrue(keys.again(3, MapKeys.MOST / 2));
        assertFalse(keys.again(3, 99_999));
        keys.begin(new byte[0]);
        assertFalse(keys.again(3, 0));
    }

    /// Keys of one hash cost a bounded time.
    @Test
    @Timeout(60) // takes minutes where each key is held against all
    void keysMadeToMeetCostNoMore() {
        var text = new StringBuilder();
        // "Aa" and "BB" have the same hash by 31, and so have all words of sixteen of them.
        for (int i = 0; i < 1 << 16; i++) {
            for (int bit = 0; bit < 16; bit++) {
                text.append((i >>> bit & 1) == 0 ? "Aa" : "BB");
            }
        }
        var bytes = text.toString().getBytes(StandardCharsets.US_ASCII);
        var keys = new MapKeys();
        keys.begin(bytes);
        for (int i = 0; i < 1 << 16; i++) {
            keys.again(1, i * 32, i * 32 + 32);
        }
    }

    private static String value(byte[] bytes) {
        return Walks.walk(STRUCT.newWalker(), bytes).text();
    }

    private static List<String> rules(byte[] bytes) {
        return findings(bytes).stream().map(Finding::rule).toList();
    }

    private static List<String> sentences(byte[] bytes) {
        return findings(bytes).stream().map(finding -> finding.message().plain()).toList();
    }

    private static List<Finding> findings(byte[] bytes) {
        var sink = FindingSink.collecting();
        sink.begin(bytes, 0, bytes.length);
        var walker = STRUCT.newWalker();
        sink.reading(walker.format(), null);
        walker.walk(bytes, 0, 0, bytes.length, sink);
        sink.finish();
        return sink.findings();
    }

    private static byte[] struct(Random random, int depth) {
        var entries = new ArrayList<byte[]>();
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            entries.add(entry(random, depth));
        }
        return fields(entries.toArray(new byte[0][]));
    }

    private static byte[] entry(Random random, int depth) {
        var parts = new ArrayList<byte[]>();
        int keys = random.nextInt(4) == 0 ? random.nextInt(3) : 1;
        for (int i = 0; i < keys; i++) {
            parts.add(key("abc".substring(random.nextInt(3)).substring(0, 1)));
        }
        // At least one: the library has no JSON for a value of no kind.
        int values = random.nextInt(4) == 0 ? 2 + random.nextInt(2) : 1;
        for (int i = 0; i < values; i++) {
            boolean nested = depth < 3 && random.nextInt(2) == 0;
            var value =
                    nested
                            ? joined(new byte[] {0x2a}, sized(struct(random, depth + 1)))
                            : Value.newBuilder()
                                    .setNumberValue(random.nextInt(9))
                                    .build()
                                    .toByteArray();
            parts.add(joined(new byte[] {0x12}, sized(value)));
        }
        Collections.shuffle(parts, random);
        return entry(parts.toArray(new byte[0][]));
    }

    private static Value inner(String key, double number) {
        var value = Value.newBuilder().setNumberValue(number).build();
        return Value.newBuilder().setStructValue(Struct.newBuilder().putFields(key, value)).build();
    }

    private static byte[] fields(byte[]... entries) {
        var all = new ByteArrayOutputStream();
        for (var entry : entries) {
            all.writeBytes(joined(new byte[] {0x0a}, sized(entry)));
        }
        return all.toByteArray();
    }

    private static byte[] entry(byte[]... parts) {
        return joined(parts);
    }

    private static byte[] key(String key) {
        return joined(new byte[] {0x0a}, sized(ByteString.copyFromUtf8(key).toByteArray()));
    }

    private static byte[] value(double number) {
        return value(Value.newBuilder().setNumberValue(number).build());
    }

    private static byte[] value(Value value) {
        return joined(new byte[] {0x12}, sized(value.toByteArray()));
    }

    private static byte[] sized(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try {
            var coded = CodedOutputStream.newInstance(out);
            coded.writeUInt32NoTag(bytes.length);
            coded.writeRawBytes(bytes);
            coded.flush();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
