package io.sightglass.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.model.ByteRange;
import io.sightglass.model.DecodeAttempt;
import io.sightglass.model.Decoded;
import io.sightglass.model.Format;
import io.sightglass.model.Framing;
import io.sightglass.model.Header;
import io.sightglass.model.Headers;
import io.sightglass.model.Node;
import io.sightglass.model.Part;
import io.sightglass.model.SchemaRef;
import io.sightglass.schema.Lookup;
import io.sightglass.schema.ResolvedSchema;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/// The framings of other registries than Confluent's, and headers that say a format.
class FramingsTest {
    private static final String SALE =
            """
            {"type": "record", "name": "Sale", "namespace": "coffeeco", "fields": [
              {"name": "shop", "type": "string"}, {"name": "cents", "type": "int"}]}
            """;
    private static final String PROTO =
            """
            syntax = "proto3";
            package coffeeco;
            message Order { string id = 1; message Line { int32 n = 1; } }
            message Item { string coffee = 1; }
            """;
    private static final String GLUE_UUID = "b7b4a7f09c964e4aa687fb5de9ef0c63";
    private static final UUID GLUE = UUID.fromString("b7b4a7f0-9c96-4e4a-a687-fb5de9ef0c63");

    private final TestSchemas schemas = new TestSchemas();
    private final Decoder decoder = new Decoders(schemas).newDecoder();

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// Name, value, name, value; a value is text or `hex:`.
    private static Headers headers(String... words) {
        var list = new ArrayList<Header>();
        for (int i = 0; i < words.length; i += 2) {
            var value = words[i + 1];
            boolean hex = value.startsWith("hex:");
            list.add(new Header(words[i], hex ? hex(value.substring(4)) : utf8(value)));
        }
        return new Headers(list);
    }

    private Decoded decode(Headers headers, byte[] payload) {
        return decoder.decode("topic", Part.VALUE, headers, payload, FindingSink::collecting);
    }

    private Decoded.DecodedMessage message(Headers headers, byte[] payload) {
        return assertInstanceOf(Decoded.DecodedMessage.class, decode(headers, payload));
    }

    private Decoded.DecodedMessage message(String hex) {
        return message(Headers.NONE, hex(hex));
    }

    private static ResolvedSchema sale() {
        return TestSchemas.schema(Format.AVRO, SALE, "coffeeco.Sale");
    }

    private static ResolvedSchema proto() {
        return TestSchemas.schema(Format.PROTOBUF, PROTO, "coffeeco.Order");
    }

    private void know(SchemaRef ref, ResolvedSchema schema) {
        schemas.answers.put(ref, new Lookup.Found(schema));
    }

    private static String reason(Decoded decoded, Framing.Kind kind) {
        return decoded.attempts().stream()
                .filter(attempt -> attempt.format().equals(kind.label()))
                .map(DecodeAttempt::reason)
                .findFirst()
                .orElseThrow()
                .plain();
    }

    /// JSON in UTF-16 or UTF-32, most significant byte first, begins with a zero as a schema id
    /// does. It is told by the zeros that come by turns, and the attempts say so.
    @Test
    void wideJsonIsNoSchemaId() {
        for (var charset : List.of(StandardCharsets.UTF_16BE, StandardCharsets.UTF_32BE)) {
            for (var text : List.of("{\"a\":1}", "[1, 2, 3]", "{ \"é\": \"東京\" }")) {
                var decoded = decode(Headers.NONE, text.getBytes(charset));
                var message = assertInstanceOf(Decoded.DecodedMessage.class, decoded);
                assertEquals(Format.TEXT, message.format());
                assertEquals(Framing.RAW, message.framing());
                for (var kind : List.of(Framing.Kind.CONFLUENT, Framing.Kind.APICURIO)) {
                    assertEquals(
                            "The first byte is 00, but characters follow between zeros: it is text"
                                    + " in UTF-16 or UTF-32.",
                            reason(message, kind));
                }
            }
        }
    }

    /// A schema id of any size that a registry gives out stays one.
    @Test
    void aSchemaIdIsNotTakenForText() {
        var schema = TestSchemas.schema(Format.AVRO, SALE, "coffeeco.Sale");
        for (int id : new int[] {1, 0x2200, 0x7b00, 0x220000, 90_000_000}) {
            schemas.answers.put(new SchemaRef.ById(id), new Lookup.Found(schema));
            var payload = hex("00" + HexFormat.of().toHexDigits(id) + "04 6f6b 02");
            var decoded = decode(Headers.NONE, payload);
            var message = assertInstanceOf(Decoded.DecodedMessage.class, decoded);
            assertEquals(Framing.Kind.CONFLUENT, message.framing().kind());
        }
    }

    @Test
    void glue() {
        know(new SchemaRef.ByGlueVersion(GLUE), sale());
        var message = message("0300" + GLUE_UUID + "0261 04");
        assertEquals(Framing.Kind.GLUE, message.framing().kind());
        assertEquals(new SchemaRef.ByGlueVersion(GLUE), message.framing().schema());
        assertEquals(new ByteRange(18, 21), message.root().range());
        assertEquals(List.of(), message.findings());
    }

    @Test
    void glueBehindABoundSchema() {
        schemas.values.put("topic", sale());
        var message = message("0300" + GLUE_UUID + "0261 04");
        assertEquals(18, message.framing().end());
        assertEquals(List.of(), message.findings());
        var cut = message("0300" + GLUE_UUID + "0a61");
        assertEquals(18, cut.framing().end());
        assertEquals(
                "The value ends inside shop at byte 20: its length says 5 bytes and 1 is left.",
                cut.findings().getFirst().message().plain());
    }

    @Test
    void glueCountsMessagesByFullName() {
        know(new SchemaRef.ByGlueVersion(GLUE), proto());
        var types = List.of("coffeeco.Item", "coffeeco.Order", "coffeeco.Order.Line");
        for (int i = 0; i < types.size(); i++) {
            var message = message("0300" + GLUE_UUID + "0" + i);
            assertEquals(types.get(i), ((Node.RecordNode) message.root()).typeName());
            assertEquals(19, message.framing().end());
            assertEquals(List.of(i), message.framing().messageIndexes());
        }
        assertTrue(
                decode(Headers.NONE, hex("0300" + GLUE_UUID + "03"))
                        .findings()
                        .getFirst()
                        .message()
                        .plain()
                        .contains("name no message"));
    }

    @Test
    void glueIsRejectedWithAReason() {
        assertEquals(
                "The compression byte is 07; Glue knows 00 and 05.",
                reason(decode(Headers.NONE, hex("0307" + GLUE_UUID + "00")), Framing.Kind.GLUE));
        assertEquals(
                "The value is shorter than Glue's 18 bytes.",
                reason(decode(Headers.NONE, hex("0300")), Framing.Kind.GLUE));
    }

    @Test
    void apicurioInEightBytes() {
        know(new SchemaRef.ByGlobalId(5), sale());
        var message = message("00 0000000000000005 0261 04");
        assertEquals(Framing.Kind.APICURIO, message.framing().kind());
        assertEquals(new SchemaRef.ByGlobalId(5), message.framing().schema());
        assertEquals(9, message.framing().end());
        assertEquals(
                "No registry gives out the id in bytes 1 to 4.",
                reason(message, Framing.Kind.CONFLUENT));
    }

    @Test
    void confluentsFourBytesComeFirstIfTheyAreKnown() {
        know(new SchemaRef.ById(1), sale());
        know(new SchemaRef.ByGlobalId(0x1_0000_0002L), sale());
        // As four bytes: shop "", cents 0, and more.
        var four = message("00 00000001 0261 04");
        assertEquals(Framing.Kind.CONFLUENT, four.framing().kind());
        var both = message("00 00000001 00000002 0261 04");
        assertEquals(Framing.Kind.CONFLUENT, both.framing().kind());
        schemas.answers.remove(new SchemaRef.ById(1));
        schemas.generation++;
        var eight = message("00 00000001 00000002 0261 04");
        assertEquals(Framing.Kind.APICURIO, eight.framing().kind());
        assertEquals(List.of(), eight.findings());
        assertEquals(
                "Schema 1 is not known, and the long id is.",
                reason(eight, Framing.Kind.CONFLUENT));
        var neither = decode(Headers.NONE, hex("00 00000001 00000003 0261 04"));
        assertTrue(
                neither.findings().getFirst().message().plain().startsWith("Schema 1 is not in"),
                neither.findings().toString());
    }

    @Test
    void apicurioNamesMessagesByType() {
        know(new SchemaRef.ByGlobalId(5), proto());
        var item = message("00 0000000000000005 06 0a04 4974656d 0a0161");
        assertEquals("coffeeco.Item", item.schema().name());
        assertEquals(16, item.framing().end());
        var line = message("00 0000000000000005 06 0a04 4c696e65 0805");
        assertEquals("coffeeco.Order.Line", line.schema().name());
        var first = message("00 0000000000000005 0a0161");
        assertEquals("coffeeco.Order", first.schema().name());
        assertEquals(9, first.framing().end());
        // With ids in four bytes, this is all that tells it from Confluent's.
        know(new SchemaRef.ById(5), proto());
        var four = message("00 00000005 06 0a04 4974656d 0a0161");
        assertEquals("coffeeco.Item", four.schema().name());
        assertEquals(12, four.framing().end());
    }

    @Test
    void apicurioHeaders() {
        know(new SchemaRef.ByGlobalId(5), sale());
        know(new SchemaRef.ByContentId(6), sale());
        know(new SchemaRef.ByArtifact("g", "sale", "2"), sale());
        know(new SchemaRef.ByContentHash("abc"), sale());
        var cases =
                List.of(
                        headers("apicurio.value.globalId", "hex:0000000000000005"),
                        headers("apicurio.value.contentId", "hex:0000000000000006"),
                        headers("apicurio.value.contentId", "6"),
                        headers(
                                "apicurio.value.contentHash",
                                "no",
                                "apicurio.value.groupId",
                                "g",
                                "apicurio.value.artifactId",
                                "sale",
                                "apicurio.value.version",
                                "2"),
                        headers("apicurio.value.contentHash", "abc"));
        for (var headers : cases) {
            var message = message(headers, hex("0261 04"));
            assertEquals(Framing.Kind.APICURIO_HEADER, message.framing().kind());
            assertEquals(new ByteRange(0, 3), message.root().range());
            assertEquals(List.of(), message.findings());
        }
        var key = headers("apicurio.key.globalId", "hex:0000000000000005");
        var decoded = decoder.decode("t", Part.KEY, key, hex("0261 04"), FindingSink::collecting);
        assertInstanceOf(Decoded.DecodedMessage.class, decoded);
        assertEquals(
                "The header apicurio.value.globalId holds no id in its 3 bytes.",
                reason(
                        decode(headers("apicurio.value.globalId", "hex:000005"), hex("9f")),
                        Framing.Kind.APICURIO_HEADER));
    }

    @Test
    void apicurioHeadersSayTypeAndEncoding() {
        know(new SchemaRef.ByGlobalId(5), proto());
        var type =
                headers(
                        "apicurio.value.globalId",
                        "hex:0000000000000005",
                        "apicurio.protobuf.type",
                        "Item");
        assertEquals("coffeeco.Item", message(type, hex("0a0161")).schema().name());
        var both = message(type, hex("07 0a05 4f72646572 0a0161"));
        assertEquals("coffeeco.Order", both.schema().name());
        assertEquals(8, both.framing().end());
        know(new SchemaRef.ByGlobalId(6), sale());
        var json =
                headers(
                        "apicurio.value.globalId",
                        "hex:0000000000000006",
                        "apicurio.value.encoding",
                        "JSON");
        var message = message(json, utf8("{\"shop\":\"a\",\"cents\":2}"));
        assertEquals(Format.JSON, message.format());
        assertEquals(Framing.Kind.APICURIO_HEADER, message.framing().kind());
    }

    @ParameterizedTest
    @CsvSource({
        "content-type, application/json, 7b7d, JSON",
        "Content-Type, application/json; charset=utf-8, 7b7d, JSON",
        "contentType, '\"application/json\"', 7b7d, JSON",
        "content-type, application/cloudevents+json, 7b7d, JSON",
        "content-type, application/x-ndjson, 7b7d, JSON",
        "content-type, text/plain, 7b7d, TEXT",
        "contentType, text/plain;charset=UTF-8, 7b7d, TEXT",
        "content-type, application/x-protobuf, 0801, PROTOBUF",
        "content-type, application/protobuf, 0801, PROTOBUF",
        "ce_datacontenttype, application/vnd.google.protobuf, 0801, PROTOBUF",
        "ce_dataschema, http://schemas/coffee/order.proto, 0801, PROTOBUF",
        "ce_dataschema, http://schemas/order.schema.json, 31, JSON",
    })
    void contentTypes(String name, String value, String payload, Format format) {
        var message = message(headers(name, value), hex(payload));
        assertEquals(format, message.format());
        assertEquals(Framing.Kind.CONTENT_TYPE, message.framing().kind());
        assertEquals(value, message.framing().contentType());
        assertEquals(List.of(), message.findings());
    }

    @ParameterizedTest
    @CsvSource({"application/avro", "avro/binary", "application/vnd.sale.v1+avro"})
    void avroByContentTypeNeedsItsSchema(String type) {
        var headers = headers("content-type", type);
        var decoded = assertInstanceOf(Decoded.Undecodable.class, decode(headers, hex("0261 04")));
        assertEquals(
                "A header says that the value is Avro ("
                        + type
                        + "), which can be read only with its schema; bind a local schema to the"
                        + " topic with \"decode as\".",
                decoded.findings().getFirst().message().plain());
        schemas.values.put("topic", sale());
        schemas.generation++;
        assertEquals(Format.AVRO, message(headers, hex("0261 04")).format());
    }

    @Test
    void aHeaderThatIsWrongIsSaid() {
        var message = message(headers("content-type", "application/json"), utf8("hello"));
        assertEquals(Format.TEXT, message.format());
        assertEquals("payload.content-type", message.findings().getFirst().rule());
        var broken = message(headers("content-type", "application/json"), utf8("{\"a\":"));
        assertEquals(Format.JSON, broken.format());
        assertEquals("json.truncated", broken.findings().getFirst().rule());
        var image = decode(headers("content-type", "image/png"), hex("89504e47"));
        assertEquals(
                "The header content-type is image/png, which stands for no format that is known"
                        + " here.",
                reason(image, Framing.Kind.CONTENT_TYPE));
    }

    @Test
    void everyFramingSaysWhyItIsNot() {
        var decoded = decode(Headers.NONE, utf8("plain"));
        for (var kind : Framing.Kind.values()) {
            if (kind != Framing.Kind.RAW) {
                assertTrue(reason(decoded, kind).endsWith("."), kind.label());
            }
        }
    }

    @Test
    void aPersonChoosesTheFraming() {
        know(new SchemaRef.ByGlobalId(0x1_0000_0002L), sale());
        know(new SchemaRef.ById(1), sale());
        var options = new DecodeOptions(Framing.Kind.APICURIO, null);
        var decoded =
                new Decoders(schemas)
                        .newDecoder(options)
                        .decode(
                                "topic",
                                Part.VALUE,
                                Headers.NONE,
                                hex("00 00000001 00000002 0261 04"),
                                FindingSink::collecting);
        var message = assertInstanceOf(Decoded.DecodedMessage.class, decoded);
        assertEquals(Framing.Kind.APICURIO, message.framing().kind());
        assertEquals(List.of(), message.findings());
    }
}
