package io.sightglass.faults;

import org.apache.kafka.common.Uuid;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Two real brokers in one child process, with a listener for each [Way] and with access control:
/// what is not allowed by an ACL is denied, save to the PLAINTEXT listener, which may do all.
final class SecuredBroker implements AutoCloseable {
    static final int NODES = 2;

    // Some are used only later, by proxies.
    private static final Set<Integer> CHOSEN = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final Process process;
    private final BufferedReader said;
    private final Writer commands;
    private final List<Ports> ports;

    /// Where one node listens, and where clients are told that it listens.
    record Ports(Map<Way, Integer> bound, Map<Way, Integer> told) {
        static Ports choose() throws IOException {
            var bound = new EnumMap<Way, Integer>(Way.class);
            var told = new EnumMap<Way, Integer>(Way.class);
            for (var way : Way.values()) {
                bound.put(way, free());
                told.put(way, way.isProxied() ? free() : bound.get(way));
            }
            return new Ports(bound, told);
        }
    }

    private SecuredBroker(Path folder, Process process, List<Ports> ports) {
        this.folder = folder;
        this.process = process;
        this.said = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        this.ports = ports;
    }

    /// Starts both and waits until clients may come.
    ///
    /// @param jwks file with the keys by which tokens are signed
    /// @param kdc whose tickets the brokers take
    static SecuredBroker start(Path folder, Certificates certificates, Path jwks, Kdc kdc)
            throws Exception {
        var ports = List.of(Ports.choose(), Ports.choose());
        int controller = free();
        var keys = kdc.brokers();
        var files = new ArrayList<String>();
        for (int node = 1; node <= NODES; node++) {
            var settings = settings(folder, node, ports.get(node - 1), controller, certificates);
            kerberos(settings, keys);
            settings.setProperty("sasl.oauthbearer.jwks.endpoint.url", jwks.toUri().toString());
            var file = folder.resolve("node-" + node + ".properties");
            try (var out = Files.newBufferedWriter(file)) {
                settings.store(out, null);
            }
            files.add(file.toString());
        }
        var process = spawn(folder, jwks, kdc.config(), files);
        var broker = new SecuredBroker(folder, process, ports);
        broker.await("ready");
        return broker;
    }

    private static Process spawn(Path folder, Path jwks, Path krb5, List<String> files)
            throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx384m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:-UsePerfData",
                                "-Djava.io.tmpdir="
                                        + Files.createDirectories(folder.resolve("tmp")),
                                "-Dsightglass.test.log=true",
                                "-Djava.security.krb5.conf=" + krb5,
                                "-Dlogback.configurationFile=" + log(folder),
                                "-Dorg.apache.kafka.sasl.oauthbearer.allowed.urls=" + jwks.toUri(),
                                "-Dorg.apache.kafka.sasl.oauthbearer.allowed.files=" + jwks,
                                SecuredMain.class.getName()));
        command.addAll(files);
        command.add(Uuid.randomUuid().toString());
        var builder =
                new ProcessBuilder(command).redirectError(folder.resolve("stderr.log").toFile());
        builder.environment().put("CLASSPATH", classPath());
        return builder.start();
    }

    private static Path log(Path folder) throws IOException {
        var file = folder.resolve("logback.xml");
        Files.writeString(
                file,
                """
                <configuration>
                  <statusListener class="ch.qos.logback.core.status.NopStatusListener"/>
                  <appender name="broker" class="ch.qos.logback.core.FileAppender">
                    <file>%1$s/broker.log</file>
                    <encoder><pattern>%%d %%-5level %%logger - %%msg%%n</pattern></encoder>
                  </appender>
                  <appender name="authorizer" class="ch.qos.logback.core.FileAppender">
                    <file>%1$s/authorizer.log</file>
                    <encoder><pattern>%%msg%%n</pattern></encoder>
                  </appender>
                  <logger name="kafka.authorizer.logger" level="INFO" additivity="false">
                    <appender-ref ref="authorizer"/>
                  </logger>
                  <root level="WARN"><appender-ref ref="broker"/></root>
                </configuration>
                """
                        .formatted(folder));
        return file;
    }

    private static String classPath() {
        if (SecuredBroker.class.getClassLoader() instanceof URLClassLoader loader) {
            return Arrays.stream(loader.getURLs())
                    .map(url -> Path.of(URI.create(url.toString())).toString())
                    .collect(Collectors.joining(File.pathSeparator));
        }
        return System.getProperty("java.class.path");
    }

    /// Below the range of outgoing connections, so that a client cannot take a broker's port while
    /// it is away.
    static int free() throws IOException {
        for (int attempt = 0; ; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(10_000, 20_000);
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                if (CHOSEN.add(port)) {
                    return socket.getLocalPort();
                }
            } catch (IOException e) {
                if (attempt > 100) {
                    throw e;
                }
            }
        }
    }

    private static Properties settings(
            Path folder, int node, Ports ports, int controller, Certificates certificates) {
        var settings = new Properties();
        settings.setProperty("node.id", String.valueOf(node));
        settings.setProperty("process.roles", node == 1 ? "broker,controller" : "broker");
        settings.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controller);
        settings.setProperty("controller.listener.names", "CONTROLLER");
        settings.setProperty("inter.broker.listener.name", "PLAINTEXT");
        settings.setProperty("log.dirs", folder.resolve("log-" + node).toString());
        var listeners = listeners(ports.bound());
        settings.setProperty("advertised.listeners", listeners(ports.told()));
        settings.setProperty(
                "listeners",
                node == 1 ? listeners + ",CONTROLLER://127.0.0.1:" + controller : listeners);
        settings.setProperty(
                "listener.security.protocol.map",
                Arrays.stream(Way.values())
                                .map(way -> way.listener() + ":" + way.protocol)
                                .collect(Collectors.joining(","))
                        + ",CONTROLLER:PLAINTEXT");
        for (var way : Way.values()) {
            if (!way.mechanisms.isEmpty()) {
                sasl(settings, way);
            }
            if (way.protocol.endsWith("SSL")) {
                tls(settings, way, certificates);
            }
        }
        settings.setProperty(
                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.setProperty("super.users", "User:ANONYMOUS");
        settings.setProperty("ssl.principal.mapping.rules", "RULE:^CN=([^,]+).*$/$1/");
        settings.setProperty("sasl.oauthbearer.expected.audience", TokenServer.AUDIENCE);
        settings.setProperty("sasl.oauthbearer.expected.issuer", TokenServer.ISSUER);
        for (var topic :
                List.of(
                        "offsets.topic",
                        "transaction.state.log",
                        "share.coordinator.state.topic")) {
            settings.setProperty(topic + ".replication.factor", "1");
            settings.setProperty(topic + ".num.partitions", "1");
        }
        settings.setProperty("transaction.state.log.min.isr", "1");
        settings.setProperty("share.coordinator.state.topic.min.isr", "1");
        settings.setProperty("group.initial.rebalance.delay.ms", "0");
        // So that a client that makes topics by asking for them is caught at it.
        settings.setProperty("auto.create.topics.enable", "true");
        settings.setProperty("broker.session.timeout.ms", "3000");
        settings.setProperty("broker.heartbeat.interval.ms", "500");
        settings.setProperty("log.index.size.max.bytes", String.valueOf(1 << 20));
        settings.setProperty("log.cleaner.dedupe.buffer.size", String.valueOf(2 << 20));
        settings.setProperty("num.network.threads", "1");
        settings.setProperty("num.io.threads", "2");
        return settings;
    }

    private static String listeners(Map<Way, Integer> ports) {
        return ports.entrySet().stream()
                .map(e -> e.getKey().listener() + "://127.0.0.1:" + e.getValue())
                .collect(Collectors.joining(","));
    }

    private static String prefix(Way way) {
        return "listener.name." + way.listener().toLowerCase(Locale.ROOT) + ".";
    }

    private static void sasl(Properties settings, Way way) {
        settings.setProperty(prefix(way) + "sasl.enabled.mechanisms", way.mechanisms);
        for (var mechanism : way.mechanisms.split(",", -1)) {
            var name = prefix(way) + mechanism.toLowerCase(Locale.ROOT) + ".sasl.";
            switch (mechanism) {
                case "PLAIN" ->
                        settings.setProperty(
                                name + "jaas.config",
                                "org.apache.kafka.common.security.plain.PlainLoginModule required "
                                        + SecuredMain.USERS.entrySet().stream()
                                                .map(user ->
                                                        "user_"
                                                                + user.getKey()
                                                                + "=\""
                                                                + user.getValue()
                                                                + "\"")
                                                .collect(Collectors.joining(" "))
                                        + ";");
                case "OAUTHBEARER" -> {
                    settings.setProperty(
                            name + "jaas.config",
                            "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule"
                                    + " required;");
                    settings.setProperty(
                            name + "server.callback.handler.class",
                            "org.apache.kafka.common.security.oauthbearer"
                                    + ".OAuthBearerValidatorCallbackHandler");
                }
                case "GSSAPI" -> {
                    // #kerberos: its keys are in a file.
                }
                default ->
                        settings.setProperty(
                                name + "jaas.config",
                                "org.apache.kafka.common.security.scram.ScramLoginModule"
                                        + " required;");
            }
        }
    }

    private static void kerberos(Properties settings, Path keys) throws IOException {
        var name = prefix(Way.KERBEROS) + "gssapi.sasl.";
        settings.setProperty(
                name + "jaas.config",
                "com.sun.security.auth.module.Krb5LoginModule required useKeyTab=true storeKey=true"
                        + " keyTab=\""
                        + keys
                        + "\" principal=\""
                        + Kdc.broker()
                        + "\";");
        settings.setProperty(prefix(Way.KERBEROS) + "sasl.kerberos.service.name", "kafka");
    }

    private static void tls(Properties settings, Way way, Certificates certificates) {
        var certificate =
                switch (way) {
                    case EXPIRED -> "expired";
                    case EARLY -> "early";
                    case ELSEWHERE -> "elsewhere";
                    default -> "broker";
                };
        settings.setProperty(prefix(way) + "ssl.keystore.type", "PEM");
        settings.setProperty(
                prefix(way) + "ssl.keystore.location",
                certificates.file(certificate + ".pem").toString());
        if (way == Way.MTLS) {
            settings.setProperty(prefix(way) + "ssl.client.auth", "required");
            settings.setProperty(prefix(way) + "ssl.truststore.type", "PEM");
            settings.setProperty(
                    prefix(way) + "ssl.truststore.location",
                    certificates.file("ca.crt").toString());
        }
    }

    /// Where a way leads in: the first node's.
    String bootstrap(Way way) {
        return "127.0.0.1:" + ports.getFirst().told().get(way);
    }

    /// Of a node, from 1 on.
    Ports ports(int node) {
        return ports.get(node - 1);
    }

    /// How many requests of each kind the brokers have had, by their own count.
    Map<String, Long> requests() throws IOException {
        commands.write("requests 0\n");
        commands.flush();
        var counts = new TreeMap<String, Long>();
        for (var entry : said.readLine().split(" ", -1)) {
            var parts = entry.split("=", -1);
            counts.put(parts[0], Long.parseLong(parts[1]));
        }
        return counts;
    }

    /// What the brokers' authorizer has denied so far, a line each.
    List<String> denials() throws IOException {
        try (var lines = Files.lines(folder.resolve("authorizer.log"))) {
            return lines.filter(line -> line.contains("is Denied")).toList();
        }
    }

    /// Stops a node in an orderly way.
    void stop(int node) throws IOException {
        command("stop " + node);
    }

    void startAgain(int node) throws IOException {
        command("start " + node);
    }

    private void command(String line) throws IOException {
        commands.write(line + "\n");
        commands.flush();
        await("done");
    }

    private void await(String wanted) throws IOException {
        String line;
        while ((line = said.readLine()) != null) {
            if (line.equals(wanted)) {
                return;
            }
        }
        throw new IOException(
                "the brokers ended: " + Files.readString(folder.resolve("stderr.log")));
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
