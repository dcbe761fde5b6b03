package io.sightglass.schema;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The protoc executable, and one run of it.
///
/// @param executable null where none was found
record Protoc(@Nullable Path executable) {
    private static final int MAX_SAID = 64 * 1024;

    static final String MISSING =
            "cannot be compiled, because protoc was not found: it is in none of the system property"
                    + " sightglass.protoc, the application's protoc folder and the PATH.";

    /// How a run ended.
    sealed interface Ended {
        /// By itself; `said` is the start of what it wrote.
        record Exited(int code, String said) implements Ended {}

        /// It could not be started, or had to be stopped; the words follow a file's name.
        record Refused(String sentence) implements Ended {}
    }

    /// The one that the system property `sightglass.protoc` names; else `protoc/protoc.exe` beside
    /// the folder that the application's jar is in; else `protoc` on the PATH.
    static Protoc locate() {
        var named = System.getProperty("sightglass.protoc");
        if (named != null && !named.isBlank()) {
            return new Protoc(Path.of(named));
        }
        var own = besideApplication();
        return new Protoc(own != null ? own : onPath(System.getenv("PATH")));
    }

    private static @Nullable Path besideApplication() {
        var source = Protoc.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return null;
        }
        try {
            var lib = Path.of(source.getLocation().toURI()).getParent();
            if (lib == null || lib.getParent() == null) {
                return null;
            }
            var own = lib.resolveSibling("protoc").resolve("protoc.exe");
            return Files.isExecutable(own) ? own : null;
        } catch (URISyntaxException | RuntimeException e) {
            return null; // the classes come from no file system: then there is nothing beside them
        }
    }

    static @Nullable Path onPath(@Nullable String path) {
        if (path == null) {
            return null;
        }
        for (var folder : path.split(File.pathSeparator, -1)) {
            for (var name : List.of("protoc", "protoc.exe")) {
                var file = new File(folder, name);
                if (!folder.isEmpty() && file.isFile() && file.canExecute()) {
                    return file.toPath();
                }
            }
        }
        return null;
    }

    /// Runs protoc in `directory` and waits for its end, at most `limit`; then it is killed, with
    /// whatever it has started.
    Ended run(Path directory, List<String> arguments, Duration limit) throws IOException {
        if (executable == null) {
            return new Ended.Refused(MISSING);
        }
        var said = directory.resolve("said");
        var command = new java.util.ArrayList<String>();
        command.add(executable.toString());
        command.addAll(arguments);
        Process process;
        try {
            process =
                    new ProcessBuilder(command)
                            .directory(directory.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(said.toFile())
                            .start();
        } catch (IOException e) {
            return new Ended.Refused(
                    "cannot be compiled, because protoc does not start: " + e.getMessage() + ".");
        }
        try {
            process.getOutputStream().close();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Ended.Refused(
                        "cannot be compiled: protoc had not ended after "
                                + limit.toSeconds()
                                + " s and was stopped.");
            }
            return new Ended.Exited(process.exitValue(), head(said));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Ended.Refused("was not compiled, because Sightglass is closing.");
        } finally {
            // Looking for what it has started means reading the list of all processes.
            if (process.isAlive()) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        }
    }

    private static String head(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MAX_SAID), StandardCharsets.UTF_8);
        }
    }
}
