package io.sightglass.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.kafka.KafkaCluster;
import io.sightglass.playground.PlaygroundCluster;
import io.sightglass.playground.traffic.Fault;
import io.sightglass.port.From;
import io.sightglass.port.ReadRequest;
import io.sightglass.port.Until;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// `prove` on a real broker and registry: its counts are those of what the producers wrote, record
/// by record, and of the Avro library's own reader.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlaygroundProveTest {
    private static final Path SAMPLES =
            Path.of(System.getProperty("sightglass.samples", "../sample-schemas"));
    private static final int V3 = 118;
    private static final int V4 = 131;

    @TempDir Path folder;

    private PlaygroundCluster playground;

    @BeforeAll
    void start() throws Exception {
        playground = PlaygroundCluster.start(_ -> {});
    }

    @AfterAll
    void stop() {
        playground.close();
    }

    private Cli run(int exitCode, String line) {
        var profile = playground.profile();
        var arguments = new ArrayList<>(List.of(line.split(" ")));
        arguments.addAll(List.of("--bootstrap", profile.bootstrap()));
        arguments.addAll(List.of("--registry", String.valueOf(profile.registry())));
        var cli = new Cli(new RealConnector(), folder);
        assertEquals(exitCode, cli.run(arguments.toArray(String[]::new)), () -> cli.err.toString());
        return cli;
    }

    private static Schema schema(int version) throws IOException {
        var text = Files.readString(SAMPLES.resolve("order-status/v" + version + ".avsc"));
        return new Schema.Parser().parse(text);
    }

    /// What is really there, up to the offsets that a proof has looked at.
    private final class Truth {
        final Map<Integer, Long> ends = new HashMap<>();
        long records;
        long damaged;
        long ofV3;
        long ofV4;
        long refused;

        Truth(JsonNode proof, int reader) throws IOException {
            for (var partition : proof.get("partitions")) {
                ends.put(partition.get("partition").intValue(), partition.get("to").longValue());
            }
            var readers = new HashMap<Integer, GenericDatumReader<Object>>();
            readers.put(V3, new GenericDatumReader<>(schema(3), schema(reader)));
            readers.put(V4, new GenericDatumReader<>(schema(4), schema(reader)));
            var request =
                    new ReadRequest("order-status", Set.of(), new From.Earliest(), new Until.End());
            try (var cluster = KafkaCluster.connect(playground.profile());
                    var source = cluster.open(request)) {
                while (!source.finished()) {
                    source.poll(
                            Duration.ofMillis(50),
                            (partition, offset, _, _, _, value) -> {
                                if (offset <= ends.getOrDefault(partition, -1L)) {
                                    add(partition, offset, value, readers);
                                }
                            });
                }
            }
        }

        private void add(
                int partition,
                long offset,
                ByteBuffer value,
                Map<Integer, GenericDatumReader<Object>> readers) {
            records++;
            var ledger = playground.ledger();
            assertTrue(ledger.covers("order-status", partition, offset));
            var planted = ledger.at("order-status", partition, offset);
            if (planted.isPresent() && planted.get().fault() != Fault.OUT_OF_RANGE) {
                damaged++;
                return;
            }
            var bytes = new byte[value.remaining()];
            value.get(value.position(), bytes);
            int id = ByteBuffer.wrap(bytes).getInt(1);
            ofV3 += id == V3 ? 1 : 0;
            ofV4 += id == V4 ? 1 : 0;
            try {
                var decoder = DecoderFactory.get().binaryDecoder(bytes, 5, bytes.length - 5, null);
                readers.get(id).read(null, decoder);
            } catch (AvroRuntimeException e) {
                refused++;
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4})
    void countsWhatTheProducersWroteAndWhatTheLibraryRefuses(int reader) throws IOException {
        var cli = run(ExitCode.FINDINGS, "prove " + reader + " order-status --json");
        var proof = JsonMapper.shared().readTree(cli.out());
        var truth = new Truth(proof, reader);

        assertTrue(proof.get("complete").booleanValue());
        assertEquals("order-status v" + reader, proof.get("reader").stringValue());
        assertEquals(truth.records, proof.get("records").longValue());
        assertEquals(truth.damaged, proof.get("damaged").longValue());
        assertEquals(truth.refused, proof.get("failed").longValue());
        assertEquals(reader == 3 ? truth.ofV4 : truth.ofV3, proof.get("failed").longValue());
        assertTrue(truth.refused > 0);

        var reason = proof.get("reasons").get(0);
        assertEquals("avro.reader.no-default", reason.get("rule").stringValue());
        assertEquals(reader == 3 ? "note" : "loyaltyPoints", reason.get("path").stringValue());
        assertEquals(truth.refused, reason.get("records").longValue());
    }

    /// As in the picture of the comparison: what each of its changes means on the topic.
    @Test
    void everyChangeOfTheVersionsHasItsCount() {
        var v3 = JsonMapper.shared().readTree(run(1, "prove 3 order-status --json").out());
        assertTrue(count(v3, "reasons", "avro.reader.symbol", "status", "REFUNDED") > 0);
        assertEquals(0, count(v3, "reasons", "avro.reader.type", "userId", "null"));
        var v4 = JsonMapper.shared().readTree(run(1, "prove 4 order-status --json").out());
        assertTrue(count(v4, "effects", "avro.reader.default-symbol", "status", "CANCELED") > 0);
        assertEquals(
                v4.get("failed").longValue(),
                count(v4, "effects", "avro.reader.defaulted", "storeId", ""));
    }

    private static long count(
            JsonNode proof, String list, String rule, String path, String writer) {
        long sum = 0;
        for (var reason : proof.get(list)) {
            if (reason.get("rule").stringValue().equals(rule)
                    && reason.get("path").stringValue().equals(path)
                    && reason.get("writer").stringValue().equals(writer)) {
                sum += reason.get("records").longValue();
            }
        }
        return sum;
    }

    @Test
    void aFileAsTheReaderAndALimit() {
        var file = SAMPLES.resolve("order-status/v3.avsc");
        var cli = run(ExitCode.FINDINGS, "prove " + file + " order-status --limit 500");
        var first = cli.lines().getFirst();
        assertTrue(first.contains(" of 500 records of order-status could not be read"), first);
    }

    @Test
    void protobufAndJsonToo() {
        var orders = JsonMapper.shared().readTree(run(1, "prove 3 orders --json").out());
        assertTrue(
                count(orders, "effects", "protobuf.reader.dropped", "loyaltyPoints", "int32") > 0);
        var file = SAMPLES.resolve("coffee-catalog/v5.schema.json");
        var cli = run(1, "prove " + file + " coffee-catalog --json");
        var catalog = JsonMapper.shared().readTree(cli.out());
        assertTrue(catalog.get("records").longValue() > 0);
        assertTrue(catalog.get("failed").longValue() > 0, cli.out());
    }

    @Test
    void aVersionThatIsNotThereIsOneSentence() {
        var cli = run(ExitCode.UNREADABLE, "prove 9 order-status");
        assertTrue(cli.errLine().startsWith("Version 9 of order-status-value is not in"));
        assertEquals("", cli.out());
    }

    /// The samples prove the same without any cluster as their records do on the topic.
    @ParameterizedTest
    @ValueSource(strings = {"order-status order-status/v4.avsc", "orders orders/v3/order.proto"})
    void keptRecordsProveWithoutACluster(String line) throws IOException {
        var topic = line.split(" ")[0];
        var schema = SAMPLES.resolve(line.split(" ")[1]).toString();
        var samples = folder.resolve("samples-" + topic);
        var tail =
                run(
                        ExitCode.FINDINGS,
                        "tail "
                                + topic
                                + " --from earliest --limit 150 --json --reveal --keep "
                                + samples
                                + " --read-as "
                                + schema);
        assertTrue(tail.errLine().startsWith("Kept 150 records in "), tail.errLine());
        int refused = 0;
        int damaged = 0;
        for (var record : tail.lines().stream().map(JsonMapper.shared()::readTree).toList()) {
            boolean bad = false;
            boolean refuses = false;
            for (var finding : record.get("value").get("findings")) {
                var kind = finding.get("kind").stringValue();
                bad |= kind.equals("MALFORMED") || kind.equals("UNDECODABLE");
                refuses |=
                        kind.equals("VIOLATION")
                                && finding.get("rule").stringValue().contains(".reader.");
            }
            damaged += bad ? 1 : 0;
            refused += refuses && !bad ? 1 : 0;
        }
        var cli = new Cli(new BrokenConnector(), folder);
        int code = cli.run("prove", schema, samples.toString(), "--json");
        assertEquals(refused > 0 ? ExitCode.FINDINGS : ExitCode.OK, code, cli.err.toString());
        var proof = JsonMapper.shared().readTree(cli.out());
        assertEquals(150, proof.get("records").intValue());
        assertEquals(refused, proof.get("failed").intValue());
        assertEquals(damaged, proof.get("damaged").intValue());
        assertEquals(0, proof.get("partitions").size());
    }
}
