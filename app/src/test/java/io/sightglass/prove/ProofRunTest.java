package io.sightglass.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;

import io.sightglass.decode.DecodeOptions;
import io.sightglass.decode.Decoders;
import io.sightglass.decode.mask.Masks;
import io.sightglass.model.Format;
import io.sightglass.model.Headers;
import io.sightglass.model.Part;
import io.sightglass.model.SchemaInfo;
import io.sightglass.model.SchemaRef;
import io.sightglass.model.Sentence;
import io.sightglass.port.From;
import io.sightglass.port.ReadRequest;
import io.sightglass.port.Until;
import io.sightglass.scan.Scan;
import io.sightglass.scan.ScanState;
import io.sightglass.schema.Lookup;
import io.sightglass.schema.ParsedSchema;
import io.sightglass.schema.ResolvedSchema;
import io.sightglass.schema.SchemaText;
import io.sightglass.schema.Schemas;
import io.sightglass.tail.ScriptedCluster;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

@Timeout(30)
class ProofRunTest {
    private static final String V1 =
            """
            {"type": "record", "name": "Order", "fields": [
              {"name": "id", "type": "string"},
              {"name": "status", "type":
                {"type": "enum", "name": "Status", "symbols": ["OPEN", "DONE", "LOST"]}},
              {"name": "items", "type": {"type": "array", "items":
                {"type": "record", "name": "Item", "fields": [
                  {"name": "size", "type": "int"}, {"name": "milk", "type": ["null", "string"]}]}}}]}
            """;
    private static final String V2 =
            """
            {"type": "record", "name": "Order", "fields": [
              {"name": "id", "type": "string"},
              {"name": "status", "type":
                {"type": "enum", "name": "Status", "symbols": ["OPEN", "DONE", "PAID"]}},
              {"name": "note", "type": ["null", "string"], "default": null},
              {"name": "items", "type": {"type": "array", "items":
                {"type": "record", "name": "Item", "fields": [
                  {"name": "size", "type": "long"}]}}}]}
            """;

    /// Schemas from a map; what is not in there is on its way.
    private static final class Known implements Schemas {
        final Map<SchemaRef, Lookup> answers = new HashMap<>();
        final AtomicLong generation = new AtomicLong();

        void put(int version, String text) {
            var info =
                    new SchemaInfo("Order", SchemaInfo.REGISTRY, "t-value", version, version, null);
            var found = new Lookup.Found(new ResolvedSchema(parsed(text), info, null));
            answers.put(new SchemaRef.ById(version), found);
            answers.put(new SchemaRef.BySubjectVersion("t-value", version), found);
            generation.incrementAndGet();
        }

        @Override
        public synchronized Lookup lookup(SchemaRef ref) {
            var answer = answers.get(ref);
            return answer == null ? new Lookup.Pending(Sentence.of("It is on its way.")) : answer;
        }

        @Override
        public Optional<ResolvedSchema> bound(String topic, Part part) {
            return Optional.empty();
        }

        @Override
        public List<ResolvedSchema> later(ResolvedSchema schema) {
            return List.of();
        }

        @Override
        public long generation() {
            return generation.get();
        }

        @Override
        public @Nullable String registryAddress() {
            return null;
        }
    }

    private final Known schemas = new Known();
    private final ScriptedCluster cluster = new ScriptedCluster();
    private final Map<Integer, Long> offsets = new HashMap<>();

    ProofRunTest() {
        schemas.put(1, V1);
        schemas.put(2, V2);
    }

    static ParsedSchema parsed(String text) {
        return switch (SchemaText.parse(Format.AVRO, "t", text, List.of())) {
            case SchemaText.Result.Parsed(var schema) -> schema;
            case SchemaText.Result.Failed failed -> throw new IllegalArgumentException("" + failed);
        };
    }

    private static byte[] order(String status, String... milks) {
        var schema = new Schema.Parser().parse(V1);
        var order = new GenericData.Record(schema);
        order.put("id", "o-1");
        var statuses = schema.getField("status").schema();
        order.put("status", new GenericData.EnumSymbol(statuses, status));
        var list = schema.getField("items").schema();
        var items = new GenericData.Array<>(List.of(milks).size(), list);
        for (var milk : milks) {
            var item = new GenericData.Record(list.getElementType());
            item.put("size", 300);
            item.put("milk", milk.isEmpty() ? null : milk);
            items.add(item);
        }
        order.put("items", items);
        try {
            var out = new ByteArrayOutputStream();
            out.writeBytes(new byte[] {0, 0, 0, 0, 1});
            var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            new GenericDatumWriter<>(schema).write(order, encoder);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void give(int partition, byte @Nullable [] value) {
        long offset = offsets.merge(partition, 1L, Long::sum) - 1;
        long time = 1_000 * offset - partition;
        cluster.give(
                new ScriptedCluster.Message(partition, offset, time, Headers.NONE, null, value));
    }

    private Scan<Proof> start(ProofReader reader) {
        var request = new ReadRequest("t", Set.of(), new From.Earliest(), new Until.End());
        return ProofRun.onTopic(
                cluster,
                request,
                Long.MAX_VALUE,
                DecodeOptions.NONE,
                reader,
                Masks.Source.NONE,
                Scan.PATIENCE);
    }

    private Proof prove(ProofReader reader) throws InterruptedException {
        cluster.end();
        try (var run = start(reader)) {
            assertTrue(run.await(20_000));
            assertInstanceOf(ScanState.Finished.class, run.state());
            return run.figures();
        }
    }

    private ProofReader version(int version) {
        return new ProofReader(schemas, new SchemaRef.BySubjectVersion("", version));
    }

    private static String said(List<Proof.Reason> reasons) {
        var text = new StringBuilder();
        for (var reason : reasons) {
            text.append(reason.records() + " " + reason.sentence() + " " + reason.rule() + "\n");
        }
        return text.toString();
    }

    @Test
    void countsRecordsByReasonPartitionAndWriter() throws InterruptedException {
        give(0, order("OPEN", "oat", "soy"));
        give(0, order("LOST", "oat"));
        give(1, order("LOST"));
        give(1, null);
        give(1, new byte[] {0, 0, 0, 0, 1, 2});
        var proof = prove(version(2));

        assertEquals("2 of 5 records of t could not be read with t v2.", "" + proof.verdict());
        assertEquals(
                "2 status is LOST, which the reader's Status lacks. avro.reader.symbol\n",
                said(proof.reasons()));
        assertEquals(
                """
                3 note is filled with its default null. avro.reader.defaulted
                2 items[].milk (union {null, string}) is not seen. avro.reader.dropped
                2 items[].size (int) is read as long. avro.reader.promoted
                """,
                said(proof.effects()));
        assertEquals(1, proof.tombstones());
        assertEquals(1, proof.damaged());
        assertEquals("avro.truncated", proof.damages().getFirst().rule());

        var first = proof.first();
        assertNotNull(first);
        // in partition 1 it came a moment earlier
        assertEquals(new RecordPlace(1, 0, -1, null), first.place());
        assertEquals(
                "A reader with v2 cannot read this record: status is LOST, which its Status lacks.",
                first.why().plain());
        assertEquals(2, proof.partitions().size());
        assertEquals(1, proof.partitions().getFirst().failed());
        assertEquals(3, proof.partitions().getLast().records());
        var writer = proof.writers().getFirst();
        assertEquals("t v1", writer.label());
        assertEquals(4, writer.records());
        assertEquals(2, writer.failed());
        assertEquals(
                List.of(
                        new Proof.Unseen("status", "enum", "Status", List.of("DONE", "PAID")),
                        new Proof.Unseen(
                                "note",
                                "union",
                                "union {null, string}",
                                List.of("null", "string"))),
                proof.unseen());
    }

    @Test
    void aDraftThatReadsEverything() throws InterruptedException {
        give(0, order("DONE"));
        var draft = parsed(V1.replace("\"LOST\"", "\"LOST\", \"GONE\""));
        var proof = prove(ProofReader.draft(schemas, "order.avsc", draft, ""));
        assertTrue(proof.holds());
        assertEquals("All 1 record of t can be read with order.avsc.", "" + proof.verdict());
        assertEquals("", said(proof.effects()));
    }

    @Test
    void aReaderOfAnotherFormatReadsNothing() throws InterruptedException {
        give(0, order("DONE"));
        var draft =
                switch (SchemaText.parse(Format.JSON, "o", "{\"type\": \"object\"}", List.of())) {
                    case SchemaText.Result.Parsed(var schema) -> schema;
                    case SchemaText.Result.Failed failed ->
                            throw new IllegalArgumentException("" + failed);
                };
        var proof = prove(ProofReader.draft(schemas, "order.schema.json", draft, ""));
        assertEquals(1, proof.failed());
        assertEquals("reader.format", proof.reasons().getFirst().rule());
    }

    @Test
    void aTopicWithoutRecordsProvesNothing() throws InterruptedException {
        var proof = prove(version(2));
        assertTrue(proof.holds());
        assertEquals(
                "No record of t was there to be read with v2 of their own subject, so nothing is"
                        + " proved.",
                proof.verdict().plain());
    }

    @Test
    void waitsForASchemaThatIsOnItsWay() throws InterruptedException {
        var late = schemas.answers.remove(new SchemaRef.BySubjectVersion("t-value", 2));
        assertNotNull(late);
        give(0, order("LOST", "oat"));
        give(0, order("OPEN", "oat"));
        cluster.end();
        try (var run = start(version(2))) {
            synchronized (schemas) {
                schemas.answers.put(new SchemaRef.BySubjectVersion("t-value", 2), late);
            }
            schemas.generation.incrementAndGet();
            assertTrue(run.await(20_000));
            assertEquals(2, run.figures().records());
            assertEquals(1, run.figures().failed());
            // counted once, though the first record was walked several times
            assertEquals(2, run.figures().count(r -> r.path().equals("items[].milk")));
        }
    }

    @Test
    void aSchemaThatNeverComesEndsTheRunWithWhatWasSaid() throws InterruptedException {
        give(0, order("OPEN"));
        cluster.end();
        schemas.answers.remove(new SchemaRef.ById(1));
        var request = new ReadRequest("t", Set.of(), new From.Earliest(), new Until.End());
        try (var run =
                ProofRun.onTopic(
                        cluster,
                        request,
                        Long.MAX_VALUE,
                        DecodeOptions.NONE,
                        version(2),
                        Masks.Source.NONE,
                        Duration.ofMillis(20))) {
            assertTrue(run.await(20_000));
            var failed = assertInstanceOf(ScanState.Failed.class, run.state());
            assertEquals("It is on its way.", failed.sentence().plain());
        }
    }

    @Test
    void cancellingKeepsWhatIsKnown() throws InterruptedException {
        give(0, order("LOST"));
        try (var run = start(version(2))) {
            while (run.records() == 0) {
                Thread.onSpinWait();
            }
            run.cancel();
            assertTrue(run.await(20_000));
            assertInstanceOf(ScanState.Cancelled.class, run.state());
            assertEquals(Proof.Ending.STOPPED, run.figures().ending());
            assertEquals(
                    "Stopped early: 1 of 1 record of t could not be read with t v2.",
                    run.figures().verdict().plain());
        }
    }

    @Test
    void allocatesNothingForARecordOfWhichNothingIsNew() {
        var sink = new ProofSink(new Tallies());
        var decoder =
                new Decoders(schemas)
                        .newDecoder(
                                DecodeOptions.NONE.withReader(
                                        new SchemaRef.BySubjectVersion("", 2)));
        var value = order("LOST", "oat", "");
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().threadId();
        long before = 0;
        int records = 20_000;
        for (int i = 0; i < 2 * records; i++) {
            if (i == records) {
                before = threads.getThreadAllocatedBytes(id);
            }
            decoder.walk("t", Part.VALUE, Headers.NONE, value, 0, value.length, sink);
        }
        long each = (threads.getThreadAllocatedBytes(id) - before) / records;
        assertTrue(sink.isFailing());
        assertTrue(each <= 64, each + " bytes a record");
    }
}
