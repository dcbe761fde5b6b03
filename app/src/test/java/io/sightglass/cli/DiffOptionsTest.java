package io.sightglass.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;

import io.sightglass.schema.ProtoCompiler;

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
import java.util.Map;

/// Every option of `diff`, and every ending that a file may have, through the command line.
@Timeout(60)
class DiffOptionsTest {
    private static final String PROTO = "syntax = \"proto3\";\nmessage Order { %s a = 1; }\n";
    private static final String OPEN =
            "{\"type\": \"object\", \"properties\": {\"id\": {\"type\": \"string\"}%s}}";

    @TempDir Path folder;

    private Cli cli() {
        return new Cli(new FakeConnector(), folder);
    }

    private String file(String name, String content) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content).toString();
    }

    private JsonNode json(int code, String... arguments) {
        var cli = cli();
        var line = new ArrayList<>(List.of("diff", "--json"));
        line.addAll(List.of(arguments));
        assertEquals(code, cli.run(line.toArray(String[]::new)), cli.err.toString());
        assertEquals(1, cli.lines().size(), cli.out());
        return JsonMapper.shared().readTree(cli.lines().getFirst());
    }

    @Test
    void thePolicyJudgesJsonSchemas() throws IOException {
        var old = file("old.schema.json", OPEN.formatted(""));
        var update = file("new.schema.json", OPEN.formatted(", \"note\": {\"type\": \"string\"}"));
        var strict = json(ExitCode.FINDINGS, old, update);
        assertEquals(
                "OPTIONAL_PROPERTY_ADDED_TO_OPEN_CONTENT_MODEL",
                strict.get("changes").get(0).get("type").stringValue());
        json(ExitCode.FINDINGS, old, update, "--policy", "strict");
        var lenient = json(ExitCode.OK, old, update, "--policy", "lenient");
        assertTrue(lenient.get("verdict").get("BACKWARD").booleanValue());
    }

    @Test
    void theFormatCountsForMoreThanTheName() throws IOException {
        var old = file("old.txt", "\"int\"");
        var update = file("new.txt", "\"long\"");
        var avro = json(ExitCode.OK, old, update, "--format", "avro");
        assertEquals("avro", avro.get("format").stringValue());
        assertEquals("TYPE_MISMATCH", avro.get("changes").get(0).get("type").stringValue());
        assertFalse(avro.has("buf"));
        var schema = file("a.avsc", OPEN.formatted(""));
        assertEquals(
                "json",
                json(ExitCode.OK, schema, schema, "--format", "json").get("format").stringValue());
    }

    @Test
    void protobufCarriesTheRulesOfBuf() throws IOException {
        var old = file("old.proto", PROTO.formatted("int32"));
        var update = file("new.proto", PROTO.formatted("string"));
        var found = json(ExitCode.FINDINGS, old, update);
        assertEquals("[\"FIELD_SAME_TYPE\"]", found.get("buf").get("FILE").toString());
        assertEquals("[\"FIELD_WIRE_COMPATIBLE_TYPE\"]", found.get("buf").get("WIRE").toString());
        assertEquals(
                List.of("FILE", "PACKAGE", "WIRE_JSON", "WIRE"),
                List.copyOf(found.get("buf").propertyNames()));
        assertTrue(found.get("changes").get(0).get("rules").toString().contains("FIELD_SAME_TYPE"));
    }

    @Test
    void everyEndingIsRead() throws IOException {
        for (var ending : List.of("desc", "binpb")) {
            var old = set("old." + ending, PROTO.formatted("int32"));
            var update = set("new." + ending, PROTO.formatted("string"));
            var found = json(ExitCode.FINDINGS, old, update);
            assertEquals("protobuf", found.get("format").stringValue());
            assertEquals(
                    "FIELD_SCALAR_KIND_CHANGED",
                    found.get("changes").get(0).get("type").stringValue());
        }
        var protocol = "protocol P { record Order { int id; %s} }";
        var old = file("idl/old.avdl", protocol.formatted(""));
        var update = file("idl/new.avdl", protocol.formatted("string note; "));
        assertEquals("avro", json(ExitCode.FINDINGS, old, update).get("format").stringValue());
        var json =
                "{\"protocol\": \"P\", \"types\": [{\"type\": \"record\", \"name\": \"Order\","
                        + " \"fields\": [{\"name\": \"id\", \"type\": \"%s\"}]}]}";
        old = file("avpr/old.avpr", json.formatted("int"));
        update = file("avpr/new.avpr", json.formatted("string"));
        assertEquals("avro", json(ExitCode.FINDINGS, old, update).get("format").stringValue());
        old = file("old.json", OPEN.formatted(""));
        assertEquals("json", json(ExitCode.OK, old, old).get("format").stringValue());
    }

    private String set(String name, String proto) throws IOException {
        var compiled =
                (ProtoCompiler.Result.Compiled)
                        ProtoCompiler.standard().compile("order.proto", proto, Map.of());
        FileDescriptorProto file = compiled.file("order.proto").toProto();
        var set = FileDescriptorSet.newBuilder().addFile(file).build();
        return Files.write(folder.resolve(name), set.toByteArray()).toString();
    }

    @Test
    void whatIsNotThereIsOneSentenceAndCodeThree() throws IOException {
        var there = file("a.avsc", "\"int\"");
        for (var pair : List.of(List.of(there, "nix.avsc"), List.of("nix.avsc", there))) {
            var cli = cli();
            assertEquals(ExitCode.UNREADABLE, cli.run("diff", pair.get(0), pair.get(1)));
            assertEquals(1, cli.err.toString().lines().count(), cli.err.toString());
            assertEquals("", cli.out());
        }
        var both = cli();
        assertEquals(ExitCode.UNREADABLE, both.run("diff", "nix.avsc", "nix2.avsc"));
        assertEquals(2, both.err.toString().lines().count(), both.err.toString());
        var usage = cli();
        assertEquals(ExitCode.USAGE, usage.run("diff", there));
        assertTrue(usage.errLine().contains("needs NEW"), usage.errLine());
    }
}
