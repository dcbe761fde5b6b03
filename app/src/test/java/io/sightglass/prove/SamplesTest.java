package io.sightglass.prove;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.decode.Decoders;
import io.sightglass.decode.FindingSink;
import io.sightglass.model.Header;
import io.sightglass.model.Headers;
import io.sightglass.model.Part;
import io.sightglass.model.RawRecord;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.schema.LocalSchemas;
import io.sightglass.schema.SchemaCatalog;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

@Timeout(30)
class SamplesTest {
    @TempDir Path folder;

    private Decoders decoders = new Decoders(new SchemaCatalog(null, LocalSchemas.none()));

    private static RawRecord record(String topic, byte @Nullable [] key, byte @Nullable [] value) {
        var headers =
                new Headers(
                        List.of(
                                new Header("a", bytes("1")),
                                new Header("a", null),
                                new Header("raw", new byte[] {(byte) 0xff, 0})));
        return new RawRecord(topic, 2, 118, 1_700_000_000_000L, headers, key, value);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private SampleWriter keep(RawRecord raw) throws IOException {
        var writer = new SampleWriter(folder, decoders);
        keep(writer, raw);
        return writer;
    }

    private void keep(SampleWriter writer, RawRecord raw) throws IOException {
        var decoder = decoders.newDecoder();
        var key =
                raw.key() == null
                        ? null
                        : decoder.decode(
                                raw.topic(),
                                Part.KEY,
                                raw.headers(),
                                raw.key(),
                                FindingSink::collecting);
        var value =
                decoder.decode(
                        raw.topic(),
                        Part.VALUE,
                        raw.headers(),
                        raw.value(),
                        FindingSink::collecting);
        writer.keep(raw, key, value);
    }

    @Test
    void whatIsKeptComesBack() throws IOException {
        keep(record("t", bytes("k"), bytes("{\"n\": 9007199254740993}")));
        var sample = SampleFolder.read(folder).samples().getFirst();
        assertEquals("t-2-118", sample.name());
        assertNull(sample.schema());
        var raw = sample.raw();
        assertEquals("t", raw.topic());
        assertEquals(118, raw.offset());
        assertEquals(1_700_000_000_000L, raw.timestamp());
        assertArrayEquals(bytes("k"), raw.key());
        assertArrayEquals(bytes("{\"n\": 9007199254740993}"), raw.value());
        assertEquals(3, raw.headers().size());
        assertNull(raw.headers().list().get(1).value());
        assertArrayEquals(new byte[] {(byte) 0xff, 0}, raw.headers().list().get(2).value());
        assertTrue(Files.readString(folder.resolve("t-2-118.json")).contains("9007199254740993"));
        assertTrue(SampleFolder.is(folder));
    }

    @Test
    void nullAndEmptyAreTwoThings() throws IOException {
        keep(record("gone", null, null));
        keep(record("empty", new byte[0], new byte[0]));
        var samples = SampleFolder.read(folder).samples();
        assertArrayEquals(new byte[0], samples.getFirst().raw().value());
        assertArrayEquals(new byte[0], samples.getFirst().raw().key());
        assertNull(samples.getLast().raw().value());
        assertNull(samples.getLast().raw().key());
    }

    @Test
    void nothingIsOverwritten() throws IOException {
        var first = record("t", null, bytes("{\"n\": 1}"));
        assertEquals(1, keep(first).kept());
        var again = keep(first);
        assertEquals(0, again.kept());
        assertEquals(1, again.there());
        keep(record("t", null, bytes("{\"n\": 2}")));
        var samples = SampleFolder.read(folder).samples();
        assertEquals(List.of("t-2-118-2", "t-2-118"), samples.stream().map(Sample::name).toList());
        assertArrayEquals(first.value(), samples.getLast().raw().value());
    }

    @Test
    void fileNamesAreTame() {
        assertEquals("a_.._b", SampleWriter.clean("a/../b"));
        assertEquals("_.._x", SampleWriter.clean("../x"));
        assertEquals("_CON.txt", SampleWriter.clean("CON.txt"));
        assertEquals("_", SampleWriter.clean(""));
        assertEquals("caf_", SampleWriter.clean("café"));
    }

    @Test
    void aSampleReadsNothingOutsideOfItsFolder() throws IOException {
        keep(record("t", null, bytes("{}")));
        var json = folder.resolve("t-2-118.json");
        var text = Files.readString(json);
        Files.writeString(json, text.replace("\"t-2-118.bin\"", "\"../../etc/passwd\""));
        var failure = assertThrows(ConnectionFailure.class, () -> SampleFolder.read(folder));
        assertTrue(
                failure.sentence()
                        .plain()
                        .contains(
                                "t-2-118.json names the file \"../../etc/passwd\"; expected one"
                                        + " beside it"),
                failure.sentence().plain());
    }

    @Test
    void whatIsNoSampleIsPassedOverAndWhatIsNoJsonIsNamed() throws IOException {
        Files.writeString(folder.resolve("other.json"), "{\"a\": 1}");
        assertFalse(SampleFolder.is(folder));
        assertEquals(List.of(), SampleFolder.read(folder).samples());
        Files.writeString(folder.resolve("bad.json"), "{\n oops");
        var failure = assertThrows(ConnectionFailure.class, () -> SampleFolder.read(folder));
        assertTrue(failure.sentence().plain().endsWith("bad.json is not JSON at line 2."));
    }

    @Test
    void avroAndProtobufComeWithTheirSchemas() throws IOException {
        var local = folder.resolve("local");
        Files.createDirectories(local);
        Files.writeString(
                local.resolve("points.avsc"),
                "{\"type\": \"record\", \"name\": \"P\", \"fields\":"
                        + " [{\"name\": \"n\", \"type\": \"int\"}]}");
        Files.writeString(
                local.resolve("shop.proto"),
                "syntax = \"proto3\"; message Other {} message Shop { string name = 1; }");
        Files.writeString(
                local.resolve("topics.yaml"),
                "topics:\n  points: {value: points.avsc}\n  shops: {value: shop.proto#Shop}\n");
        decoders = new Decoders(new SchemaCatalog(null, LocalSchemas.read(List.of(local))));
        keep(record("points", null, new byte[] {2}));
        keep(record("shops", null, new byte[] {10, 1, 'x'}));

        var samples = SampleFolder.read(folder).samples();
        assertEquals(2, samples.size());
        var points = samples.getFirst().schema();
        assertNotNull(points);
        assertEquals("P", points.unframed().info().name());
        var shops = samples.getLast().schema();
        assertNotNull(shops);
        assertEquals("Shop", shops.unframed().type());
        assertTrue(Files.exists(folder.resolve("schemas/Shop.binpb")));
        assertTrue(Files.readString(folder.resolve("schemas/Shop.proto.txt")).startsWith("syntax"));
    }
}
