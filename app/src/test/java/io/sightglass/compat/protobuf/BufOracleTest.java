package io.sightglass.compat.protobuf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.schema.ProtoCompiler;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// Holds our findings to those of buf itself, over generated pairs of modules. Runs only when it is
/// asked for (`mvn -Pbuf-oracle test -pl app`): it fetches buf by npm.
@EnabledIfSystemProperty(named = "sightglass.buf", matches = "true")
class BufOracleTest {
    private static final String VERSION = "1.75.0";
    private static final Path HOME = Path.of("target", "buf").toAbsolutePath();
    private static final String CONFIG =
            "{\"version\":\"v2\",\"breaking\":{\"use\":[\"FILE\",\"PACKAGE\",\"WIRE_JSON\",\"WIRE\","
                + "\"MESSAGE_SAME_MESSAGE_SET_WIRE_FORMAT\"]}}";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder = Path.of("");

    @Test
    void findsWhatBufFinds() throws Exception {
        int wanted = Integer.getInteger("sightglass.buf.pairs", 500);
        var buf = buf();
        var rules = new TreeMap<String, Integer>();
        int pairs = 0;
        int findings = 0;
        int refused = 0;
        var differences = new ArrayList<String>();
        for (long seed = Long.getLong("sightglass.buf.seed", 1L); pairs < wanted; seed++) {
            var random = new Random(seed);
            var module = new RandomModule(random);
            var before = module.texts();
            for (int i = 1 + random.nextInt(8); i > 0; i--) {
                module.change();
            }
            var after = module.texts();
            if (before.equals(after) || !compiles(before) || !compiles(after)) {
                continue;
            }
            var old = write(folder.resolve("old" + seed), before);
            var current = write(folder.resolve("new" + seed), after);
            var theirs = run(buf, old, current);
            if (theirs == null) {
                refused++;
                continue;
            }
            var ours = new ArrayList<String>();
            var comparison =
                    ProtobufModules.compare(Modules.compile(before), Modules.compile(after));
            for (var finding : comparison.findings()) {
                var at = finding.position() == null ? new Span(1, 1, 1, 1) : finding.position();
                ours.add(finding.rule() + " " + finding.file() + " " + at);
                rules.merge(finding.rule(), 1, Integer::sum);
            }
            ours.sort(null);
            if (!theirs.equals(ours)) {
                var missing = new ArrayList<>(theirs);
                ours.forEach(missing::remove);
                var extra = new ArrayList<>(ours);
                theirs.forEach(extra::remove);
                differences.add(
                        "seed "
                                + seed
                                + " in "
                                + folder
                                + ": buf alone finds "
                                + missing
                                + ", we alone "
                                + extra);
            }
            pairs++;
            findings += ours.size();
        }
        assertEquals("", String.join("\n", differences));
        System.out.println(
                pairs
                        + " pairs and "
                        + findings
                        + " findings of "
                        + rules.size()
                        + " rules are equal; buf refused "
                        + refused
                        + " other pairs. "
                        + rules);
        assertTrue(refused < pairs, "buf refuses most of what protoc takes");
    }

    private static boolean compiles(Map<String, String> texts) {
        return !texts.isEmpty()
                && ProtoCompiler.standard().compile(texts, texts.keySet())
                        instanceof ProtoCompiler.Result.Compiled;
    }

    private static Path write(Path root, Map<String, String> texts) throws IOException {
        Files.createDirectories(root);
        for (var text : texts.entrySet()) {
            var file = root.resolve(text.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, text.getValue());
        }
        return root;
    }

    /// Null where buf does not take the files.
    private @Nullable List<String> run(Path buf, Path old, Path current)
            throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(
                                buf.toString(),
                                "breaking",
                                "--against",
                                old.toString(),
                                "--config",
                                CONFIG,
                                "--error-format=json")
                        .directory(current.toFile())
                        .redirectError(folder.resolve("said").toFile())
                        .start();
        var found = new ArrayList<String>();
        try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (var line : reader.lines().toList()) {
                var each = JSON.readTree(line);
                var path = each.path("path");
                found.add(
                        each.path("type").asString()
                                + " "
                                + (path.isMissingNode() ? "null" : path.asString())
                                + " "
                                + new Span(
                                        each.path("start_line").asInt(),
                                        each.path("start_column").asInt(),
                                        each.path("end_line").asInt(),
                                        each.path("end_column").asInt()));
            }
        }
        int code = process.waitFor();
        if (code != 0 && code != 100
                || found.stream().anyMatch(line -> line.startsWith("COMPILE"))) {
            return null;
        }
        found.sort(null);
        return found;
    }

    private static Path buf() throws IOException, InterruptedException {
        Files.createDirectories(HOME);
        if (!Files.isDirectory(HOME.resolve("node_modules"))) {
            int code =
                    new ProcessBuilder(
                                    "npm",
                                    "install",
                                    "--prefix",
                                    HOME.toString(),
                                    "--no-audit",
                                    "--no-fund",
                                    "@bufbuild/buf@" + VERSION)
                            .inheritIO()
                            .start()
                            .waitFor();
            assertEquals(0, code, "npm install");
        }
        // The package for this platform is the one that holds a program
        try (var files = Files.walk(HOME.resolve("node_modules/@bufbuild"))) {
            return files.filter(file ->
                            file.getParent().endsWith("bin")
                                    && file.toString().contains("buf-")
                                    && file.getFileName().toString().matches("buf(\\.exe)?"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
