package io.sightglass.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.model.Format;
import io.sightglass.model.Part;
import io.sightglass.model.SchemaInfo;

import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

class LocalSchemasTest {
    private static final String ITEM =
            "{\"type\":\"record\",\"name\":\"Item\",\"namespace\":\"coffeeco\",\"fields\":["
                    + "{\"name\":\"coffee\",\"type\":\"string\"}]}";
    private static final String STOCK =
            "{\"type\":\"record\",\"name\":\"Stock\",\"namespace\":\"coffeeco\",\"fields\":["
                    + "{\"name\":\"item\",\"type\":\"Item\"}]}";

    @TempDir Path folder;

    private void write(String path, String text) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private LocalSchemas read() {
        return LocalSchemas.read(List.of(folder));
    }

    private List<String> problems(LocalSchemas schemas) {
        return schemas.problems().stream()
                .map(problem -> problem.text().replace(folder + "/", ""))
                .toList();
    }

    @Test
    void readsEveryFormatAndPassesOverTheRest() throws IOException {
        write("stock.avsc", STOCK);
        write("parts/item.avsc", ITEM);
        write(
                "payments/v1/payment.proto",
                "syntax = \"proto3\"; package pay.v1; import \"payments/v1/money.proto\"; message"
                        + " Payment { Money sum = 1; message Part {} map<string, Part> p = 2; }");
        write(
                "payments/v1/money.proto",
                "syntax = \"proto3\"; package pay.v1; message Money { int64 cents = 1; }");
        write("click.schema.json", "{\"title\": \"Click\", \"type\": \"object\"}");
        write(
                "view.json",
                "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\", \"type\":"
                        + " \"object\"}");
        write("package.json", "{\"name\": \"not a schema\"}");
        write("notes.json", "{ not even JSON");
        write("README.md", "words");
        write(".git/old.avsc", "(");

        var schemas = read();
        assertEquals(List.of(), problems(schemas));
        assertEquals(
                List.of(
                        "click.schema.json JSON [Click]",
                        "parts/item.avsc AVRO [coffeeco.Item]",
                        "payments/v1/money.proto PROTOBUF [pay.v1.Money]",
                        "payments/v1/payment.proto PROTOBUF [pay.v1.Payment, pay.v1.Payment.Part]",
                        "stock.avsc AVRO [coffeeco.Stock, coffeeco.Item]",
                        "view.json JSON [view]"),
                schemas.files().stream()
                        .map(file -> file.path() + " " + file.format() + " " + file.types())
                        .toList());

        var payment = schemas.find("payments/v1/payment.proto", "").orElseThrow();
        assertEquals("pay.v1.Payment", payment.type());
        assertEquals(
                new SchemaInfo(
                        "pay.v1.Payment", "local", null, null, null, "payments/v1/payment.proto"),
                payment.info());
        assertSame(payment, schemas.find("payments/v1/payment.proto", "").orElseThrow());
        assertEquals(
                "pay.v1.Money",
                schemas.find("payments/v1/payment.proto", "pay.v1.Money").orElseThrow().type());
        assertTrue(schemas.find("payments/v1/payment.proto", "pay.v1.Nope").isEmpty());
        assertTrue(schemas.find("nowhere.avsc", "").isEmpty());
        assertEquals(
                "coffeeco.Item",
                schemas.find("stock.avsc", "coffeeco.Item").orElseThrow().info().name());
    }

    @Test
    void brokenFilesDisturbNoOther() throws IOException {
        for (int i = 0; i < 9; i++) {
            write("good" + i + ".proto", "syntax = \"proto3\"; message Good" + i + " {}");
        }
        write("item.avsc", ITEM);
        write("broken/coffee.avsc", "{\n  \"type\": \"record\",\n  (\n}");
        write("broken/order.proto", "syntax = \"proto3\";\nmessage Order {\n  string id = ;\n}\n");
        write("broken/lost.proto", "syntax = \"proto3\";\nimport \"gone.proto\";\n");
        write("broken/click.schema.json", "{\"type\": }");
        var schemas = read();
        assertEquals(
                List.of(
                        "broken/click.schema.json:1:10: expected a value, found '}'.",
                        "broken/coffee.avsc:3:3: expected a name in double quotes, found '('.",
                        "gone.proto: File not found.",
                        "broken/lost.proto:2:1: Import \"gone.proto\" was not found or had errors.",
                        "broken/order.proto:3:15: Expected field number."),
                problems(schemas));
        assertEquals(10, schemas.files().stream().filter(file -> file.problem() == null).count());
        var broken =
                schemas.files().stream()
                        .filter(file -> file.path().equals("broken/order.proto"))
                        .findFirst()
                        .orElseThrow();
        assertEquals(Format.PROTOBUF, broken.format());
        assertEquals(3, Objects.requireNonNull(broken.problem()).line());
    }

    @Test
    void versionsOfAFileThatDefineTheSameNamesAllCompile() throws IOException {
        for (int version = 1; version <= 4; version++) {
            write(
                    "orders/v" + version + "/order.proto",
                    "syntax = \"proto3\"; package coffeeco; import \"item.proto\"; message Order {"
                            + " Item item = 1; int32 v"
                            + version
                            + " = 2; }");
            write(
                    "orders/v" + version + "/item.proto",
                    "syntax = \"proto3\"; package coffeeco; message Item {}");
            write("status/v" + version + ".avsc", ITEM);
        }
        var schemas = read();
        assertEquals(List.of(), problems(schemas));
        var third = schemas.find("orders/v3/order.proto", "coffeeco.Order").orElseThrow();
        var file = ((ParsedSchema.Protobuf) third.parsed()).file();
        assertNotNull(file.findMessageTypeByName("Order").findFieldByName("v3"));
        assertTrue(schemas.find("status/v4.avsc", "").isPresent());
    }

    @Test
    void fingerprintsAreThoseOfTheSingleObjectEncoding() throws Exception {
        write("item.avsc", ITEM);
        write("event.avsc", "[" + ITEM + ", {\"type\":\"record\",\"name\":\"X\",\"fields\":[]}]");
        var schema = new Schema.Parser().parse(ITEM);
        var bytes = SchemaNormalization.parsingFingerprint("CRC-64-AVRO", schema);
        long wire = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        assertEquals(SchemaNormalization.parsingFingerprint64(schema), wire);
        var found = read().byFingerprint(wire).orElseThrow();
        assertEquals("coffeeco.Item", found.info().name());
        assertEquals(schema, ((ParsedSchema.Avro) found.parsed()).schema());
        assertTrue(read().byFingerprint(wire + 1).isEmpty());
    }

    @Test
    void topicsAreBoundAndWrongBindingsSayWhere() throws IOException {
        write("legacy-pos.avsc", ITEM);
        write("pay.proto", "syntax = \"proto3\"; package p; message A {} message B {}");
        write("bad.avsc", "{");
        write(
                "topics.yaml",
                """
                topics:
                  payments: {key: legacy-pos.avsc, value: pay.proto#p.B}
                  legacy-pos:
                    value: legacy-pos.avsc
                  lost: {value: gone.avsc}
                  wrong:
                    value: pay.proto#p.C
                  broken: {value: bad.avsc}
                  odd: [1]
                """);
        var schemas = read();
        assertEquals("p.B", schemas.bound("payments", Part.VALUE).orElseThrow().type());
        assertEquals(
                "coffeeco.Item", schemas.bound("payments", Part.KEY).orElseThrow().info().name());
        assertTrue(schemas.bound("legacy-pos", Part.VALUE).isPresent());
        assertTrue(schemas.bound("legacy-pos", Part.KEY).isEmpty());
        assertTrue(schemas.bound("wrong", Part.VALUE).isEmpty());
        assertEquals(
                List.of(
                        "bad.avsc:1:2: expected a name in double quotes or '}', found the end of"
                                + " the file.",
                        "topics.yaml:5:17: there is no schema file gone.avsc in this folder.",
                        "topics.yaml:7:12: pay.proto declares no type p.C.",
                        "topics.yaml:8:19: bad.avsc does not parse, so the topic has no schema.",
                        "topics.yaml:9:8: expected names and values for odd."),
                problems(schemas));
    }

    @Test
    void topicsThatAreNotYamlSayWhere() throws IOException {
        write("topics.yaml", "topics:\n  a: {value: x\n");
        assertTrue(problems(read()).getFirst().startsWith("topics.yaml:3:1: "), "" + read());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void linksDoNotLeadOut(@TempDir Path outside) throws IOException {
        Files.writeString(outside.resolve("secret.avsc"), ITEM);
        Files.createSymbolicLink(folder.resolve("link.avsc"), outside.resolve("secret.avsc"));
        Files.createSymbolicLink(folder.resolve("dir"), outside);
        write("item.avsc", ITEM);
        Files.createSymbolicLink(folder.resolve("same.avsc"), folder.resolve("item.avsc"));
        var schemas = read();
        assertEquals(
                List.of("item.avsc", "same.avsc"),
                schemas.files().stream().map(LocalSchemas.SchemaFile::path).toList());
        assertEquals(
                List.of(
                        "dir: is a link that leads out of the folder, so it is not read.",
                        "link.avsc: is a link that leads out of the folder, so it is not read."),
                problems(schemas).stream().sorted().toList());
    }

    @Test
    void whatIsTooLargeOrNotThereIsSaid() throws IOException {
        write("big.avsc", " ".repeat((4 << 20) + 1));
        var schemas = LocalSchemas.read(List.of(folder, folder.resolve("nowhere")));
        assertEquals(
                List.of(
                        "big.avsc: is larger than 4 MiB, so it is not read.",
                        "nowhere: is not a folder."),
                problems(schemas));
    }

    @Test
    void protocThatWillNotRunIsAskedOnce() throws IOException {
        var compiler = new ProtoCompiler(new Protoc(null), Duration.ofSeconds(1));
        var outcomes =
                ProtoFolder.compile(
                        compiler, Map.of("a.proto", "", "b/c.proto", "", "../d", ""), null);
        assertEquals(3, outcomes.size());
        var failed = (ProtoFolder.Outcome.Failed) outcomes.get("b/c.proto");
        assertEquals("b/c.proto: " + Protoc.MISSING, failed.problems().getFirst().text());
    }

    @Test
    void noFoldersNoSchemas() {
        assertSame(LocalSchemas.none(), LocalSchemas.read(List.of()));
        assertTrue(LocalSchemas.none().bound("t", Part.VALUE).isEmpty());
    }
}
