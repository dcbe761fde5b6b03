package io.sightglass.playground.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A schema registry on a free port of the loopback interface. Whatever a request is like, it is
/// answered with JSON; the registry itself never fails on it.
public final class RegistryServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryServer.class);
    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final int MAX_BODY = 8 << 20;
    private static final int MAX_DRAINED = 256 << 20;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Routes routes;

    private RegistryServer(HttpServer server, Routes routes) {
        this.server = server;
        this.routes = routes;
    }

    /// Starts serving what is in `store`.
    ///
    /// @throws IOException when no port can be had
    public static RegistryServer start(SchemaStore store) throws IOException {
        var address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
        var http = HttpServer.create(address, 64);
        var registry = new RegistryServer(http, new Routes(store));
        http.setExecutor(registry.threads);
        http.createContext("/", registry::handle);
        http.start();
        return registry;
    }

    /// The base URL, such as `http://127.0.0.1:40213`.
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply;
            try {
                reply = answer(exchange);
            } catch (Refusal e) {
                reply = Reply.refusal(e.status(), e.code(), e.getMessage());
            } catch (RuntimeException | StackOverflowError e) {
                LOG.error("A request to the playground's registry failed", e);
                reply = Reply.refusal(500, 50001, "The registry could not answer.");
            }
            var bytes = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", CONTENT_TYPE);
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(reply.status(), head ? -1 : bytes.length);
            if (!head) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    private record Reply(int status, String body) {
        static Reply refusal(int status, int code, String message) {
            return new Reply(status, Wording.error(code, message).toString());
        }
    }

    private Reply answer(HttpExchange exchange) throws IOException, Refusal {
        var uri = exchange.getRequestURI();
        var body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            drain(exchange.getRequestBody());
            throw Refusal.of(413, "A request may have at most 8 MiB.");
        }
        var path = uri.getRawPath() == null ? "" : uri.getRawPath();
        var request = Request.of(exchange.getRequestMethod(), path, uri.getRawQuery(), body);
        return switch (routes.answer(request)) {
            case Routes.Answer.Tree(var json) -> new Reply(200, json.toString());
            case Routes.Answer.Text(var text) -> new Reply(200, text);
        };
    }

    /// Reads on, so that a client that is still sending hears the answer and not a reset.
    private static void drain(InputStream in) throws IOException {
        var buffer = new byte[1 << 16];
        long left = MAX_DRAINED;
        int read = 0;
        while (left > 0 && read >= 0) {
            read = in.read(buffer);
            left -= read;
        }
    }
}
