package io.sightglass.registry;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A real Apicurio registry in a process of its own, on loopback, with its memory as storage. It
/// ends with this process, however that ends.
final class ApicurioServer implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration START = Duration.ofSeconds(120);

    private final Process process;
    private final Path log;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String address;

    /// A registry's answer.
    record Answer(int status, JsonNode json) {}

    private ApicurioServer(Process process, Path log, String address) {
        this.process = process;
        this.log = log;
        this.address = address;
    }

    /// @param home the folder with `quarkus-run.jar`
    static ApicurioServer start(Path home) throws Exception {
        var log = home.resolve("server.log");
        // Ports that are free now, on loopback only
        int port;
        int management;
        var loopback = InetAddress.getLoopbackAddress();
        try (var first = new ServerSocket(0, 1, loopback);
                var second = new ServerSocket(0, 1, loopback)) {
            port = first.getLocalPort();
            management = second.getLocalPort();
        }
        var own = StopsWithParent.class.getProtectionDomain().getCodeSource().getLocation();
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process =
                new ProcessBuilder(
                                java,
                                "-Xmx512m",
                                "-Dquarkus.http.host=127.0.0.1",
                                "-Dquarkus.http.port=" + port,
                                "-Dquarkus.management.host=127.0.0.1",
                                "-Dquarkus.management.port=" + management,
                                "-Dapicurio.rest.deletion.artifact.enabled=true",
                                "-Dapicurio.rest.deletion.artifact-version.enabled=true",
                                "-cp",
                                home.resolve("quarkus-run.jar")
                                        + System.getProperty("path.separator")
                                        + Path.of(own.toURI()),
                                StopsWithParent.class.getName(),
                                "io.quarkus.bootstrap.runner.QuarkusEntryPoint")
                        .directory(home.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        var server =
                new ApicurioServer(process, log, "http://127.0.0.1:" + port + "/apis/ccompat/v7");
        try {
            server.awaitReady();
            return server;
        } catch (Exception e) {
            server.close();
            throw e;
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (true) {
            try {
                if (call("GET", "/subjects", null).status() == 200) {
                    return;
                }
            } catch (IOException e) {
                if (System.nanoTime() > deadline) {
                    throw new IOException("the registry did not start; see " + log, e);
                }
            }
            if (process.waitFor(200, TimeUnit.MILLISECONDS)) {
                var lines = Files.readAllLines(log);
                throw new IOException(
                        "the registry ended: "
                                + String.join(
                                        "\n",
                                        lines.subList(
                                                Math.max(0, lines.size() - 20), lines.size())));
            }
        }
    }

    /// The base URL of its API in Confluent's form.
    String address() {
        return address;
    }

    Answer call(String method, String path, @Nullable JsonNode body)
            throws IOException, InterruptedException {
        var publisher =
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString());
        var request =
                HttpRequest.newBuilder(URI.create(address + path))
                        .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                        .timeout(Duration.ofSeconds(30))
                        .method(method, publisher)
                        .build();
        var response = client.send(request, BodyHandlers.ofString());
        var text = response.body();
        return new Answer(
                response.statusCode(), text.isBlank() ? JSON.nullNode() : JSON.readTree(text));
    }

    /// Puts a schema under a subject, and answers its id.
    int register(String subject, String type, String text, List<JsonNode> references)
            throws IOException, InterruptedException {
        var answer =
                call("POST", "/subjects/" + subject + "/versions", draft(type, text, references));
        if (answer.status() != 200) {
            throw new IOException(subject + ": " + answer);
        }
        return answer.json().path("id").asInt();
    }

    static JsonNode draft(String type, String text, List<JsonNode> references) {
        var body = JSON.createObjectNode().put("schemaType", type).put("schema", text);
        if (!references.isEmpty()) {
            body.putArray("references").addAll(references);
        }
        return body;
    }

    static JsonNode reference(String name, String subject, int version) {
        return JSON.createObjectNode()
                .put("name", name)
                .put("subject", subject)
                .put("version", version);
    }

    @Override
    public void close() {
        client.close();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
