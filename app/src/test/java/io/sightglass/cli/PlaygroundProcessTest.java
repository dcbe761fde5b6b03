package io.sightglass.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// `sightglass playground` as a process of its own, ended as Ctrl-C and a polite kill end it.
@DisabledOnOs(OS.WINDOWS)
@Timeout(120)
class PlaygroundProcessTest {
    @TempDir Path folder;

    @Test
    void endsCleanlyWithItsOwnExitCodeAndLeavesNothing() throws Exception {
        var temporary = Files.createDirectory(folder.resolve("tmp"));
        var builder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-Djava.io.tmpdir=" + temporary,
                                "-Dsightglass.state=" + folder.resolve("state"),
                                "-Dsightglass.protoc=" + System.getProperty("sightglass.protoc"),
                                "-Dsightglass.samples=" + System.getProperty("sightglass.samples"),
                                "io.sightglass.Main",
                                "playground")
                        .redirectError(folder.resolve("err").toFile());
        builder.environment().put("CLASSPATH", classPath());
        var child = builder.start();
        try {
            var lines = read(child.inputReader());
            assertEquals(3, lines.size(), () -> lines + error());
            assertTrue(lines.getFirst().startsWith("bootstrap=127.0.0.1:"), lines.toString());
            assertTrue(lines.get(1).startsWith("registry=http://127.0.0.1:"), lines.toString());
            var descendants = child.descendants().toList();
            assertEquals(1, descendants.size());

            child.destroy();
            assertTrue(child.waitFor(60, TimeUnit.SECONDS));
            assertEquals(ExitCode.OK, child.exitValue(), this::error);
            assertEquals("", error());
            descendants.getFirst().onExit().get(60, TimeUnit.SECONDS);
            try (var left = Files.list(temporary)) {
                assertEquals(List.of(), left.toList());
            }
        } finally {
            child.destroyForcibly();
        }
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

    /// The first lines, up to the one that names the schemas.
    private static List<String> read(BufferedReader out) throws IOException {
        var lines = new ArrayList<String>();
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            lines.add(line);
            if (line.startsWith("schemas=")) {
                break;
            }
        }
        return lines;
    }

    private String error() {
        try {
            return Files.readString(folder.resolve("err"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
