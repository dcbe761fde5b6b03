package io.sightglass.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The launcher against stand-ins for Java that print their arguments.
@DisabledOnOs(OS.WINDOWS)
@Timeout(30)
class LauncherTest {
    private static final Path SCRIPT = Path.of("src/main/dist/bin/sightglass");

    @TempDir Path folder;

    private Path home;

    @BeforeEach
    void install() throws IOException {
        home = Files.createDirectories(folder.resolve("sight glass")).toRealPath();
        Files.createDirectories(home.resolve("bin"));
        Files.copy(SCRIPT, home.resolve("bin/sightglass"));
        assertTrue(home.resolve("bin/sightglass").toFile().setExecutable(true));
        Files.createDirectories(home.resolve("lib"));
        Files.createFile(home.resolve("lib/b.jar"));
        Files.createFile(home.resolve("lib/a.jar"));
    }

    private Path java(String name, String version) throws IOException {
        var java = folder.resolve(name);
        Files.createDirectories(java.resolve("bin"));
        Files.writeString(java.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        var program = java.resolve("bin/java");
        Files.writeString(
                program, "#!/bin/sh\necho '" + name + "'\nfor a in \"$@\"; do echo \"$a\"; done\n");
        assertTrue(program.toFile().setExecutable(true));
        return java;
    }

    private record Ran(int code, List<String> out, String err) {}

    private Ran run(Path program, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        var out = folder.resolve("out");
        var err = folder.resolve("err");
        var builder =
                new ProcessBuilder(command)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.contains("JAVA"));
        builder.environment().putAll(environment);
        int code = builder.start().waitFor();
        return new Ran(
                code, Files.readAllLines(out), Files.readString(err, StandardCharsets.UTF_8));
    }

    @Test
    void findsItsFolderThroughLinksAndPassesArgumentsAsTheyAre() throws Exception {
        var java = java("java25", "25.0.3");
        var link = Files.createSymbolicLink(folder.resolve("a"), home.resolve("bin/sightglass"));
        var relative = Files.createSymbolicLink(folder.resolve("b"), Path.of("a"));
        for (var program : List.of(home.resolve("bin/sightglass"), link, relative)) {
            var ran =
                    run(
                            program,
                            Map.of("JAVA_HOME", java.toString()),
                            "tail",
                            "my topic",
                            "--filter",
                            "a \"b\" $c *");
            assertEquals(0, ran.code(), ran.err());
            assertEquals("java25", ran.out().getFirst());
            int main = ran.out().indexOf("io.sightglass.Main");
            assertEquals(
                    List.of("tail", "my topic", "--filter", "a \"b\" $c *"),
                    ran.out().subList(main + 1, ran.out().size()));
            assertEquals(
                    List.of("-cp", home + "/lib/a.jar:" + home + "/lib/b.jar"),
                    ran.out().subList(main - 2, main));
            assertTrue(ran.out().contains("-Dsightglass.protoc=" + home + "/protoc/protoc.exe"));
            assertTrue(ran.out().contains("-Dsightglass.samples=" + home + "/sample-schemas"));
            assertTrue(ran.out().contains("-Dsightglass.terminal=false"));
            assertFalse(ran.out().contains("-XX:TieredStopAtLevel=1"));
        }
    }

    @Test
    void aShortCommandStartsQuicklyAndTheUsersOptionsCount() throws Exception {
        var java = java("java25", "25");
        var ran =
                run(
                        home.resolve("bin/sightglass"),
                        Map.of(
                                "JAVA_HOME",
                                java.toString(),
                                "SIGHTGLASS_JAVA_OPTS",
                                "-Xmx99m -Da=b"),
                        "decode",
                        "-");
        assertTrue(ran.out().contains("-XX:TieredStopAtLevel=1"));
        assertTrue(ran.out().containsAll(List.of("-Xmx99m", "-Da=b")));
    }

    @Test
    void theWindowsModulesAreThereForWhatDraws() throws Exception {
        var java = Map.of("JAVA_HOME", java("java25", "25").toString());
        for (var command : List.of("", "snapshot", "--debug")) {
            var ran = run(home.resolve("bin/sightglass"), java, command);
            assertTrue(ran.out().contains(home + "/javafx"), command);
        }
        for (var command : List.of("topics", "tail", "decode", "diff", "prove", "playground")) {
            var ran = run(home.resolve("bin/sightglass"), java, command);
            assertFalse(ran.out().contains(home + "/javafx"), command);
        }
    }

    @Test
    void theCacheOfTheBuildIsUsedWhereItIs() throws Exception {
        var java = Map.of("JAVA_HOME", java("java25", "25").toString());
        var option = "-XX:AOTCache=" + home + "/lib/start.aot";
        assertFalse(run(home.resolve("bin/sightglass"), java, "diff").out().contains(option));
        Files.createFile(home.resolve("lib/start.aot"));
        var ran = run(home.resolve("bin/sightglass"), java, "diff");
        assertTrue(ran.out().contains(option));
        // A cache of another build of Java is passed over in silence.
        assertTrue(ran.out().contains("-Xlog:aot*=off:stderr"));
        assertFalse(run(home.resolve("bin/sightglass"), java, "tail").out().contains(option));
    }

    @Test
    void anOlderJavaIsPassedOver() throws Exception {
        var old = java("java17", "17.0.9");
        var runtime = java("runtime", "26.0.1");
        var ran =
                run(home.resolve("bin/sightglass"), Map.of("JAVA_HOME", old.toString()), "topics");
        assertEquals(0, ran.code(), ran.err());
        assertEquals("runtime", ran.out().getFirst());
        assertTrue(Files.exists(runtime));
    }

    /// A package brings the Java that it was tried with, beside the folder of the application.
    @Test
    void aPackagesOwnJavaComesFirst() throws Exception {
        var other = java("java25", "25.0.9");
        java("runtime", "25.0.1");
        var ran =
                run(
                        home.resolve("bin/sightglass"),
                        Map.of("JAVA_HOME", other.toString()),
                        "topics");
        assertEquals(0, ran.code(), ran.err());
        assertEquals("runtime", ran.out().getFirst());
    }

    @Test
    void theJavaThatAPersonNamesIsTheOnlyOneTried() throws Exception {
        var chosen = java("chosen", "25.0.1");
        var other = java("other", "25.0.1");
        var ran =
                run(
                        home.resolve("bin/sightglass"),
                        Map.of(
                                "SIGHTGLASS_JAVA_HOME", chosen.toString(),
                                "JAVA_HOME", other.toString()));
        assertEquals("chosen", ran.out().getFirst());

        var old = java("java17", "17.0.9");
        var refused =
                run(
                        home.resolve("bin/sightglass"),
                        Map.of(
                                "SIGHTGLASS_JAVA_HOME", old.toString(),
                                "JAVA_HOME", other.toString()));
        assertEquals(ExitCode.USAGE, refused.code());
        assertEquals(
                "SIGHTGLASS_JAVA_HOME is "
                        + old
                        + ", where there is no Java 25 or newer; set it to the folder that holds"
                        + " bin/java of one.\n",
                refused.err());
    }
}
