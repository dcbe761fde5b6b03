package io.sightglass.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.model.ByteRange;
import io.sightglass.model.Decoded;
import io.sightglass.model.FindingKind;
import io.sightglass.model.Format;
import io.sightglass.model.Framing;
import io.sightglass.model.Header;
import io.sightglass.model.Headers;
import io.sightglass.model.Mark;
import io.sightglass.model.Node;
import io.sightglass.model.Part;
import io.sightglass.model.Scalar;
import io.sightglass.model.SchemaRef;
import io.sightglass.model.Sentence;
import io.sightglass.schema.Lookup;
import io.sightglass.schema.ResolvedSchema;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;

class LiveDecoderTest {
    private static final String STRING_RECORD =
            "{\"type\":\"record\",\"name\":\"Sale\",\"namespace\":\"coffeeco\",\"fields\":["
                + "{\"name\":\"shop\",\"type\":\"string\"},{\"name\":\"cents\",\"type\":\"int\"}]}";
    private static final String PROTO =
            """
            syntax = "proto3";
            package coffeeco;
            message Order { string id = 1; message Line { int32 n = 1; } }
            message Item { string coffee = 1; }
            """;

    private final TestSchemas schemas = new TestSchemas();
    private final Decoder decoder = new Decoders(schemas).newDecoder();

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Decoded decode(byte[] payload) {
        return decode(Headers.NONE, payload);
    }

    private Decoded decode(Headers headers, byte[] payload) {
        return decoder.decode("topic", Part.VALUE, headers, payload, FindingSink::collecting);
    }

    private ResolvedSchema sale() {
        return TestSchemas.schema(Format.AVRO, STRING_RECORD, "coffeeco.Sale");
    }

    private static String only(Decoded decoded) {
        assertEquals(1, decoded.findings().size(), decoded.findings().toString());
        var finding = decoded.findings().getFirst();
        return finding.rule() + ": " + finding.message().plain();
    }

    @Test
    void confluentPrefix() {
        schemas.answers.put(new SchemaRef.ById(7), new Lookup.Found(sale()));
        var message =
                assertInstanceOf(Decoded.DecodedMessage.class, decode(hex("00 00000007 0261 04")));
        assertEquals(Format.AVRO, message.format());
        assertEquals(
                new Framing(Framing.Kind.CONFLUENT, 0, 5, new SchemaRef.ById(7), List.of()),
                message.framing());
        assertEquals(new ByteRange(5, 8), message.root().range());
        assertEquals(List.of(), message.findings());
        assertEquals(
                "There is no header __value_schema_id.",
                message.attempts().getFirst().reason().plain());
    }

    @Test
    void unknownIdStaysBytesAndNamesTheOthers() {
        schemas.answers.put(new SchemaRef.ById(3), new Lookup.Found(sale()));
        schemas.answers.put(new SchemaRef.ById(4), new Lookup.Found(sale()));
        decode(hex("00 00000004 0261 04"));
        decode(hex("00 00000003 0261 04"));
        var decoded = assertInstanceOf(Decoded.Undecodable.class, decode(hex("00 00016131 7b 7d")));
        assertFalse(decoded.pending());
        assertEquals(
                "schema.unknown-id: Schema 90417 is not in the registry at localhost:8081, so the"
                        + " value stays as bytes. The topic's other records use ids 3 and 4.",
                only(decoded));
        assertEquals(new ByteRange(1, 5), decoded.findings().getFirst().range());
        assertEquals(Mark.UNDECODABLE, decoded.mark());
    }

    @Test
    void pendingUntilTheSchemaIsHere() {
        var ref = new SchemaRef.ById(9);
        schemas.answers.put(ref, new Lookup.Pending(Sentence.of("Schema 9 is being fetched.")));
        var payload = hex("00 00000009 0261 04");
        var sink = FindingSink.counting();
        var outcome =
                decoder.walk("topic", Part.VALUE, Headers.NONE, payload, 0, payload.length, sink);
        assertTrue(outcome.pending());
        assertEquals(1, sink.count(FindingKind.UNDECODABLE));
        assertEquals("schema.unavailable: Schema 9 is being fetched.", only(decode(payload)));
        schemas.answers.put(ref, new Lookup.Found(sale()));
        outcome = decoder.walk("topic", Part.VALUE, Headers.NONE, payload, 0, payload.length, sink);
        assertEquals(Outcome.Status.DECODED, outcome.status());
        assertEquals(0, sink.total());
        assertSame(
                outcome,
                decoder.walk("topic", Part.VALUE, Headers.NONE, payload, 0, payload.length, sink));
    }

    /// A payload that begins as the last one did is read the same way, and no other is.
    @Test
    void whatBeginsAlikeIsReadAlike() {
        var order = TestSchemas.schema(Format.PROTOBUF, PROTO, "coffeeco.Order");
        schemas.answers.put(new SchemaRef.ById(7), new Lookup.Found(sale()));
        schemas.answers.put(new SchemaRef.ById(3), new Lookup.Found(order));
        schemas.answers.put(new SchemaRef.ById(0x61006200), new Lookup.Found(sale()));
        var payloads =
                List.of(
                        hex("00 00000003 00 0a0161"),
                        hex("00 00000003 0200 0a0161"),
                        hex("00 00000003 0202 0a0161"),
                        hex("00 00000003 040000 0801"),
                        hex("00 00000003 0208"),
                        hex("00 00000003"),
                        hex("00 61006200 0261"),
                        hex("00 00000007 0261 04"),
                        hex("00 00000007 0262 06"),
                        hex("00 00016131 0261 04"),
                        hex("00 00000007 0261"),
                        hex("00 00000007"),
                        hex("00 00000007 0261 04"),
                        hex("00 000000"),
                        hex("0061 0062 0063 0064"),
                        hex("7b7d"));
        for (var first : payloads) {
            for (var second : payloads) {
                walk(decoder, first, counted());
                var after = counted();
                var outcome = walk(decoder, second, after);
                var alone = counted();
                var expected = walk(new Decoders(schemas).newDecoder(), second, alone);
                assertEquals(expected, outcome);
                assertEquals(alone.total(), after.total());
                assertEquals(alone.mark(), after.mark());
            }
        }
    }

    private static Outcome walk(Decoder decoder, byte[] payload, FindingSink sink) {
        return decoder.walk("orders", Part.VALUE, Headers.NONE, payload, 0, payload.length, sink);
    }

    private static FindingSink counted() {
        return FindingSink.counting();
    }

    @Test
    void guidInHeader() {
        var guid = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
        schemas.answers.put(new SchemaRef.ByGuid(guid), new Lookup.Found(sale()));
        var value = hex("01 6ba7b8109dad11d180b400c04fd430c8");
        var headers = new Headers(List.of(new Header("__value_schema_id", value)));
        var message =
                assertInstanceOf(Decoded.DecodedMessage.class, decode(headers, hex("0261 04")));
        assertEquals(Framing.Kind.CONFLUENT_HEADER, message.framing().kind());
        assertEquals(guid, message.framing().guid());
        assertEquals(new ByteRange(0, 3), message.root().range());
        var key = decoder.decode("topic", Part.KEY, headers, utf8("c-1"), FindingSink::collecting);
        assertEquals(Format.TEXT, assertInstanceOf(Decoded.DecodedMessage.class, key).format());
    }

    @Test
    void singleObject() {
        schemas.answers.put(
                new SchemaRef.ByFingerprint(0x0102030405060708L), new Lookup.Found(sale()));
        var message =
                assertInstanceOf(
                        Decoded.DecodedMessage.class, decode(hex("c301 0807060504030201 0261 04")));
        assertEquals(Framing.Kind.AVRO_SINGLE_OBJECT, message.framing().kind());
        assertEquals(0x0102030405060708L, message.framing().fingerprint());
        assertEquals(new ByteRange(10, 13), message.root().range());
        var unknown = decode(hex("c301 0807060504030202 0261 04"));
        assertEquals(new ByteRange(2, 10), unknown.findings().getFirst().range());
    }

    @Test
    void messageIndexes() {
        var schema = TestSchemas.schema(Format.PROTOBUF, PROTO, "coffeeco.Order");
        schemas.answers.put(new SchemaRef.ById(3), new Lookup.Found(schema));
        var cases = List.of("00", "0200", "0202", "040000");
        var types =
                List.of("coffeeco.Order", "coffeeco.Order", "coffeeco.Item", "coffeeco.Order.Line");
        for (int i = 0; i < cases.size(); i++) {
            var message =
                    assertInstanceOf(
                            Decoded.DecodedMessage.class,
                            decode(hex("00 00000003" + cases.get(i))));
            var root = assertInstanceOf(Node.RecordNode.class, message.root());
            assertEquals(types.get(i), root.typeName());
            assertEquals(types.get(i), message.schema().name());
            assertEquals(5 + cases.get(i).length() / 2, message.framing().end());
        }
        assertEquals(
                "payload.unreadable: The message indexes behind the schema id name no message of"
                        + " Order.",
                only(decode(hex("00 00000003 0208"))));
    }

    @Test
    void boundTopicsAreReadRaw() {
        schemas.values.put("topic", sale());
        var message = assertInstanceOf(Decoded.DecodedMessage.class, decode(hex("0261 04")));
        assertEquals(Framing.RAW, message.framing());
        // Begins like a frame: an empty shop, and cents.
        message = assertInstanceOf(Decoded.DecodedMessage.class, decode(hex("00 04")));
        assertEquals(List.of(), message.findings());
        // Framed by an id that no registry knows, read with the bound schema all the same.
        schemas.address = null;
        message =
                assertInstanceOf(Decoded.DecodedMessage.class, decode(hex("00 00000003 0261 04")));
        assertEquals(List.of(), message.findings());
        assertEquals(5, message.framing().end());
        // Garbage keeps what could be read.
        var garbage = decode(hex("0261 ff"));
        assertEquals("avro.truncated: The value ends inside cents at byte 3.", only(garbage));
    }

    @Test
    void withoutSchema() {
        assertEquals(Format.JSON, format(utf8("{\"a\": [1, true]}")));
        assertEquals(Format.JSON, format(utf8(" 14.5 ")));
        assertEquals(Format.TEXT, format(utf8("{not json")));
        assertEquals(Format.TEXT, format(utf8("grüezi\n")));
        assertEquals(Format.CBOR, format(hex("9f0102ff")));
        assertNull(format(hex("9f0102fe")));
        assertNull(format(hex("00 00 00")));
        var key = decoder.decode("t", Part.KEY, Headers.NONE, utf8("12"), FindingSink::collecting);
        var root = assertInstanceOf(Decoded.DecodedMessage.class, key).root();
        assertEquals(new Scalar.Text("12"), assertInstanceOf(Node.ScalarNode.class, root).value());
    }

    @Test
    void whatBytesCouldBeIsSaidAndNotAssumed() {
        assertEquals("It could be MessagePack as well.", reason("cbor", hex("81182a")));
        assertEquals("It could be CBOR as well.", reason("msgpack", hex("81182a")));
        assertEquals(Format.MESSAGEPACK, format(hex("81a161c0")));
        assertNull(format(hex("a0")));
        assertNull(format(hex("1bffffffffffffffff")));
        var proposal = reason("protobuf", hex("08ac02 120166 1d0000c03f"));
        assertEquals("Many bytes fit it by chance.", proposal);
        var could =
                assertInstanceOf(
                        Decoded.Undecodable.class, decode(hex("08ac02 120166 1d0000c03f")));
        assertEquals(Format.PROTOBUF, could.likely());
        assertNull(reason("protobuf", hex("08ac02 120966")));
        assertEquals(
                "It begins like XML, but is not well-formed.", reason("xml", utf8("<a><b></a>")));
        assertEquals(Format.XML, format(utf8("\ufeff<a b='c'/>")));
    }

    private String reason(String format, byte[] payload) {
        return decode(payload).attempts().stream()
                .filter(attempt -> attempt.format().equals(format))
                .map(attempt -> attempt.reason().plain())
                .findFirst()
                .orElse(null);
    }

    private Format format(byte[] payload) {
        return decode(payload) instanceof Decoded.DecodedMessage message ? message.format() : null;
    }

    @Test
    void nullIsATombstoneAndEmptyIsNot() {
        var tombstone = decode(null);
        assertInstanceOf(Decoded.Tombstone.class, tombstone);
        assertTrue(only(tombstone).startsWith("record.tombstone: "));
        assertEquals(Mark.VALID, tombstone.mark());
        var noKey = decoder.decode("topic", Part.KEY, Headers.NONE, null, FindingSink::collecting);
        assertEquals(List.of(), noKey.findings());
        var empty = decode(new byte[0]);
        assertInstanceOf(Decoded.Undecodable.class, empty);
        assertTrue(only(empty).startsWith("payload.empty: The value has 0 bytes"));
    }

    @Test
    void optionsOverrule() {
        var options = new DecodeOptions(Framing.Kind.RAW, Format.PROTOBUF);
        var raw =
                new Decoders(schemas, options)
                        .newDecoder()
                        .decode(
                                "t",
                                Part.VALUE,
                                Headers.NONE,
                                hex("0801"),
                                FindingSink::collecting);
        assertEquals(Format.PROTOBUF, assertInstanceOf(Decoded.DecodedMessage.class, raw).format());
        var bytes = new DecodeOptions(null, Format.BYTES);
        var plain =
                new Decoders(schemas, bytes)
                        .newDecoder()
                        .decode(
                                "t",
                                Part.VALUE,
                                Headers.NONE,
                                hex("9f01"),
                                FindingSink::collecting);
        assertEquals(Format.BYTES, assertInstanceOf(Decoded.DecodedMessage.class, plain).format());
    }

    @Test
    void aChosenSchemaCountsWhateverTheFramingNames() {
        var decoders = new Decoders(schemas);
        var live = decoders.newDecoder();
        var mine = new SchemaRef.LocalFile("sale.avsc", "");
        schemas.answers.put(mine, new Lookup.Found(sale()));
        var framed = hex("00 00016131 0261 04");
        var raw = hex("0261 04");
        long before = decoders.generation();

        decoders.choose("topic", Part.VALUE, DecodeOptions.NONE.withSchema(mine));

        assertTrue(decoders.generation() > before);
        for (var payload : List.of(framed, raw)) {
            var read =
                    assertInstanceOf(
                            Decoded.DecodedMessage.class,
                            live.decode(
                                    "topic",
                                    Part.VALUE,
                                    Headers.NONE,
                                    payload,
                                    FindingSink::collecting));
            assertEquals(List.of(), read.findings());
            assertEquals(payload.length - 3, read.framing().end());
        }
        // Elsewhere nothing was said.
        assertInstanceOf(
                Decoded.Undecodable.class,
                live.decode("other", Part.VALUE, Headers.NONE, framed, FindingSink::collecting));

        decoders.choose("topic", Part.VALUE, DecodeOptions.NONE);
        assertInstanceOf(
                Decoded.Undecodable.class,
                live.decode("topic", Part.VALUE, Headers.NONE, framed, FindingSink::collecting));
    }

    @Test
    void aChosenSchemaThatIsNotThereIsAFinding() {
        var gone = new SchemaRef.LocalFile("gone.avsc", "");
        schemas.answers.put(gone, Lookup.Missing.of(Sentence.of("gone.avsc is not there.")));
        var decoded =
                new Decoders(schemas)
                        .newDecoder(DecodeOptions.NONE.withSchema(gone))
                        .decode(
                                "topic",
                                Part.VALUE,
                                Headers.NONE,
                                hex("0261 04"),
                                FindingSink::collecting);
        assertEquals("schema.unknown-id: gone.avsc is not there.", only(decoded));
    }

    @Test
    void chosenXmlSaysWhereItBreaks() {
        var options = new DecodeOptions(null, Format.XML);
        var decoded =
                new Decoders(schemas, options)
                        .newDecoder()
                        .decode(
                                "t",
                                Part.VALUE,
                                Headers.NONE,
                                utf8("<a>\n<é></a>"),
                                FindingSink::collecting);
        assertEquals(
                "xml.well-formed: The value is not well-formed XML at line 2, column 6.",
                only(decoded));
        assertEquals(10, decoded.findings().getFirst().range().start());
    }

    @Test
    void jsonWithMoreValuesThanAreReadIsStillJson() {
        var many = utf8("[" + "1,".repeat(Limits.NODES) + "1]");
        var read = assertInstanceOf(Decoded.DecodedMessage.class, decode(many));
        assertEquals(Format.JSON, read.format());
        assertTrue(only(read).startsWith("payload.shown-in-part: "), only(read));
        assertEquals(Mark.VALID, read.mark());

        var whole =
                new Decoders(schemas)
                        .newDecoder(DecodeOptions.NONE, Limits.NODES * 8)
                        .decode("topic", Part.VALUE, Headers.NONE, many, FindingSink::collecting);
        assertEquals(List.of(), whole.findings());
    }

    @Test
    void aRowCountsSomeOfManyValuesAndSaysThatThereAreMore() {
        var row = new RowSink();
        var many = utf8("[" + "1,".repeat(Limits.ROW_VALUES) + "1]");
        decoder.walk("topic", Part.VALUE, Headers.NONE, many, 0, many.length, row);
        assertEquals("[" + (Limits.ROW_VALUES - 1) + "+]", row.line());
    }

    @Test
    void rowsSayWhyNot() {
        var row = new RowSink();
        var payload = hex("00 00016131 7b");
        decoder.walk("topic", Part.VALUE, Headers.NONE, payload, 0, payload.length, row);
        assertEquals("Not decodable: schema id 90417 is not in the registry", row.line());
    }

    /// Walks count what decoding collects, whatever the bytes are.
    @Test
    void countsAreTheFindings() {
        schemas.answers.put(new SchemaRef.ById(3), new Lookup.Found(sale()));
        var proto = TestSchemas.schema(Format.PROTOBUF, PROTO, "coffeeco.Order");
        schemas.answers.put(new SchemaRef.ById(4), new Lookup.Found(proto));
        var random = new Random(20_260_401);
        var counting = FindingSink.counting();
        for (int i = 0; i < 5_000; i++) {
            var good = hex(i % 2 == 0 ? "00 00000003 0261 04" : "00 00000004 00 0a0161 7801");
            var payload = i % 5 == 0 ? Walks.random(random, 40) : Walks.mutated(good, random);
            var decoded = decode(payload);
            decoder.walk("topic", Part.VALUE, Headers.NONE, payload, 0, payload.length, counting);
            for (var kind : FindingKind.values()) {
                long found = decoded.findings().stream().filter(f -> f.kind() == kind).count();
                assertEquals(found, counting.count(kind), HexFormat.of().formatHex(payload));
            }
        }
    }
}
