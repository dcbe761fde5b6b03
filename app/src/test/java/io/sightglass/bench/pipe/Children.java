package io.sightglass.bench.pipe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs other programs, one after the other, and takes their time.
final class Children {
    private static final long MINUTES = 5;

    private Children() {}

    /// What a run came to.
    ///
    /// @param seconds from its start to its end
    /// @param lines that it printed
    record Ran(double seconds, List<String> lines) {}

    /// A Java program of these tests, with the same Java, class path and settings as here.
    static Ran java(String heap, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(heap);
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-Dsightglass.protoc=" + System.getProperty("sightglass.protoc", ""));
        command.add("-Dsightglass.state=" + System.getProperty("sightglass.state", ""));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return run(command);
    }

    /// A line for the shell.
    static Ran shell(String line) throws IOException, InterruptedException {
        return run(List.of("bash", "-o", "pipefail", "-c", line));
    }

    static boolean has(String program) throws IOException, InterruptedException {
        return new ProcessBuilder("bash", "-c", "command -v " + program)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    private static Ran run(List<String> command) throws IOException, InterruptedException {
        var said = Files.createTempFile("bench", ".txt");
        try {
            long start = System.nanoTime();
            var process =
                    new ProcessBuilder(command)
                            .redirectOutput(said.toFile())
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("still running after 5 min: " + command.getLast());
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Ran(seconds, Files.readAllLines(said, StandardCharsets.ISO_8859_1));
        } finally {
            Files.delete(said);
        }
    }
}
