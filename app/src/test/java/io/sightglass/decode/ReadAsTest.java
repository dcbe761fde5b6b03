package io.sightglass.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.model.Decoded;
import io.sightglass.model.Format;
import io.sightglass.model.Headers;
import io.sightglass.model.Mark;
import io.sightglass.model.Part;
import io.sightglass.model.SchemaRef;
import io.sightglass.model.Sentence;
import io.sightglass.schema.Lookup;
import io.sightglass.schema.ParsedSchema;
import io.sightglass.schema.ResolvedSchema;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// CoffeeCo's order-status records, looked at by consumers of its other versions.
class ReadAsTest {
    private static final Path SAMPLES =
            Path.of(System.getProperty("sightglass.samples", "../sample-schemas"));

    private final TestSchemas schemas = new TestSchemas();

    ReadAsTest() throws IOException {
        for (int version = 1; version <= 4; version++) {
            var text = Files.readString(SAMPLES.resolve("order-status/v" + version + ".avsc"));
            var info = TestSchemas.info("coffeeco.OrderStatus", version, version);
            var schema = new ResolvedSchema(TestSchemas.parsed(Format.AVRO, text), info, null);
            schemas.answers.put(new SchemaRef.ById(version), new Lookup.Found(schema));
            var named = new SchemaRef.BySubjectVersion("orders-value", version);
            schemas.answers.put(named, new Lookup.Found(schema));
        }
    }

    private byte[] status(int version, String status) {
        var found = (Lookup.Found) schemas.lookup(new SchemaRef.ById(version));
        var schema = ((ParsedSchema.Avro) found.schema().parsed()).schema();
        var record = new GenericData.Record(schema);
        record.put("orderId", "o-5513");
        record.put("timestamp", 1_700_000_000_000L);
        record.put("status", symbol(schema, status));
        var items = schema.getField("items").schema();
        var item = new GenericData.Record(items.getElementType());
        item.put("coffee", "kenya-aa");
        item.put("quantity", 2);
        item.put("boldness", 7);
        record.put("items", new GenericData.Array<>(items, List.of(item)));
        if (version >= 4) {
            record.put("loyaltyPoints", 300);
        } else {
            record.put("userId", "u-77");
            record.put("note", "no sugar");
        }
        return framed(version, schema, record);
    }

    private static GenericData.EnumSymbol symbol(Schema schema, String status) {
        return new GenericData.EnumSymbol(schema.getField("status").schema(), status);
    }

    private static byte[] framed(int id, Schema schema, GenericData.Record record) {
        try {
            var out = new ByteArrayOutputStream();
            out.writeBytes(new byte[] {0, 0, 0, 0, (byte) id});
            var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            new GenericDatumWriter<>(schema).write(record, encoder);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Decoded.DecodedMessage read(byte[] payload, SchemaRef reader) {
        var options = DecodeOptions.NONE.withReader(reader);
        var decoder = new Decoders(schemas, options).newDecoder();
        var decoded =
                decoder.decode("t", Part.VALUE, Headers.NONE, payload, FindingSink::collecting);
        var counting = FindingSink.counting();
        decoder.walk("t", Part.VALUE, Headers.NONE, payload, 0, payload.length, counting);
        assertEquals(decoded.mark(), counting.mark());
        return assertInstanceOf(Decoded.DecodedMessage.class, decoded);
    }

    private static SchemaRef version(int version) {
        return new SchemaRef.BySubjectVersion("", version);
    }

    private static List<String> sentences(Decoded decoded) {
        var all = new ArrayList<String>();
        decoded.findings().forEach(f -> all.add(f.rule() + ": " + f.message().plain()));
        return all;
    }

    @Test
    void aConsumerOnTheVersionBeforeDoesNotSeeWhatIsNew() {
        var read = read(status(2, "PROGRESS"), version(3));
        assertEquals(List.of(), sentences(read));
        assertEquals(Mark.VALID, read.mark());
        var readAs = Objects.requireNonNull(read.readAs());
        assertEquals(3, Objects.requireNonNull(readAs.schema()).version());

        read = read(status(3, "CANCELED"), version(2));
        assertEquals(
                List.of(
                        "avro.reader.symbol: A reader with v2 cannot read this record: status is"
                                + " CANCELED, which its Status lacks."),
                sentences(read));
        assertEquals(Mark.VIOLATION, read.mark());
        assertEquals("status", read.findings().getFirst().path());
    }

    @Test
    void aConsumerOnTheFirstVersionCannotReadTheLast() {
        var read = read(status(4, "REFUNDED"), version(1));
        assertEquals(
                List.of(
                        "avro.reader.type: A reader with v1 cannot read this record: userId is"
                                + " null here and a string there.",
                        "avro.reader.symbol: A reader with v1 cannot read this record: status is"
                                + " REFUNDED, which its Status lacks.",
                        "avro.reader.dropped: A reader with v1 does not see total (union {null,"
                                + " double}, null).",
                        "avro.reader.dropped: A reader with v1 does not see loyaltyPoints (int,"
                                + " 300).",
                        "avro.reader.dropped: A reader with v1 does not see storeId (union {null,"
                                + " string}, null).",
                        "avro.reader.no-default: A reader with v1 cannot read this record: it has"
                                + " no note (string), and the reader no default for it."),
                sentences(read));
        assertEquals(Mark.VIOLATION, read.mark());
    }

    @Test
    void aConsumerOnTheNextVersionFillsInDefaults() {
        var read = read(status(1, "STARTED"), version(2));
        assertEquals(
                List.of(
                        "avro.reader.defaulted: A reader with v2 fills total with its default"
                                + " null."),
                sentences(read));
        assertEquals(Mark.VALID, read.mark());
        int end = status(1, "STARTED").length;
        assertEquals(end, read.findings().getFirst().range().start());
        assertTrue(read.root().toString().contains("AbsentNode"), "a node for the default");
    }

    @Test
    void aReaderThatIsNotHereYetIsAskedForAgain() {
        var pending = Sentence.of("Version 9 of orders-value is being fetched.");
        var nine = new SchemaRef.BySubjectVersion("orders-value", 9);
        schemas.answers.put(nine, new Lookup.Pending(pending));
        var read = read(status(1, "STARTED"), version(9));
        assertEquals(
                List.of("reader.pending: Version 9 of orders-value is being fetched."),
                sentences(read));
        assertTrue(read.pending());
        assertEquals(Mark.VALID, read.mark());
        assertNull(Objects.requireNonNull(read.readAs()).schema());
    }

    @Test
    void aReaderThatDoesNotExistIsAFinding() {
        var read = read(status(1, "STARTED"), version(8));
        assertEquals(
                List.of(
                        "reader.unknown: orders-value v8 is not in the registry at localhost:8081."
                                + " Nothing is known of that reader."),
                sentences(read));
        assertEquals(Mark.VIOLATION, read.mark());
    }

    @Test
    void aReaderOfAnotherFormatCannotReadIt() {
        var json = TestSchemas.schema(Format.JSON, "{\"type\": \"object\"}", "Order");
        var file = new SchemaRef.LocalFile("order.schema.json", "");
        schemas.answers.put(file, new Lookup.Found(json));
        assertEquals(
                List.of(
                        "reader.format: A reader with test cannot read this record: it is Avro here"
                                + " and JSON there."),
                sentences(read(status(1, "STARTED"), file)));
    }
}
