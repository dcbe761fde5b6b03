package io.sightglass.compat.protobuf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.Descriptors.FileDescriptor;

import io.sightglass.Corpora;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// buf's own pairs of modules, with what buf reports about them. They are no part of the project:
/// the test is skipped where they are not.
class BufConformanceTest {
    private static final String PAIRS = "buf-breaking";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TestFactory
    Stream<DynamicTest> pairs() throws IOException {
        return JSON.readTree(Corpora.file(PAIRS).resolve("expected.json")).properties().stream()
                .map(pair ->
                        DynamicTest.dynamicTest(
                                pair.getKey(), () -> run(pair.getKey(), pair.getValue())));
    }

    @Test
    void theRulesAndTheirCategoriesAreBufs() throws IOException {
        var theirs = new TreeMap<String, TreeSet<String>>();
        for (var rule : JSON.readTree(Corpora.file(PAIRS).resolve("rules_v2.json")).properties()) {
            var categories = new TreeSet<String>();
            rule.getValue().path("categories").forEach(each -> categories.add(each.asString()));
            categories.remove("CSR");
            theirs.put(rule.getKey(), categories);
        }
        var ours = new TreeMap<String, TreeSet<String>>();
        for (var rule : BufRule.ALL) {
            var categories = new TreeSet<String>();
            rule.categories().forEach(each -> categories.add(each.name()));
            ours.put(rule.id(), categories);
        }
        assertEquals(theirs, ours);
    }

    private static void run(String name, JsonNode pair) throws IOException {
        var previous = Corpora.file(PAIRS).resolve("previous").resolve(name);
        var current = Corpora.file(PAIRS).resolve("current").resolve(name);
        var config = Config.read(current.resolve("buf.yaml"));
        var before = Modules.compile(Config.read(previous.resolve("buf.yaml")).texts(previous));
        var after = Modules.compile(config.texts(current));
        var actual = new ArrayList<String>();
        for (var finding : ProtobufModules.compare(before, after).findings()) {
            if (config.runs(finding.rule()) && !config.ignores(finding, before, after)) {
                actual.add(line(finding.rule(), finding.file(), finding.position()));
            }
        }
        var expected = new ArrayList<String>();
        for (var each : pair.path("annotations")) {
            var at = each.path("pos");
            expected.add(
                    line(
                            each.path("rule").asString(),
                            each.path("file").isNull() ? null : each.path("file").asString(),
                            at.isNull()
                                    ? null
                                    : new Span(
                                            at.get(0).asInt(),
                                            at.get(1).asInt(),
                                            at.get(2).asInt(),
                                            at.get(3).asInt())));
        }
        expected.sort(null);
        actual.sort(null);
        assertEquals(String.join("\n", expected), String.join("\n", actual));
    }

    private static String line(String rule, @Nullable String file, @Nullable Span at) {
        return rule + " " + file + " " + at;
    }

    /// As much of a buf.yaml as these pairs need.
    private record Config(
            TreeSet<String> use,
            TreeSet<String> except,
            List<String> roots,
            boolean ignoreUnstable) {
        private static final Map<String, String> RENAMED =
                Map.of("FIELD_SAME_CTYPE", "FIELD_SAME_CPP_STRING_TYPE");
        private static final Pattern UNSTABLE =
                Pattern.compile("(.*\\.)?v\\d+(test.*|(p\\d+)?(alpha|beta)\\d*)");

        static Config read(Path file) throws IOException {
            var lists = new HashMap<String, List<String>>();
            boolean ignoreUnstable = false;
            var key = "";
            for (var line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
                var text = line.strip();
                if (text.startsWith("- ")) {
                    lists.computeIfAbsent(key, each -> new ArrayList<>())
                            .add(text.substring(2).strip());
                } else if (text.endsWith(":")) {
                    key = text.substring(0, text.length() - 1);
                } else if (text.equals("ignore_unstable_packages: true")) {
                    ignoreUnstable = true;
                }
            }
            return new Config(
                    new TreeSet<>(lists.getOrDefault("use", List.of("FILE"))),
                    new TreeSet<>(lists.getOrDefault("except", List.of())),
                    lists.getOrDefault("roots", List.of("")),
                    ignoreUnstable);
        }

        Map<String, String> texts(Path folder) throws IOException {
            var texts = new TreeMap<String, String>();
            for (var root : roots) {
                texts.putAll(Modules.texts(folder.resolve(root)));
            }
            return texts;
        }

        boolean runs(String id) {
            return names(use, id) && !names(except, id);
        }

        private static boolean names(TreeSet<String> names, String id) {
            for (var rule : BufRule.ALL) {
                if (rule.id().equals(id)) {
                    return names.stream()
                            .anyMatch(name ->
                                    RENAMED.getOrDefault(name, name).equals(id)
                                            || rule.categories().stream()
                                                    .anyMatch(each -> each.name().equals(name)));
                }
            }
            throw new IllegalArgumentException(id);
        }

        boolean ignores(BufFinding finding, ProtobufModule before, ProtobufModule after) {
            return ignoreUnstable
                    && (isUnstable(before.files().get(finding.oldFile()))
                            || finding.file() != null
                                    && isUnstable(after.files().get(finding.file())));
        }

        private static boolean isUnstable(@Nullable FileDescriptor file) {
            return file != null && UNSTABLE.matcher(file.getPackage()).matches();
        }
    }
}
