package io.sightglass.compat.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.sightglass.compat.Comparison;
import io.sightglass.compat.Policy;
import io.sightglass.compat.Side;
import io.sightglass.model.Location;
import io.sightglass.model.Verdict;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Each folder of `golden/compat/json` is a type of change: a pair of schemas that produces it
/// (`old.schema.json`, `new.schema.json`), and what is said of the pair, both ways round
/// (`expected.json`).
///
/// For a new case write the schemas and run the test: it writes `expected.json` and fails, so that
/// somebody looks at it.
class JsonGoldenTest {
    private static final Path CASES = Path.of("src/test/resources/golden/compat/json");

    @TestFactory
    Stream<DynamicTest> cases() {
        return Arrays.stream(ChangeType.values())
                .map(type -> DynamicTest.dynamicTest(type.name(), () -> run(type)));
    }

    @Test
    void noFolderIsOfNoType() throws IOException {
        try (var folders = Files.list(CASES)) {
            assertEquals(
                    Arrays.stream(ChangeType.values()).map(Enum::name).sorted().toList(),
                    folders.map(folder -> folder.getFileName().toString()).sorted().toList());
        }
    }

    private static void run(ChangeType type) throws IOException {
        var folder = CASES.resolve(type.name());
        var old = JsonSides.old(Files.readString(folder.resolve("old.schema.json")));
        var update = JsonSides.update(Files.readString(folder.resolve("new.schema.json")));
        assertTrue(
                JsonSchemaDiff.compare(old, update, Policy.STRICT).changes().stream()
                        .anyMatch(change -> change.type().equals(type.name())),
                "the pair does not produce its type");
        var out = new StringWriter();
        try (var json =
                JsonMapper.builder()
                        .build()
                        .writerWithDefaultPrettyPrinter()
                        .createGenerator(out)) {
            json.writeStartObject();
            json.writeName("oldToNew");
            comparison(json, old, update);
            json.writeName("newToOld");
            comparison(
                    json,
                    new Side("old.schema.json", update.schema()),
                    new Side("new.schema.json", old.schema()));
            json.writeEndObject();
        }
        var actual = out.toString().replace("\r\n", "\n") + "\n";
        var expected = folder.resolve("expected.json");
        if (!Files.exists(expected)) {
            Files.writeString(expected, actual);
            fail("wrote " + expected + "; look whether it is right");
        }
        assertEquals(Files.readString(expected), actual);
    }

    private static void comparison(JsonGenerator json, Side old, Side update) {
        var strict = JsonSchemaDiff.compare(old, update, Policy.STRICT);
        var lenient = JsonSchemaDiff.compare(old, update, Policy.LENIENT);
        assertEquals(List.of(), strict.problems());
        json.writeStartObject();
        verdict(json, "strict", strict.verdict());
        verdict(json, "lenient", lenient.verdict());
        changes(json, strict);
        json.writeEndObject();
    }

    private static void verdict(JsonGenerator json, String policy, Verdict verdict) {
        json.writeName(policy);
        json.writeStartObject();
        json.writeBooleanProperty("BACKWARD", verdict.backward());
        json.writeBooleanProperty("FORWARD", verdict.forward());
        json.writeEndObject();
    }

    private static void changes(JsonGenerator json, Comparison comparison) {
        json.writeName("changes");
        json.writeStartArray();
        for (var change : comparison.changes()) {
            json.writeStartObject();
            json.writeStringProperty("type", change.type());
            json.writeStringProperty("path", change.path());
            json.writeName("breaks");
            json.writeStartArray();
            change.breaks().stream().sorted().forEach(each -> json.writeString(each.name()));
            json.writeEndArray();
            json.writeStringProperty("message", change.message().plain());
            place(json, "old", change.before());
            place(json, "new", change.after());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void place(JsonGenerator json, String side, @Nullable Location location) {
        json.writeStringProperty(side, location == null ? null : location.text());
    }
}
