package io.sightglass.playground.broker;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/// One run of [BrokerMain] in a Java process.
final class BrokerChild {
    private static final long KILL_SECONDS = 10;

    private final Process process;
    private final Path said;
    private final CompletableFuture<Boolean> ready = new CompletableFuture<>();

    private BrokerChild(Process process, Path said) {
        this.process = process;
        this.said = said;
    }

    /// Starts the process with the class path of this one.
    static BrokerChild spawn(Path folder, int port, int controllerPort) throws IOException {
        var temporary = Files.createDirectories(folder.resolve("tmp"));
        var said = folder.resolve("stderr.log");
        var command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        // No file anywhere but in the folder.
                        "-XX:-UsePerfData",
                        "-XX:ErrorFile=" + folder.resolve("crash.log"),
                        "-Djava.io.tmpdir=" + temporary,
                        "-Dsightglass.broker.folder=" + folder,
                        "-Dlogback.configurationFile=logback-broker.xml",
                        BrokerMain.class.getName(),
                        folder.toString(),
                        String.valueOf(port),
                        String.valueOf(controllerPort));
        var builder = new ProcessBuilder(command).redirectError(said.toFile());
        // Not as an argument: it is long, and would hide the rest from whoever lists processes.
        builder.environment().put("CLASSPATH", classPath());
        var child = new BrokerChild(builder.start(), said);
        Thread.ofPlatform().name("broker-output").daemon().start(child::readOutput);
        return child;
    }

    /// Where this process has its classes from. A test launcher or an IDE may have loaded them from
    /// elsewhere than `java.class.path`.
    private static String classPath() {
        if (BrokerChild.class.getClassLoader() instanceof URLClassLoader loader) {
            return Arrays.stream(loader.getURLs())
                    .map(url -> Path.of(URI.create(url.toString())).toString())
                    .collect(Collectors.joining(File.pathSeparator));
        }
        return System.getProperty("java.class.path");
    }

    private void readOutput() {
        try (var lines = new BufferedReader(process.inputReader(StandardCharsets.UTF_8))) {
            String line;
            while ((line = lines.readLine()) != null) {
                if (line.equals(BrokerMain.READY)) {
                    ready.complete(true);
                }
            }
        } catch (IOException e) {
            // The process is gone, as at the end of the stream.
        }
        ready.complete(false);
    }

    /// Waits for the ready line.
    ///
    /// @throws IOException when the process ends before it, or the time is up, or this thread is
    ///   interrupted (and then stays so); the message is a reason without full stop
    void awaitReady(Duration timeout) throws IOException {
        try {
            if (!ready.get(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(reason());
            }
        } catch (TimeoutException e) {
            throw new IOException("it was not ready within " + timeout.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("it was closed while it started", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private String reason() {
        var line = lastSaid();
        return line == null
                ? "its process ended at once"
                : "its process ended, saying \"" + line + "\"";
    }

    /// The last line that the process said on standard error, if any.
    private @Nullable String lastSaid() {
        try (var lines = Files.lines(said, StandardCharsets.UTF_8)) {
            return lines.filter(line -> !line.isBlank())
                    .reduce((earlier, later) -> later)
                    .map(String::strip)
                    .orElse(null);
        } catch (IOException | UncheckedIOException e) {
            return null;
        }
    }

    long pid() {
        return process.pid();
    }

    void awaitExit() throws InterruptedException {
        process.waitFor();
    }

    /// Lets the process see what it would see if this one were gone.
    void closeInput() throws IOException {
        process.getOutputStream().close();
    }

    /// Ends the process at once and waits until it is gone.
    void kill() {
        process.destroyForcibly();
        boolean interrupted = Thread.interrupted();
        try {
            process.waitFor(KILL_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
