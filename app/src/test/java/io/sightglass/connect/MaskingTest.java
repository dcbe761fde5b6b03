package io.sightglass.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.contract.Contracts;
import io.sightglass.decode.mask.Masks;
import io.sightglass.model.DataContract;
import io.sightglass.model.Format;
import io.sightglass.model.Part;
import io.sightglass.model.SchemaInfo;
import io.sightglass.schema.ResolvedSchema;
import io.sightglass.schema.SchemaText;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What of a connection's data is masked, and what is remembered of it.
class MaskingTest {
    @TempDir Path folder;

    private final Masking masking = new Masking(Contracts::none);

    private static ResolvedSchema tagged() {
        var text = "{\"properties\": {\"email\": {\"confluent:tags\": [\"PII\"]}}}";
        return switch (SchemaText.parse(Format.JSON, "a.json", text, List.of())) {
            case SchemaText.Result.Parsed(var parsed) ->
                    new ResolvedSchema(
                            parsed,
                            new SchemaInfo("a", SchemaInfo.REGISTRY, "t-value", 1, 1, null),
                            null,
                            new DataContract(Map.of(), Map.of(), List.of()));
            case SchemaText.Result.Failed failed -> throw new AssertionError(failed.toString());
        };
    }

    @Test
    void itIsMaskedUntilItIsRevealed() {
        var source = masking.of("t", Part.VALUE);
        assertTrue(source.of(Format.JSON, tagged()).covers("", "email", "email"));
        assertFalse(source.of(Format.JSON, tagged()).covers("", "name", "name"));
        long before = masking.edition();
        masking.reveal(true);
        assertTrue(masking.edition() > before);
        assertSame(Masks.NONE, source.of(Format.JSON, tagged()));
        assertTrue(
                masking.always("t", Part.VALUE)
                        .of(Format.JSON, tagged())
                        .covers("", "email", "email"));
        masking.reveal(false);
        assertTrue(source.of(Format.JSON, tagged()).covers("", "email", "email"));
    }

    @Test
    void payloadsWithoutASchemaAreMaskedAsThoseWith() {
        var source = masking.of("t", Part.VALUE);
        assertFalse(masking.concerns("t"));
        assertSame(Masks.NONE, source.of(Format.JSON, null));
        source.of(Format.JSON, tagged());
        assertTrue(masking.concerns("t"));
        assertTrue(source.of(Format.JSON, null).covers("", "email", "email"));
        assertSame(Masks.ALL, source.of(Format.TEXT, null), "a text has no places");
        assertSame(Masks.ALL, source.of(Format.PROTOBUF, null), "nor have numbers a name");
        assertSame(Masks.ALL, source.of(null, null), "nor what could not be read");
        assertSame(Masks.NONE, masking.of("t", Part.KEY).of(Format.TEXT, null));
        assertSame(Masks.NONE, masking.of("other", Part.VALUE).of(Format.TEXT, null));
    }

    @Test
    void contractsAreAboutValues() throws IOException {
        Files.writeString(
                folder.resolve("a.contract.yaml"),
                """
                apiVersion: v3.1.0
                kind: DataContract
                name: t
                schema:
                  - name: t
                    properties: [{name: email, classification: restricted}]
                """);
        var contracts = Contracts.read(List.of(folder));
        var byContract = new Masking(() -> contracts);
        assertTrue(byContract.concerns("t"));
        assertTrue(
                byContract.of("t", Part.VALUE).of(Format.JSON, null).covers("", "email", "email"));
        assertSame(Masks.NONE, byContract.of("t", Part.KEY).of(Format.JSON, null));
    }

    @Test
    void whatAPersonNamesIsKeptForTheConnection() throws IOException {
        assertThrows(IOException.class, () -> masking.keep("t", "email", true));
        assertFalse(masking.keeps());
        masking.keepIn(MaskedPaths.read(folder), "prod");
        assertTrue(masking.keeps());
        masking.keep("t", "items[].name", true);
        masking.keep("t", "(key)", true);
        assertEquals(Set.of("items[].name", "(key)"), masking.kept("t"));
        assertTrue(
                masking.of("t", Part.VALUE)
                        .of(Format.JSON, null)
                        .covers("", "name", "items[].name"));
        assertSame(Masks.ALL, masking.of("t", Part.KEY).of(Format.TEXT, null));

        var another = new Masking(Contracts::none);
        another.keepIn(MaskedPaths.read(folder), "test");
        assertFalse(another.concerns("t"), "another connection");
        var later = new Masking(Contracts::none);
        later.keepIn(MaskedPaths.read(folder), "prod");
        assertEquals(Set.of("items[].name", "(key)"), later.kept("t"));
        later.keep("t", "(key)", false);
        assertEquals(Set.of("items[].name"), MaskedPaths.read(folder).of("prod", "t"));
        assertSame(Masks.NONE, later.of("t", Part.KEY).of(Format.TEXT, null));
    }

    @Test
    void aFileThatIsBrokenIsPutAsideAndOthersEntriesStay() throws IOException {
        var file = folder.resolve("masked.json");
        Files.writeString(file, "{\"masked\": [{\"star\": 1}, 17]}");
        var paths = MaskedPaths.read(folder);
        assertNull(paths.problem());
        paths.keep("prod", "t", "a", true);
        var text = Files.readString(file);
        assertTrue(text.contains("star") && text.contains("17"), text);
        for (var broken : List.of("{", "{\"masked\": {}}", "[]")) {
            Files.writeString(file, broken);
            assertNotNull(Profiles.read(folder).problem(), broken);
            assertFalse(Files.exists(file), broken);
        }
    }
}
