package io.sightglass.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.sightglass.cli.RealConnector;
import io.sightglass.connect.ConnectionTest;
import io.sightglass.faults.FailurePage.Said;
import io.sightglass.faults.FailuresTest.Case;
import io.sightglass.model.Auth;
import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Environment;
import io.sightglass.port.ConnectionStep.Kind;
import io.sightglass.port.ConnectionStep.Outcome;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Registries that do not answer as a registry does, by the registry's step of a connection's test.
final class RegistryFailures {
    private static final String REGISTRY = "The schema registry";

    private interface Answer {
        void give(HttpExchange exchange) throws IOException;
    }

    private RegistryFailures() {}

    static List<Case> all() {
        return List.of(
                of("nothing listens there", RegistryFailures::refused),
                of(
                        "a name that cannot be resolved",
                        () -> said("http://no-such-host.invalid:8081")),
                of("https to a port without TLS", () -> served("https", answer(200, "[]", ""))),
                of("a wrong user name or password (401)", () -> http(answer(401, "{}", ""))),
                of("no permission (403)", () -> http(answer(403, "{}", ""))),
                of("another path (404)", () -> http(answer(404, "<html>", "text/html"))),
                of("too many requests (429)", () -> http(answer(429, "", ""))),
                of("a fault of its own (503)", () -> http(answer(503, "", ""))),
                of("no answer", () -> http(exchange -> waitForEnd())),
                of("an answer that drips in", () -> http(RegistryFailures::drip)),
                of("a connection that breaks off", () -> http(HttpExchange::close)),
                of("a web page", () -> http(answer(200, "<html>hello", "text/html"))),
                of("a redirect", () -> http(RegistryFailures::redirect)),
                of("other JSON", () -> http(answer(200, "{\"hello\":1}", "application/json"))),
                of("half of its JSON", () -> http(answer(200, "[\"orders-va", ""))));
    }

    private static Case of(String title, FailuresTest.Attempt attempt) {
        return new Case(REGISTRY, title, false, attempt);
    }

    private static Said said(String url) {
        var profile =
                new ClusterProfile("test", "x", url, List.of(), Environment.TEST, new Auth.None());
        var steps = ConnectionTest.run(new RealConnector(), profile, _ -> {});
        var step = steps.getLast();
        if (step.kind() != Kind.REGISTRY
                || !(step.outcome() instanceof Outcome.Failed(var sentence))) {
            throw new AssertionError("no failure: " + step);
        }
        return new Said(sentence.plain(), step.took());
    }

    private static Said refused() throws IOException {
        int port;
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        return said("http://127.0.0.1:" + port);
    }

    private static Said http(Answer answer) throws IOException {
        return served("http", answer);
    }

    private static Said served(String scheme, Answer answer) throws IOException {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        answer.give(exchange);
                    }
                });
        server.start();
        try {
            return said(scheme + "://127.0.0.1:" + server.getAddress().getPort());
        } finally {
            server.stop(0);
            threads.shutdownNow();
        }
    }

    private static Answer answer(int status, String body, String type) {
        return exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            if (!type.isEmpty()) {
                exchange.getResponseHeaders().set("Content-Type", type);
            }
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    private static void redirect(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Location", "http://elsewhere.example/login?token=x");
        exchange.sendResponseHeaders(302, -1);
    }

    /// A byte now and then: no single wait is long, and the whole never ends.
    private static void drip(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        while (!waitFor(20)) {
            exchange.getResponseBody().write(' ');
            exchange.getResponseBody().flush();
        }
    }

    private static void waitForEnd() {
        waitFor(20_000);
    }

    /// Until the server's threads are told to end.
    private static boolean waitFor(long millis) {
        try {
            return new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
