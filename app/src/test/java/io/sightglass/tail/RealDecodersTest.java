package io.sightglass.tail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.sightglass.decode.DecodeOptions;
import io.sightglass.decode.Decoders;
import io.sightglass.decode.FindingSink;
import io.sightglass.model.Format;
import io.sightglass.model.Headers;
import io.sightglass.model.Mark;
import io.sightglass.model.Part;
import io.sightglass.model.Sentence;
import io.sightglass.port.From;
import io.sightglass.port.ReadRequest;
import io.sightglass.port.RegisteredSchema;
import io.sightglass.port.RegistryAnswer;
import io.sightglass.port.SchemaRegistry;
import io.sightglass.port.Until;
import io.sightglass.schema.LocalSchemas;
import io.sightglass.schema.SchemaCatalog;
import io.sightglass.tail.filter.FilterText;
import io.sightglass.tail.filter.FilteredRows;
import io.sightglass.tail.filter.RecordDecoder;
import io.sightglass.tail.filter.RowFilter;

import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/// A tail with the decoders that the program uses, over a fake cluster and a fake registry that
/// answers when the test lets it.
class RealDecodersTest {
    private static final String TEXT =
            """
            {"type": "record", "name": "OrderStatus", "namespace": "coffeeco", "fields": [
              {"name": "orderId", "type": "string"},
              {"name": "status", "type": {"type": "enum", "name": "Status",
                                          "symbols": ["PAID", "CANCELED"]}},
              {"name": "cups", "type": "int"}]}
            """;

    private final CompletableFuture<RegistryAnswer<RegisteredSchema>> answer =
            new CompletableFuture<>();

    private final class LateRegistry implements SchemaRegistry {
        private final Sentence no = Sentence.of("There is no such thing.");

        @Override
        public String address() {
            return "localhost:8081";
        }

        @Override
        public CompletableFuture<RegistryAnswer<RegisteredSchema>> byId(int id) {
            return id == 7
                    ? answer
                    : CompletableFuture.completedFuture(new RegistryAnswer.NotFound<>(no));
        }

        @Override
        public CompletableFuture<RegistryAnswer<RegisteredSchema>> byGuid(UUID guid) {
            return CompletableFuture.completedFuture(new RegistryAnswer.NotFound<>(no));
        }

        @Override
        public CompletableFuture<RegistryAnswer<RegisteredSchema>> version(
                String subject, int version) {
            return CompletableFuture.completedFuture(new RegistryAnswer.NotFound<>(no));
        }

        @Override
        public CompletableFuture<RegistryAnswer<List<String>>> subjects() {
            return CompletableFuture.completedFuture(new RegistryAnswer.Found<>(List.of()));
        }

        @Override
        public CompletableFuture<RegistryAnswer<List<Integer>>> versions(String subject) {
            return CompletableFuture.completedFuture(new RegistryAnswer.NotFound<>(no));
        }

        @Override
        public void close() {}
    }

    private static byte[] framed(int id, String status, int cups) {
        Schema schema = new SchemaParser().parse(TEXT).mainSchema();
        var record = new GenericData.Record(schema);
        record.put("orderId", "o-" + cups);
        record.put(
                "status", new GenericData.EnumSymbol(schema.getField("status").schema(), status));
        record.put("cups", cups);
        var out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
        try {
            var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            new GenericDatumWriter<GenericData.Record>(schema).write(record, encoder);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return out.toByteArray();
    }

    private static ScriptedCluster.Message message(long offset, byte @Nullable [] value) {
        return new ScriptedCluster.Message(
                0,
                offset,
                System.currentTimeMillis(),
                Headers.NONE,
                "k".getBytes(StandardCharsets.UTF_8),
                value);
    }

    @Test
    void aSchemaThatArrivesLateMarksAndFiltersWhatIsHeld() {
        var cluster = new ScriptedCluster();
        for (int i = 0; i < 1_000; i++) {
            var value = framed(i % 10 == 9 ? 90_417 : 7, i % 2 == 0 ? "PAID" : "CANCELED", i);
            cluster.give(message(i, i % 100 == 50 ? java.util.Arrays.copyOf(value, 8) : value));
        }
        cluster.give(message(1_000, null));
        var decoders = new Decoders(new SchemaCatalog(new LateRegistry(), LocalSchemas.none()));
        var request = new ReadRequest("t", Set.of(), new From.Earliest(), new Until.Forever());
        var ready =
                assertInstanceOf(
                        FilterText.Ready.class,
                        FilterText.of("value.status == \"PAID\" && value.cups >= 100"));
        try (var tail =
                        TailSession.start(
                                cluster,
                                request,
                                decoders,
                                _ -> FindingSink.counting(),
                                TailLimits.DEFAULT);
                var rows =
                        FilteredRows.start(
                                tail,
                                RowFilter.ALL.withPredicate(ready.predicate()),
                                () -> RecordDecoder.of(decoders, _ -> FindingSink.collecting()))) {
            Await.until("records", () -> tail.next() == 1_001);
            assertEquals(1, tail.counts().valid());
            Await.until("unknown ids", () -> tail.pending() == 900);
            answer.complete(
                    new RegistryAnswer.Found<>(
                            new RegisteredSchema(
                                    7,
                                    null,
                                    "t-value",
                                    1,
                                    Format.AVRO,
                                    TEXT,
                                    List.of(),
                                    Map.of())));
            Await.until("schema", () -> tail.pending() == 0);
            // 100 with an id that nobody knows, 10 cut short.
            assertEquals(891, tail.counts().valid());
            assertEquals(110, tail.counts().undecodable());
            var row = tail.row(0).orElseThrow();
            assertEquals(Mark.VALID, row.mark());
            assertNotNull(row.schema());
            assertEquals("coffeeco.OrderStatus", row.schema().name());
            long expected = 0;
            for (int i = 100; i < 1_000; i += 2) {
                expected += i % 100 == 50 ? 0 : 1;
            }
            long paid = expected;
            Await.until("filter, " + paid + " not " + rows.size(), () -> rows.size() == paid);

            // what a person says of the topic counts for what is held, and for its filters
            decoders.choose("t", Part.VALUE, DecodeOptions.NONE.withFormat(Format.BYTES));
            Await.until("the choice", () -> tail.rounds() == 1 && rows.size() == 0);
            assertEquals(1_001, tail.counts().valid());
            decoders.choose("t", Part.VALUE, DecodeOptions.NONE);
            Await.until("none", () -> tail.rounds() == 2 && rows.size() == paid);
            assertEquals(891, tail.counts().valid());
        }
    }
}
