package io.sightglass.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;

import io.sightglass.model.OAuthClient;
import io.sightglass.model.RegistryAccess;
import io.sightglass.model.RegistryAuth;
import io.sightglass.model.Secret;
import io.sightglass.model.Tls;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.RegistryAnswer;
import io.sightglass.port.SchemaRegistry;
import io.sightglass.tls.Certificates;
import io.sightglass.tls.TlsContexts;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// How a registry lets one in, against a real HTTP server that asks for it.
class RegistryAccessTest {
    private static final Secret SECRET = Secret.of("planted-7Qx");

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger tokens = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;
    private volatile String wanted = "";
    private volatile int tokenStatus = 200;
    private volatile long tokenSeconds = 3600;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(loopback(), 0);
        serve(server);
    }

    private void serve(HttpServer on) {
        on.setExecutor(threads);
        on.createContext("/", this::registry);
        on.createContext("/token", this::token);
        on.start();
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void registry(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getRequestHeaders();
            var said = String.valueOf(headers.getFirst("Authorization"));
            asked.add(exchange.getRequestURI().getRawPath());
            asked.add(String.valueOf(headers.getFirst("target-sr-cluster")));
            asked.add(String.valueOf(headers.getFirst("Confluent-Identity-Pool-Id")));
            boolean fine = wanted.isEmpty() || wanted.equals(said);
            answer(exchange, fine ? 200 : 401, fine ? "[\"orders\"]" : "{\"error_code\":401}");
        }
    }

    private void token(HttpExchange exchange) throws IOException {
        try (exchange) {
            var form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var basic = exchange.getRequestHeaders().getFirst("Authorization");
            boolean fine =
                    form.equals("grant_type=client_credentials&scope=sr+read")
                            && Credentials.basic("ada%40x", "planted-7Qx").equals(basic);
            int n = tokens.incrementAndGet();
            answer(
                    exchange,
                    fine ? tokenStatus : 400,
                    "{\"access_token\":\"t" + n + "\",\"expires_in\":" + tokenSeconds + "}");
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private String url(HttpServer of, String scheme) {
        return scheme + "://localhost:" + of.getAddress().getPort();
    }

    private SchemaRegistry open(RegistryAuth auth) throws ConnectionFailure {
        return open(new RegistryAccess(auth, Tls.DEFAULT, null, null, null));
    }

    private SchemaRegistry open(RegistryAccess access) throws ConnectionFailure {
        return HttpSchemaRegistry.open(url(server, "http"), access);
    }

    private RegistryAuth oauth() {
        return new RegistryAuth.OAuth(client());
    }

    private OAuthClient client() {
        return new OAuthClient(
                url(server, "http") + "/token", "ada@x", SECRET, "sr read", new Tls.Trust.System());
    }

    private static void fine(SchemaRegistry registry) throws Exception {
        var answer = registry.subjects().get(10, TimeUnit.SECONDS);
        assertEquals(new RegistryAnswer.Found<>(List.of("orders")), answer);
    }

    private static void refused(SchemaRegistry registry, String words) throws Exception {
        var answer = registry.subjects().get(10, TimeUnit.SECONDS);
        var said = assertInstanceOf(RegistryAnswer.Unavailable.class, answer).sentence().toString();
        assertTrue(said.contains(words), said);
        assertFalse(said.contains(SECRET.reveal()), said);
    }

    @Test
    void userAndPassword() throws Exception {
        wanted = Credentials.basic("ada", SECRET.reveal());
        try (var registry = open(new RegistryAuth.Basic("ada", SECRET))) {
            fine(registry);
        }
        try (var registry = open(new RegistryAuth.Basic("bob", SECRET))) {
            refused(registry, "refused the user name or password (401)");
        }
        try (var registry = open(new RegistryAuth.None())) {
            refused(registry, "asks who is there (401)");
        }
    }

    @Test
    void token() throws Exception {
        wanted = "Bearer " + SECRET.reveal();
        try (var registry = open(new RegistryAuth.Bearer(SECRET))) {
            fine(registry);
        }
        try (var registry = open(new RegistryAuth.Bearer(Secret.of("other")))) {
            refused(registry, "refused the token (401)");
        }
    }

    @Test
    void tokensOfAProviderAreUsedUntilTheyEnd() throws Exception {
        wanted = "Bearer t1";
        try (var registry = open(oauth())) {
            fine(registry);
            fine(registry);
            assertEquals(1, tokens.get());
        }
        var now = new AtomicInteger();
        var clock =
                new OAuthTokens(
                        client(),
                        Duration.ofSeconds(6),
                        () -> Instant.EPOCH.plusSeconds(now.get()));
        assertEquals("Bearer t2", header(clock));
        now.set(3_500);
        assertEquals("Bearer t2", header(clock));
        now.set(3_590);
        assertEquals("Bearer t3", header(clock));
        clock.refused();
        assertEquals("Bearer t4", header(clock));
        clock.close();
    }

    private static @Nullable String header(OAuthTokens tokens) throws Exception {
        var grant = tokens.ask().get(10, TimeUnit.SECONDS);
        assertFalse(grant.toString().contains("t2"), grant.toString());
        return assertInstanceOf(Credentials.Grant.Header.class, grant).value();
    }

    @Test
    void whatAProviderRefusesIsSaid() throws Exception {
        tokenStatus = 401;
        try (var registry = open(oauth())) {
            refused(registry, "gives no token (401); check client id, secret and scope");
        }
        tokenStatus = 503;
        try (var registry = open(oauth())) {
            refused(registry, "answered with status 503");
        }
        var elsewhere = new OAuthClient("mailto:x", "ada", SECRET, null, new Tls.Trust.System());
        assertThrows(ConnectionFailure.class, () -> open(new RegistryAuth.OAuth(elsewhere)));
    }

    @Test
    void contextAndCloudHeadersTravelWithEachRequest() throws Exception {
        var none = new RegistryAuth.None();
        try (var registry =
                open(new RegistryAccess(none, Tls.DEFAULT, "teams", "lsrc-1", "pool-1"))) {
            fine(registry);
            assertTrue(registry.address().endsWith("(context .teams)"), registry.address());
        }
        assertEquals(List.of("/contexts/.teams/subjects", "lsrc-1", "pool-1"), asked);
    }

    @Test
    void aRegistryOfOnesOwnAuthorityThatWantsACertificate(@TempDir Path folder) throws Exception {
        var made = Certificates.make(folder, "localhost");
        var trust = new Tls.Trust.Pem(made.certificate());
        var identity = new Tls.Identity.Pem(made.certificate(), made.key(), null);
        var both = new Tls.On(trust, identity, true);
        var https = HttpsServer.create(loopback(), 0);
        https.setHttpsConfigurator(
                new HttpsConfigurator(TlsContexts.of(both)) {
                    @Override
                    public void configure(HttpsParameters parameters) {
                        var ssl = getSSLContext().getDefaultSSLParameters();
                        ssl.setNeedClientAuth(true);
                        parameters.setSSLParameters(ssl);
                    }
                });
        serve(https);
        try {
            try (var registry = secure(https, both)) {
                fine(registry);
            }
            try (var registry = secure(https, new Tls.On(trust, new Tls.Identity.None(), true))) {
                refused(registry, "registry at https://localhost");
            }
            try (var registry = secure(https, Tls.DEFAULT)) {
                refused(registry, "could not agree on TLS");
            }
        } finally {
            https.stop(0);
        }
    }

    private SchemaRegistry secure(HttpServer https, Tls.On tls) throws ConnectionFailure {
        return HttpSchemaRegistry.open(
                url(https, "https"),
                new RegistryAccess(new RegistryAuth.None(), tls, null, null, null));
    }
}
