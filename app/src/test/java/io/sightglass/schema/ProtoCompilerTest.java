package io.sightglass.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.schema.ProtoCompiler.Result;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class ProtoCompilerTest {
    private final ProtoCompiler compiler = ProtoCompiler.standard();

    @Test
    void compilesTextWithReferencesAndWellKnownTypes() {
        var result =
                compiler.compile(
                        "orders-value.proto",
                        """
                        syntax = "proto3";
                        package coffeeco;
                        import "coffeeco/common/item.proto";
                        import "google/protobuf/timestamp.proto";
                        import "google/type/money.proto";
                        // One order.
                        message Order {
                          string order_id = 1;
                          repeated common.Item items = 2;
                          google.protobuf.Timestamp placed = 3;
                          google.type.Money total = 4;
                        }
                        """,
                        Map.of(
                                "coffeeco/common/item.proto",
                                "syntax = \"proto3\"; package coffeeco.common;"
                                        + " message Item { string coffee = 1; }"));
        var file = assertInstanceOf(Result.Compiled.class, result).file("orders-value.proto");
        var order = file.findMessageTypeByName("Order");
        assertEquals(
                List.of("coffeeco.common.Item", "google.protobuf.Timestamp", "google.type.Money"),
                order.getFields().stream()
                        .skip(1)
                        .map(field -> field.getMessageType().getFullName())
                        .toList());
        assertTrue(
                file.toProto().getSourceCodeInfo().getLocationList().stream()
                        .anyMatch(place -> place.getLeadingComments().equals(" One order.\n")));
    }

    @Test
    void everyIncludeCompiles() {
        var imports = new StringBuilder("syntax = \"proto3\";\n");
        ProtoIncludes.all().keySet().stream()
                .sorted()
                .forEach(name -> imports.append("import \"" + name + "\";\n"));
        var result = compiler.compile("all.proto", imports.toString(), Map.of());
        assertInstanceOf(Result.Compiled.class, result);
    }

    @Test
    void saysEveryProblemWithItsPlace() {
        var result =
                compiler.compile(
                        "bad.proto",
                        "syntax = \"proto3\";\n"
                                + "message A { int32 a = 1; int32 b = 1; Nope n = 3; }\n",
                        Map.of());
        assertEquals(
                List.of(
                        "bad.proto:2:36: Field number 1 has already been used in \"A\" by field"
                                + " \"a\". Next available field number is 2.",
                        "bad.proto:2:39: \"Nope\" is not defined."),
                texts(result));
    }

    @Test
    void saysWhichImportIsNotThere() {
        var result =
                compiler.compile(
                        "a.proto", "syntax = \"proto3\";\nimport \"gone.proto\";\n", Map.of());
        assertEquals(
                List.of(
                        "gone.proto: File not found.",
                        "a.proto:2:1: Import \"gone.proto\" was not found or had errors."),
                texts(result));
    }

    @Test
    void importCyclesAreProblems() {
        var result =
                compiler.compile(
                        "a.proto",
                        "syntax = \"proto3\";\nimport \"b.proto\";\n",
                        Map.of("b.proto", "syntax = \"proto3\";\nimport \"a.proto\";\n"));
        assertTrue(texts(result).getFirst().contains("recursively imports itself"), "" + result);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil.proto",
                "/etc/evil.proto",
                "a/../../evil.proto",
                "a\\..\\evil.proto",
                "C:evil.proto",
                "a//b.proto",
                "./a.proto",
                "new\nline.proto",
                ""
            })
    void namesThatLeadElsewhereAreRefused(String name) {
        var result =
                compiler.compile("a.proto", "syntax = \"proto3\";", Map.of(name, "syntax = \"p\""));
        assertTrue(
                texts(result).getFirst().contains("is refused as the name of an import"),
                "" + result);
    }

    @Test
    void importsCannotReachOutside(@TempDir Path outside) throws IOException {
        var secret = Files.writeString(outside.resolve("s.proto"), "syntax = \"proto3\";");
        for (var name : List.of(secret.toString(), "../../../../../../.." + secret)) {
            var result =
                    compiler.compile(
                            "a.proto",
                            "syntax = \"proto3\";\nimport \"" + name + "\";\n",
                            Map.of());
            assertInstanceOf(Result.Failed.class, result, name);
        }
    }

    @Test
    void namesThatLookLikeOptionsAreFiles() {
        var result =
                compiler.compile(
                        "@x.proto",
                        "syntax = \"proto3\"; import \"--version\";",
                        Map.of("--version", "syntax = \"proto3\";"));
        assertInstanceOf(Result.Compiled.class, result, "" + result);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void protocThatHangsIsStopped(@TempDir Path dir) throws IOException {
        var started = dir.resolve("started");
        var fake =
                script(
                        dir,
                        """
                        #!/bin/sh
                        # a fake protoc that never ends
                        sleep 600 &
                        echo $! > '%s'
                        wait
                        """
                                .formatted(started));
        var result =
                new ProtoCompiler(new Protoc(fake), Duration.ofSeconds(1))
                        .compile("a.proto", "syntax = \"proto3\";", Map.of());
        assertEquals(
                List.of(
                        "a.proto: cannot be compiled: protoc had not ended after 1 s and was"
                                + " stopped."),
                texts(result));
        var child = ProcessHandle.of(Long.parseLong(Files.readString(started).strip()));
        child.ifPresent(handle -> handle.onExit().join());
        assertFalse(child.isPresent() && child.get().isAlive());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void protocThatOnlyFailsIsAProblem(@TempDir Path dir) throws IOException {
        var fake = script(dir, "#!/bin/sh\n# a fake protoc that says nothing\nexit 7\n");
        var result =
                new ProtoCompiler(new Protoc(fake), Duration.ofSeconds(5))
                        .compile("a.proto", "syntax = \"proto3\";", Map.of());
        assertEquals(
                List.of("a.proto: cannot be compiled: protoc ended with code 7."), texts(result));
    }

    @Test
    void protocThatIsMissingIsAProblem(@TempDir Path dir) {
        var nowhere = new ProtoCompiler(new Protoc(null), Duration.ofSeconds(5));
        assertEquals(
                List.of("a.proto: " + Protoc.MISSING),
                texts(nowhere.compile("a.proto", "syntax = \"proto3\";", Map.of())));
        var gone = new ProtoCompiler(new Protoc(dir.resolve("no")), Duration.ofSeconds(5));
        assertTrue(
                texts(gone.compile("a.proto", "syntax = \"proto3\";", Map.of()))
                        .getFirst()
                        .contains("protoc does not start"));
    }

    private static Path script(Path dir, String text) throws IOException {
        var file = Files.writeString(dir.resolve("protoc"), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file;
    }

    private static List<String> texts(Result result) {
        return assertInstanceOf(Result.Failed.class, result).problems().stream()
                .map(LocalSchemas.Problem::text)
                .toList();
    }
}
