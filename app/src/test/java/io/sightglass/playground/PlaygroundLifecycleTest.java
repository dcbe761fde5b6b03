package io.sightglass.playground;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What is left when the process that has the playground ends.
class PlaygroundLifecycleTest {
    @TempDir private Path temporary;

    @Test
    void nothingIsLeftWhenTheProcessIsKilled() throws Exception {
        endsWithNothingLeft(Process::destroyForcibly);
    }

    @Test
    void nothingIsLeftWhenTheProcessIsAskedToEnd() throws Exception {
        endsWithNothingLeft(Process::destroy);
    }

    private interface End {
        void of(Process process);
    }

    private void endsWithNothingLeft(End end) throws Exception {
        var host = host();
        try (var lines = new BufferedReader(host.inputReader(StandardCharsets.UTF_8))) {
            String up = lines.readLine();
            while (up != null && !up.startsWith("up ")) {
                up = lines.readLine();
            }
            assertNotNull(up, "the playground is up");
            var words = up.split(" ");
            int port = Integer.parseInt(words[1].substring(words[1].indexOf(':') + 1));
            long broker = Long.parseLong(words[2]);
            assertTrue(ProcessHandle.of(broker).isPresent());
            assertTrue(listens(port));
            assertEquals(1, leftOvers().size(), leftOvers().toString());

            end.of(host);
            assertTrue(host.waitFor(30, TimeUnit.SECONDS));
            Await.that(() -> ProcessHandle.of(broker).isEmpty(), "the broker's process has ended");
            Await.that(() -> !listens(port), "the port is free");
            assertEquals(List.of(), leftOvers());
        } finally {
            host.destroyForcibly();
        }
    }

    private Process host() throws IOException {
        var builder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:-UsePerfData",
                                "-Djava.io.tmpdir=" + temporary,
                                "-Dsightglass.samples=" + System.getProperty("sightglass.samples"),
                                "-Dsightglass.protoc=" + System.getProperty("sightglass.protoc"),
                                PlaygroundHost.class.getName())
                        .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("CLASSPATH", Await.classPath());
        return builder.start();
    }

    private List<Path> leftOvers() throws IOException {
        try (var files = Files.list(temporary)) {
            return files.toList();
        }
    }

    private static boolean listens(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
