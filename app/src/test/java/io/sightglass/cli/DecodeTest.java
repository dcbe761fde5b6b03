package io.sightglass.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;

@Timeout(60)
class DecodeTest {
    private static final String COFFEE =
            """
            {"type": "record", "name": "Coffee", "namespace": "coffeeco", "fields": [
              {"name": "name", "type": "string"},
              {"name": "boldness", "type": "int"}]}
            """;

    @TempDir Path folder;

    private final FakeConnector world = new FakeConnector();

    private Cli cli() {
        return new Cli(world, folder);
    }

    private String file(String name, byte[] content) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, content).toString();
    }

    private String file(String name, String content) throws IOException {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /// `name` is "Moka", `boldness` is 7.
    private static byte[] moka() {
        return HexFormat.of().parseHex("084d6f6b610e");
    }

    private static JsonNode json(Cli cli) {
        assertEquals(1, cli.lines().size(), cli.out());
        return JsonMapper.shared().readTree(cli.out());
    }

    @Test
    void rawAvroByASchemaFile() throws IOException {
        var schema = file("coffee.avsc", COFFEE);
        var cli = cli();
        assertEquals(
                ExitCode.OK, cli.run("decode", file("p", moka()), "--schema", schema, "--json"));
        assertEquals(
                JsonMapper.shared()
                        .readTree(
                                """
                                {"format": "avro", "framing": {"kind": "raw", "start": 0, "end": 0},
                                 "schema": {"name": "coffeeco.Coffee", "source": "local",
                                            "file": "%s"},
                                 "value": {"name": "Moka", "boldness": 7},
                                 "fields": [
                                  {"path": "name", "type": "string", "start": 0, "end": 5,
                                   "value": "Moka"},
                                  {"path": "boldness", "type": "int", "start": 5, "end": 6,
                                   "value": 7}],
                                 "findings": [], "attempts": []}
                                """
                                        .formatted(schema)),
                withoutAttempts(json(cli)));
    }

    private static JsonNode withoutAttempts(JsonNode decoded) {
        ((tools.jackson.databind.node.ArrayNode) decoded.get("attempts")).removeAll();
        return decoded;
    }

    @Test
    void textIsATreeWithBytesThenFindings() throws IOException {
        var cli = cli();
        var payload = HexFormat.of().parseHex("084d6f6b610e2a2a");
        assertEquals(
                ExitCode.FINDINGS,
                cli.run("decode", file("p", payload), "--schema", file("coffee.avsc", COFFEE)));
        var lines = cli.lines();
        assertEquals(5, lines.size(), cli.out());
        assertTrue(lines.get(0).startsWith("avro, coffeeco.Coffee, "), lines.get(0));
        assertEquals("name: \"Moka\"  [0,5)", lines.get(1));
        assertEquals("boldness: 7  [5,6)", lines.get(2));
        assertEquals("damaged: trailing bytes  [6,8)", lines.get(3));
        assertTrue(lines.get(4).startsWith("✕ 2 bytes follow"), lines.get(4));
        assertTrue(lines.get(4).endsWith("avro.trailing-bytes [6,8)"), lines.get(4));
    }

    @Test
    void aReadersSchemaSaysWhatItMakesOfThePayload() throws IOException {
        var reader =
                file(
                        "reader.avsc",
                        COFFEE.replace("\"int\"", "\"long\"")
                                .replace("\"name\": \"name\"", "\"name\": \"label\""));
        var schema = file("coffee.avsc", COFFEE);
        var cli = cli();
        assertEquals(
                ExitCode.FINDINGS,
                cli.run(
                        "decode",
                        file("p", moka()),
                        "--schema",
                        schema,
                        "--read-as",
                        reader,
                        "--json"));
        var decoded = json(cli);
        assertEquals(reader, decoded.at("/readAs/file").asString());
        assertEquals(schema, decoded.at("/schema/file").asString());
        assertEquals("Moka", decoded.at("/value/name").asString());
        var rules = new ArrayList<String>();
        decoded.get("findings").forEach(finding -> rules.add(finding.get("rule").asString()));
        assertEquals(
                List.of("avro.reader.dropped", "avro.reader.promoted", "avro.reader.no-default"),
                rules);
        assertEquals(
                "A reader with " + reader + " reads boldness (int, 7) as long.",
                decoded.at("/findings/1/message").asString());

        cli = cli();
        cli.run("decode", file("p", moka()), "--schema", schema, "--read-as", reader);
        var heading = cli.lines().getFirst();
        assertTrue(heading.endsWith(", read as coffeeco.Coffee, " + reader), heading);
    }

    @Test
    void aReaderThatCannotBeMeantIsAUsageError() throws IOException {
        var payload = file("p", moka());
        var schema = file("coffee.avsc", COFFEE);
        var cli = cli();
        assertEquals(
                ExitCode.USAGE, cli.run("decode", payload, "--schema", schema, "--read-as", "2"));
        assertEquals(
                "--read-as names a version of the payload's own subject, but the schema file "
                        + schema
                        + " is of none; name a file, or SUBJECT:VERSION.",
                cli.errLine());
        cli = cli();
        assertEquals(
                ExitCode.USAGE, cli.run("decode", payload, "--read-as", "orders-value:latest"));
        assertEquals(
                "--read-as names a version in a registry, and there is none; say which with"
                        + " --registry URL.",
                cli.errLine());
        cli = cli();
        assertEquals(ExitCode.USAGE, cli.run("decode", payload, "--read-as", "newest"));
        assertEquals(
                "--read-as is \"newest\"; expected a file that ends in .avsc, .avdl, .avpr, .proto,"
                        + " .desc, .binpb or .schema.json, or a version: 2, latest, SUBJECT:2.",
                cli.errLine());
        cli = cli();
        assertEquals(ExitCode.UNREADABLE, cli.run("decode", payload, "--read-as", "no.avsc"));
        assertEquals("There is no schema file no.avsc; check --read-as.", cli.errLine());
    }

    @Test
    void aLocalSchemaReadsAFramedPayloadToo() throws IOException {
        var framed = HexFormat.of().parseHex("0000000007084d6f6b610e");
        var schema = file("coffee.avsc", COFFEE);
        var cli = cli();
        assertEquals(
                ExitCode.OK, cli.run("decode", file("p", framed), "--schema", schema, "--json"));
        var decoded = json(cli);
        assertEquals("confluent", decoded.at("/framing/kind").stringValue());
        assertEquals(7, decoded.at("/framing/schemaId").intValue());
        assertEquals("Moka", decoded.at("/value/name").stringValue());
        assertEquals(5, decoded.at("/fields/0/start").intValue());

        var raw = cli();
        raw.run("decode", folder + "/p", "--schema", schema, "--framing", "raw", "--json");
        assertEquals("raw", json(raw).at("/framing/kind").stringValue());
    }

    @Test
    void protobufByATypeOfAFileWithImports() throws IOException {
        file(
                "protos/common/money.proto",
                """
                syntax = "proto3";
                package common;
                message Money { int64 cents = 1; }
                """);
        var proto =
                file(
                        "protos/pay/v1/payment.proto",
                        """
                        syntax = "proto3";
                        package pay.v1;
                        import "common/money.proto";
                        message Other { string s = 1; }
                        message Payment { string id = 1; common.Money amount = 2; }
                        """);
        var payload = file("p", HexFormat.of().parseHex("0a0161120208051801"));
        var cli = cli();
        assertEquals(
                ExitCode.FINDINGS,
                cli.run("decode", payload, "--schema", proto + "#pay.v1.Payment", "--json"));
        var decoded = json(cli);
        assertEquals("pay.v1.Payment", decoded.at("/schema/name").stringValue());
        assertEquals(5, decoded.at("/value/amount/cents").intValue());
        assertEquals("UNKNOWN_FIELD", decoded.at("/findings/0/kind").stringValue());
        assertEquals("3", decoded.at("/findings/0/path").stringValue());

        var first = cli();
        first.run("decode", payload, "--schema", proto, "--json");
        assertEquals("pay.v1.Other", json(first).at("/schema/name").stringValue());

        var none = cli();
        assertEquals(
                ExitCode.USAGE, none.run("decode", payload, "--schema", proto + "#pay.v1.Paid"));
        assertEquals(
                "There is no type pay.v1.Paid in "
                        + proto
                        + "; it declares pay.v1.Other, pay.v1.Payment.",
                none.errLine());
    }

    @Test
    void standardInputAndNoSchemaAreWhatTheyLookLike() {
        var cli = cli();
        cli.in =
                new ByteArrayInputStream(
                        "{\"a\": 12345678901234567890}".getBytes(StandardCharsets.UTF_8));
        assertEquals(ExitCode.OK, cli.run("decode", "-", "--json"));
        assertEquals("json", json(cli).get("format").stringValue());
        assertTrue(cli.out().contains("\"value\":{\"a\":12345678901234567890}"), cli.out());
    }

    @Test
    void formatSaysWhatAPayloadIs() throws IOException {
        var payload = file("p", HexFormat.of().parseHex("0a0161"));
        var cli = cli();
        assertEquals(ExitCode.OK, cli.run("decode", payload, "--format", "protobuf", "--json"));
        assertEquals("protobuf", json(cli).get("format").stringValue());

        var wrong = cli();
        var schema = file("coffee.avsc", COFFEE);
        assertEquals(
                ExitCode.USAGE,
                wrong.run("decode", payload, "--format", "json", "--schema", schema));
        assertEquals(
                "--format is json, but " + schema + " is a schema of avro; leave one of them out.",
                wrong.errLine());
        var unknown = cli();
        assertEquals(ExitCode.USAGE, unknown.run("decode", payload, "--format", "yaml"));
        assertEquals(
                "--format is \"yaml\"; expected avro, protobuf, json, cbor, msgpack, xml, text or"
                        + " bytes.",
                unknown.errLine());
        var framing = cli();
        assertEquals(ExitCode.USAGE, framing.run("decode", payload, "--framing", "magic"));
        assertEquals(
                "--framing is \"magic\"; expected confluent, confluent-header, apicurio,"
                        + " apicurio-header, glue, avro-single-object, avro-container,"
                        + " content-type or raw.",
                framing.errLine());
    }

    @Test
    void headersAreGivenWithThePayload() throws IOException {
        var payload = file("p", moka());
        var schema = file("coffee.avsc", COFFEE);
        for (var header :
                List.of(
                        "apicurio.value.globalId=hex:0000000000000005",
                        "apicurio.value.globalId=base64:AAAAAAAAAAU=",
                        "apicurio.value.globalId=5")) {
            var cli = cli();
            assertEquals(
                    ExitCode.OK,
                    cli.run("decode", payload, "--schema", schema, "--header", header, "--json"));
            var framing = json(cli).get("framing");
            assertEquals("apicurio-header", framing.get("kind").stringValue());
            assertEquals(5, framing.get("globalId").intValue());
        }
        var type = cli();
        var text = file("t", "{\"a\":1}");
        type.run("decode", text, "--header", "content-type=application/json", "--json");
        assertEquals("content-type", json(type).at("/framing/kind").stringValue());
        assertEquals("application/json", json(type).at("/framing/contentType").stringValue());
        var wrong = cli();
        assertEquals(ExitCode.USAGE, wrong.run("decode", payload, "--header", "a=hex:0"));
        assertEquals(
                "--header \"a=hex:0\" is not hexadecimal; expected NAME=VALUE, NAME=hex:BYTES or"
                        + " NAME=base64:BYTES.",
                wrong.errLine());
    }

    @Test
    void glueInZlibInJson() throws IOException {
        var deflater = new Deflater();
        deflater.setInput(moka());
        deflater.finish();
        var stream = new byte[64];
        int length = deflater.deflate(stream);
        deflater.end();
        var hex = HexFormat.of();
        var framed = "0305b7b4a7f09c964e4aa687fb5de9ef0c63" + hex.formatHex(stream, 0, length);
        var payload = file("p", hex.parseHex(framed));
        var cli = cli();
        assertEquals(
                ExitCode.OK,
                cli.run("decode", payload, "--schema", file("c.avsc", COFFEE), "--json"));
        var decoded = json(cli);
        assertEquals("Moka", decoded.at("/value/name").stringValue());
        assertEquals("glue", decoded.at("/framing/kind").stringValue());
        assertEquals(
                "b7b4a7f0-9c96-4e4a-a687-fb5de9ef0c63",
                decoded.at("/framing/schemaVersionId").stringValue());
        assertEquals("zlib", decoded.at("/wrapping/compression").stringValue());
        assertEquals(18 + length, decoded.at("/wrapping/before").intValue());
        assertEquals(24, decoded.at("/wrapping/after").intValue());
        assertEquals(18, decoded.at("/fields/0/start").intValue());

        var alone = cli();
        assertEquals(ExitCode.FINDINGS, alone.run("decode", payload, "--json"));
        assertEquals(
                "Schema version b7b4a7f0-9c96-4e4a-a687-fb5de9ef0c63 is one that AWS Glue gives"
                        + " out, and Sightglass asks only registries with Confluent's API; bind a"
                        + " local schema to the topic with \"decode as\" to read the value.",
                json(alone).at("/findings/0/message").stringValue());
        assertEquals("zlib", json(alone).at("/wrapping/compression").stringValue());
    }

    @Test
    void aContainerFileIsItsRecords() throws IOException {
        var schema = new Schema.Parser().parse(COFFEE);
        var out = new ByteArrayOutputStream();
        try (var writer = new DataFileWriter<>(new GenericDatumWriter<Object>(schema))) {
            writer.setCodec(CodecFactory.snappyCodec());
            writer.create(schema, out);
            writer.appendEncoded(ByteBuffer.wrap(moka()));
            writer.appendEncoded(ByteBuffer.wrap(moka()));
        }
        var cli = cli();
        var payload = file("p.avro", out.toByteArray());
        assertEquals(ExitCode.OK, cli.run("decode", payload, "--json"), cli.out());
        var decoded = json(cli);
        assertEquals(2, decoded.get("value").size());
        assertEquals("Moka", decoded.at("/value/1/name").stringValue());
        assertEquals("avro-container", decoded.at("/framing/kind").stringValue());
        assertEquals("snappy", decoded.at("/framing/codec").stringValue());
        assertEquals(2, decoded.at("/framing/records").intValue());
        assertEquals("payload", decoded.at("/schema/source").stringValue());
        assertEquals("snappy", decoded.at("/wrapping/compression").stringValue());
        var text = cli();
        text.run("decode", payload);
        assertTrue(
                text.lines().getFirst().startsWith("avro, coffeeco.Coffee, avro-container [0,"),
                text.lines().getFirst());
        assertTrue(text.lines().getFirst().contains("unwrapped from snappy ("));
    }

    @Test
    void emptyHugeAndRandomPayloadsAreOneSentenceAndCode1() throws IOException {
        var random = new byte[4096];
        new Random(42).nextBytes(random);
        random[0] = (byte) 0xff;
        var huge = new byte[64 << 20];
        for (var payload :
                List.of(file("empty", new byte[0]), file("random", random), file("huge", huge))) {
            var cli = cli();
            assertEquals(ExitCode.FINDINGS, cli.run("decode", payload), payload);
            assertEquals("", cli.err.toString());
            var findings = cli.lines().stream().filter(line -> line.startsWith("✕ ")).toList();
            assertEquals(1, findings.size(), cli.out());
            assertTrue(cli.out().length() < 2_000, payload);
        }
        var withSchema = cli();
        var schema = file("coffee.avsc", COFFEE);
        assertEquals(
                ExitCode.FINDINGS, withSchema.run("decode", folder + "/huge", "--schema", schema));
        assertTrue(withSchema.out().length() < 2_000);
    }

    @Test
    void aSchemaFileWithASyntaxErrorIsSaidWithItsPlaceAndCode2() throws IOException {
        var payload = file("p", moka());
        var broken = COFFEE.replace("\"boldness\",", "\"boldness\"");
        for (var name : List.of("broken.avsc", "a.schema.json", "b.json")) {
            var schema = file("s/" + name, broken);
            var cli = cli();
            assertEquals(ExitCode.USAGE, cli.run("decode", payload, "--schema", schema));
            assertTrue(cli.errLine().matches(".*/s/" + name + ":3:\\d+: .*\\."), cli.errLine());
            assertTrue(cli.errLine().startsWith(schema + ":"), cli.errLine());
            assertEquals("", cli.out());
        }
        var proto = file("s/c.proto", "syntax = \"proto3\";\nmessage A {\n  string = 1;\n}\n");
        var cli = cli();
        assertEquals(ExitCode.USAGE, cli.run("decode", payload, "--schema", proto));
        assertTrue(cli.errLine().startsWith(proto + ":3:"), cli.errLine());
    }

    @Test
    void filesThatCannotBeReadAreOneSentenceAndCode3() throws IOException {
        var schema = file("coffee.avsc", COFFEE);
        var missing = folder.resolve("missing").toString();
        var cli = cli();
        assertEquals(ExitCode.UNREADABLE, cli.run("decode", missing));
        assertEquals(
                "There is no file " + missing + "; give a payload's file, or - for standard input.",
                cli.errLine());
        var directory = cli();
        assertEquals(ExitCode.UNREADABLE, directory.run("decode", folder.toString()));
        assertEquals(
                folder + " is a folder; decode takes one file that holds one payload.",
                directory.errLine());
        var noSchema = cli();
        assertEquals(ExitCode.UNREADABLE, noSchema.run("decode", schema, "--schema", "no.avsc"));
        assertEquals("There is no schema file no.avsc; check --schema.", noSchema.errLine());
        var noEnding = cli();
        assertEquals(ExitCode.USAGE, noEnding.run("decode", schema, "--schema", "no.txt"));
    }

    @Test
    void aFramedPayloadIsReadByTheRegistry() throws IOException {
        var registry = new FakeRegistry();
        world.registry = registry;
        registry.answerAfterAsking(7, FakeRegistry.avro(7, COFFEE));
        var payload = file("p", HexFormat.of().parseHex("0000000007084d6f6b610e"));
        var cli = cli();
        assertEquals(
                ExitCode.OK,
                cli.run("decode", payload, "--registry", "http://fake:8081", "--json"));
        var decoded = json(cli);
        assertEquals("Moka", decoded.at("/value/name").stringValue());
        assertEquals("registry", decoded.at("/schema/source").stringValue());
        assertEquals(7, decoded.at("/schema/id").intValue());
        assertEquals(List.of(), world.log);

        var down = cli();
        down.patience = Duration.ofMillis(200);
        var other = file("q", HexFormat.of().parseHex("0000000008084d6f6b610e"));
        assertEquals(
                ExitCode.FINDINGS,
                down.run("decode", other, "--registry", "http://fake:8081", "--json"));
        assertEquals("AAAAAAgITW9rYQ4=", json(down).get("base64").stringValue());
    }

    private String schemas() throws IOException {
        file("schemas/coffee.avsc", COFFEE);
        file("schemas/tea.avsc", COFFEE.replace("Coffee", "Tea").replace("\"int\"", "\"double\""));
        file(
                "schemas/shop.avdl",
                "@namespace(\"shop\") protocol P { record Cup { string name; int size; } }");
        return folder.resolve("schemas").toString();
    }

    @Test
    void typesThatFitAreRankedBestFirst() throws IOException {
        var cli = cli();
        var payload = file("p", HexFormat.of().parseHex("0a4d6f6b61ff0e"));
        assertEquals(
                ExitCode.FINDINGS, cli.run("decode", payload, "--schemas", schemas(), "--rank"));
        assertEquals(List.of("0 of 3 types fit at least one of 1 record."), cli.lines());

        cli = cli();
        assertEquals(
                ExitCode.OK,
                cli.run("decode", file("q", moka()), "--schemas", schemas(), "--rank"));
        var lines = cli.lines();
        assertEquals(3, lines.size(), cli.out());
        assertEquals(
                "1.00  "
                        + schemas()
                        + "/coffee.avsc#coffeeco.Coffee  Fits 1 of 1 record, re-encodes 1.",
                lines.get(0));
        assertTrue(lines.get(1).contains("shop.avdl#shop.Cup"), lines.get(1));
        assertEquals("2 of 3 types fit at least one of 1 record.", lines.get(2));

        cli = cli();
        cli.run("decode", file("q", moka()), "--schemas", schemas(), "--rank", "--json");
        var first = json(cli).get("candidates").get(0);
        assertEquals("coffeeco.Coffee", first.get("name").asString());
        assertEquals(1, first.get("reencoded").asInt());
        assertEquals(1.0, first.get("score").asDouble());
    }

    @Test
    void rankingNeedsSchemasToRank() throws IOException {
        var cli = cli();
        assertEquals(ExitCode.USAGE, cli.run("decode", file("p", moka()), "--rank"));
        assertTrue(cli.errLine().contains("--schemas"), cli.errLine());
    }

    @Test
    void whatCannotBeReadIsOfferedTheSchemaThatFits() throws IOException {
        var framed = HexFormat.of().parseHex("0000000007084d6f6b610e");
        var cli = cli();
        assertEquals(
                ExitCode.FINDINGS,
                cli.run("decode", file("p", framed), "--schemas", schemas(), "--json"));
        assertEquals(
                "coffeeco.Coffee fits these bytes and re-encodes to the same: try --schema "
                        + schemas()
                        + "/coffee.avsc#coffeeco.Coffee, or --rank to see all that fit.",
                cli.errLine().strip());
        assertTrue(json(cli).get("value").isNull(), "offered, not applied");
    }

    @Test
    void schemaFilesThatHoldSeveralTypesAreReadAsInAFolder() throws IOException {
        var file = schemas() + "/shop.avdl";
        var cli = cli();
        assertEquals(
                ExitCode.OK, cli.run("decode", file("p", moka()), "--schema", file + "#shop.Cup"));
        assertEquals("size: 7  [5,6)", cli.lines().get(2), cli.out());

        cli = cli();
        assertEquals(
                ExitCode.USAGE,
                cli.run("decode", file("p", moka()), "--schema", file + "#shop.Gone"));
        assertTrue(cli.errLine().contains("it declares shop.Cup."), cli.errLine());

        var broken = file("broken/a.avdl", "protocol P {\n  nonsense\n}\n");
        cli = cli();
        assertEquals(ExitCode.USAGE, cli.run("decode", file("p", moka()), "--schema", broken));
        assertTrue(cli.errLine().contains("a.avdl:3:"), cli.errLine());
    }
}
