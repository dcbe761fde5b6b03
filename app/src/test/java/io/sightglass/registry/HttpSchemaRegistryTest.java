package io.sightglass.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.sightglass.model.Format;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.RegisteredSchema;
import io.sightglass.port.RegistryAnswer;
import io.sightglass.port.SchemaRegistry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

class HttpSchemaRegistryTest {
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final String ORDER = "{\"type\":\"record\",\"name\":\"Order\",\"fields\":[]}";

    /// What the server does with a path.
    private interface Answer {
        void give(HttpExchange exchange) throws IOException;
    }

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private HttpServer server;
    private ExecutorService threads;
    private HttpSchemaRegistry registry;
    private String place;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        var path = exchange.getRequestURI().getRawPath();
                        asked.add(path);
                        answers.getOrDefault(path, json(404, "{\"error_code\":40403}"))
                                .give(exchange);
                    }
                });
        server.start();
        place = "127.0.0.1:" + server.getAddress().getPort();
        registry = open("http://" + place, SHORT);
    }

    @AfterEach
    void stop() {
        end.countDown();
        registry.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private HttpSchemaRegistry open(String url, Duration deadline) throws IOException {
        InstantSource clock = () -> now;
        return new HttpSchemaRegistry(RegistryAddress.parse(url), deadline, clock);
    }

    @Test
    void aSchemaByIdKnowsItsSubjectAndIsAskedForOnce() throws Exception {
        answers.put("/schemas/ids/3", json(200, schema("")));
        answers.put(
                "/schemas/ids/3/versions",
                json(
                        200,
                        "[{\"subject\":\"billing\",\"version\":9},"
                                + "{\"subject\":\"orders-value\",\"version\":2},"
                                + "{\"subject\":\"orders-value\",\"version\":3}]"));
        var schema = found(registry.byId(3));
        assertEquals(3, schema.id());
        assertEquals("orders-value", schema.subject());
        assertEquals(3, schema.version());
        assertEquals(Format.AVRO, schema.format());
        assertEquals(ORDER, schema.text());
        assertEquals(schema, found(registry.byId(3)));
        assertEquals(List.of("/schemas/ids/3", "/schemas/ids/3/versions"), List.copyOf(asked));
    }

    @Test
    void manyWhoAskAtOnceAreOneRequest() throws Exception {
        var go = new CountDownLatch(1);
        answers.put(
                "/schemas/ids/3",
                exchange -> {
                    await(go);
                    json(200, schema(",\"subject\":\"s\",\"version\":1")).give(exchange);
                });
        registry = open("http://" + place, Duration.ofSeconds(6));
        var first = registry.byId(3);
        var second = registry.byId(3);
        go.countDown();
        assertEquals(found(first), found(second));
        assertEquals(1, asked.size());
    }

    @Test
    void referencesPropertiesTypeAndGuidAreRead() throws Exception {
        answers.put(
                "/subjects/a%2Fb/versions/2",
                json(
                        200,
                        schema(
                                ",\"id\":7,\"version\":2,\"subject\":\"a/b\",\"guid\":\"g\","
                                        + "\"schemaType\":\"PROTOBUF\",\"references\":[{\"name\":"
                                        + "\"x.proto\",\"subject\":\"x\",\"version\":4}],"
                                        + "\"metadata\":{\"properties\":{\"owner\":\"o\"}}")));
        var schema = found(registry.version("a/b", 2));
        assertEquals(Format.PROTOBUF, schema.format());
        assertEquals(
                List.of(new RegisteredSchema.Reference("x.proto", "x", 4)), schema.references());
        assertEquals(Map.of("owner", "o"), schema.properties());
        assertEquals("g", schema.guid());
        assertEquals(7, schema.id());
    }

    @Test
    void aGuidIsFollowedToItsIdAndSubject() throws Exception {
        var guid = UUID.fromString("89791762-2336-4186-9674-299b90a802e2");
        answers.put("/schemas/guids/" + guid, json(200, schema("")));
        answers.put("/schemas/guids/" + guid + "/ids", json(200, "[{\"id\":12}]"));
        answers.put(
                "/schemas/ids/12/versions", json(200, "[{\"subject\":\"c-value\",\"version\":1}]"));
        var schema = found(registry.byGuid(guid));
        assertEquals(12, schema.id());
        assertEquals("c-value", schema.subject());
    }

    @Test
    void absenceIsKeptForHalfAMinute() throws Exception {
        assertEquals(
                "Schema 90417 is not in the registry at " + place + ".",
                absent(registry.byId(90417)));
        absent(registry.byId(90417));
        assertEquals(1, asked.size());
        now = now.plus(AnswerCache.ABSENCE);
        answers.put("/schemas/ids/90417", json(200, schema(",\"subject\":\"s\",\"version\":1")));
        assertEquals(90417, found(registry.byId(90417)).id());
    }

    @Test
    void deletedVersionsAndTheSubjectsOwnLevelAreAskedForByName() throws Exception {
        answers.put("/subjects/s/versions", json(200, "[3,1,2]"));
        answers.put(
                "/subjects/s/versions/2",
                exchange ->
                        json(
                                        "deleted=true".equals(exchange.getRequestURI().getQuery())
                                                ? 200
                                                : 404,
                                        "{\"id\":7,\"version\":2,\"subject\":\"s\",\"schema\":\"\\\"int\\\"\","
                                            + "\"error_code\":40402}")
                                .give(exchange));
        answers.put("/config", json(200, "{\"compatibilityLevel\":\"FULL\"}"));
        assertEquals(
                new RegistryAnswer.Found<>(List.of(1, 2, 3)),
                registry.versionsWithDeleted("s").get());
        assertInstanceOf(RegistryAnswer.NotFound.class, registry.version("s", 2).get());
        assertEquals(
                7,
                assertInstanceOf(
                                                RegistryAnswer.Found.class,
                                                registry.versionEvenDeleted("s", 2).get())
                                        .value()
                                instanceof RegisteredSchema schema
                        ? schema.id()
                        : 0);
        assertInstanceOf(RegistryAnswer.NotFound.class, registry.ownLevel("s").get());
        assertEquals(new RegistryAnswer.Found<>("FULL"), registry.level("s").get());
        answers.put("/config/s", json(200, "{\"compatibilityLevel\":\"NONE\"}"));
        assertEquals(new RegistryAnswer.Found<>("NONE"), registry.ownLevel("s").get());
    }

    @Test
    void theRegistryJudgesASchemaThatIsSentToIt() throws Exception {
        var sent = new ConcurrentLinkedQueue<String>();
        answers.put(
                "/compatibility/subjects/s/versions/3",
                exchange -> {
                    sent.add(
                            exchange.getRequestMethod()
                                    + " "
                                    + new String(
                                            exchange.getRequestBody().readAllBytes(),
                                            StandardCharsets.UTF_8));
                    json(200, "{\"is_compatible\":false,\"messages\":[\"too new\"]}")
                            .give(exchange);
                });
        var schema =
                new RegisteredSchema(
                        RegisteredSchema.NO_ID,
                        null,
                        null,
                        null,
                        Format.PROTOBUF,
                        "syntax = \"proto3\";",
                        List.of(new RegisteredSchema.Reference("a.proto", "a", 2)),
                        Map.of());
        assertEquals(
                new RegistryAnswer.Found<>(
                        new SchemaRegistry.Compatibility(false, List.of("too new"))),
                registry.compatibility("s", 3, schema).get());
        assertEquals(
                "POST {\"schema\":\"syntax = \\\"proto3\\\";\",\"schemaType\":\"PROTOBUF\","
                    + "\"references\":[{\"name\":\"a.proto\",\"subject\":\"a\",\"version\":2}]}",
                sent.poll());
        answers.put(
                "/compatibility/subjects/s/versions/4",
                json(422, "{\"error_code\":42201,\"message\":\"Invalid schema: no end\"}"));
        var refused =
                assertInstanceOf(
                        RegistryAnswer.Unavailable.class,
                        registry.compatibility("s", 4, schema).get());
        assertEquals(
                "The registry at " + place + " does not take the schema: Invalid schema: no end.",
                refused.sentence().plain());
        // that was no failure of the registry as a whole
        assertInstanceOf(RegistryAnswer.Found.class, registry.compatibility("s", 3, schema).get());
    }

    @Test
    void aFailingRegistryIsLeftAloneForAWhile() throws Exception {
        answers.put("/schemas/ids/3", json(500, "oh"));
        var sentence =
                "The registry at "
                        + place
                        + " answered with status 500, a fault of its own; trying again.";
        assertEquals(sentence, unavailable(registry.byId(3)));
        assertEquals(sentence, unavailable(registry.byId(4)));
        assertEquals(1, asked.size());
        now = now.plus(Backoff.FIRST);
        answers.put("/schemas/ids/3", json(200, schema(",\"subject\":\"s\",\"version\":1")));
        found(registry.byId(3));
    }

    @Test
    void oneForbiddenSchemaDoesNotStopTheOthers() throws Exception {
        answers.put("/schemas/ids/3", json(403, "{}"));
        answers.put("/schemas/ids/4", json(200, schema(",\"subject\":\"s\",\"version\":1")));
        unavailable(registry.byId(3));
        found(registry.byId(4));
    }

    @Test
    void aSchemaWhoseSubjectIsNotKnownYetIsAskedForAgain() throws Exception {
        answers.put("/schemas/ids/3", json(200, schema("")));
        answers.put("/schemas/ids/3/versions", json(500, ""));
        assertEquals(null, found(registry.byId(3)).subject());
        answers.put("/schemas/ids/3/versions", json(200, "[{\"subject\":\"s\",\"version\":1}]"));
        now = now.plus(AnswerCache.ABSENCE);
        assertEquals("s", found(registry.byId(3)).subject());
    }

    @Test
    void onlyAFewRequestsAreUnderWayAtOnce() throws Exception {
        var go = new CountDownLatch(1);
        for (int id = 0; id < 50; id++) {
            answers.put(
                    "/schemas/ids/" + id,
                    exchange -> {
                        await(go);
                        json(404, "{\"error_code\":40403}").give(exchange);
                    });
        }
        registry = open("http://" + place, Duration.ofSeconds(20));
        var all = new ArrayList<CompletableFuture<RegistryAnswer<RegisteredSchema>>>();
        for (int id = 0; id < 50; id++) {
            all.add(registry.byId(id));
        }
        assertTrue(asked.size() <= RegistryHttp.AT_ONCE);
        go.countDown();
        for (var answer : all) {
            absent(answer);
        }
        assertEquals(50, asked.size());
    }

    @Test
    void everyWayToFailHasItsSentence() throws Exception {
        fails(json(401, "{\"error_code\":401}"), "asks who is there (401)");
        fails(json(403, "{}"), "does not allow this user to read schemas (403)");
        fails(json(404, "<html>"), "has no schemas there (404)");
        fails(json(429, ""), "asks for fewer requests (429)");
        fails(json(503, ""), "status 503, a fault of its own");
        fails(html(), "sent a web page where a schema registry sends JSON");
        fails(json(200, "{\"hello\":1}"), "JSON that is not a schema registry's");
        fails(
                json(200, "{\"schema\":\"x\",\"schemaType\":\"XML\"}"),
                "is of type XML, which Sightglass does not read");
        fails(redirect(), "sends on to http://elsewhere; use");
        fails(exchange -> await(end), "did not answer within");
        fails(this::drip, "did not answer within");
        fails(HttpExchange::close, "broke off");
    }

    @Test
    void whatIsNoUrlIsSaidWithoutRepeatingIt() {
        for (var text : List.of("localhost:8081", "ftp://me:hunter2@x/", "http://a b", "")) {
            var failure =
                    assertThrows(ConnectionFailure.class, () -> HttpSchemaRegistry.open(text));
            assertEquals(
                    "The registry's address is not a URL; expected one such as"
                            + " http://localhost:8081.",
                    failure.getMessage());
        }
    }

    @Test
    void nobodyListens() throws Exception {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        try (var nobody = open("http://127.0.0.1:" + free, SHORT)) {
            assertEquals(
                    "No registry listens at 127.0.0.1:" + free + "; check address and port.",
                    unavailable(nobody.byId(1)));
        }
    }

    @Test
    void anAnswerThatNeverEndsInSizeIsCutOff() throws Exception {
        answers.put(
                "/schemas/ids/3",
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    var chunk = new byte[1 << 20];
                    for (int i = 0; i < 64; i++) {
                        exchange.getResponseBody().write(chunk);
                    }
                });
        registry = open("http://" + place, Duration.ofSeconds(20));
        assertTrue(unavailable(registry.byId(3)).contains("broke off"));
    }

    @Test
    void aPasswordInTheUrlGoesIntoTheHeaderAndNowhereElse() throws Exception {
        var authorization = new CompletableFuture<String>();
        answers.put(
                "/subjects",
                exchange -> {
                    authorization.complete(exchange.getRequestHeaders().getFirst("Authorization"));
                    json(401, "{}").give(exchange);
                });
        try (var secret = open("http://me:hunter2@" + place + "/", SHORT)) {
            var sentence = unavailable(secret.subjects());
            assertFalse(sentence.contains("hunter2"));
            assertFalse(secret.address().contains("me"));
        }
        assertEquals("Basic bWU6aHVudGVyMg==", authorization.get(5, TimeUnit.SECONDS));
    }

    @Test
    void backoffDoublesWithJitterUpToItsLongest() {
        InstantSource clock = () -> now;
        var backoff = new Backoff(clock, new java.util.SplittableRandom(1));
        var reason = io.sightglass.model.Sentence.of("down");
        for (int i = 0; i < 20; i++) {
            backoff.failed(reason);
            assertEquals(reason, backoff.holding());
            var longest =
                    Math.min(
                            Backoff.LONGEST.toMillis(),
                            Backoff.FIRST.toMillis() << Math.min(i, 10));
            now = now.plusMillis(longest / 2 - 1);
            assertEquals(reason, backoff.holding());
            now = now.plusMillis(longest - longest / 2 + 1);
            assertEquals(null, backoff.holding());
        }
        backoff.failed(reason);
        backoff.answered();
        assertEquals(null, backoff.holding());
    }

    private void fails(Answer answer, String words) throws Exception {
        answers.put("/schemas/ids/3", answer);
        try (var fresh = open("http://" + place, SHORT)) {
            var sentence = unavailable(fresh.byId(3));
            assertTrue(sentence.contains(words), () -> words + " is not in: " + sentence);
            assertTrue(sentence.contains(place), sentence);
        }
    }

    private static Answer json(int status, String body) {
        return exchange -> {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .set("Content-Type", "application/vnd.schemaregistry.v1+json");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    private static Answer html() {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            var bytes = "<html>hello".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    private static Answer redirect() {
        return exchange -> {
            exchange.getResponseHeaders().set("Location", "http://me:hunter2@elsewhere/?token=x");
            exchange.sendResponseHeaders(302, -1);
        };
    }

    /// Sends a byte now and then, so that no single wait is long and the whole never ends.
    private void drip(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        while (end.getCount() > 0) {
            exchange.getResponseBody().write(' ');
            exchange.getResponseBody().flush();
            await(end, 20);
        }
    }

    private static void await(CountDownLatch latch) {
        await(latch, 10_000);
    }

    private static void await(CountDownLatch latch, long millis) {
        try {
            latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static String schema(String more) {
        return "{\"schema\":\"" + ORDER.replace("\"", "\\\"") + "\"" + more + "}";
    }

    private static <T> T found(CompletableFuture<RegistryAnswer<T>> answer) throws Exception {
        var got = answer.get(10, TimeUnit.SECONDS);
        return ((RegistryAnswer.Found<T>) assertInstanceOf(RegistryAnswer.Found.class, got))
                .value();
    }

    private static <T> String absent(CompletableFuture<RegistryAnswer<T>> answer) throws Exception {
        var got = answer.get(10, TimeUnit.SECONDS);
        return assertInstanceOf(RegistryAnswer.NotFound.class, got).sentence().plain();
    }

    private static <T> String unavailable(CompletableFuture<RegistryAnswer<T>> answer)
            throws Exception {
        var got = answer.get(10, TimeUnit.SECONDS);
        return assertInstanceOf(RegistryAnswer.Unavailable.class, got).sentence().plain();
    }
}
