package io.sightglass.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.model.Part;
import io.sightglass.schema.LocalSchemas.SchemaFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/// Folders that are read again after files were saved.
class LocalSchemasReaderTest {
    private static final String ITEM =
            "{\"type\":\"record\",\"name\":\"Item\",\"fields\":[{\"name\":\"%s\",\"type\":\"int\"}]}";

    @TempDir Path folder;
    private Instant now = Instant.parse("2026-05-04T10:04:12Z");

    private void write(String path, String text) throws IOException {
        Files.writeString(folder.resolve(path), text);
    }

    private static ParsedSchema schema(LocalSchemas schemas, String path) {
        return schemas.find(path, "").orElseThrow().parsed();
    }

    private static SchemaFile file(LocalSchemas schemas, String path) {
        return schemas.files().stream()
                .filter(file -> file.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatHasNotChangedStaysTheSameObject() throws IOException {
        write("a.avsc", ITEM.formatted("x"));
        write("b.avsc", "{\"type\":\"array\",\"items\":\"Item\"}");
        write("c.proto", "syntax = \"proto3\"; message C {}");
        write("d.proto", "syntax = \"proto3\"; import \"c.proto\"; message D { C c = 1; }");
        write("e.schema.json", "{}");
        var reader = new LocalSchemasReader(List.of(folder));
        var first = reader.read();
        assertSame(first, reader.read());

        write("c.proto", "syntax = \"proto3\"; message C { int32 n = 1; }");
        var second = reader.read();
        assertNotSame(first, second);
        assertFalse(second.readLike(first));
        assertSame(schema(first, "a.avsc"), schema(second, "a.avsc"));
        assertSame(schema(first, "e.schema.json"), schema(second, "e.schema.json"));
        assertNotSame(schema(first, "c.proto"), schema(second, "c.proto"));
        assertNotSame(schema(first, "d.proto"), schema(second, "d.proto"), "its import changed");

        write("a.avsc", ITEM.formatted("y"));
        var third = reader.read();
        assertNotSame(schema(second, "b.avsc"), schema(third, "b.avsc"), "its item changed");
        assertSame(schema(second, "d.proto"), schema(third, "d.proto"));

        write("f.proto", "syntax = \"proto3\"; message F {}");
        var fourth = reader.read();
        assertSame(schema(third, "d.proto"), schema(fourth, "d.proto"));
        assertSame(schema(third, "c.proto"), schema(fourth, "c.proto"));
    }

    @Test
    void aFileThatBreaksStaysInForceAsItWas() throws IOException {
        write("item.avsc", ITEM.formatted("x"));
        write("m.proto", "syntax = \"proto3\"; message M {}");
        write("topics.yaml", "topics: {t: {value: item.avsc}}");
        var reader = new LocalSchemasReader(List.of(folder), () -> now);
        var first = reader.read();
        assertNull(file(first, "item.avsc").kept());

        now = now.plusSeconds(60);
        write("item.avsc", "{\n  (");
        write("m.proto", "syntax = \"proto3\"; message M {");
        write("topics.yaml", "topics: {");
        var broken = reader.read();
        assertTrue(broken.readLike(first));
        assertSame(schema(first, "item.avsc"), schema(broken, "item.avsc"));
        var item = file(broken, "item.avsc");
        assertEquals(2, assertNotNullProblem(item).line());
        assertEquals(List.of("Item"), item.types());
        assertEquals(
                "Still reading with the version of 10:04:12.",
                item.keptSentence(ZoneOffset.UTC).orElseThrow().plain());
        assertEquals(List.of("M"), file(broken, "m.proto").types());
        assertTrue(broken.bound("t", Part.VALUE).isPresent());
        var last = broken.problems().getLast();
        assertTrue(last.text().contains("topics.yaml: still reading with the version of "));

        now = now.plusSeconds(60);
        write("item.avsc", ITEM.formatted("y"));
        write("topics.yaml", "topics: {u: {value: item.avsc}}");
        write("m.proto", "syntax = \"proto3\"; message M {}");
        var right = reader.read();
        assertEquals(List.of(), right.problems());
        assertNotSame(schema(first, "item.avsc"), schema(right, "item.avsc"));
        assertSame(schema(first, "m.proto"), schema(right, "m.proto"), "as it was before");
        assertTrue(right.bound("t", Part.VALUE).isEmpty());
        assertTrue(right.bound("u", Part.VALUE).isPresent());
    }

    private static LocalSchemas.Problem assertNotNullProblem(SchemaFile file) {
        var problem = file.problem();
        assertNotNull(problem);
        return problem;
    }

    @Test
    void aFileThatIsRemovedIsGone() throws IOException {
        write("item.avsc", ITEM.formatted("x"));
        write("topics.yaml", "topics: {t: {value: item.avsc}}");
        var reader = new LocalSchemasReader(List.of(folder));
        reader.read();
        Files.delete(folder.resolve("item.avsc"));
        var without = reader.read();
        assertEquals(List.of(), without.files());
        assertTrue(without.find("item.avsc", "").isEmpty());
        assertTrue(without.bound("t", Part.VALUE).isEmpty());
        write("item.avsc", "(");
        var broken = reader.read();
        assertTrue(broken.find("item.avsc", "").isEmpty(), "nothing to go back to");
        Files.delete(folder.resolve("topics.yaml"));
        assertEquals(1, reader.read().problems().size());
    }
}
