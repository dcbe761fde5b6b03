package io.sightglass.bench;

import io.sightglass.Main;
import io.sightglass.cli.RealConnector;
import io.sightglass.connect.Connection;
import io.sightglass.contract.Contracts;
import io.sightglass.decode.DecodeOptions;
import io.sightglass.decode.DecodeSink;
import io.sightglass.decode.Decoders;
import io.sightglass.decode.FindingSink;
import io.sightglass.model.Auth;
import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Environment;
import io.sightglass.model.Part;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.From;
import io.sightglass.port.ReadRequest;
import io.sightglass.port.Until;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;

/// Fills the playground's order-status with copies of its own records, faults included, and then
/// lets the command `prove`, and the validation that a live tail does, read the whole topic through
/// the real broker, each in a process of its own, in turn. Run by hand; arguments: records (1
/// million), rounds (3).
public final class ProveTopic {
    private static final String TOPIC = "order-status";
    private static final String READER = "4";
    private static final Path SAMPLES =
            Path.of(System.getProperty("sightglass.samples", "../sample-schemas"));

    private ProveTopic() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0 && arguments[0].equals("command")) {
            command(List.of(arguments).subList(1, arguments.length));
        } else if (arguments.length > 0 && arguments[0].equals("walk")) {
            walk(arguments[1], arguments[2], Boolean.parseBoolean(arguments[3]));
        } else {
            long records = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1_000_000;
            int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
            run(records, rounds);
        }
    }

    private static void run(long records, int rounds) throws Exception {
        var connector = new RealConnector();
        try (var playground = connector.startPlayground(_ -> {})) {
            var profile = playground.profile();
            var registry = String.valueOf(profile.registry());
            fill(connector, profile, records);
            for (int round = 1; round <= rounds; round++) {
                System.out.println("round " + round + " of " + rounds);
                child("walk", profile.bootstrap(), registry, "false");
                child("walk", profile.bootstrap(), registry, "true");
                child(
                        "command",
                        "prove",
                        READER,
                        TOPIC,
                        "--bootstrap",
                        profile.bootstrap(),
                        "--registry",
                        registry);
            }
        }
        System.exit(0);
    }

    /// The same Java, class path and settings as here.
    private static void child(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-Dsightglass.samples=" + SAMPLES);
        command.add("-Dsightglass.protoc=" + System.getProperty("sightglass.protoc", ""));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(ProveTopic.class.getName());
        command.addAll(List.of(arguments));
        var said = Files.createTempFile("prove-topic", ".txt");
        new ProcessBuilder(command)
                .redirectOutput(said.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
        Files.readAllLines(said).stream()
                .filter(line -> line.startsWith("figures") || line.contains("records of"))
                .forEach(System.out::println);
        Files.delete(said);
    }

    private static void fill(RealConnector connector, ClusterProfile profile, long records)
            throws IOException, ConnectionFailure, InterruptedException, ExecutionException {
        List<byte[]> values;
        try (var connection = Connection.open(connector, profile)) {
            values = values(connection);
        }
        try (var admin = Admin.create(Map.of("bootstrap.servers", profile.bootstrap()))) {
            var topic = new ConfigResource(ConfigResource.Type.TOPIC, TOPIC);
            var all =
                    new AlterConfigOp(
                            new ConfigEntry("retention.bytes", "-1"), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Map.of(topic, List.of(all))).all().get();
        }
        Map<String, Object> settings =
                Map.of(
                        "bootstrap.servers",
                        profile.bootstrap(),
                        "linger.ms",
                        20,
                        "batch.size",
                        1 << 18);
        var bytes = new ByteArraySerializer();
        try (var producer = new KafkaProducer<>(settings, bytes, bytes)) {
            for (long i = 0; i < records; i++) {
                producer.send(new ProducerRecord<>(TOPIC, values.get((int) (i % values.size()))));
            }
        }
        System.out.println(records + " records of " + values.size() + " kinds are there");
    }

    /// What the producers have written by now.
    private static List<byte[]> values(Connection connection) throws IOException {
        var values = new ArrayList<byte[]>();
        try (var source = connection.cluster().open(request())) {
            while (!source.finished()) {
                source.poll(
                        Duration.ofMillis(200),
                        (_, _, _, _, _, value) -> {
                            if (value != null) {
                                var bytes = new byte[value.remaining()];
                                value.duplicate().get(bytes);
                                values.add(bytes);
                            }
                        });
            }
        } catch (ConnectionFailure failure) {
            throw new IOException(failure.sentence().plain(), failure);
        }
        return values;
    }

    private static ReadRequest request() {
        return new ReadRequest(TOPIC, Set.of(), new From.Earliest(), new Until.End());
    }

    /// The command as a person runs it; figures when it ends.
    private static void command(List<String> arguments) {
        long start = System.nanoTime();
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() ->
                                figures(String.join(" ", arguments.subList(0, 3)), -1, start)));
        Main.main(arguments.toArray(String[]::new));
    }

    private static void walk(String bootstrap, String registry, boolean withContract)
            throws Exception {
        var connector = new RealConnector();
        var profile = profile(bootstrap, registry);
        long start = System.nanoTime();
        try (var connection = Connection.open(connector, profile)) {
            var decoder = new Decoders(connection.schemas()).newDecoder(DecodeOptions.NONE);
            DecodeSink sink =
                    withContract
                            ? Contracts.read(List.of(SAMPLES)).sink(TOPIC, Part.VALUE, false)
                            : FindingSink.counting();
            var buffer = new byte[1 << 16];
            long[] records = {0};
            boolean known = false;
            try (var source = connection.cluster().open(request())) {
                while (!source.finished()) {
                    source.poll(
                            Duration.ofMillis(200),
                            (_, _, _, headers, _, value) -> {
                                records[0]++;
                                if (value != null) {
                                    int length = value.remaining();
                                    value.duplicate().get(buffer, 0, length);
                                    decoder.walk(
                                            TOPIC, Part.VALUE, headers, buffer, 0, length, sink);
                                }
                            });
                    if (!known) {
                        // Two versions, each on its way by now; a tail would judge them again.
                        LockSupport.parkNanos(500_000_000);
                        known = true;
                    }
                }
            }
            figures(
                    withContract ? "validate, structure and contract" : "validate, structure",
                    records[0],
                    start);
        }
        System.exit(0);
    }

    private static ClusterProfile profile(String bootstrap, String registry) {
        return new ClusterProfile(
                "bench", bootstrap, registry, List.of(SAMPLES), Environment.DEV, new Auth.None());
    }

    /// @param records -1 where the command itself says how many
    private static void figures(String what, long records, long start) {
        double seconds = (System.nanoTime() - start) / 1e9;
        var runtime = Runtime.getRuntime();
        System.gc();
        long heap = runtime.totalMemory() - runtime.freeMemory();
        System.out.printf(
                Locale.ROOT,
                "figures: %-35s %.2f s%s, heap %d MiB after GC, resident %d MiB at most%n",
                what,
                seconds,
                records < 0 ? "" : ", %,.0f records/s".formatted(records / seconds),
                heap >> 20,
                most() >> 10);
        System.out.flush();
    }

    /// In KiB; Linux only, else -1.
    private static long most() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmHWM"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(-1);
        } catch (IOException e) {
            return -1;
        }
    }
}
