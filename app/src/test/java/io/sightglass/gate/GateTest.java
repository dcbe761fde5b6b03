package io.sightglass.gate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.contract.Contracts;
import io.sightglass.decode.Cases;
import io.sightglass.decode.DecodeOptions;
import io.sightglass.decode.JsonTree;
import io.sightglass.decode.WholeText;
import io.sightglass.decode.avro.RandomAvro;
import io.sightglass.decode.protobuf.RandomProtobuf;
import io.sightglass.model.Decoded;
import io.sightglass.model.FindingKind;
import io.sightglass.model.Format;
import io.sightglass.model.Framing;
import io.sightglass.model.SchemaInfo;
import io.sightglass.schema.LocalSchemas;
import io.sightglass.schema.ParsedSchema;
import io.sightglass.schema.ResolvedSchema;
import io.sightglass.schema.SchemaCatalog;
import io.sightglass.schema.SchemaText;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

class GateTest {
    private static final Pattern MINUS_ZERO = Pattern.compile("-0\\.0(?!\\d)");
    private static final String ORDER_PROTO =
            """
            syntax = "proto3";
            package coffeeco;
            import "google/protobuf/timestamp.proto";
            enum Status { UNKNOWN = 0; PAID = 1; }
            message Note { string text = 1; }
            message Order {
              string order_id = 1;
              Status status = 2;
              repeated Item items = 3;
              map<string, int32> counts = 4;
              google.protobuf.Timestamp at = 5;
              oneof way { string shop = 6; string app = 7; }
              bytes raw = 8;
              uint32 size = 9;
              message Item { int32 boldness = 1; }
            }
            """;
    private static final String ORDER_AVRO =
            """
            {"type": "record", "name": "Order", "namespace": "coffeeco", "fields": [
              {"name": "orderId", "type": "string"},
              {"name": "status", "type": {"type": "enum", "name": "Status",
                                          "symbols": ["NEW", "PAID"]}},
              {"name": "boldness", "type": "int", "default": 5},
              {"name": "price", "type": {"type": "bytes", "logicalType": "decimal",
                                         "precision": 6, "scale": 2}},
              {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}},
              {"name": "note", "type": ["null", "string"], "default": null},
              {"name": "items", "type": {"type": "array", "items": {
                "type": "record", "name": "Item", "fields": [
                  {"name": "coffee", "type": "string"}]}}}]}
            """;

    @TempDir Path folder;

    private final SchemaCatalog catalog = new SchemaCatalog(null, LocalSchemas.none());
    private final Gate gate = new Gate(catalog, Contracts::none);

    private static ResolvedSchema resolved(ParsedSchema parsed, Integer id) {
        var info =
                id == null
                        ? new SchemaInfo("Order", SchemaInfo.LOCAL, null, null, null, "a")
                        : new SchemaInfo(
                                "coffeeco.Order", SchemaInfo.REGISTRY, "orders-value", 3, id, null);
        return new ResolvedSchema(parsed, info, null);
    }

    private static ResolvedSchema schema(Format format, String text, Integer id) {
        return switch (SchemaText.parse(format, "a." + format.label(), text, List.of())) {
            case SchemaText.Result.Parsed(var parsed) -> resolved(parsed, id);
            case SchemaText.Result.Failed failed -> throw new AssertionError(failed.toString());
        };
    }

    private static String json(Decoded decoded) {
        var message = assertInstanceOf(Decoded.DecodedMessage.class, decoded);
        var out = new StringWriter();
        try (var json = JsonMapper.shared().createGenerator(new WholeText(out))) {
            new JsonTree(json).value(message);
        }
        return out.toString();
    }

    private static Answer.Written written(Answer answer) {
        return assertInstanceOf(Answer.Written.class, answer, () -> said(answer).toString());
    }

    private static List<String> said(Answer answer) {
        return answer.remarks().stream()
                .map(remark ->
                        remark.finding().kind()
                                + " "
                                + remark.finding().rule()
                                + " "
                                + remark.finding().path()
                                + ": "
                                + remark.finding().message().plain())
                .toList();
    }

    /// What `decode --json` says of a payload, typed, is the same payload again.
    @Test
    void whatIsReadCanBeWritten() {
        Cases.each(
                Cases.count(),
                random -> {
                    var generator = new RandomAvro(random);
                    var type = generator.root();
                    var target =
                            Target.of(resolved(new ParsedSchema.Avro(type, type.toString()), null));
                    var payload = RandomAvro.encode(type, generator.value(type, 0), random, false);
                    var read = gate.bytes(target, payload, Duration.ZERO);
                    if (payload.length == 0 || read instanceof Answer.Refused) {
                        return; // nothing at all is no payload
                    }
                    var typed = json(written(read).decoded());
                    var again = written(gate.json(target, typed));
                    assertEquals(typed, json(again.decoded()), type::toString);
                });
    }

    @Test
    void whatIsReadOfProtobufCanBeWritten() {
        Cases.each(
                Cases.count(),
                random -> {
                    var generator = new RandomProtobuf(random);
                    var type = generator.type();
                    if (!type.getFile().getExtensions().isEmpty()) {
                        return; // the library's JSON has none
                    }
                    var parsed = new ParsedSchema.Protobuf(type.getFile(), "");
                    var target = Target.of(resolved(parsed, null));
                    var payload = generator.value(type, 0).toByteArray();
                    var read = gate.bytes(target, payload, Duration.ZERO);
                    if (read instanceof Answer.Refused) {
                        return; // it has unknown fields, or lacks required ones
                    }
                    var typed = json(written(read).decoded());
                    if (MINUS_ZERO.matcher(typed).find()) {
                        return; // of doubles in JSON, the library drops the sign of zero
                    }
                    var again = gate.json(target, typed);
                    if (again instanceof Answer.Refused && type.getFields().isEmpty()) {
                        return; // no bytes are no payload
                    }
                    assertEquals(typed, json(written(again).decoded()));
                });
    }

    @Test
    void aRegistrysSchemaIsFramed() {
        var target = Target.of(schema(Format.PROTOBUF, ORDER_PROTO, 3));
        var note = written(gate.json(target, "{\"text\": \"x\"}"));
        // the file's first message has the short form: no indexes
        assertEquals("0000000003000a0178", HexFormat.of().formatHex(note.payload()));
        assertEquals(Framing.Kind.CONFLUENT, note.framing().kind());
        assertEquals(3, note.framing().schemaId());
        assertEquals(200, note.status());
        var order = written(gate.json(Target.of(withType(target)), "{\"shop\": \"s\"}"));
        // the second: one index, 1
        assertEquals("00000000030202320173", HexFormat.of().formatHex(order.payload()));
        assertEquals(List.of(1), order.framing().messageIndexes());
    }

    @Test
    void anotherMessageOfTheFileIsNamedByItsIndexes() {
        var whole = schema(Format.PROTOBUF, ORDER_PROTO, 3);
        var item = new ResolvedSchema(whole.parsed(), whole.info(), "coffeeco.Order.Item");
        var answer = written(gate.json(Target.of(item), "{\"boldness\": 7}"));
        // two indexes: the second message, and in it the first that is no map's entry
        var bytes = HexFormat.of().formatHex(answer.payload());
        assertTrue(bytes.startsWith("000000000304"), bytes);
        assertTrue(bytes.endsWith("0807"), bytes);
    }

    @Test
    void avroIsWrittenAsPeopleWriteItAndAsItsLibraryDoes() {
        var target = Target.of(schema(Format.AVRO, ORDER_AVRO, null));
        var answer =
                written(
                        gate.json(
                                target,
                                """
                                {"orderId": "o-1", "status": "PAID", "boldness": 7, "price": 12.5,
                                 "at": "2023-08-15T10:00:00.123Z", "note": {"string": "hot"},
                                 "items": [{"coffee": "Moka"}]}
                                """));
        var read = json(answer.decoded());
        assertEquals(
                "{\"orderId\":\"o-1\",\"status\":\"PAID\",\"boldness\":7,\"price\":12.50,"
                        + "\"at\":\"2023-08-15T10:00:00.123Z\",\"note\":\"hot\","
                        + "\"items\":[{\"coffee\":\"Moka\"}]}",
                read);
        var again = written(gate.json(target, read));
        assertArrayEquals(answer.payload(), again.payload());
        assertEquals(List.of(), said(again));
    }

    @Test
    void everyFieldHasItsSentenceAndItsPlaceInTheText() {
        var target = Target.of(schema(Format.AVRO, ORDER_AVRO, 4));
        var typed =
                """
                  {"status": "LOST", "price": 1.005, "at": "soon", "note": 3, "é": 1,
                   "items": [{"coffee": 1}, {}]}
                """;
        var answer = gate.json(target, typed);
        assertEquals(400, answer.status());
        assertEquals(
                List.of(
                        "VIOLATION gate.required orderId: The event is missing orderId, which"
                                + " coffeeco.Order v3 requires.",
                        "VIOLATION gate.type status: status is \"LOST\"; expected one of NEW,"
                                + " PAID.",
                        "NOTICE gate.default boldness: boldness is left out, so its default 5 is"
                                + " written.",
                        "VIOLATION gate.type price: price is 1.005; expected a number of at most 6"
                                + " digits, 2 of them behind the point.",
                        "VIOLATION gate.type at: at is \"soon\"; expected a time such as"
                                + " 2023-08-15T10:00:00Z.",
                        "VIOLATION gate.type note: note is 3; expected text.",
                        "VIOLATION gate.type items[0].coffee: items[0].coffee is 1; expected text.",
                        "VIOLATION gate.required items[1].coffee: The event is missing"
                                + " items[1].coffee, which coffeeco.Order v3 requires.",
                        "UNKNOWN_FIELD gate.unknown-field é: é is not in coffeeco.Order."),
                said(answer));
        var bytes = typed.getBytes(StandardCharsets.UTF_8);
        var places =
                answer.remarks().stream()
                        .map(remark -> {
                            var at = remark.typed();
                            assertNotNull(at);
                            return new String(
                                    Arrays.copyOfRange(bytes, at.start(), at.end()),
                                    StandardCharsets.UTF_8);
                        })
                        .toList();
        assertEquals("\"LOST\"", places.get(1));
        assertEquals("\"soon\"", places.get(4));
        assertEquals("1", places.get(6));
        assertEquals("{}", places.get(7));
        assertEquals("1", places.get(8));
    }

    @Test
    void protobufHasAllItsSentencesToo() {
        var target = Target.of(schema(Format.PROTOBUF, ORDER_PROTO, 3));
        var answer =
                gate.json(
                        new Target("orders", withType(target), false, DecodeOptions.NONE),
                        """
                        {"order_id": 5, "status": "LOST", "items": [{"boldness": 1.5}, 3],
                         "counts": {"a": "x"}, "shop": "s", "app": "a", "raw": "%%", "size": -1,
                         "loyalty": 7}
                        """);
        assertEquals(
                List.of(
                        "VIOLATION gate.type order_id: order_id is 5; expected text.",
                        "VIOLATION gate.type status: status is \"LOST\"; expected one of UNKNOWN,"
                                + " PAID.",
                        "VIOLATION gate.type items[0].boldness: items[0].boldness is 1.5; expected"
                                + " a whole number from -2147483648 to 2147483647.",
                        "VIOLATION gate.type items[1]: items[1] is 3; expected an object with the"
                                + " fields of Item.",
                        "VIOLATION gate.type counts[\"a\"]: counts[\"a\"] is \"x\"; expected a"
                                + " whole number from -2147483648 to 2147483647.",
                        "VIOLATION gate.not-encoded app: app and shop are both there; expected one"
                                + " of them, as oneof way says.",
                        "VIOLATION gate.type raw: raw is \"%%\"; expected bytes as base64 text.",
                        "VIOLATION gate.type size: size is -1; expected a whole number from 0 to"
                                + " 4294967295.",
                        "UNKNOWN_FIELD gate.unknown-field loyalty: loyalty is not in"
                                + " coffeeco.Order."),
                said(answer));
        var time =
                gate.json(
                        new Target("", withType(target), true, DecodeOptions.NONE),
                        "{\"order_id\": \"o\", \"at\": \"soon\"}");
        assertEquals(1, time.remarks().size());
        assertTrue(
                said(time).getFirst().startsWith("VIOLATION gate.not-encoded : This is no"),
                said(time).toString());
    }

    private static ResolvedSchema withType(Target target) {
        var schema = target.schema();
        assertNotNull(schema);
        return new ResolvedSchema(schema.parsed(), schema.info(), "coffeeco.Order");
    }

    @Test
    void rulesOfTheContractHold() throws IOException {
        Files.writeString(
                folder.resolve("a.contract.yaml"),
                """
                apiVersion: v3.1.0
                kind: DataContract
                name: receipts
                schema:
                  - name: receipts
                    properties:
                      - {name: number, logicalType: string, required: true}
                      - name: total
                        logicalType: number
                        logicalTypeOptions: {minimum: 0}
                """);
        var contracts = Contracts.read(List.of(folder));
        var strict = new Gate(catalog, () -> contracts);
        var target = new Target("receipts", null, false, DecodeOptions.NONE);
        var refused = strict.json(target, "\n{\"total\": -1}");
        assertEquals(
                List.of(
                        "VIOLATION contract.minimum total: total is -1; expected 0 or more.",
                        "VIOLATION contract.required number: The event is missing number, which"
                                + " contract receipts requires."),
                said(refused).stream().sorted().toList());
        var total =
                refused.remarks().stream()
                        .filter(remark -> remark.finding().path().equals("total"))
                        .findFirst()
                        .orElseThrow()
                        .typed();
        assertNotNull(total);
        assertEquals(11, total.start());
        var free = written(strict.json(target, " {\"number\": \"r\", \"total\": 0}\n"));
        assertEquals(
                "{\"number\": \"r\", \"total\": 0}",
                new String(free.payload(), StandardCharsets.UTF_8));
        assertEquals(Framing.Kind.RAW, free.framing().kind());
        // the same rules for bytes
        var bytes = "{\"total\": -1}".getBytes(StandardCharsets.UTF_8);
        assertEquals(2, strict.bytes(target, bytes, Duration.ZERO).remarks().size());
    }

    @Test
    void keywordsOfAJsonSchemaHold() {
        var text =
                """
                {"type": "object", "required": ["id"], "additionalProperties": false,
                 "properties": {"id": {"type": "string", "minLength": 3}}}
                """;
        var target = Target.of(schema(Format.JSON, text, 9));
        assertEquals(
                List.of("VIOLATION json-schema.minLength id"),
                gate.json(target, "{\"id\": \"x\"}").remarks().stream()
                        .map(remark ->
                                remark.finding().kind()
                                        + " "
                                        + remark.finding().rule()
                                        + " "
                                        + remark.finding().path())
                        .toList());
        assertEquals(400, gate.json(target, "{\"id\": \"xyz\", \"more\": 1}").status());
        var let = written(gate.json(target, "{\"id\": \"xyz\"}"));
        assertEquals("0000000009", HexFormat.of().formatHex(let.payload(), 0, 5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\": 1", "hello", "{\"a\": }"})
    void whatIsNoJsonIsRefusedWithItsPlace(String typed) {
        for (var target :
                List.of(
                        Target.of(schema(Format.AVRO, ORDER_AVRO, 4)),
                        new Target("t", null, false, DecodeOptions.NONE))) {
            var answer = assertInstanceOf(Answer.Refused.class, gate.json(target, typed));
            assertTrue(!answer.remarks().isEmpty(), typed);
            assertEquals(null, answer.payload());
        }
    }

    @Test
    void bytesAreReadAsTheTopicsAre() {
        var target = Target.of(schema(Format.AVRO, ORDER_AVRO, null));
        var refused = gate.bytes(target, new byte[] {2, 'x', 9}, Duration.ZERO);
        assertEquals(400, refused.status());
        assertTrue(
                refused.remarks().stream()
                        .anyMatch(remark -> remark.finding().kind() != FindingKind.NOTICE));
        assertEquals(400, gate.bytes(target, new byte[0], Duration.ZERO).status());
        var topic = new Target("t", null, false, DecodeOptions.NONE);
        var text = "just text".getBytes(StandardCharsets.UTF_8);
        assertEquals(Format.TEXT, written(gate.bytes(topic, text, Duration.ZERO)).format());
    }

    @Test
    void withoutASchemaOnlyJsonIsMadeOfJson() {
        var target =
                new Target("t", null, false, DecodeOptions.NONE.withFormat(Format.MESSAGEPACK));
        assertEquals(
                List.of(
                        "VIOLATION gate.not-encoded : t is read as msgpack, which is not made of"
                                + " JSON here; give the payload's bytes."),
                said(gate.json(target, "{}")));
    }
}
