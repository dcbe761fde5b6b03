package io.sightglass.compat.avro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.sightglass.compat.Comparison;
import io.sightglass.compat.Side;
import io.sightglass.model.Format;
import io.sightglass.model.Location;
import io.sightglass.schema.SchemaText;

import org.apache.avro.SchemaCompatibility.SchemaIncompatibilityType;
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
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Each folder of `golden/compat/avro` is a pair of schemas (`old.avsc`, `new.avsc`) and what is
/// found when they are compared, both ways round (`expected.json`).
///
/// For a new case write the two and run the test: it writes `expected.json` and fails, so that
/// somebody looks at it.
class AvroGoldenTest {
    private static final Path CASES = Path.of("src/test/resources/golden/compat/avro");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /// Every type that a rule of ours may give a change; the library's six go without saying.
    private static final Set<String> OWN =
            Set.of(
                    "ALIAS_ADDED",
                    "ALIAS_REMOVED",
                    "DECIMAL_PRECISION_CHANGED",
                    "DECIMAL_SCALE_CHANGED",
                    "DOC_CHANGED",
                    "ENUM_DEFAULT_ADDED",
                    "ENUM_DEFAULT_CHANGED",
                    "ENUM_DEFAULT_REMOVED",
                    "ENUM_SYMBOL_ADDED",
                    "ENUM_SYMBOL_ORDER_CHANGED",
                    "ENUM_SYMBOL_REMOVED",
                    "FIELD_ADDED",
                    "FIELD_ALIAS_AMBIGUOUS",
                    "FIELD_DEFAULT_ADDED",
                    "FIELD_DEFAULT_CHANGED",
                    "FIELD_DEFAULT_REMOVED",
                    "FIELD_MOVED",
                    "FIELD_NAME_CHANGED",
                    "FIELD_ORDER_CHANGED",
                    "FIELD_REMOVED",
                    "FIXED_SIZE_CHANGED",
                    "LOGICAL_TYPE_CHANGED",
                    "NAMESPACE_CHANGED",
                    "NAME_CHANGED",
                    "PROPERTY_ADDED",
                    "PROPERTY_CHANGED",
                    "PROPERTY_REMOVED",
                    "TYPE_CHANGED",
                    "TYPE_PROMOTED",
                    "UNION_BRANCH_ADDED",
                    "UNION_BRANCH_ORDER_CHANGED",
                    "UNION_BRANCH_REMOVED");

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
        var wanted = new TreeSet<>(OWN);
        for (var type : SchemaIncompatibilityType.values()) {
            wanted.add(type.name());
        }
        var shown = new TreeSet<String>();
        for (var folder : folders()) {
            var before = side(folder, "old.avsc");
            var after = side(folder, "new.avsc");
            AvroDiff.compare(before, after).changes().forEach(change -> shown.add(change.type()));
            AvroDiff.compare(after, before).changes().forEach(change -> shown.add(change.type()));
        }
        assertEquals(wanted, shown);
    }

    /// A direction is broken exactly when some change says that it breaks it.
    @Test
    void whatIsBrokenIsExplained() throws IOException {
        for (var folder : folders()) {
            var found = AvroDiff.compare(side(folder, "old.avsc"), side(folder, "new.avsc"));
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

    private static Side side(Path folder, String file) throws IOException {
        var text = Files.readString(folder.resolve(file));
        var result = SchemaText.parse(Format.AVRO, "x", text, List.of());
        if (result instanceof SchemaText.Result.Parsed(var schema)) {
            return new Side(file, schema);
        }
        throw new AssertionError(folder + ": " + result);
    }

    private static void run(Path folder) throws IOException {
        var before = side(folder, "old.avsc");
        var after = side(folder, "new.avsc");
        var there = AvroDiff.compare(before, after);
        var back = AvroDiff.compare(after, before);
        assertEquals(there.verdict().backward(), back.verdict().forward());
        assertEquals(there.verdict().forward(), back.verdict().backward());
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
