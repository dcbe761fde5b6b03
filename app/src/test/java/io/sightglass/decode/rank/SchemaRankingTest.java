package io.sightglass.decode.rank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.DynamicMessage;

import io.sightglass.model.Format;
import io.sightglass.model.Headers;
import io.sightglass.model.Part;
import io.sightglass.model.SchemaRef;
import io.sightglass.schema.LocalSchemas;
import io.sightglass.schema.ParsedSchema;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

class SchemaRankingTest {
    private static final Duration AMPLE = Duration.ofMinutes(5);

    @TempDir static Path folder;
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private LocalSchemas local = LocalSchemas.none();

    @BeforeEach
    void write() throws IOException {
        Files.writeString(
                folder.resolve("sale.avsc"),
                """
                {"type": "record", "name": "Sale", "fields": [
                  {"name": "till", "type": "string"},
                  {"name": "cents", "type": "long"},
                  {"name": "paid", "type": "boolean"},
                  {"name": "kind", "type": {"type": "enum", "name": "K", "symbols": ["A", "B"]}},
                  {"name": "notes", "type": {"type": "map", "values": "string"}}]}
                """);
        Files.writeString(
                folder.resolve("reading.avsc"),
                """
                {"type": "record", "name": "Reading", "fields": [
                  {"name": "a", "type": "long"}, {"name": "b", "type": "bytes"}]}
                """);
        Files.writeString(
                folder.resolve("pay.proto"),
                """
                syntax = "proto3"; package pay;
                message Payment { string id = 1; int64 cents = 2; Card card = 3; }
                message Card { string number = 1; int32 month = 2; }
                message Blob { bytes all = 1; }
                message Later { string id = 1; int64 cents = 2; Card card = 3; string more = 9; }
                """);
        Files.writeString(
                folder.resolve("click.schema.json"),
                """
                {"title": "Click", "type": "object", "required": ["page"], "properties": {
                  "page": {"type": "string"}, "ms": {"type": "integer"}}}
                """);
        Files.writeString(
                folder.resolve("other.schema.json"),
                """
                {"title": "Other", "type": "object", "properties": {
                  "page": {"type": "integer"}}}
                """);
        local = LocalSchemas.read(List.of(folder));
        assertEquals(List.of(), local.problems());
    }

    private byte[] sale() {
        Schema schema =
                ((ParsedSchema.Avro) local.find("sale.avsc", "").orElseThrow().parsed()).schema();
        var record = new GenericData.Record(schema);
        record.put("till", "till " + random.nextInt(9));
        record.put("cents", (long) random.nextInt(100_000));
        record.put("paid", random.nextBoolean());
        record.put(
                "kind",
                new GenericData.EnumSymbol(
                        schema.getField("kind").schema(), random.nextBoolean() ? "A" : "B"));
        record.put("notes", Map.of("one", "1", "two", "2", "three", "3"));
        var out = new ByteArrayOutputStream();
        try {
            var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            new GenericDatumWriter<GenericData.Record>(schema).write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    private byte[] payment() {
        var file =
                ((ParsedSchema.Protobuf) local.find("pay.proto", "").orElseThrow().parsed()).file();
        var type = file.findMessageTypeByName("Payment");
        var card = file.findMessageTypeByName("Card");
        return DynamicMessage.newBuilder(type)
                .setField(type.findFieldByName("id"), "p-" + random.nextInt(1_000))
                .setField(type.findFieldByName("cents"), 1L + random.nextInt(1_000))
                .setField(
                        type.findFieldByName("card"),
                        DynamicMessage.newBuilder(card)
                                .setField(card.findFieldByName("number"), "4711")
                                .setField(card.findFieldByName("month"), 1 + random.nextInt(12))
                                .build())
                .build()
                .toByteArray();
    }

    private Ranking rank(List<byte[]> samples) {
        return SchemaRanking.rank(
                SchemaRanking.nominees(local), raw(samples), null, AMPLE, () -> false);
    }

    private static List<Sample> raw(List<byte[]> payloads) {
        return payloads.stream().map(Sample::raw).toList();
    }

    private static SchemaRef file(String path, String type) {
        return new SchemaRef.LocalFile(path, type);
    }

    @Test
    void nomineesAreMessagesAndRecordsAndFirstTypes() {
        assertEquals(
                List.of(
                        file("click.schema.json", "Click"),
                        file("other.schema.json", "Other"),
                        file("pay.proto", "pay.Payment"),
                        file("pay.proto", "pay.Card"),
                        file("pay.proto", "pay.Blob"),
                        file("pay.proto", "pay.Later"),
                        file("reading.avsc", "Reading"),
                        file("sale.avsc", "Sale")),
                SchemaRanking.nominees(local).stream().map(Nominee::ref).toList());
    }

    @Test
    void theSchemaThatAvroWasWrittenWithStandsFirst() {
        var samples = new ArrayList<byte[]>();
        for (int i = 0; i < 198; i++) {
            samples.add(sale());
        }
        samples.add(new byte[] {1, 2, 3});
        samples.add("neither".getBytes(StandardCharsets.UTF_8));
        var ranking = rank(samples);
        assertTrue(ranking.complete());
        var best = ranking.best().orElseThrow();
        assertEquals(file("sale.avsc", "Sale"), best.ref(), "seed " + seed);
        assertEquals(198, best.whole());
        assertEquals(198, best.reencoded());
        assertEquals(200, best.samples());
        assertTrue(
                best.reasons().plain().startsWith("Fits 198 of 200 records, re-encodes 198."),
                best.reasons().plain());
        assertTrue(best.score() > 0.95, "" + best.score());
    }

    @Test
    void ofProtobufTypesThatFitAlikeTheOneThatIsWhollyThereStandsFirst() {
        var samples = new ArrayList<byte[]>();
        for (int i = 0; i < 50; i++) {
            samples.add(payment());
        }
        var ranking = rank(samples);
        var refs = ranking.candidates().stream().map(Candidate::ref).toList();
        assertEquals(file("pay.proto", "pay.Payment"), refs.get(0), "seed " + seed);
        assertEquals(file("pay.proto", "pay.Later"), refs.get(1), "seed " + seed);
        assertFalse(refs.contains(file("pay.proto", "pay.Card")), "seed " + seed);
        assertEquals(
                "Fits 50 of 50 records, re-encodes 50.",
                ranking.candidates().getFirst().reasons().plain());
    }

    @Test
    void jsonIsHeldToTypesAndWhatIsRequired() {
        var samples =
                List.of(
                        "{\"page\": \"/\", \"ms\": 5}".getBytes(StandardCharsets.UTF_8),
                        "{\"ms\": 5}".getBytes(StandardCharsets.UTF_8));
        var best = rank(samples).best().orElseThrow();
        assertEquals(file("click.schema.json", "Click"), best.ref());
        assertEquals(2, best.whole());
        assertEquals(1, best.reencoded());
    }

    @Test
    void bytesThatAreNothingFitNothingWell() {
        var samples = new ArrayList<byte[]>();
        for (int i = 0; i < 40; i++) {
            var noise = new byte[30 + random.nextInt(30)];
            random.nextBytes(noise);
            samples.add(noise);
        }
        assertTrue(rank(samples).best().isEmpty(), "seed " + seed);
    }

    @Test
    void itStopsWhenToldToOrWhenTimeIsUpAndSaysSo() {
        var samples = new ArrayList<byte[]>();
        for (int i = 0; i < 400; i++) {
            samples.add(sale());
        }
        var asked = new AtomicInteger();
        var cancelled =
                SchemaRanking.rank(
                        SchemaRanking.nominees(local),
                        raw(samples),
                        Format.AVRO,
                        AMPLE,
                        () -> asked.incrementAndGet() > 100);
        assertFalse(cancelled.complete());
        assertTrue(cancelled.candidates().getFirst().samples() < 400);
        assertTrue(cancelled.summary().plain().contains("Not everything was tried"));

        var late =
                SchemaRanking.rank(
                        SchemaRanking.nominees(local),
                        raw(samples),
                        null,
                        Duration.ZERO,
                        () -> false);
        assertFalse(late.complete());
        assertEquals(List.of(), late.candidates());
    }

    @Test
    void nothingToTryIsSaid() {
        assertEquals(
                "There is no payload to try schemas on.",
                rank(List.of(new byte[0])).summary().plain());
        assertEquals(
                "No schema is known that could be tried.",
                SchemaRanking.rank(List.of(), raw(List.of(sale())), null, AMPLE, () -> false)
                        .summary()
                        .plain());
    }

    @Test
    void behindAFramingTheBodyIsTried() {
        for (var body : List.of(sale(), payment())) {
            boolean avro = body.length > 0 && body[0] == 12;
            var prefix = avro ? new byte[] {0, 0, 0, 0, 7} : new byte[] {0, 0, 0, 0, 7, 0};
            var framed = Arrays.copyOf(prefix, prefix.length + body.length);
            System.arraycopy(body, 0, framed, prefix.length, body.length);
            var sample = Sample.of(Part.VALUE, Headers.NONE, framed);
            var ranking =
                    SchemaRanking.rank(
                            SchemaRanking.nominees(local),
                            List.of(sample),
                            null,
                            AMPLE,
                            () -> false);
            var best = ranking.best().orElseThrow();
            assertEquals(1, best.reencoded());
            assertEquals(
                    avro ? file("sale.avsc", "Sale") : file("pay.proto", "pay.Payment"),
                    best.ref(),
                    "seed " + seed);
        }
    }
}
