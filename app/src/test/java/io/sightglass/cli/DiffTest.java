package io.sightglass.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

@Timeout(60)
class DiffTest {
    private static final String ORDER =
            """
            {"type": "record", "name": "Order", "namespace": "coffeeco", "fields": [
              {"name": "id", "type": "string"}%s]}
            """;
    private static final String POINTS = ",\n  {\"name\": \"points\", \"type\": \"int\"}";

    @TempDir Path folder;

    private final FakeConnector world = new FakeConnector();

    private Cli cli() {
        return new Cli(world, folder);
    }

    private String file(String name, String content) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content).toString();
    }

    private static List<JsonNode> json(Cli cli) {
        return cli.lines().stream().map(JsonMapper.shared()::readTree).toList();
    }

    @Test
    void oneObjectAPair() throws IOException {
        var old = file("old.avsc", ORDER.formatted(""));
        var update = file("new.avsc", ORDER.formatted(POINTS));
        var cli = cli();
        assertEquals(ExitCode.FINDINGS, cli.run("diff", old, update, "--json"));
        var expected =
                """
                {"file": "%1$s", "format": "avro", "error": null,
                 "verdict": {"BACKWARD": false, "FORWARD": true, "FULL": false},
                 "changes": [{"type": "READER_FIELD_MISSING_DEFAULT_VALUE", "path": "/fields/1",
                   "breaks": ["BACKWARD"],
                   "message": "Readers with the new schema cannot read old records: field points was added without a default.",
                   "old": null, "new": {"file": "%1$s", "line": 3, "column": 3}}]}
                """
                        .formatted(update);
        assertEquals(List.of(JsonMapper.shared().readTree(expected)), json(cli));
    }

    @Test
    void theModeDecidesTheExitCode() throws IOException {
        var old = file("old.avsc", ORDER.formatted(""));
        var update = file("new.avsc", ORDER.formatted(POINTS));
        assertEquals(ExitCode.FINDINGS, cli().run("diff", old, update));
        assertEquals(ExitCode.OK, cli().run("diff", old, update, "--mode", "FORWARD"));
        assertEquals(ExitCode.FINDINGS, cli().run("diff", old, update, "--mode", "full"));
        assertEquals(ExitCode.OK, cli().run("diff", update, old));
        assertEquals(ExitCode.OK, cli().run("diff", update, update));
    }

    @Test
    void whatIsWrongWithBothSidesIsTold() throws IOException {
        var old = file("old.avsc", "{\"type\": \"record\"");
        var update = file("new.avsc", "{\"type\": \"record\", \"name\": \"R\", \"fields\": 3}");
        var cli = cli();
        assertEquals(ExitCode.USAGE, cli.run("diff", old, update, "--json"));
        assertEquals(
                List.of(
                        old + ":1:18: expected ',' or '}', found the end of the file.",
                        update + ":1:43: expected '[' to start the fields."),
                cli.err.toString().lines().toList());
        var pair = json(cli).getFirst();
        assertTrue(pair.get("error").stringValue().contains(update + ":1:43"));
        assertTrue(pair.get("verdict").isNull());
        assertEquals("avro", pair.get("format").stringValue());
    }

    @Test
    void otherBadInputIsOneSentence() throws IOException {
        var avro = file("a.avsc", ORDER.formatted(""));
        var json = file("a.schema.json", "{\"type\": \"object\"}");
        var dangling = file("b.avsc", ORDER.formatted(", {\"name\": \"x\", \"type\": \"Nix\"}"));
        var text = file("a.txt", "hello");
        var dir = folder.toString();
        failsWith(ExitCode.USAGE, "is Avro and .* is JSON Schema, so they cannot be", avro, json);
        failsWith(ExitCode.USAGE, "b.avsc:2:.*Nix", avro, dangling);
        failsWith(
                ExitCode.UNREADABLE,
                "There is no schema file nix.avsc; check OLD.",
                "nix.avsc",
                avro);
        failsWith(ExitCode.USAGE, "NEW is .*expected a file that ends in", avro, text);
        failsWith(ExitCode.USAGE, "give two files or two folders", avro, dir);
        failsWith(ExitCode.USAGE, "--mode is \"x\"", avro, avro, "--mode", "x");
        failsWith(ExitCode.USAGE, "--policy is \"x\"", avro, avro, "--policy", "x");
        failsWith(
                ExitCode.USAGE,
                "--format is text, which has no schemas",
                avro,
                avro,
                "--format",
                "text");
    }

    private void failsWith(int code, String pattern, String... arguments) {
        var cli = cli();
        var line = new ArrayList<>(List.of("diff"));
        line.addAll(List.of(arguments));
        assertEquals(code, cli.run(line.toArray(String[]::new)), pattern);
        assertTrue(Pattern.compile(pattern).matcher(cli.errLine()).find(), cli.errLine());
    }

    @Test
    void protobufThatImportsItself() throws IOException {
        var proto = "syntax = \"proto3\";\nimport \"%s.proto\";\nmessage %s {}\n";
        file("a.proto", proto.formatted("b", "A"));
        file("b.proto", proto.formatted("a", "B"));
        var old = folder.resolve("a.proto").toString();
        var cli = cli();
        assertEquals(ExitCode.USAGE, cli.run("diff", old, old));
        assertEquals(2, cli.err.toString().lines().count(), cli.err.toString());
        assertTrue(cli.err.toString().contains(".proto:2:1: "), cli.err.toString());
    }

    @Test
    void typesWithinThemselves() throws IOException {
        var node = ORDER.formatted(", {\"name\": \"next\", \"type\": [\"null\", \"Order\"]}");
        var cli = cli();
        assertEquals(ExitCode.OK, cli.run("diff", file("a.avsc", node), file("b.avsc", node)));
        assertTrue(cli.out().contains("nothing has changed"), cli.out());
    }

    @Test
    void tenMegabytesAreCompared() throws IOException {
        var fields = new StringBuilder();
        for (int i = 0; i < 40_000; i++) {
            fields.append(
                    ",\n{\"name\": \"f%d\", \"type\": \"int\", \"default\": 0, \"doc\": \"%s\"}"
                            .formatted(i, "x".repeat(200)));
        }
        var old = file("old.avsc", ORDER.formatted(fields));
        var update = file("new.avsc", ORDER.formatted(fields + POINTS));
        assertTrue(Files.size(Path.of(old)) > 10_000_000);
        var cli = cli();
        assertEquals(ExitCode.FINDINGS, cli.run("diff", old, update, "--json"));
        var changes = json(cli).getFirst().get("changes");
        assertEquals(1, changes.size());
        assertEquals("/fields/40001", changes.get(0).get("path").stringValue());
    }

    @Test
    void foldersAreMatchedByPath() throws IOException {
        file("old/order.avsc", ORDER.formatted(""));
        file("new/order.avsc", ORDER.formatted(POINTS));
        file("old/deep/same.avsc", "\"int\"");
        file("new/deep/same.avsc", "\"int\"");
        file("old/gone.avsc", "\"int\"");
        file("new/more.schema.json", "{}");
        file("old/broken.avsc", "{");
        file("new/broken.avsc", "\"int\"");
        file("new/README.md", "not a schema");
        file("new/data.json", "{\"id\": 3}");
        file(
                "old/shop/a.proto",
                "syntax = \"proto3\";\n"
                        + "import \"shop/b.proto\";\n"
                        + "message A { B b = 1; int32 c = 2; }\n");
        file(
                "new/shop/a.proto",
                "syntax = \"proto3\";\n"
                        + "import \"shop/b.proto\";\n"
                        + "message A { B b = 1; string c = 2; }\n");
        file("old/shop/b.proto", "syntax = \"proto3\";\nmessage B {}\n");
        file("new/shop/b.proto", "syntax = \"proto3\";\nmessage B {}\n");
        var cli = cli();
        assertEquals(ExitCode.USAGE, cli.run("diff", folder + "/old", folder + "/new", "--json"));
        var told = new ArrayList<String>();
        for (var pair : json(cli)) {
            var verdict = pair.get("verdict");
            var types = new ArrayList<String>();
            pair.get("changes").forEach(change -> types.add(change.get("type").stringValue()));
            told.add(
                    pair.get("file").stringValue()
                            + " "
                            + (verdict.isNull() ? "error" : verdict.get("BACKWARD").toString())
                            + " "
                            + types);
        }
        assertEquals(
                List.of(
                        "broken.avsc error []",
                        "deep/same.avsc true []",
                        "gone.avsc false [FILE_REMOVED]",
                        "more.schema.json true [FILE_ADDED]",
                        "order.avsc false [READER_FIELD_MISSING_DEFAULT_VALUE]",
                        "shop/a.proto false [FIELD_SCALAR_KIND_CHANGED]",
                        "shop/b.proto true []"),
                told);
        assertEquals(
                folder
                        + "/old/broken.avsc:1:2: expected a name in double quotes or '}', found the"
                        + " end of the file.",
                cli.errLine());
        var avro = cli();
        avro.run("diff", folder + "/old", folder + "/new", "--json", "--format", "protobuf");
        assertEquals(2, avro.lines().size(), avro.out());
    }

    /// What is gone is the same loss whether it was a file or a type in one.
    @Test
    void aTypeThatIsGoneIsAsAFileThatIsGone() throws IOException {
        var refund = "{\"type\": \"record\", \"name\": \"Refund\", \"fields\": []}";
        file("files/old/refund.avsc", refund);
        file(
                "files/old/size.avsc",
                "{\"type\": \"enum\", \"name\": \"Size\", \"symbols\": [\"S\"]}");
        file("files/old/order.avsc", order(", {\"name\": \"size\", \"type\": \"Size\"}"));
        file("files/new/order.avsc", order(""));
        file(
                "types/old/shop.avdl",
                "protocol Shop { record Refund {} enum Size { S }"
                        + " record Order { string id; Size size; } }");
        file("types/new/shop.avdl", "protocol Shop { record Order { string id; } }");
        for (var kind : List.of("files", "types")) {
            var of = folder + "/" + kind;
            var cli = cli();
            assertEquals(ExitCode.FINDINGS, cli.run("diff", of + "/old", of + "/new", "--json"));
            var breaking = new ArrayList<String>();
            for (var pair : json(cli)) {
                for (var change : pair.get("changes")) {
                    if (change.get("breaks").toString().contains("BACKWARD")) {
                        breaking.add(change.get("message").stringValue());
                    }
                }
            }
            assertEquals(1, breaking.size(), breaking.toString());
            var sentence = breaking.getFirst();
            assertTrue(
                    sentence.endsWith(" is gone; nobody reads its records with the new schemas."),
                    sentence);
            assertTrue(sentence.toLowerCase(Locale.ROOT).contains("refund"), sentence);
        }
    }

    private static String order(String more) {
        return "{\"type\": \"record\", \"name\": \"Order\", \"fields\": ["
                + "{\"name\": \"id\", \"type\": \"string\"}"
                + more
                + "]}";
    }

    @Test
    void aPersonIsToldWhatAndWhere() throws IOException {
        file("old/order.avsc", ORDER.formatted(""));
        file("new/order.avsc", ORDER.formatted(POINTS));
        file("old/same.avsc", "\"int\"");
        file("new/same.avsc", "\"int\"");
        var cli = cli();
        cli.run("diff", folder + "/old", folder + "/new");
        assertEquals(
                """
                order.avsc  avro
                ▲ not BACKWARD   ● FORWARD   ▲ not FULL   1 change

                ▲ breaks BACKWARD  Readers with the new schema cannot read old records: field points was added without a default.
                  DIR/new/order.avsc:3:3  /fields/1  READER_FIELD_MISSING_DEFAULT_VALUE

                2 files, 1 unchanged, 1 not BACKWARD compatible.
                """,
                cli.out().replace(folder.toString(), "DIR"));
        assertFalse(cli.out().contains("\u001b"));
        var coloured = cli();
        coloured.colour = true;
        coloured.run("diff", folder + "/old", folder + "/new");
        assertTrue(
                coloured.out().contains("field \u001b[1mpoints\u001b[0m was added"),
                coloured.out());
    }

    /// Files, folders, other names, broken ones and revisions that are none.
    @Test
    void aRevisionIsASide() throws Exception {
        git("init", "-q");
        file("schemas/order.avsc", ORDER.formatted(""));
        file("schemas/a.proto", "syntax = \"proto3\";\nmessage A { int32 a = 1; }\n");
        file("schemas/gone.avsc", "\"int\"");
        commit();
        file("schemas/order.avsc", ORDER.formatted(POINTS));
        file("schemas/a.proto", "syntax = \"proto3\";\nmessage A { string a = 1; }\n");
        Files.delete(folder.resolve("schemas/gone.avsc"));
        file("schemas/broken.avsc", "{");
        commit();
        Files.delete(folder.resolve("schemas/broken.avsc"));
        var before = "git:HEAD~1:" + folder + "/schemas";
        var update = folder + "/schemas";

        var files = cli();
        assertEquals(
                ExitCode.FINDINGS,
                files.run("diff", before + "/order.avsc", update + "/order.avsc", "--json"),
                files.err.toString());
        var change = json(files).getFirst().get("changes").get(0);
        assertEquals("READER_FIELD_MISSING_DEFAULT_VALUE", change.get("type").stringValue());

        var folders = cli();
        assertEquals(ExitCode.FINDINGS, folders.run("diff", before, update, "--json"));
        assertEquals(
                List.of("a.proto", "gone.avsc", "order.avsc"),
                json(folders).stream().map(pair -> pair.get("file").stringValue()).toList());
        var text = cli();
        assertEquals(ExitCode.USAGE, text.run("diff", before, "git:HEAD:" + update));
        assertTrue(text.out().contains(before + "/a.proto:2:13 -> git:HEAD:"), text.out());
        assertTrue(text.err.toString().contains(":schemas/broken.avsc:1:2: "), text.err.toString());

        var same = "git:HEAD:" + update;
        assertEquals(ExitCode.OK, cli().run("diff", same + "/a.proto", update + "/a.proto"));
        failsWith(ExitCode.UNREADABLE, "has no revision nix", "git:nix:" + update, update);
        failsWith(
                ExitCode.UNREADABLE,
                "has no file schemas/x.avsc",
                same + "/x.avsc",
                update + "/order.avsc");
        failsWith(ExitCode.USAGE, "OLD is \"git:x\"; expected git:REVISION:PATH", "git:x", update);
        failsWith(ExitCode.USAGE, "give two files or two folders", same, update + "/a.proto");
        failsWith(
                ExitCode.USAGE,
                "schemas/broken.avsc:1:2: expected a name",
                same + "/broken.avsc",
                update + "/order.avsc");
    }

    private void commit() throws Exception {
        git("add", "-A");
        git("-c", "user.name=t", "-c", "user.email=t@localhost", "commit", "-qm", "x");
    }

    private void git(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(arguments));
        assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
    }

    @Test
    void threeHundredPairsAreComparedAtOnce() throws IOException {
        for (int i = 0; i < 300; i++) {
            var name = "p" + i + (i % 3 == 0 ? ".avsc" : i % 3 == 1 ? ".proto" : ".schema.json");
            var text =
                    switch (i % 3) {
                        case 0 -> ORDER.formatted("");
                        case 1 ->
                                "syntax = \"proto3\";\nmessage M%d { int32 a = 1; }\n".formatted(i);
                        default ->
                                "{\"type\": \"object\", \"properties\": {\"a\": {\"type\":"
                                        + " \"string\"}}}";
                    };
            file("old/" + name, text);
            file("new/" + name, text);
        }
        var cli = cli();
        assertEquals(
                ExitCode.OK,
                cli.run("diff", folder + "/old", folder + "/new", "--json"),
                cli.err.toString());
        assertEquals(300, cli.lines().size());
    }
}
