package io.sightglass.decode.msgpack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.decode.Cases;
import io.sightglass.decode.Mutations;
import io.sightglass.decode.Paths;
import io.sightglass.decode.Walks;
import io.sightglass.model.Finding;
import io.sightglass.model.Node;
import io.sightglass.model.Scalar;

import org.junit.jupiter.api.Test;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePacker;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

class MsgPackWalkerTest {
    /// Writes a random value with the library; answers it as [Walks#plain] would.
    private static Object write(MessagePacker out, Random random, int depth) throws IOException {
        switch (random.nextInt(depth == 0 ? 2 : depth > 3 ? 9 : 11)) {
            case 0, 9 -> {
                int count = random.nextInt(random.nextInt(20) == 0 ? 40 : 5);
                out.packMapHeader(count);
                var map = new LinkedHashMap<String, Object>();
                for (int i = 0; i < count; i++) {
                    var key = i + Walks.text(random);
                    out.packString(key);
                    map.put(key, write(out, random, depth + 1));
                }
                return map;
            }
            case 1, 10 -> {
                int count = random.nextInt(random.nextInt(20) == 0 ? 40 : 5);
                out.packArrayHeader(count);
                var list = new ArrayList<Object>();
                for (int i = 0; i < count; i++) {
                    list.add(write(out, random, depth + 1));
                }
                return list;
            }
            case 2 -> {
                boolean value = random.nextBoolean();
                out.packBoolean(value);
                return value;
            }
            case 3 -> {
                long value = random.nextLong() >> random.nextInt(64);
                out.packLong(value);
                return new BigDecimal(value).stripTrailingZeros();
            }
            case 4 -> {
                var value = new BigInteger(64, random);
                out.packBigInteger(value);
                return new BigDecimal(value).stripTrailingZeros();
            }
            case 5 -> {
                double value = random.nextInt(2_000) / 8.0;
                out.packDouble(value);
                return new BigDecimal(Double.toString(value)).stripTrailingZeros();
            }
            case 6 -> {
                out.packNil();
                return "<null>";
            }
            case 7 -> {
                var instant = Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000));
                out.packTimestamp(instant);
                return instant.toString();
            }
            default -> {
                var value = Walks.text(random).repeat(random.nextInt(10) == 0 ? 40 : 1);
                out.packString(value);
                return value;
            }
        }
    }

    @Test
    void readsWhatTheLibraryWrites() throws IOException {
        var walker = new MsgPackWalker();
        for (int i = 0; i < 1_000; i++) {
            var random = new Random(20_260_711 + i);
            try (var out = MessagePack.newDefaultBufferPacker()) {
                var value = write(out, random, 0);
                var bytes = out.toByteArray();
                var walked = Walks.walk(walker, bytes);
                assertEquals(List.of(), walked.findings());
                assertEquals(value, walked.value(), HexFormat.of().formatHex(bytes));
            }
        }
    }

    @Test
    void survivesAnything() {
        var mutations = new Mutations("MessagePack");
        var walker = new MsgPackWalker();
        Cases.each(
                Cases.mutations() / 100,
                random -> {
                    try (var out = MessagePack.newDefaultBufferPacker()) {
                        write(out, random, 0);
                        var good = out.toByteArray();
                        for (int k = 0; k < 100; k++) {
                            mutations.walk(walker, good, random);
                        }
                    }
                });
        mutations.report();
    }

    @Test
    void extensionsTimesAndLargeNumbers() {
        var types =
                Map.of(
                        "d6ff 514b67b0", "timestamp 2013-03-21T20:04:00Z",
                        "d7ff 0000000800000001", "timestamp 1970-01-01T00:00:01.000000002Z",
                        "c70cff 00000001 ffffffffffffffff",
                                "timestamp 1969-12-31T23:59:59.000000001Z",
                        "d405 2a", "ext(5) 2a",
                        "c403 010203", "bin 010203",
                        "cf ffffffffffffffff", "int 18446744073709551615",
                        "d3 8000000000000000", "int -9223372036854775808",
                        "ca 3fc00000", "float 32 1.5",
                        "c0", "nil null");
        types.forEach((hex, expected) -> {
            var walked = Walks.walk(new MsgPackWalker(), hex(hex));
            assertEquals(List.of(), walked.findings());
            var node = (Node.ScalarNode) walked.root();
            assertEquals(expected, node.field().type() + " " + text(node.value()));
        });
        // Nanoseconds beyond a second are no time.
        var bad = Walks.walk(new MsgPackWalker(), hex("d7ff ffffffffffffffff"));
        assertTrue(((Node.ScalarNode) bad.root()).value() instanceof Scalar.Binary);
    }

    private static String text(Scalar scalar) {
        return switch (scalar) {
            case Scalar.Null _ -> "null";
            case Scalar.Int number -> "" + number.value();
            case Scalar.Unsigned number -> Long.toUnsignedString(number.bits());
            case Scalar.Float32 number -> "" + number.value();
            case Scalar.Binary bytes -> HexFormat.of().formatHex(bytes.value());
            case Scalar.Temporal time -> time.iso();
            default -> throw new AssertionError(scalar);
        };
    }

    @Test
    void keysThatAreNoText() {
        var walked =
                Walks.walk(new MsgPackWalker(), hex("85 0101 ff02 c3 03 c4020102 04 920102 05"));
        var paths = new ArrayList<String>();
        Paths.each(walked.root(), (path, _) -> paths.add(path));
        assertEquals(List.of("", "1", "-1", "true", "h'0102'", "msgpack'920102'"), paths);
    }

    @Test
    void damage() {
        assertEquals(List.of("msgpack.truncated"), rules("a5 6162"));
        assertEquals(List.of("msgpack.truncated"), rules("93 01 02"));
        assertEquals(List.of("msgpack.truncated"), rules("dd ffffffff 01"));
        assertEquals(List.of("msgpack.truncated"), rules("c6 ffffffff 01"));
        assertEquals(List.of("msgpack.truncated"), rules("c7 05"));
        assertEquals(List.of("msgpack.trailing-bytes"), rules("01 02"));
        assertEquals(List.of("msgpack.head"), rules("92 01 c1"));
        assertEquals(List.of("msgpack.key"), rules("81 92 01"));
        assertEquals(List.of("msgpack.utf8"), rules("a2 c328"));
        assertEquals(List.of("msgpack.duplicate"), rules("82 a16101 a16102"));
        assertEquals(List.of("msgpack.too-deep"), rules("91".repeat(5_000)));
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static List<String> rules(String hex) {
        return Walks.walk(new MsgPackWalker(), hex(hex)).findings().stream()
                .map(Finding::rule)
                .toList();
    }
}
