package io.sightglass.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;

import io.sightglass.model.ByteRange;
import io.sightglass.model.Decoded;
import io.sightglass.model.FindingKind;
import io.sightglass.model.Format;
import io.sightglass.model.Framing;
import io.sightglass.model.Headers;
import io.sightglass.model.Part;
import io.sightglass.model.SchemaRef;
import io.sightglass.model.Wrapping.Codec;
import io.sightglass.schema.Lookup;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// Compressed payloads: unwrapped and read, and bounded whatever they hold.
class UnwrapTest {
    private static final String SALE =
            """
            {"type": "record", "name": "Sale", "namespace": "coffeeco", "fields": [
              {"name": "shop", "type": "string"}, {"name": "cents", "type": "int"}]}
            """;
    private static final String UUID = "b7b4a7f09c964e4aa687fb5de9ef0c63";

    private final TestSchemas schemas = new TestSchemas();
    private final Decoder decoder = new Decoders(schemas).newDecoder();

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] zlib(byte[] bytes) {
        var deflater = new Deflater();
        deflater.setInput(bytes);
        deflater.finish();
        var out = new byte[bytes.length + 100];
        int length = deflater.deflate(out);
        deflater.end();
        return Arrays.copyOf(out, length);
    }

    private static byte[] wrap(Codec codec, byte[] bytes) {
        return codec == Codec.GZIP ? gzip(bytes) : Zstd.compress(bytes);
    }

    private static byte[] join(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (var part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private Decoded decode(byte[] payload) {
        return decoder.decode("topic", Part.VALUE, Headers.NONE, payload, FindingSink::collecting);
    }

    private Decoded.DecodedMessage message(byte[] payload) {
        return assertInstanceOf(Decoded.DecodedMessage.class, decode(payload));
    }

    private static byte[] json(int records) {
        var random = new Random(5);
        var text = new StringBuilder("[");
        for (int i = 0; i < records; i++) {
            text.append(i == 0 ? "" : ",").append("{\"n\":").append(random.nextInt()).append('}');
        }
        return utf8(text.append(']').toString());
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "ZSTD"})
    void wholeStreams(Codec codec) {
        schemas.answers.put(
                new SchemaRef.ById(7),
                new Lookup.Found(TestSchemas.schema(Format.AVRO, SALE, "coffeeco.Sale")));
        var inside = hex("00 00000007 0261 04");
        var payload = wrap(codec, inside);
        var message = message(payload);
        assertEquals(Framing.Kind.CONFLUENT, message.framing().kind());
        assertEquals(new ByteRange(5, 8), message.root().range());
        assertEquals(List.of(), message.findings());
        var wrapping = message.wrapping();
        assertEquals(List.of(codec), wrapping.codecs());
        assertEquals(payload.length, wrapping.before());
        assertEquals(8, wrapping.after());
        assertArrayEquals(inside, wrapping.bytes());
        var twice = message(gzip(wrap(codec, inside)));
        assertEquals(List.of(Codec.GZIP, codec), twice.wrapping().codecs());
        assertArrayEquals(inside, twice.wrapping().bytes());
        var two = message(join(wrap(codec, utf8("[1,")), wrap(codec, utf8("2]"))));
        assertEquals(Format.JSON, two.format());
        assertEquals(List.of(), two.findings());
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "ZSTD"})
    void aCutStreamKeepsWhatCameBefore(Codec codec) {
        var inside = json(40_000);
        var payload = wrap(codec, inside);
        var cut = Arrays.copyOf(payload, payload.length * 3 / 4);
        var message = message(cut);
        assertEquals(Format.JSON, message.format());
        int after = message.wrapping().after();
        assertTrue(after > inside.length / 4 && after < inside.length, after + " bytes");
        assertArrayEquals(Arrays.copyOf(inside, after), message.wrapping().bytes());
        var finding = message.findings().getFirst();
        assertEquals(codec.label() + ".truncated", finding.rule());
        assertEquals(
                "The "
                        + codec.label()
                        + " stream ends too early at byte "
                        + cut.length
                        + "; what stands before it is read.",
                finding.message().plain());
        assertEquals(new ByteRange(after, after), finding.range());
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "ZSTD"})
    void aDamagedStreamSaysWhere(Codec codec) {
        var inside = json(40_000);
        var payload = wrap(codec, inside);
        int at = payload.length / 2;
        Arrays.fill(payload, at, at + 64, (byte) 0xff);
        var message = message(payload);
        var finding = message.findings().getFirst();
        assertEquals(FindingKind.MALFORMED, finding.kind());
        assertTrue(
                finding.rule().equals(codec.label() + ".broken")
                        || finding.rule().equals(codec.label() + ".checksum"),
                finding.toString());
        assertTrue(message.wrapping().after() > 1_000, message.wrapping().after() + " bytes");
    }

    @Test
    void aChangedContentIsSaid() {
        var payload = gzip(utf8("{\"a\": 1}"));
        payload[payload.length - 5] ^= 1;
        var message = message(payload);
        assertEquals("gzip.checksum", message.findings().getFirst().rule());
        assertEquals(Format.JSON, message.format());
        var more = message(join(gzip(utf8("{}")), hex("0102")));
        assertEquals("gzip.trailing-bytes", more.findings().getFirst().rule());
    }

    @Test
    void magicNumbersAreNotEnough() {
        var decoded = decode(hex("1f8b 0800 0000 0000 0000 ffff ffff"));
        assertInstanceOf(Decoded.Undecodable.class, decoded);
        assertNull(decoded.wrapping());
        var attempt = decoded.attempts().getFirst();
        assertEquals("gzip", attempt.format());
        assertEquals(
                "It begins like gzip, but nothing can be unwrapped from it: invalid block type,"
                        + " at byte 11.",
                attempt.reason().plain());
        assertNull(decode(hex("28b52ffd ff")).wrapping());
        assertNull(decode(hex("28b52ffd")).wrapping());
        assertNull(decode(hex("1f8b")).wrapping());
    }

    @Test
    void glueInZlib() {
        schemas.values.put("topic", TestSchemas.schema(Format.AVRO, SALE, "coffeeco.Sale"));
        var payload = join(hex("0305" + UUID), zlib(hex("0261 04")));
        var message = message(payload);
        assertEquals(Framing.Kind.GLUE, message.framing().kind());
        assertEquals(new ByteRange(18, 21), message.root().range());
        assertEquals(List.of(Codec.ZLIB), message.wrapping().codecs());
        assertEquals(21, message.wrapping().after());
        assertArrayEquals(hex("0305" + UUID + "0261 04"), message.wrapping().bytes());
        assertEquals(List.of(), message.findings());
        var cut = message(Arrays.copyOf(payload, payload.length - 3));
        assertEquals("zlib.truncated", cut.findings().getFirst().rule());
        var broken = join(hex("0305" + UUID), hex("ffff"));
        assertEquals("zlib.broken", decode(broken).findings().getFirst().rule());
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "ZSTD"})
    void aBombCostsAFinding(Codec codec) {
        var zeros = new byte[Limits.UNWRAPPED + 1];
        Arrays.fill(zeros, (byte) ' ');
        var payload = wrap(codec, zeros);
        assertTrue(payload.length < 100_000, payload.length + " bytes");
        var sink = FindingSink.counting();
        decoder.walk("topic", Part.VALUE, Headers.NONE, payload, 0, payload.length, sink);
        assertEquals(1, sink.count(FindingKind.MALFORMED));
        var decoded = decode(payload);
        assertEquals(Limits.UNWRAPPED, decoded.wrapping().after());
        var finding = decoded.findings().getFirst();
        assertEquals(codec.label() + ".too-large", finding.rule());
        assertEquals(
                "The "
                        + codec.label()
                        + " stream unwraps to more than 64 MiB; the rest is left out.",
                finding.message().plain());
        var exact = wrap(codec, Arrays.copyOf(zeros, Limits.UNWRAPPED));
        decoder.walk("topic", Part.VALUE, Headers.NONE, exact, 0, exact.length, sink);
        assertEquals(0, sink.count(FindingKind.MALFORMED));
    }

    @Test
    void bytesAndRawAreWhatAPersonSaysTheyAre() {
        var payload = gzip(utf8("{}"));
        for (var options :
                List.of(
                        new DecodeOptions(null, Format.BYTES),
                        new DecodeOptions(Framing.Kind.RAW, null))) {
            var decoded =
                    new Decoders(schemas)
                            .newDecoder(options)
                            .decode(
                                    "topic",
                                    Part.VALUE,
                                    Headers.NONE,
                                    payload,
                                    FindingSink::collecting);
            assertNull(decoded.wrapping());
        }
    }

    /// Whatever the bytes are, walking counts what decoding collects, and nothing escapes.
    @Test
    void mutatedStreams() {
        var random = new Random(20_260_402);
        var counting = FindingSink.counting();
        var good =
                List.of(
                        gzip(utf8("{\"a\": [1, 2, 3]}")),
                        Zstd.compress(utf8("{\"a\": [1, 2, 3]}")),
                        join(hex("0305" + UUID), zlib(hex("0261 04"))));
        for (int i = 0; i < 6_000; i++) {
            var payload = Walks.mutated(good.get(i % good.size()), random);
            var decoded = decode(payload);
            decoder.walk("topic", Part.VALUE, Headers.NONE, payload, 0, payload.length, counting);
            for (var kind : FindingKind.values()) {
                long found = decoded.findings().stream().filter(f -> f.kind() == kind).count();
                assertEquals(found, counting.count(kind), HexFormat.of().formatHex(payload));
            }
        }
    }
}
