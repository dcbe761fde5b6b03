package io.sightglass.decode.cbor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sightglass.decode.Cases;
import io.sightglass.decode.Mutations;
import io.sightglass.decode.Paths;
import io.sightglass.decode.Walks;
import io.sightglass.model.Finding;
import io.sightglass.model.Node;
import io.sightglass.model.Scalar;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.cbor.CBORMapper;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;

class CborWalkerTest {
    private static final CBORMapper MAPPER =
            CBORMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();

    /// RFC 8949, appendix A: the bytes, the type as CDDL names it, and the value.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    00                         | uint        | 0
                    1818                       | uint        | 24
                    1bffffffffffffffff         | uint        | 18446744073709551615
                    c249010000000000000000     | biguint     | 18446744073709551616
                    3bffffffffffffffff         | nint        | -18446744073709551616
                    c349010000000000000000     | bignint     | -18446744073709551617
                    20                         | nint        | -1
                    3903e7                     | nint        | -1000
                    f98000                     | float16     | -0.0
                    f93e00                     | float16     | 1.5
                    f97bff                     | float16     | 65504.0
                    fa47c35000                 | float32     | 100000.0
                    fb7e37e43c8800759c         | float64     | 1.0E300
                    f90001                     | float16     | 5.9604645E-8
                    f97c00                     | float16     | Infinity
                    f97e00                     | float16     | NaN
                    fbfff0000000000000         | float64     | -Infinity
                    f4                         | bool        | false
                    f6                         | nil         | null
                    f7                         | undefined   | null
                    f0                         | simple(16)  | 16
                    f8ff                       | simple(255) | 255
                    c074323031332d30332d32315432303a30343a30305a | tdate | 2013-03-21T20:04:00Z
                    c11a514b67b0               | time        | 2013-03-21T20:04:00Z
                    c1fb41d452d9ec200000       | #6.1(float64) | 1.3638962405E9
                    d74401020304               | #6.23(bstr) | 01020304
                    4401020304                 | bstr        | 01020304
                    62225c                     | tstr        | "\\
                    62c3bc                     | tstr        | ü
                    64f0908591                 | tstr        | 𐅑
                    5f42010243030405ff         | bstr        | 0102030405
                    7f657374726561646d696e67ff | tstr        | streaming
                    7f6373747265667265616d73ff | tstr        | -
                    c48221196ab3               | decfrac     | 273.15
                    c482c101                   | #6.4(array) | -
                    c4823903e7c249010000000000000000 | decfrac | -
                    d9d9f701                   | uint        | 1
                    d8255000112233445566778899aabbccddeeff | uuid | 00112233-4455-6677-8899-aabbccddeeff
                    """)
    void everyKindOfItem(String hex, String type, String value) {
        var walked = Walks.walk(new CborWalker(), HexFormat.of().parseHex(hex));
        assertEquals(type, walked.root().field().type());
        if (!value.equals("-")) {
            assertEquals(List.of(), walked.findings());
            var scalar = ((Node.ScalarNode) walked.root()).value();
            assertEquals(value, text(scalar));
        }
    }

    private static String text(Scalar scalar) {
        return switch (scalar) {
            case Scalar.Null _ -> "null";
            case Scalar.Bool bool -> "" + bool.value();
            case Scalar.Int number -> "" + number.value();
            case Scalar.Unsigned number -> Long.toUnsignedString(number.bits());
            case Scalar.Float32 number -> "" + number.value();
            case Scalar.Float64 number -> "" + number.value();
            case Scalar.Decimal number -> number.value().toPlainString();
            case Scalar.Text text -> text.value();
            case Scalar.Binary bytes -> HexFormat.of().formatHex(bytes.value());
            case Scalar.Temporal time -> time.iso();
            default -> throw new AssertionError(scalar);
        };
    }

    @Test
    void piecesOfAStringArePutTogether() {
        var walked = Walks.walk(new CborWalker(), hex("7f 65 7374726561 64 6d696e67 ff"));
        assertEquals("streaming", walked.value());
        assertEquals(13, walked.root().range().length());
    }

    @Test
    void keysThatAreNoTextAreNamedByWhatTheyAre() {
        var walked = Walks.walk(new CborWalker(), hex("a5 0101 2002 420102 03 f504 820102 05"));
        var paths = new ArrayList<String>();
        Paths.each(walked.root(), (path, _) -> paths.add(path));
        assertEquals(List.of("", "1", "-1", "h'0102'", "true", "cbor'820102'"), paths);
        assertEquals(List.of(), walked.findings());
    }

    /// `1` and `"1"` are two keys, and `1` twice is one.
    @Test
    void duplicateKeys() {
        var walked = Walks.walk(new CborWalker(), hex("a3 0101 613102 0103"));
        assertEquals(List.of("cbor.duplicate"), rules(walked));
        assertEquals(6, walked.findings().getFirst().range().start());
    }

    @Test
    void cborWithinBytesIsReadWhereItStands() {
        var walked = Walks.walk(new CborWalker(), hex("a1 6161 d818 43 820102"));
        var paths = new ArrayList<String>();
        Paths.each(walked.root(), (path, node) -> paths.add(path + node.range()));
        assertEquals("a[0][1]ByteRange[start=8, end=9]", paths.getLast());
        walked = Walks.walk(new CborWalker(), hex("d818 43 820118"));
        assertEquals(List.of("cbor.embedded"), rules(walked));
    }

    @Test
    void damage() {
        assertEquals(List.of("cbor.truncated"), rules("65 6162"));
        assertEquals(List.of("cbor.truncated"), rules("83 01 02"));
        assertEquals(List.of("cbor.truncated"), rules("9f 01 02"));
        assertEquals(List.of("cbor.trailing-bytes"), rules("83 01 02 03 04"));
        assertEquals(List.of("cbor.head"), rules("82 01 1c"));
        assertEquals(List.of("cbor.head"), rules("82 01 ff"));
        assertEquals(List.of("cbor.head"), rules("f8 18"));
        assertEquals(List.of("cbor.head"), rules("7f 41 61 ff"));
        assertEquals(List.of("cbor.key"), rules("a1 82 01"));
        assertEquals(List.of("cbor.utf8"), rules("62 c328"));
        assertEquals(List.of("cbor.truncated"), rules("9b ffffffffffffffff 01"));
        assertEquals(List.of("cbor.truncated"), rules("bb ffffffffffffffff 6161 01"));
        assertEquals(List.of("cbor.truncated"), rules("5b 7fffffffffffffff 01"));
        assertEquals(List.of("cbor.too-deep"), rules("81".repeat(5_000)));
        assertEquals(List.of("cbor.too-deep"), rules("c1".repeat(5_000) + "00"));
        assertEquals(List.of("cbor.key"), rules("a1".repeat(5_000)));
    }

    @Test
    void readsWhatTheLibraryWrites() {
        var walker = new CborWalker();
        for (int i = 0; i < 1_000; i++) {
            var random = new Random(20_260_701 + i);
            var bytes = MAPPER.writeValueAsBytes(value(random, 0));
            var walked = Walks.walk(walker, bytes);
            assertEquals(List.of(), walked.findings());
            assertEquals(
                    Walks.plain(MAPPER.readValue(bytes, Object.class)),
                    walked.value(),
                    HexFormat.of().formatHex(bytes));
        }
    }

    @Test
    void survivesAnything() {
        var mutations = new Mutations("CBOR");
        var walker = new CborWalker();
        Cases.each(
                Cases.mutations() / 100,
                random -> {
                    var good = MAPPER.writeValueAsBytes(value(random, 0));
                    for (int k = 0; k < 100; k++) {
                        mutations.walk(walker, good, random);
                    }
                });
        mutations.report();
    }

    static Object value(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 2 : depth > 3 ? 8 : 10)) {
            case 0, 8 -> {
                var map = new LinkedHashMap<String, Object>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    map.put(i + Walks.text(random), value(random, depth + 1));
                }
                yield map;
            }
            case 1, 9 -> {
                var list = new ArrayList<Object>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    list.add(value(random, depth + 1));
                }
                yield list;
            }
            case 2 -> random.nextBoolean();
            case 3 -> random.nextLong() >> random.nextInt(64);
            case 4 -> random.nextInt(2_000) / 8.0;
            case 5 -> new java.math.BigInteger(1 + random.nextInt(100), random).negate();
            case 6 -> new java.math.BigDecimal(new java.math.BigInteger(90, random), 7);
            default -> Walks.text(random);
        };
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static List<String> rules(String hex) {
        return rules(Walks.walk(new CborWalker(), hex(hex)));
    }

    private static List<String> rules(Walks.Walked walked) {
        return walked.findings().stream().map(Finding::rule).toList();
    }
}
