package io.sightglass.bench;

import io.sightglass.cli.RealConnector;
import io.sightglass.contract.Contracts;
import io.sightglass.contract.RuleSampling;
import io.sightglass.decode.Decoders;
import io.sightglass.model.DataContract;
import io.sightglass.model.Format;
import io.sightglass.model.Part;
import io.sightglass.model.SchemaInfo;
import io.sightglass.model.SchemaRef;
import io.sightglass.port.Cluster;
import io.sightglass.port.From;
import io.sightglass.port.ReadRequest;
import io.sightglass.port.Until;
import io.sightglass.registry.TestContracts;
import io.sightglass.schema.Lookup;
import io.sightglass.schema.ResolvedSchema;
import io.sightglass.schema.SchemaText;
import io.sightglass.schema.Schemas;
import io.sightglass.tail.Tail;
import io.sightglass.tail.TailLimits;
import io.sightglass.tail.TailSession;
import io.sightglass.tail.TailState;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

import java.io.PrintStream;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/// Records a second of a live tail with rules, against the same tail without: valid orders of
/// thirteen fields, walked, judged, counted and kept. Each way is run in turn with the tail without
/// rules; the median of the ratios counts. Run by hand; arguments: `none` for a source that costs
/// nothing or `broker` for the playground's, rounds (7), records a run (400 000), a part of the
/// names of those that are run.
public final class TailRuleSpeed {
    private static final String DEMANDS =
            """
            apiVersion: v3.1.0
            kind: DataContract
            name: c
            schema:
              - name: fields
                properties:
                  - {name: orderId, logicalType: string, required: true, logicalTypeOptions: {minLength: 36, maxLength: 36}}
                  - {name: customerId, logicalType: string, required: true, logicalTypeOptions: {minLength: 3}}
                  - {name: placedAt, required: true}
                  - name: status
                    quality: [{metric: invalidValues, mustBe: 0, arguments: {validValues: [STARTED, PAID, BREWED, SERVED]}}]
                  - {name: total, logicalType: number, logicalTypeOptions: {minimum: 0}}
                  - name: currency
                    quality: [{metric: invalidValues, mustBe: 0, arguments: {validValues: [EUR, CHF]}}]
                  - {name: points, logicalType: integer, logicalTypeOptions: {minimum: 0, maximum: 5000}}
                  - name: items
                    logicalType: array
                    logicalTypeOptions: {minItems: 1, maxItems: 20}
                    items:
                      logicalType: object
                      properties:
                        - {name: quantity, logicalType: integer, logicalTypeOptions: {minimum: 1, maximum: 10}}
                        - {name: price, logicalType: number, logicalTypeOptions: {minimum: 0}}
              - name: cel
                quality:
                  - {type: custom, engine: cel, implementation: "message.total >= 0.0 && size(message.items) < 20"}
            """;

    private static final String EXPRESSION = "message.total >= 0.0 && size(message.items) < 20";

    private TailRuleSpeed() {}

    /// One schema, whatever id is asked for.
    private record One(ResolvedSchema schema) implements Schemas {
        @Override
        public Lookup lookup(SchemaRef ref) {
            return new Lookup.Found(schema);
        }

        @Override
        public Optional<ResolvedSchema> bound(String topic, Part part) {
            return Optional.empty();
        }

        @Override
        public List<ResolvedSchema> later(ResolvedSchema of) {
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

    /// A way to hold the payloads to rules.
    private record Way(String name, ResolvedSchema schema, String topic, byte[][] payloads) {
        /// Seconds that a tail takes for so many of them.
        ///
        /// @param source null for one that costs nothing
        double run(Contracts contracts, @Nullable Cluster source, long records) {
            var decoders = new Decoders(new One(schema));
            var sampling = new RuleSampling();
            var there = "bench-" + schema.parsed().format().label();
            var request = new ReadRequest(there, Set.of(), new From.Earliest(), new Until.End());
            var from = source == null ? new ProveSpeed.Endless(payloads, records) : source;
            long start = System.nanoTime();
            try (Tail tail =
                    TailSession.start(
                            from::open,
                            request,
                            decoders,
                            part -> contracts.sink(topic, part, false, sampling),
                            decoders::edition,
                            sampling,
                            new TailLimits(100_000, 64 << 20))) {
                while (!(tail.state() instanceof TailState.Finished)) {
                    LockSupport.parkNanos(500_000);
                }
                double seconds = (System.nanoTime() - start) / 1e9;
                var counts = tail.counts();
                if (counts.valid() != records || counts.whole() != records) {
                    throw new IllegalStateException(name + ": " + counts);
                }
                return seconds;
            }
        }
    }

    private static ResolvedSchema schema(Format format, String text, DataContract rules) {
        var parsed =
                switch (SchemaText.parse(format, "orders", text, List.of())) {
                    case SchemaText.Result.Parsed(var made) -> made;
                    case SchemaText.Result.Failed failed ->
                            throw new IllegalStateException(failed.toString());
                };
        var info = new SchemaInfo("Order", SchemaInfo.REGISTRY, "orders-value", 3, 3, null);
        return new ResolvedSchema(parsed, info, null, rules);
    }

    private static DataContract rule(String type, String expression) {
        return TestContracts.read(
                "{\"ruleSet\": {\"domainRules\": [{\"name\": \"r\", \"kind\": \"CONDITION\","
                        + " \"type\": \"%s\", \"mode\": \"WRITE\", \"expr\": \"%s\"}]}}"
                                .formatted(type, expression));
    }

    private static byte[][] framed(byte[][] bodies, byte... prefix) {
        return Arrays.stream(bodies)
                .map(body -> {
                    var all = Arrays.copyOf(prefix, prefix.length + body.length);
                    System.arraycopy(body, 0, all, prefix.length, body.length);
                    return all;
                })
                .toArray(byte[][]::new);
    }

    public static void main(String[] arguments) throws Exception {
        boolean broker = arguments.length > 0 && arguments[0].equals("broker");
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 7;
        long records = arguments.length > 2 ? Long.parseLong(arguments[2]) : 400_000;
        var folder = Files.createTempDirectory("tail-rule-speed");
        Files.writeString(folder.resolve("c.contract.yaml"), DEMANDS);
        var contracts = Contracts.read(List.of(folder));
        if (!contracts.problems().isEmpty()) {
            throw new IllegalStateException(contracts.problems().toString());
        }
        var none = DataContract.NONE;
        var avro = framed(Orders.avro(), new byte[] {0, 0, 0, 0, 3});
        var proto = framed(Orders.protobuf(), new byte[] {0, 0, 0, 0, 3, 0});
        var json = framed(Orders.json(), new byte[] {0, 0, 0, 0, 3});
        var avroText = Orders.avroSchema().toString();
        var plainAvro = schema(Format.AVRO, avroText, none);
        var plainProto = schema(Format.PROTOBUF, Orders.PROTOBUF, none);
        var plainJson = schema(Format.JSON, Orders.JSON, none);
        var options = schema(Format.PROTOBUF, Orders.validated(false), none);
        var library = schema(Format.PROTOBUF, Orders.validated(true), none);
        var keywords = schema(Format.JSON, Orders.KEYWORDS, none);
        var ofAvro = new Way("Avro, none", plainAvro, "none", avro);
        var ofProto = new Way("Protobuf, none", plainProto, "none", proto);
        var ofJson = new Way("JSON, structure of its schema", plainJson, "none", json);
        var pairs =
                List.of(
                        new Way[] {ofAvro, new Way("Avro, fields", plainAvro, "fields", avro)},
                        new Way[] {
                            ofProto, new Way("Protobuf, fields", plainProto, "fields", proto)
                        },
                        new Way[] {ofJson, new Way("JSON, fields", plainJson, "fields", json)},
                        new Way[] {ofProto, new Way("buf.validate, plain", options, "none", proto)},
                        new Way[] {ofAvro, new Way("Avro, contract CEL", plainAvro, "cel", avro)},
                        new Way[] {
                            ofProto, new Way("Protobuf, contract CEL", plainProto, "cel", proto)
                        },
                        new Way[] {
                            ofAvro,
                            new Way(
                                    "Avro, registry CEL",
                                    schema(Format.AVRO, avroText, rule("CEL", EXPRESSION)),
                                    "none",
                                    avro)
                        },
                        new Way[] {
                            ofProto,
                            new Way(
                                    "Protobuf, registry CEL",
                                    schema(
                                            Format.PROTOBUF,
                                            Orders.PROTOBUF,
                                            rule("CEL", EXPRESSION)),
                                    "none",
                                    proto)
                        },
                        new Way[] {
                            ofProto, new Way("buf.validate, library", library, "none", proto)
                        },
                        new Way[] {
                            ofJson, new Way("JSON Schema keywords", keywords, "none", json)
                        });
        var part = arguments.length > 3 ? arguments[3] : "";
        if (broker) {
            throughBroker(pairs, part, contracts, rounds, records);
            System.exit(0);
        }
        for (var pair : pairs) {
            if (!pair[1].name().contains(part)) {
                continue;
            }
            compare(System.out, pair[0], pair[1], contracts, null, rounds, records);
        }
        Files.delete(folder.resolve("c.contract.yaml"));
        Files.delete(folder);
    }

    private static void throughBroker(
            List<Way[]> pairs, String part, Contracts contracts, int rounds, long records)
            throws Exception {
        var connector = new RealConnector();
        try (var playground = connector.startPlayground(_ -> {});
                var cluster = connector.connect(playground.profile())) {
            for (var pair : pairs) {
                if (pair[1].name().contains(part)) {
                    send(playground.profile().bootstrap(), pair[0], records);
                    compare(System.out, pair[0], pair[1], contracts, cluster, rounds, records);
                }
            }
        }
    }

    private static final Set<Format> SENT = EnumSet.noneOf(Format.class);

    private static void send(String bootstrap, Way way, long records) throws Exception {
        var format = way.schema().parsed().format();
        if (!SENT.add(format)) {
            return;
        }
        var topic = "bench-" + format.label();
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            var all = Map.of("retention.bytes", "-1", "retention.ms", "-1");
            admin.createTopics(List.of(new NewTopic(topic, 3, (short) 1).configs(all))).all().get();
        }
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrap, "linger.ms", 20, "batch.size", 1 << 17);
        var bytes = new ByteArraySerializer();
        try (var producer = new KafkaProducer<>(settings, bytes, bytes)) {
            for (long i = 0; i < records; i++) {
                var payload = way.payloads()[(int) (i % way.payloads().length)];
                producer.send(new ProducerRecord<>(topic, payload));
            }
        }
    }

    private static void compare(
            PrintStream out,
            Way without,
            Way with,
            Contracts contracts,
            @Nullable Cluster source,
            int rounds,
            long records) {
        var ratios = new double[rounds];
        double bestWithout = Double.MAX_VALUE;
        double bestWith = Double.MAX_VALUE;
        for (int round = -2; round < rounds; round++) {
            double alone = without.run(contracts, source, records);
            double held = with.run(contracts, source, records);
            if (round >= 0) {
                ratios[round] = alone / held;
                bestWithout = Math.min(bestWithout, alone);
                bestWith = Math.min(bestWith, held);
            }
        }
        Arrays.sort(ratios);
        out.printf(
                Locale.ROOT,
                "%-24s %8.0f/s without, %8.0f/s with; ratio %.2f (%.2f to %.2f)%n",
                with.name(),
                records / bestWithout,
                records / bestWith,
                ratios[rounds / 2],
                ratios[0],
                ratios[rounds - 1]);
    }
}
