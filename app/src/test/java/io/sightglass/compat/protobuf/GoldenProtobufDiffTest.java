package io.sightglass.compat.protobuf;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
/// `new.proto`, and what differs between them, both ways round, in `expected.json`.
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

    @Test
    void everyTypeOfConfluentsHasACase() throws IOException {
        var left = new TreeSet<String>();
        for (var type : ChangeType.values()) {
            if (type.compareTo(ChangeType.FIELD_MOVED_TO_EXISTING_ONEOF) <= 0) {
                left.add(type.name());
            }
        }
        for (var folder : folders()) {
            for (var change : JSON.readTree(folder.resolve("expected.json")).at("/forth/changes")) {
                left.remove(change.path("type").asString());
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
        var before = side(folder, "old.proto");
        var after = side(folder, "new.proto");
        var actual = JSON.createObjectNode();
        actual.set("forth", json(ProtobufDiff.compare(before, after)));
        actual.set("back", json(ProtobufDiff.compare(after, before)));
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
