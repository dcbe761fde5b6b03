package io.sightglass.compat.avro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.sightglass.compat.Comparison;
import io.sightglass.compat.Side;
import io.sightglass.model.Format;
import io.sightglass.model.Location;
import io.sightglass.schema.SchemaFolder;
import io.sightglass.schema.SchemaText;

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
import java.util.TreeSet;
import java.util.stream.Stream;

/// Each folder of `golden/compat/avro` is a pair of schemas (`old.avsc`, `new.avsc`, or in IDL
/// `.avdl`) and what is found when they are compared, both ways round (`expected.json`).
///
/// For a new case write the two and run the test: it writes `expected.json` and fails, so that
/// somebody looks at it.
class AvroGoldenTest {
    private static final Path CASES = Path.of("src/test/resources/golden/compat/avro");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        return folders().stream()
                .map(folder ->
                        DynamicTest.dynamicTest(
                                folder.getFileName().toString(), () -> run(folder)));
    }

    /// Every type of change has a pair that brings it about.
    @Test
    void everyTypeHasItsPair() throws IOException {
        var wanted = new TreeSet<String>();
        for (var type : ChangeType.values()) {
            wanted.add(type.name());
        }
        var shown = new TreeSet<String>();
        for (var folder : folders()) {
            var before = side(folder, "old");
            var after = side(folder, "new");
            AvroDiff.compare(before, after).changes().forEach(change -> shown.add(change.type()));
            AvroDiff.compare(after, before).changes().forEach(change -> shown.add(change.type()));
        }
        assertEquals(wanted, shown);
    }

    /// A direction is broken exactly when some change says that it breaks it.
    @Test
    void whatIsBrokenIsExplained() throws IOException {
        for (var folder : folders()) {
            var found = AvroDiff.compare(side(folder, "old"), side(folder, "new"));
            for (var direction : io.sightglass.model.Direction.values()) {
                boolean broken =
                        found.changes().stream()
                                .anyMatch(change -> change.breaks().contains(direction));
                assertEquals(broken, !found.verdict().in(direction), folder + " " + direction);
            }
        }
    }

    private static List<Path> folders() throws IOException {
        try (var folders = Files.list(CASES)) {
            return folders.sorted().toList();
        }
    }

    private static Side side(Path folder, String which) throws IOException {
        var file = which + (Files.exists(folder.resolve(which + ".avdl")) ? ".avdl" : ".avsc");
        var result =
                file.endsWith(".avdl")
                        ? SchemaFolder.read(folder, Format.AVRO).files().get(file)
                        : SchemaText.parse(
                                Format.AVRO,
                                "x",
                                Files.readString(folder.resolve(file)),
                                List.of());
        if (result instanceof SchemaText.Result.Parsed(var schema)) {
            return new Side(file, schema);
        }
        throw new AssertionError(folder + ": " + result);
    }

    private static void run(Path folder) throws IOException {
        var before = side(folder, "old");
        var after = side(folder, "new");
        var there = AvroDiff.compare(before, after);
        var back = AvroDiff.compare(after, before);
        // Of a type that is gone nobody reads old records; of one that is new there are none.
        if (there.changes().stream().noneMatch(change -> change.type().equals("TYPE_REMOVED"))) {
            assertEquals(there.verdict().backward(), back.verdict().forward());
            assertEquals(there.verdict().forward(), back.verdict().backward());
        }
        var root = JSON.createObjectNode();
        write(root.putObject("there"), there);
        write(root.putObject("back"), back);
        var actual = JSON.writeValueAsString(root).replace("\r", "") + "\n";
        var expected = folder.resolve("expected.json");
        if (!Files.exists(expected)) {
            Files.writeString(expected, actual);
            fail("wrote " + expected + "; look whether it is right");
        }
        assertTrue(!there.changes().isEmpty());
        assertEquals(Files.readString(expected), actual);
    }

    private static void write(ObjectNode into, Comparison comparison) {
        into.put("BACKWARD", comparison.verdict().backward());
        into.put("FORWARD", comparison.verdict().forward());
        var changes = into.putArray("changes");
        for (var change : comparison.changes()) {
            var node = changes.addObject();
            node.put("type", change.type());
            node.put("path", change.path());
            node.put(
                    "breaks",
                    String.join(" ", change.breaks().stream().map(Enum::name).sorted().toList()));
            node.put("message", change.message().plain());
            node.put("old", text(change.before()));
            node.put("new", text(change.after()));
        }
    }

    private static @Nullable String text(@Nullable Location location) {
        return location == null ? null : location.text();
    }
}
