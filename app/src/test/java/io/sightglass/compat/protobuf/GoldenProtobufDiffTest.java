package io.sightglass.compat.protobuf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.sightglass.compat.Comparison;
import io.sightglass.compat.Side;
import io.sightglass.model.Location;
import io.sightglass.schema.ParsedSchema;
import io.sightglass.schema.ProtoCompiler;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Each folder of `golden/compat/protobuf` holds two versions of a file, `old.proto` and
/// `new.proto`, or of a module, `old` and `new`, and what differs between them, both ways round, in
/// `expected.json`.
///
/// For a new case write the others and run the test: it writes `expected.json` and fails, so that
/// somebody looks at it.
class GoldenProtobufDiffTest {
    private static final Path CASES = Path.of("src/test/resources/golden/compat/protobuf");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        return folders().stream()
                .map(folder ->
                        DynamicTest.dynamicTest(
                                folder.getFileName().toString(), () -> run(folder)));
    }

    /// Every type of change, and every rule of buf's, has a pair that produces it, with a sentence.
    @Test
    void everyTypeHasACase() throws IOException {
        var left = new TreeSet<String>();
        for (var type : ChangeType.values()) {
            left.add(type.name());
        }
        BufRule.ALL.forEach(rule -> left.add(rule.id()));
        for (var folder : folders()) {
            var expected = JSON.readTree(folder.resolve("expected.json"));
            for (var way : List.of("/forth/changes", "/back/changes")) {
                for (var change : expected.at(way)) {
                    var sentence = change.path("message").asString();
                    assertTrue(sentence.endsWith("."), folder + ": " + sentence);
                    left.remove(change.path("type").asString());
                    var rules = change.path("rules").asString("");
                    left.removeAll(List.of(rules.split(" ", -1)));
                }
            }
        }
        assertEquals(List.of(), List.copyOf(left));
    }

    private static List<Path> folders() throws IOException {
        try (var folders = Files.list(CASES)) {
            return folders.sorted().toList();
        }
    }

    private static void run(Path folder) throws IOException {
        var actual = JSON.createObjectNode();
        if (Files.isDirectory(folder.resolve("old"))) {
            var before = Modules.compile(Modules.texts(folder.resolve("old")));
            var after = Modules.compile(Modules.texts(folder.resolve("new")));
            actual.set("forth", json(ProtobufModules.compare(before, after).asOne()));
            actual.set("back", json(ProtobufModules.compare(after, before).asOne()));
        } else {
            var before = side(folder, "old.proto");
            var after = side(folder, "new.proto");
            actual.set("forth", json(ProtobufDiff.compare(before, after)));
            actual.set("back", json(ProtobufDiff.compare(after, before)));
        }
        var expected = folder.resolve("expected.json");
        var text = JSON.writeValueAsString(actual) + "\n";
        if (!Files.exists(expected)) {
            Files.writeString(expected, text);
            fail("there was no expected.json; look at the one that was written");
        }
        assertEquals(Files.readString(expected), text);
    }

    private static Side side(Path folder, String name) throws IOException {
        var text = Files.readString(folder.resolve(name));
        return switch (ProtoCompiler.standard().compile(name, text, Map.of())) {
            case ProtoCompiler.Result.Compiled compiled ->
                    new Side(name, new ParsedSchema.Protobuf(compiled.file(name), text));
            case ProtoCompiler.Result.Failed(var problems) ->
                    throw new IllegalStateException(problems.toString());
        };
    }

    private static ObjectNode json(Comparison comparison) {
        var json = JSON.createObjectNode();
        json.put("backward", comparison.verdict().backward());
        json.put("forward", comparison.verdict().forward());
        if (!comparison.buf().isEmpty()) {
            json.set("buf", JSON.valueToTree(comparison.buf()));
        }
        var changes = json.putArray("changes");
        for (var change : comparison.changes()) {
            var each = changes.addObject();
            each.put("type", change.type());
            each.put("path", change.path());
            each.put(
                    "breaks",
                    String.join(" ", change.breaks().stream().map(Enum::name).sorted().toList()));
            each.put("message", change.message().plain());
            each.put("old", text(change.before()));
            each.put("new", text(change.after()));
            if (!change.rules().isEmpty()) {
                each.put("rules", String.join(" ", change.rules()));
            }
        }
        return json;
    }

    private static @Nullable String text(@Nullable Location location) {
        return location == null ? null : location.text();
    }
}
