package io.sightglass.decode.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.Corpora;
import io.sightglass.decode.Walker;
import io.sightglass.decode.Walks;
import io.sightglass.model.Format;
import io.sightglass.model.Node;
import io.sightglass.model.Scalar;
import io.sightglass.schema.ParsedSchema;
import io.sightglass.schema.SchemaText;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The JSON Schema Test Suite (draft 7 and 2020-12): its texts are read as Jackson reads them, and
/// what the walk remarks with a schema never contradicts what the suite says of an instance.
///
/// A walk holds values to their structure only: to types, and to properties where no others are
/// allowed. All other keywords are left to validation.
class JsonSchemaSuiteTest {
    private static final String SUITE = "json-schema-test-suite";

    /// The files with invalid instances that the walk remarks. Where an instance of the others is
    /// invalid the walk is silent: it does not judge what they are about.
    private static final Set<String> JUDGED =
            Set.of(
                    "draft2020-12/additionalProperties.json",
                    "draft2020-12/allOf.json",
                    "draft2020-12/anyOf.json",
                    "draft2020-12/infinite-loop-detection.json",
                    "draft2020-12/items.json",
                    "draft2020-12/oneOf.json",
                    "draft2020-12/properties.json",
                    "draft2020-12/ref.json",
                    "draft2020-12/type.json",
                    "draft2020-12/unevaluatedItems.json",
                    "draft2020-12/unevaluatedProperties.json",
                    "draft2020-12/vocabulary.json",
                    "draft7/additionalItems.json",
                    "draft7/additionalProperties.json",
                    "draft7/allOf.json",
                    "draft7/anyOf.json",
                    "draft7/infinite-loop-detection.json",
                    "draft7/items.json",
                    "draft7/oneOf.json",
                    "draft7/properties.json",
                    "draft7/ref.json",
                    "draft7/type.json");

    private static List<Path> files() throws IOException {
        return Corpora.files(SUITE, ".json");
    }

    private static String name(Path file) {
        return file.getParent().getFileName() + "/" + file.getFileName();
    }

    @TestFactory
    Stream<DynamicTest> instancesAreReadAsJacksonReadsThem() throws IOException {
        return files().stream()
                .map(file -> DynamicTest.dynamicTest(name(file), () -> instances(file)));
    }

    private static void instances(Path file) throws IOException {
        var bytes = Files.readAllBytes(file);
        JsonOracleTest.holds(JsonPlan.PLAIN.newWalker(), bytes);
        int number = 0;
        for (var group : Case.groups(bytes)) {
            JsonOracleTest.holds(JsonPlan.PLAIN.newWalker(), group.schema());
            for (var one : group.tests()) {
                JsonOracleTest.holds(JsonPlan.PLAIN.newWalker(), one.data());
                number++;
            }
        }
        assertTrue(number > 0, "no instances");
    }

    @TestFactory
    Stream<DynamicTest> noFindingContradictsTheSuite() throws IOException {
        return files().stream()
                .map(file -> DynamicTest.dynamicTest(name(file), () -> findings(file)));
    }

    /// Answers how many invalid instances bear a finding.
    private static int findings(Path file) throws IOException {
        int judged = 0;
        for (var group : Case.groups(Files.readAllBytes(file))) {
            var text = new String(group.schema(), StandardCharsets.UTF_8);
            var walker = walker(text);
            for (var one : group.tests()) {
                var walked = Walks.walk(walker, one.data());
                if (one.valid()) {
                    assertEquals(
                            List.of(),
                            walked.findings(),
                            () -> group.name() + ": " + one.name() + "\n" + text);
                } else if (!walked.findings().isEmpty()) {
                    judged++;
                }
            }
        }
        return judged;
    }

    private static Walker walker(String schema) {
        var parsed =
                assertInstanceOf(
                        SchemaText.Result.Parsed.class,
                        SchemaText.parse(Format.JSON, "suite", schema, List.of()),
                        schema);
        return JsonPlan.of(((ParsedSchema.Json) parsed.schema()).root()).newWalker();
    }

    @Test
    void whatIsJudged() throws IOException {
        var judged = new TreeSet<String>();
        for (var file : files()) {
            if (findings(file) > 0) {
                judged.add(name(file));
            }
        }
        assertEquals(new TreeSet<>(JUDGED), judged);
    }

    /// One instance of the suite, as it is written there.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Case(String name, byte[] data, boolean valid) {
        @SuppressWarnings("ArrayRecordComponent") // never compared
        record Group(String name, byte[] schema, List<Case> tests) {}

        /// The groups of a file. The places of their texts in it are ours; what is in them is held
        /// against the library.
        static List<Group> groups(byte[] file) {
            var library = JsonOracleTest.MAPPER.readTree(file);
            var root = (Node.ListNode) Walks.walk(JsonPlan.PLAIN.newWalker(), file).root();
            assertEquals(library.size(), root.elements().size());
            return root.elements().stream().map(group -> group(file, group)).toList();
        }

        private static Group group(byte[] file, Node group) {
            var tests =
                    ((Node.ListNode) child(group, "tests"))
                            .elements().stream().map(test -> test(file, test)).toList();
            return new Group(text(group), slice(file, child(group, "schema")), tests);
        }

        private static Case test(byte[] file, Node test) {
            var valid = (Node.ScalarNode) child(test, "valid");
            return new Case(
                    text(test),
                    slice(file, child(test, "data")),
                    ((Scalar.Bool) valid.value()).value());
        }

        private static String text(Node node) {
            var scalar = (Node.ScalarNode) child(node, "description");
            return ((Scalar.Text) scalar.value()).value();
        }

        private static Node child(Node node, String name) {
            return ((Node.RecordNode) node)
                    .children().stream()
                            .filter(child -> child.field().name().equals(name))
                            .findFirst()
                            .orElseThrow();
        }

        private static byte[] slice(byte[] file, Node node) {
            return Arrays.copyOfRange(file, node.range().start(), node.range().end());
        }
    }
}
