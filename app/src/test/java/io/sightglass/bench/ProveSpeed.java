package io.sightglass.bench;

import io.sightglass.contract.Contracts;
import io.sightglass.decode.DecodeOptions;
import io.sightglass.decode.DecodeSink;
import io.sightglass.decode.Decoder;
import io.sightglass.decode.Decoders;
import io.sightglass.decode.FindingSink;
import io.sightglass.decode.mask.Masks;
import io.sightglass.model.Format;
import io.sightglass.model.Headers;
import io.sightglass.model.Part;
import io.sightglass.model.SchemaInfo;
import io.sightglass.model.SchemaRef;
import io.sightglass.port.Cluster;
import io.sightglass.port.From;
import io.sightglass.port.GroupInfo;
import io.sightglass.port.Health;
import io.sightglass.port.ReadRequest;
import io.sightglass.port.RecordHandler;
import io.sightglass.port.RecordSource;
import io.sightglass.port.TopicInfo;
import io.sightglass.port.Until;
import io.sightglass.prove.ProofReader;
import io.sightglass.prove.ProofRun;
import io.sightglass.scan.Scan;
import io.sightglass.schema.Lookup;
import io.sightglass.schema.ParsedSchema;
import io.sightglass.schema.ResolvedSchema;
import io.sightglass.schema.SchemaText;
import io.sightglass.schema.Schemas;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/// How fast records are proved, beside how fast they are validated. Records like those of the
/// playground's order-status, most on v3 and a few on v4, from a source that costs nothing; each
/// way is run several times and the last time counts. Run by hand; argument: records (1 million).
public final class ProveSpeed {
    private static final Path SAMPLES =
            Path.of(System.getProperty("sightglass.samples", "../sample-schemas"));
    private static final int PAYLOADS = 4_096;
    private static final int ROUNDS = 4;
    private static final String TOPIC = "order-status";

    private ProveSpeed() {}

    private static final class Known implements Schemas {
        final Map<SchemaRef, Lookup> answers = new HashMap<>();

        Known() throws IOException {
            for (int version = 1; version <= 4; version++) {
                var text = text(version);
                var info =
                        new SchemaInfo(
                                "coffeeco.OrderStatus",
                                SchemaInfo.REGISTRY,
                                TOPIC + "-value",
                                version,
                                version,
                                null);
                var found = new Lookup.Found(new ResolvedSchema(parsed(text), info, null));
                answers.put(new SchemaRef.ById(version), found);
                answers.put(new SchemaRef.BySubjectVersion(TOPIC + "-value", version), found);
            }
        }

        @Override
        public Lookup lookup(SchemaRef ref) {
            var answer = answers.get(ref);
            if (answer == null) {
                throw new IllegalStateException("asked for " + ref);
            }
            return answer;
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
            return 0;
        }

        @Override
        public @Nullable String registryAddress() {
            return null;
        }
    }

    private static String text(int version) throws IOException {
        return Files.readString(SAMPLES.resolve("order-status/v" + version + ".avsc"));
    }

    private static ParsedSchema parsed(String text) {
        return switch (SchemaText.parse(Format.AVRO, TOPIC, text, List.of())) {
            case SchemaText.Result.Parsed(var schema) -> schema;
            case SchemaText.Result.Failed failed ->
                    throw new IllegalStateException(failed.toString());
        };
    }

    private static byte[][] payloads() throws IOException {
        var random = new Random(4711);
        var v3 = new Schema.Parser().parse(text(3));
        var v4 = new Schema.Parser().parse(text(4));
        var payloads = new byte[PAYLOADS][];
        for (int i = 0; i < PAYLOADS; i++) {
            boolean newer = random.nextInt(100) < 8;
            payloads[i] = payload(newer ? v4 : v3, newer, random);
        }
        return payloads;
    }

    private static byte[] payload(Schema schema, boolean newer, Random random) throws IOException {
        var record = new GenericData.Record(schema);
        var status = schema.getField("status").schema();
        var symbols = status.getEnumSymbols();
        record.put("orderId", "o-" + random.nextInt(10_000));
        record.put("userId", "u-" + random.nextInt(1_000));
        record.put("timestamp", 1_767_225_600_000L + random.nextInt(1_000_000_000));
        var symbol = symbols.get(1 + random.nextInt(symbols.size() - 1));
        record.put("status", new GenericData.EnumSymbol(status, symbol));
        record.put("total", random.nextInt(10) == 0 ? null : random.nextInt(120) / 4.0);
        var list = schema.getField("items").schema();
        var items = new GenericData.Array<GenericData.Record>(3, list);
        for (int k = random.nextInt(3); k >= 0; k--) {
            var item = new GenericData.Record(list.getElementType());
            item.put("coffee", "kenya-aa");
            item.put("quantity", 1 + random.nextInt(2));
            item.put("boldness", 1 + random.nextInt(10));
            items.add(item);
        }
        record.put("items", items);
        if (newer) {
            record.put("loyaltyPoints", random.nextInt(150));
            record.put("storeId", random.nextInt(5) == 0 ? null : "s-13");
        } else {
            record.put("note", random.nextInt(2) == 0 ? "" : "extra hot");
        }
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0, 0, 0, 0, (byte) (newer ? 4 : 3)});
        var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        new GenericDatumWriter<>(schema).write(record, encoder);
        return out.toByteArray();
    }

    /// Hands over the payloads again and again, 500 a poll, over three partitions.
    record Endless(byte[][] payloads, long records) implements Cluster {
        @Override
        public RecordSource open(ReadRequest request) {
            return new RecordSource() {
                private long given;

                @Override
                public int poll(Duration timeout, RecordHandler handler) {
                    int count = (int) Math.min(500, records - given);
                    for (int i = 0; i < count; i++, given++) {
                        var payload = payloads[(int) (given % payloads.length)];
                        handler.accept(
                                (int) (given % 3),
                                given / 3,
                                given,
                                Headers.NONE,
                                null,
                                ByteBuffer.wrap(payload));
                    }
                    return count;
                }

                @Override
                public boolean finished() {
                    return given >= records;
                }

                @Override
                public void wakeup() {}

                @Override
                public void close() {}
            };
        }

        @Override
        public List<TopicInfo> topics() {
            return List.of();
        }

        @Override
        public List<GroupInfo> groups() {
            return List.of();
        }

        @Override
        public Health health() {
            return new Health.Up(1);
        }

        @Override
        public void onHealth(Consumer<Health> listener) {}

        @Override
        public void close() {}
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        long records = args.length > 0 ? Long.parseLong(args[0]) : 1_000_000;
        var out = System.out;
        var cluster = new Endless(payloads(), records);
        var schemas = new Known();
        var contract = Contracts.read(List.of(SAMPLES)).sink(TOPIC, Part.VALUE, false);
        for (int round = 1; round <= ROUNDS; round++) {
            out.println("round " + round + " of " + ROUNDS);
            walk(out, "structure alone", cluster, schemas, FindingSink.counting());
            walk(out, "structure and contract", cluster, schemas, contract);
            prove(out, cluster, schemas, 4);
            prove(out, cluster, schemas, 3);
        }
    }

    private static void walk(
            PrintStream out, String name, Endless cluster, Schemas schemas, DecodeSink sink)
            throws IOException {
        Decoder decoder = new Decoders(schemas).newDecoder(DecodeOptions.NONE);
        long start = System.nanoTime();
        try (var source = cluster.open(request())) {
            while (!source.finished()) {
                source.poll(
                        Duration.ZERO,
                        (_, _, _, headers, _, value) ->
                                decoder.walk(
                                        TOPIC,
                                        Part.VALUE,
                                        headers,
                                        value.array(),
                                        0,
                                        value.remaining(),
                                        sink));
            }
        }
        print(out, "validate, " + name, cluster.records, start);
    }

    private static void prove(PrintStream out, Endless cluster, Schemas schemas, int version)
            throws InterruptedException {
        var reader =
                new ProofReader(schemas, new SchemaRef.BySubjectVersion(TOPIC + "-value", version));
        long start = System.nanoTime();
        try (var run =
                ProofRun.onTopic(
                        cluster,
                        request(),
                        Long.MAX_VALUE,
                        DecodeOptions.NONE,
                        reader,
                        Masks.Source.NONE,
                        Scan.PATIENCE)) {
            while (!run.await(1_000)) {
                // It takes as long as it takes.
            }
            print(out, "prove with v" + version, cluster.records, start);
            out.println("    " + run.figures().verdict());
        }
    }

    private static ReadRequest request() {
        return new ReadRequest(TOPIC, Set.of(), new From.Earliest(), new Until.End());
    }

    private static void print(PrintStream out, String what, long records, long start) {
        double seconds = (System.nanoTime() - start) / 1e9;
        System.gc();
        var runtime = Runtime.getRuntime();
        long heap = runtime.totalMemory() - runtime.freeMemory();
        out.printf(
                Locale.ROOT,
                "%-35s %9.0f records/s  %4d MiB heap after GC%n",
                what,
                records / seconds,
                heap >> 20);
    }
}
