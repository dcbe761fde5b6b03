package io.sightglass.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;

import com.sun.net.httpserver.HttpServer;

import io.sightglass.cli.CliContext;
import io.sightglass.cli.Interrupts;
import io.sightglass.cli.RealConnector;
import io.sightglass.cli.SightglassCommand;
import io.sightglass.cli.Window;
import io.sightglass.connect.Profiles;
import io.sightglass.model.Auth;
import io.sightglass.model.ClientSettings;
import io.sightglass.model.ClusterProfile;
import io.sightglass.model.RegistryAccess;
import io.sightglass.model.RegistryAuth;
import io.sightglass.model.Secret;
import io.sightglass.model.Sentence;
import io.sightglass.model.Tls;
import io.sightglass.port.Cluster;
import io.sightglass.port.Connector;
import io.sightglass.secret.EncryptedFile;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/// Plants secrets, lets them be used and refused, and looks for them in everything that was written
/// on the way: standard output and error with `--debug`, logs down to DEBUG, configuration, state
/// and temporary folders, exports, the process list.
@Timeout(120)
class SecretSearchTest {
    /// The right one, as the brokers know it.
    private static final String RIGHT = "alice-secret";

    private static final String WRONG = "planted-wrong-7Qx+/é";
    private static final String TOKEN = "planted-registry-8Ry";
    private static final String SETTING = "planted-setting-9Sz";
    private static final String PASSPHRASE = "planted-passphrase-1Ta";

    private final SecretHunt hunt =
            new SecretHunt(List.of(RIGHT, WRONG, TOKEN, SETTING, PASSPHRASE));
    private final Queue<String> log = new ConcurrentLinkedQueue<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final AppenderBase<ILoggingEvent> listener =
            new AppenderBase<>() {
                @Override
                protected void append(ILoggingEvent event) {
                    var thrown = event.getThrowableProxy();
                    log.add(
                            event.getLoggerName()
                                    + " "
                                    + event.getFormattedMessage()
                                    + (thrown == null ? "" : ThrowableProxyUtil.asString(thrown)));
                }
            };

    @TempDir Path folder;
    private Path config;
    private HttpServer registry;

    @BeforeEach
    void open() throws Exception {
        config = Files.createDirectory(folder.resolve("config"));
        registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.createContext(
                "/",
                exchange -> {
                    var pair = "registry:" + TOKEN;
                    var wanted =
                            "Basic "
                                    + Base64.getEncoder()
                                            .encodeToString(pair.getBytes(StandardCharsets.UTF_8));
                    boolean known =
                            wanted.equals(exchange.getRequestHeaders().getFirst("Authorization"));
                    byte[] answer = "[]".getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(known ? 200 : 401, known ? answer.length : -1);
                    try (var out = exchange.getResponseBody()) {
                        if (known) {
                            out.write(answer);
                        }
                    }
                });
        registry.start();
        listener.setContext(root.getLoggerContext());
        listener.start();
        root.addAppender(listener);
        root.setLevel(Level.DEBUG);
        var profile = profile();
        Profiles.read(config).keep(profile);
        var file = new EncryptedFile(config, _ -> Secret.of(PASSPHRASE));
        for (var secret : profile.secrets()) {
            file.keep(secret);
        }
    }

    @AfterEach
    void close() {
        root.setLevel(Level.OFF);
        root.detachAppender(listener);
        registry.stop(0);
    }

    private ClusterProfile profile() throws Exception {
        return Secured.get()
                .profile(Way.SCRAM)
                .withAddress("Orders", Secured.get().broker.bootstrap(Way.SCRAM))
                .withAuth(new Auth.Scram("alice", Secret.of(RIGHT), Auth.Hash.SHA_512))
                .withRegistry(
                        "http://127.0.0.1:" + registry.getAddress().getPort(),
                        new RegistryAccess(
                                new RegistryAuth.Basic("registry", Secret.of(TOKEN)),
                                Tls.DEFAULT,
                                null,
                                null,
                                null))
                .withSettings(
                        new ClientSettings(Map.of(), Map.of("my.api.key", Secret.of(SETTING))))
                .withSecretsNamed();
    }

    /// A file of secrets, outside of what is searched.
    private Path secrets(String password) throws Exception {
        var file = Files.createTempFile("given", "secrets");
        file.toFile().deleteOnExit();
        var lines = new StringBuilder();
        for (var secret : profile().secrets()) {
            var value = secret.reveal();
            lines.append(secret.name())
                    .append('=')
                    .append(value.equals(RIGHT) ? password : value)
                    .append('\n');
        }
        return Files.writeString(file, lines);
    }

    private record Run(int code, String said) {}

    private Run run(Connector connector, String... arguments) {
        var said = new StringWriter();
        var writer = new PrintWriter(said);
        var context =
                new CliContext(
                        connector,
                        writer,
                        writer,
                        InputStream.nullInputStream(),
                        false,
                        false,
                        config,
                        new Window() {
                            @Override
                            public Optional<Sentence> obstacle() {
                                return Optional.of(Sentence.of("There is no window here."));
                            }

                            @Override
                            public int open() {
                                throw new IllegalStateException();
                            }
                        },
                        _ -> {},
                        new Interrupts(),
                        Duration.ofSeconds(6));
        return new Run(SightglassCommand.run(context, arguments), said.toString());
    }

    private void clean(String what, String text) {
        assertEquals(List.of(), hunt.in(what, text));
    }

    @Test
    void whatIsUsedAndWhatIsRefusedIsWrittenNowhere() throws Exception {
        var outside = new RealConnector();
        var right = secrets(RIGHT).toString();
        var wrong = secrets(WRONG).toString();

        var read =
                run(
                        outside,
                        "tail",
                        "orders",
                        "--profile",
                        "Orders",
                        "--secrets-from",
                        right,
                        "--from",
                        "earliest",
                        "--limit",
                        "5",
                        "--debug");
        assertEquals(5, read.said().lines().filter(line -> !line.isBlank()).count(), read.said());
        clean("tail", read.said());

        var works =
                run(outside, "connections", "test", "Orders", "--secrets-from", right, "--debug");
        assertEquals(0, works.code(), works.said());
        clean("a test that goes well", works.said());

        var refused =
                run(outside, "topics", "--profile", "Orders", "--secrets-from", wrong, "--debug");
        assertEquals(3, refused.code(), refused.said());
        assertTrue(refused.said().contains("\tat "), "the stack trace: " + refused.said());
        clean("a refusal", refused.said());

        var fails = run(outside, "connections", "test", "Orders", "--secrets-from", wrong);
        assertEquals(3, fails.code(), fails.said());
        clean("a test that fails", fails.said());

        var exported = run(outside, "connections", "export", "Orders");
        assertTrue(exported.said().contains("${secret:Orders/password}"), exported.said());
        clean("an export", exported.said());

        clean("the log", String.join("\n", log));
        assertTrue(log.stream().anyMatch(line -> line.startsWith("org.apache.kafka")), "no log");
        assertEquals(List.of(), hunt.below(config));
        assertTrue(Files.exists(config.resolve("secrets.json")));
    }

    @Test
    void aCrashThatTellsOfAConnectionTellsNoSecret() throws Exception {
        var right = secrets(RIGHT).toString();
        var crashing =
                new RealConnector() {
                    @Override
                    public Cluster connect(ClusterProfile profile) {
                        throw new IllegalStateException(profile + " " + profile.secrets());
                    }
                };
        var crash =
                run(crashing, "topics", "--profile", "Orders", "--secrets-from", right, "--debug");
        assertEquals(3, crash.code());
        assertTrue(crash.said().contains("Orders/password"), crash.said());
        clean("a crash report", crash.said());
        clean("the log of a crash", String.join("\n", log));
        assertTrue(log.stream().anyMatch(line -> line.contains("Orders/password")), "no log");
    }

    /// Somebody may have written a password into a file by hand, and slipped.
    @Test
    void aBrokenFileIsNotRepeatedInTheLog() throws Exception {
        var broken = Files.createDirectory(folder.resolve("broken"));
        Files.writeString(broken.resolve("connections.json"), "{\"password\": " + TOKEN + "}");
        var said = Profiles.read(broken).problem();
        assertTrue(said != null && said.plain().contains("connections.json.broken-1"));
        clean("the sentence", said.plain());
        assertTrue(log.stream().anyMatch(line -> line.contains("is not JSON")), "no log");
        clean("the log of a broken file", String.join("\n", log));
    }

    @Test
    void whoReadsTheFilesFindsThemClosed() throws Exception {
        if (!Files.getFileStore(config).supportsFileAttributeView("posix")) {
            return;
        }
        for (var name : List.of("connections.json", "secrets.json")) {
            assertEquals(
                    "rw-------",
                    java.nio.file.attribute.PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(config.resolve(name))),
                    name);
        }
    }

    /// As a process of its own, with a log of its own and secrets in its environment.
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aProcessShowsNoneInTheListOfProcessesAndLeavesNone() throws Exception {
        var state = Files.createDirectory(folder.resolve("state"));
        var temporary = Files.createDirectory(folder.resolve("tmp"));
        Files.move(config, folder.resolve("sightglass"));
        config = folder.resolve("sightglass");
        var builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Dsightglass.test.log=1",
                        "-Djava.io.tmpdir=" + temporary,
                        "-Dsightglass.state=" + state,
                        "io.sightglass.Main",
                        "topics",
                        "--profile",
                        "Orders",
                        "--debug");
        var environment = builder.environment();
        environment.put("CLASSPATH", classPath());
        environment.put("XDG_CONFIG_HOME", folder.toString());
        environment.put("SIGHTGLASS_SECRET_ORDERS_PASSWORD", WRONG);
        environment.put("SIGHTGLASS_SECRET_ORDERS_REGISTRY_PASSWORD", TOKEN);
        for (var secret : profile().secrets()) {
            if (secret.reveal().equals(SETTING)) {
                environment.put(
                        "SIGHTGLASS_SECRET_"
                                + secret.name()
                                        .toUpperCase(java.util.Locale.ROOT)
                                        .replaceAll("[^A-Z0-9]", "_"),
                        SETTING);
            }
        }
        builder.redirectErrorStream(true).redirectOutput(folder.resolve("said").toFile());
        var child = builder.start();
        try {
            var listed = new StringBuilder();
            while (child.isAlive() && listed.indexOf("--profile") < 0) {
                listed.append(commandLine(child.toHandle()));
            }
            clean("the list of processes", listed.toString());
            assertTrue(listed.indexOf("--profile") >= 0, "never seen: " + listed);
            assertEquals(3, child.waitFor());
        } finally {
            child.destroyForcibly();
        }
        var said = Files.readString(folder.resolve("said"));
        assertTrue(said.contains("\tat "), said);
        assertEquals(List.of(), hunt.below(folder));
    }

    private static String commandLine(ProcessHandle process) throws IOException {
        var proc = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        return Files.isReadable(proc)
                ? Files.readString(proc).replace('\0', ' ')
                : process.info().commandLine().orElse("");
    }

    /// That of this process; a test runner may have it in the loader alone.
    private static String classPath() {
        if (Thread.currentThread().getContextClassLoader() instanceof URLClassLoader loader) {
            return Arrays.stream(loader.getURLs())
                    .map(url -> Path.of(URI.create(url.toString())).toString())
                    .collect(Collectors.joining(File.pathSeparator));
        }
        return System.getProperty("java.class.path");
    }

    /// A search that finds nothing proves nothing unless it would find something.
    @Test
    void theSearchFindsWhatIsThere() throws Exception {
        assertEquals(List.of(), hunt.below(folder));
        var pair = "registry:" + TOKEN;
        for (var leak :
                List.of(
                        "password=" + WRONG,
                        "x" + RIGHT + "y",
                        Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)),
                        Base64.getEncoder()
                                .encodeToString(
                                        ("alice:" + RIGHT).getBytes(StandardCharsets.UTF_8)),
                        "client_secret="
                                + java.net.URLEncoder.encode(WRONG, StandardCharsets.UTF_8))) {
            var file = Files.writeString(config.resolve("leak"), leak);
            assertFalse(hunt.below(folder).isEmpty(), leak);
            Files.delete(file);
        }
        var file = Files.write(config.resolve("leak"), SETTING.getBytes(StandardCharsets.UTF_16));
        assertNotEquals(List.of(), hunt.below(folder));
        Files.delete(file);
        LoggerFactory.getLogger("leak").debug("it is {}", PASSPHRASE);
        assertNotEquals(List.of(), hunt.in("the log", String.join("\n", log)));
    }
}
