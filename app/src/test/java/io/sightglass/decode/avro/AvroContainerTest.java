package io.sightglass.decode.avro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sightglass.Corpora;
import io.sightglass.decode.Decoder;
import io.sightglass.decode.Decoders;
import io.sightglass.decode.FindingSink;
import io.sightglass.decode.JsonTree;
import io.sightglass.decode.Limits;
import io.sightglass.decode.Walks;
import io.sightglass.model.Decoded;
import io.sightglass.model.FindingKind;
import io.sightglass.model.Framing;
import io.sightglass.model.Headers;
import io.sightglass.model.Node;
import io.sightglass.model.Part;
import io.sightglass.schema.LocalSchemas;
import io.sightglass.schema.SchemaCatalog;

import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.file.SeekableByteArrayInput;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.commons.compress.compressors.xz.XZUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/// Avro's container files as payloads, held against the library's own reader.
class AvroContainerTest {
    private static final long SEED = 20_260_403;
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
                    .build();
    private static final byte[] SYNC = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final Decoder decoder =
            new Decoders(new SchemaCatalog(null, LocalSchemas.none())).newDecoder();

    private Decoded decode(byte[] payload) {
        return decoder.decode("topic", Part.VALUE, Headers.NONE, payload, FindingSink::collecting);
    }

    private Decoded.DecodedMessage message(byte[] payload) {
        return assertInstanceOf(Decoded.DecodedMessage.class, decode(payload));
    }

    private static Object value(Decoded.DecodedMessage message) {
        var out = new StringWriter();
        try (var json = MAPPER.createGenerator(out)) {
            new JsonTree(json).value(message);
        }
        return Walks.plain(MAPPER.readValue(out.toString(), Object.class));
    }

    private static int size(Decoded.DecodedMessage message) {
        return assertInstanceOf(Node.ListNode.class, message.root()).elements().size();
    }

    private static CodecFactory codec(String name) {
        return CodecFactory.fromString(name);
    }

    /// A file with a block for each list of values.
    private static byte[] file(String codec, Schema schema, List<? extends List<?>> blocks)
            throws IOException {
        var out = new ByteArrayOutputStream();
        try (var writer = new DataFileWriter<>(new GenericDatumWriter<Object>(schema))) {
            writer.setCodec(codec(codec));
            writer.create(schema, out, SYNC);
            for (var block : blocks) {
                for (var value : block) {
                    writer.appendEncoded(ByteBuffer.wrap(RandomAvro.encode(schema, value, false)));
                }
                writer.sync();
            }
        }
        return out.toByteArray();
    }

    private static byte[] strings(String codec, String... blocks) throws IOException {
        var lists = new ArrayList<List<String>>();
        for (var block : blocks) {
            lists.add(List.of(block.split(" ")));
        }
        return file(codec, Schema.create(Schema.Type.STRING), lists);
    }

    private static List<Object> library(byte[] file) throws IOException {
        var all = new ArrayList<Object>();
        var input = new SeekableByteArrayInput(file);
        try (var reader = new DataFileReader<>(input, new GenericDatumReader<>())) {
            for (var value : reader) {
                all.add(AvroOracleTest.json(reader.getSchema(), value));
            }
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "deflate", "snappy", "bzip2", "zstandard", "xz"})
    void readsWhatTheLibraryReads(String codec) throws IOException {
        assumeTrue(!codec.equals("xz") || XZUtils.isXZCompressionAvailable(), "no reader for xz");
        for (int i = 0; i < 40; i++) {
            var random = new Random(SEED + i);
            var generator = new RandomAvro(random);
            var schema = generator.record(0);
            var blocks = new ArrayList<List<Object>>();
            for (int b = random.nextInt(3); b >= 0; b--) {
                var block = new ArrayList<>();
                for (int k = random.nextInt(5); k >= 0; k--) {
                    block.add(generator.value(schema, 0));
                }
                blocks.add(block);
            }
            var file = file(codec, schema, blocks);
            var message = message(file);
            assertEquals(List.of(), message.findings(), "seed " + (SEED + i));
            assertEquals(Walks.plain(library(file)), value(message), "seed " + (SEED + i));
            var container = message.framing().container();
            assertEquals(codec, container.codec());
            assertEquals(size(message), container.records());
            assertEquals(blocks.size(), container.blocks());
            assertEquals(HexFormat.of().formatHex(SYNC), container.sync());
            assertEquals(message.wrapping().after(), message.root().range().end());
            assertEquals(message.framing().end(), message.root().range().start());
        }
    }

    /// Each of Avro's sample files, where the corpora are there.
    @Test
    void readsTheSampleFiles() throws IOException {
        var codecs = new TreeSet<String>();
        for (var path : Corpora.files("avro", ".avro")) {
            var file = Files.readAllBytes(path);
            var message = message(file);
            assertEquals(List.of(), message.findings(), path.toString());
            assertEquals(Walks.plain(library(file)), value(message), path.toString());
            codecs.add(Objects.requireNonNull(message.framing().container()).codec());
        }
        assertEquals(Set.of("null", "deflate", "snappy", "zstandard"), codecs);
    }

    @Test
    void anEmptyFileIsAnEmptyList() throws IOException {
        var message = message(strings("deflate"));
        assertEquals(0, size(message));
        assertEquals(List.of(), message.findings());
        assertEquals(Framing.Kind.AVRO_CONTAINER, message.framing().kind());
    }

    private static int find(byte[] file, String text, int from) {
        for (int i = from; ; i++) {
            if (new String(file, i, text.length(), StandardCharsets.ISO_8859_1).equals(text)) {
                return i;
            }
        }
    }

    @Test
    void aDamagedSyncMarkerLosesNoOtherBlock() throws IOException {
        var file = strings("null", "one two", "three four", "five");
        int second = find(file, "three", 0) + "three4four".length();
        file[second + 3] = 0;
        var message = message(file);
        assertEquals(5, size(message));
        assertEquals(
                "Block 2 at byte "
                        + (find(file, "three", 0) - 3)
                        + " is not followed by the file's sync marker at byte "
                        + second
                        + "; reading goes on at byte "
                        + (second + 16)
                        + ".",
                message.findings().getFirst().message().plain());
    }

    @Test
    void behindADamagedSizeReadingGoesOnAtTheNextMarker() throws IOException {
        var file = strings("null", "one two", "three four", "five");
        int size = find(file, "three", 0) - 2;
        file[size] = 2 * 20;
        var message = message(file);
        assertTrue(value(message).toString().contains("one, two"), value(message).toString());
        assertTrue(value(message).toString().contains("five"), value(message).toString());
        assertEquals("avro-container.sync", message.findings().getFirst().rule());
    }

    @Test
    void aCutBlockKeepsTheBlocksBefore() throws IOException {
        for (var codec : List.of("null", "deflate", "snappy", "bzip2", "zstandard")) {
            var file = strings(codec, "one two", "three four");
            var message = message(Arrays.copyOf(file, file.length - 20));
            var rules = message.findings().stream().map(finding -> finding.rule()).toList();
            assertTrue(rules.contains("avro-container.truncated"), codec + " " + rules);
            assertTrue(size(message) >= 2, codec);
        }
    }

    @Test
    void aDamagedBlockKeepsTheOthers() throws IOException {
        for (var codec : List.of("deflate", "snappy", "bzip2", "zstandard")) {
            var file = strings(codec, "one two", "three four", "five six");
            int sync = find(file, "0123456789abcdef", find(file, "0123456789abcdef", 0) + 1);
            // Behind the count and size of the second block.
            Arrays.fill(file, sync + 18 + 3, sync + 18 + 7, (byte) 0xee);
            var message = message(file);
            var findings = message.findings();
            assertTrue(!findings.isEmpty(), codec);
            // Deflate has no checksum: what comes out of other bytes may be other records.
            assertTrue(
                    codec.equals("deflate")
                            || findings.getFirst().message().plain().startsWith("Block 2 at byte "),
                    findings.toString());
            assertTrue(value(message).toString().contains("five, six"), codec + value(message));
            assertTrue(value(message).toString().contains("one, two"), codec);
        }
    }

    @Test
    void headersThatAreNone() {
        var cut = decode(HexFormat.of().parseHex("4f626a01" + "02"));
        assertInstanceOf(Decoded.Undecodable.class, cut);
        assertEquals(
                "The container file's header ends too early, or is damaged, at byte 5.",
                cut.findings().getFirst().message().plain());
        var none = decode(HexFormat.of().parseHex("4f626a01" + "00" + "00".repeat(16)));
        assertEquals(
                "The container file's header has no schema (avro.schema).",
                none.findings().getFirst().message().plain());
    }

    @Test
    void bombsCostAFinding() throws IOException {
        var zeros = new byte[Limits.UNWRAPPED + 100];
        var schema = Schema.create(Schema.Type.BYTES);
        var file = file("deflate", schema, List.of(List.of(ByteBuffer.wrap(zeros))));
        assertTrue(file.length < 100_000);
        var sink = FindingSink.counting();
        decoder.walk("topic", Part.VALUE, Headers.NONE, file, 0, file.length, sink);
        assertTrue(sink.count(FindingKind.MALFORMED) > 0);
        // Nulls take no bytes: a block may hold as many as it says.
        var nulls =
                HexFormat.of()
                        .parseHex(
                                "4f626a01"
                                        + "02"
                                        + "16"
                                        + "6176726f2e736368656d61"
                                        + "0c"
                                        + "226e756c6c22"
                                        + "00"
                                        + "00".repeat(16)
                                        + "feffffffffffffffff01"
                                        + "00"
                                        + "00".repeat(16));
        decoder.walk("topic", Part.VALUE, Headers.NONE, nulls, 0, nulls.length, sink);
        assertEquals(1, sink.count(FindingKind.MALFORMED));
    }

    @Test
    void survivesAnything() throws IOException {
        var random = new Random(SEED);
        var counting = FindingSink.counting();
        for (var codec : List.of("null", "deflate", "snappy", "bzip2", "zstandard")) {
            var good = strings(codec, "one two", "three four", "five");
            for (int i = 0; i < 600; i++) {
                var bytes = Walks.mutated(good, random);
                var hex = codec + " " + Base64.getEncoder().encodeToString(bytes);
                var decoded = decode(bytes);
                decoder.walk("topic", Part.VALUE, Headers.NONE, bytes, 0, bytes.length, counting);
                for (var kind : FindingKind.values()) {
                    long found = decoded.findings().stream().filter(f -> f.kind() == kind).count();
                    assertEquals(found, counting.count(kind), hex);
                }
                if (decoded.wrapping() != null) {
                    int after = decoded.wrapping().after();
                    for (var finding : decoded.findings()) {
                        assertTrue(finding.range().end() <= after, hex);
                    }
                }
            }
        }
    }
}
