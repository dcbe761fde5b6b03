package io.sightglass.decode.protobuf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sightglass.decode.Cases;
import io.sightglass.decode.Walks;
import io.sightglass.model.Node;
import io.sightglass.model.Scalar;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// Protobuf without a schema, held against `protoc --decode_raw`: the same fields in the same
/// order, and what protoc takes for a message is one here, or one of the other readings.
class DecodeRawOracleTest {
    /// protoc looks for messages in messages so deep, and then takes bytes.
    private static final int DEEPEST = 10;

    /// @param inner the fields of a message or group; null for other values
    private record Field(int number, String value, @Nullable List<Field> inner) {}

    private int messages;
    private int others;
    private int lenient;

    @Test
    void readsWhatProtocReads() {
        var protoc = System.getProperty("sightglass.protoc");
        assumeTrue(protoc != null, "needs -Dsightglass.protoc");
        Cases.each(
                Cases.count() / 2,
                random -> {
                    byte[] payload;
                    if (random.nextBoolean()) {
                        payload = EverydayProtobuf.encode(new EverydayProtobuf(random).message());
                    } else {
                        var generator = new RandomProtobuf(random);
                        payload = generator.value(generator.type(), 0).toByteArray();
                    }
                    var fields = fields(run(protoc, payload));
                    var root = (Node.RecordNode) Walks.walk(new RawProtobuf(), payload).root();
                    compare(fields, root, payload, 0);
                });
        if (Boolean.getBoolean("sightglass.figures")) {
            System.out.println(
                    messages
                            + " messages of protoc's are the best reading, "
                            + others
                            + " another");
        }
        // protoc takes "Hi" for a message too.
        assertTrue(messages > 5 * others, messages + " messages, " + others + " other readings");
        assertTrue(messages > 20 * lenient, messages + " messages, " + lenient + " long tags");
    }

    private void compare(List<Field> expected, Node.RecordNode read, byte[] payload, int depth) {
        assertEquals(expected.size(), read.children().size());
        for (int i = 0; i < expected.size(); i++) {
            var field = expected.get(i);
            var node = read.children().get(i);
            assertEquals(field.number, node.field().number());
            switch (node) {
                case Node.RecordNode record when field.inner != null -> {
                    messages++;
                    compare(field.inner, record, payload, depth + 1);
                }
                case Node.RecordNode _ -> assertTrue(depth >= DEEPEST, "a message of bytes");
                case Node.ScalarNode scalar when field.inner != null -> {
                    if (hasLongTag(scalar, payload)) {
                        lenient++;
                    } else {
                        others++;
                        compare(field.inner, message(node, payload), payload, depth + 1);
                    }
                }
                case Node.ScalarNode scalar -> compare(field.value, scalar);
                default -> throw new AssertionError(node);
            }
        }
    }

    /// Whether the content has a tag of more than 32 bits. protoc passes over the others, which no
    /// writer sets; here it is none.
    private static boolean hasLongTag(Node.ScalarNode node, byte[] payload) {
        int end = node.end();
        int at = node.start() + Wire.varintSize(payload, node.start(), end);
        at += Wire.varintSize(payload, at, end);
        while (at >= 0 && at < end) {
            int size = Wire.varintSize(payload, at, end);
            if (size <= 0) {
                return false;
            }
            long tag = Wire.varint(payload, at, size);
            if (tag >>> Integer.SIZE != 0) {
                return true;
            }
            at = Wire.skip(payload, (int) tag & 7, (int) (tag >>> 3), at + size, end, 100);
        }
        return false;
    }

    /// The other reading of a field as a message.
    private static Node.RecordNode message(Node node, byte[] payload) {
        return OtherReadings.of(node, payload).stream()
                .filter(other -> other.as().equals("message"))
                .map(other -> (Node.RecordNode) other.node())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no message: " + node));
    }

    private static void compare(String expected, Node.ScalarNode node) {
        switch (node.value()) {
            case Scalar.Int(long number) when expected.startsWith("0x") ->
                    assertEquals(
                            Long.parseUnsignedLong(expected.substring(2), 16),
                            expected.length() == 10 ? number & 0xffffffffL : number);
            case Scalar.Int(long number) -> assertEquals(expected, Long.toUnsignedString(number));
            case Scalar.Float64(double number) ->
                    assertEquals(
                            Long.parseUnsignedLong(expected.substring(2), 16),
                            Double.doubleToRawLongBits(number));
            case Scalar.Float32(float number) ->
                    assertEquals(
                            Integer.parseUnsignedInt(expected.substring(2), 16),
                            Float.floatToRawIntBits(number));
            case Scalar.Text(String text) ->
                    assertArrayEquals(text.getBytes(StandardCharsets.UTF_8), bytes(expected));
            case Scalar.Binary(byte[] bytes) -> assertArrayEquals(bytes, bytes(expected));
            default -> throw new AssertionError(node);
        }
    }

    /// The content of a string in quotes, with C's escapes.
    private static byte[] bytes(String quoted) {
        var out = new ByteArrayOutputStream();
        for (int i = 1; i < quoted.length() - 1; i++) {
            char c = quoted.charAt(i);
            if (c != '\\') {
                out.write(c);
                continue;
            }
            char next = quoted.charAt(++i);
            int plain = "nrt\"'\\".indexOf(next);
            if (plain >= 0) {
                out.write("\n\r\t\"'\\".charAt(plain));
            } else {
                out.write(Integer.parseInt(quoted.substring(i, i + 3), 8));
                i += 2;
            }
        }
        return out.toByteArray();
    }

    private static List<Field> fields(String text) {
        return fields(text.lines().map(String::strip).iterator());
    }

    private static List<Field> fields(Iterator<String> lines) {
        var fields = new ArrayList<Field>();
        while (lines.hasNext()) {
            var line = lines.next();
            if (line.equals("}")) {
                return fields;
            }
            if (line.endsWith(" {")) {
                int number = Integer.parseInt(line.substring(0, line.length() - 2));
                fields.add(new Field(number, "", fields(lines)));
            } else {
                int colon = line.indexOf(": ");
                int number = Integer.parseInt(line.substring(0, colon));
                fields.add(new Field(number, line.substring(colon + 2), null));
            }
        }
        return fields;
    }

    private static String run(String protoc, byte[] payload)
            throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(protoc, "--decode_raw")
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (var in = process.getOutputStream()) {
            in.write(payload);
        }
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        assertEquals(0, process.waitFor());
        return text;
    }
}
