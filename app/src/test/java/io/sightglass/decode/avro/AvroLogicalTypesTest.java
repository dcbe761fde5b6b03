package io.sightglass.decode.avro;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.sightglass.decode.Cases;
import io.sightglass.decode.RowSink;
import io.sightglass.decode.Walks;
import io.sightglass.model.ByteRange;
import io.sightglass.model.Finding;
import io.sightglass.model.FindingKind;
import io.sightglass.model.Node;
import io.sightglass.model.Scalar;

import org.apache.avro.Conversion;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.util.TimePeriod;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/// Every logical type of Avro 1.12: the value in the tree, in a row and in JSON is what the
/// library's conversion makes of the same bytes, and the tree gives the same bytes back; what the
/// type does not allow is said, and what does not fit the type beneath is passed over.
class AvroLogicalTypesTest {
    /// What is said of values that their logical type does not allow.
    static final Set<String> RULES =
            Set.of(
                    "avro.time-of-day",
                    "avro.decimal-precision",
                    "avro.decimal",
                    "avro.uuid",
                    "avro.duration");

    private static final long[] LONGS = {
        0,
        1,
        -1,
        999,
        -999,
        1_700_000_000_123L,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        253_402_300_800_000L,
        -62_167_219_200_001L,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };

    private static final String INT = "{\"type\":\"int\",\"logicalType\":\"%s\"}";
    private static final String LONG = "{\"type\":\"long\",\"logicalType\":\"%s\"}";
    private static final String DECIMAL =
            "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":%d,\"scale\":%d}";
    private static final String FIXED_DECIMAL =
            "{\"type\":\"fixed\",\"name\":\"F\",\"size\":%d,\"logicalType\":\"decimal\","
                    + "\"precision\":%d,\"scale\":%d}";
    private static final String UUID_TEXT = "{\"type\":\"string\",\"logicalType\":\"uuid\"}";
    private static final String UUID_BYTES =
            "{\"type\":\"fixed\",\"name\":\"U\",\"size\":16,\"logicalType\":\"uuid\"}";
    private static final String DURATION =
            "{\"type\":\"fixed\",\"name\":\"D\",\"size\":12,\"logicalType\":\"duration\"}";
    private static final String BIG = "{\"type\":\"bytes\",\"logicalType\":\"big-decimal\"}";

    @Test
    void dates() {
        for (int day : new int[] {0, 1, -1, 19_675, -719_529, 2_932_897, 100_000_000}) {
            time(INT.formatted("date"), day, new TimeConversions.DateConversion());
        }
        time(INT.formatted("date"), Integer.MAX_VALUE, new TimeConversions.DateConversion());
        time(INT.formatted("date"), Integer.MIN_VALUE, new TimeConversions.DateConversion());
    }

    @Test
    void timesOfDay() {
        var millis = new TimeConversions.TimeMillisConversion();
        for (int at : new int[] {0, 1, 999, 43_200_000, 86_399_999}) {
            time(INT.formatted("time-millis"), at, millis);
        }
        var micros = new TimeConversions.TimeMicrosConversion();
        for (long at : new long[] {0, 1, 999_999, 43_200_000_001L, 86_399_999_999L}) {
            time(LONG.formatted("time-micros"), at, micros);
        }
    }

    @Test
    void timestamps() {
        var conversions =
                Map.<String, Conversion<? extends TemporalAccessor>>of(
                        "timestamp-millis", new TimeConversions.TimestampMillisConversion(),
                        "timestamp-micros", new TimeConversions.TimestampMicrosConversion(),
                        "timestamp-nanos", new TimeConversions.TimestampNanosConversion());
        conversions.forEach((name, conversion) -> {
            for (long at : LONGS) {
                time(LONG.formatted(name), at, conversion);
            }
        });
    }

    @Test
    void localTimestamps() {
        var conversions =
                Map.<String, Conversion<? extends TemporalAccessor>>of(
                        "local-timestamp-millis",
                        new TimeConversions.LocalTimestampMillisConversion(),
                        "local-timestamp-micros",
                        new TimeConversions.LocalTimestampMicrosConversion(),
                        "local-timestamp-nanos",
                        new TimeConversions.LocalTimestampNanosConversion());
        conversions.forEach((name, conversion) -> {
            for (long at : LONGS) {
                time(LONG.formatted(name), at, conversion);
            }
        });
    }

    /// Years outside of 0 to 9999 have a sign and as many digits as they need.
    @Test
    void timestampsOutsideOfFourDigitsAreShown() {
        assertEquals("+10000-01-01T00:00:00Z", iso("timestamp-millis", 253_402_300_800_000L));
        assertEquals("-0001-12-31T23:59:59.999Z", iso("timestamp-millis", -62_167_219_200_001L));
        assertEquals("+292278994-08-17T07:12:55.807Z", iso("timestamp-millis", Long.MAX_VALUE));
        assertEquals("+294247-01-10T04:00:54.775807Z", iso("timestamp-micros", Long.MAX_VALUE));
        assertEquals(
                "-290308-12-21T19:59:05.224192", iso("local-timestamp-micros", Long.MIN_VALUE));
    }

    private static String iso(String type, long value) {
        var field = (Node.ScalarNode) field(walk(LONG.formatted(type), value));
        return ((Scalar.Temporal) field.value()).iso();
    }

    @Test
    void decimals() {
        var conversion = new Conversions.DecimalConversion();
        Cases.each(
                200,
                random -> {
                    int scale = random.nextInt(20);
                    var schema = schema(DECIMAL.formatted(40, scale));
                    var unscaled = new BigInteger(1 + random.nextInt(130), random);
                    var value = random.nextBoolean() ? unscaled : unscaled.negate();
                    var raw = ByteBuffer.wrap(value.toByteArray());
                    var meant =
                            conversion.fromBytes(raw.duplicate(), schema, schema.getLogicalType());
                    decimal(schema, raw, meant);
                    int size = value.toByteArray().length + random.nextInt(3);
                    var fixed = schema(FIXED_DECIMAL.formatted(size, 1, 1));
                    var padded = padded(value, size);
                    var bits = new GenericData.Fixed(fixed, padded);
                    decimal(fixed, bits, conversion.fromFixed(bits, fixed, fixed.getLogicalType()));
                });
    }

    @Test
    void bigDecimals() {
        var conversion = new Conversions.BigDecimalConversion();
        var schema = schema(BIG);
        for (var text : List.of("0", "-1", "1.50", "1E+9", "-0.000000001", "9".repeat(60) + ".9")) {
            var value = new BigDecimal(text);
            var raw = conversion.toBytes(value, schema, schema.getLogicalType());
            decimal(schema, raw, value);
        }
    }

    private static void decimal(Schema schema, Object raw, BigDecimal meant) {
        var walked = walk(schema, raw);
        var node = (Node.ScalarNode) field(walked);
        assertEquals(new Scalar.Decimal(meant), node.value());
        // Digit for digit, trailing zeros too.
        assertEquals("{\"v\":" + meant.toPlainString() + "}", json(walked));
        assertEquals("{v " + meant.toPlainString() + "}", row(schema, raw));
        var others = walked.findings().stream().map(Finding::rule).distinct().toList();
        assertEquals(
                meant.precision() > LogicalChecks.precision(schema)
                                && schema.getLogicalType().getName().equals("decimal")
                        ? List.of("avro.decimal-precision")
                        : List.of(),
                others);
    }

    @Test
    void uuids() {
        var conversion = new Conversions.UUIDConversion();
        var random = new Random(7);
        for (int i = 0; i < 50; i++) {
            var id = new UUID(random.nextLong(), random.nextLong());
            var text = schema(UUID_TEXT);
            var asText = conversion.toCharSequence(id, text, text.getLogicalType());
            text(text, asText.toString(), id.toString());
            text(
                    text,
                    id.toString().toUpperCase(Locale.ROOT),
                    id.toString().toUpperCase(Locale.ROOT));
            var fixed = schema(UUID_BYTES);
            text(fixed, conversion.toFixed(id, fixed, fixed.getLogicalType()), id.toString());
        }
    }

    @Test
    void durations() {
        var conversion = new Conversions.DurationConversion();
        var schema = schema(DURATION);
        for (var period :
                List.of(
                        TimePeriod.of(0, 0, 0),
                        TimePeriod.of(14, 3, 1_500),
                        TimePeriod.of(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE))) {
            var raw = conversion.toFixed(period, schema, schema.getLogicalType());
            var seconds = BigDecimal.valueOf(period.getMillis(), 3).toPlainString();
            var text = "P" + period.getMonths() + "M" + period.getDays() + "DT" + seconds + "S";
            text(schema, raw, text);
        }
    }

    private static void text(Schema schema, Object raw, String meant) {
        var walked = walk(schema, raw);
        assertEquals(new Scalar.Text(meant), ((Node.ScalarNode) field(walked)).value());
        assertEquals("{\"v\":\"" + meant + "\"}", json(walked));
        // Bytes that mean text stand without quotes.
        assertEquals("{v " + meant + "}", row(schema, raw).replace("\"", ""));
        assertEquals(List.of(), walked.findings());
    }

    /// A date or time: what the library makes of the number, and the number itself.
    private static void time(
            String type, Number raw, Conversion<? extends TemporalAccessor> conversion) {
        var schema = schema(type);
        var logical = schema.getLogicalType();
        var meant = fromNumber(conversion, schema, logical, raw);
        var walked = walk(schema, raw);
        var value =
                assertInstanceOf(Scalar.Temporal.class, ((Node.ScalarNode) field(walked)).value());
        assertEquals(meant, value.time(), type);
        assertEquals(raw.longValue(), value.raw());
        assertEquals("{\"v\":\"" + meant + "\"}", json(walked));
        assertEquals("{v " + meant + "}", row(schema, raw));
        assertEquals(List.of(), walked.findings());
    }

    private static Object fromNumber(
            Conversion<?> conversion, Schema schema, LogicalType logical, Number raw) {
        return raw instanceof Integer number
                ? conversion.fromInt(number, schema, logical)
                : conversion.fromLong(raw.longValue(), schema, logical);
    }

    @Test
    void timesOutsideOfTheDayAreSaid() {
        said(
                INT.formatted("time-millis"),
                86_400_000,
                FindingKind.NOTICE,
                "avro.time-of-day",
                "v is 86400000 milliseconds after midnight; a time of day is 0 to 86399999, and"
                        + " some readers refuse others.");
        said(
                LONG.formatted("time-micros"),
                -1L,
                FindingKind.NOTICE,
                "avro.time-of-day",
                "v is -1 microseconds after midnight; a time of day is 0 to 86399999999, and some"
                        + " readers refuse others.");
        assertEquals("{\"v\":-1}", json(walk(LONG.formatted("time-micros"), -1L)));
    }

    @Test
    void decimalsOfTooManyDigitsAreSaid() {
        said(
                DECIMAL.formatted(4, 2),
                ByteBuffer.wrap(BigInteger.valueOf(-123_456).toByteArray()),
                FindingKind.NOTICE,
                "avro.decimal-precision",
                "v has 6 digits; its type decimal(4, 2) has room for 4, and some readers refuse"
                        + " more.");
        for (var number : List.of("9999", "-9999")) {
            var raw = ByteBuffer.wrap(new BigInteger(number).toByteArray());
            assertEquals(List.of(), walk(DECIMAL.formatted(4, 2), raw).findings());
        }
        for (var number : List.of("10000", "-10000", "1" + "0".repeat(25))) {
            var raw = ByteBuffer.wrap(new BigInteger(number).toByteArray());
            var digits = new BigInteger(number).abs().toString().length();
            var found = walk(DECIMAL.formatted(4, 2), raw).findings().getFirst();
            assertEquals("v has " + digits + " digits", found.message().plain().split(";")[0]);
        }
        // Longer than is shown as a number: the digits are near enough.
        var huge = new byte[2_000];
        Arrays.fill(huge, (byte) 0x7f);
        var found = walk(DECIMAL.formatted(4, 2), ByteBuffer.wrap(huge)).findings().getFirst();
        assertEquals("v has 4817 digits", found.message().plain().split(";")[0]);
        said(
                DECIMAL.formatted(4, 2),
                ByteBuffer.wrap(new byte[0]),
                FindingKind.VIOLATION,
                "avro.decimal",
                "v has no bytes; a decimal has at least one, which for zero is 00.");
    }

    @Test
    void textThatIsNoUuidIsSaid() {
        for (var text :
                List.of("", "1-1-1-1-1", "f81d4fae7dec11d0a76500a0c91e6bf6", "x".repeat(36))) {
            said(
                    UUID_TEXT,
                    text,
                    FindingKind.VIOLATION,
                    "avro.uuid",
                    "v is no UUID, which its type demands; expected text such as"
                            + " f81d4fae-7dec-11d0-a765-00a0c91e6bf6.");
            assertEquals("{\"v\":\"" + text + "\"}", json(walk(UUID_TEXT, text)));
        }
    }

    @Test
    void negativePartsOfDurationsAreSaid() {
        var raw = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        raw.putInt(1).putInt(-3).putInt(0);
        said(
                DURATION,
                new GenericData.Fixed(schema(DURATION), raw.array()),
                FindingKind.NOTICE,
                "avro.duration",
                "v has 4294967293 days; a duration has no sign, so the writer may have meant -3.");
    }

    @Test
    void bytesThatAreNoBigDecimalAreSaid() {
        for (var bytes :
                List.of(new byte[0], new byte[] {2}, new byte[] {2, 1}, new byte[] {2, 1, 0, 0})) {
            said(
                    BIG,
                    ByteBuffer.wrap(bytes),
                    FindingKind.VIOLATION,
                    "avro.decimal",
                    "v is no big-decimal: its bytes are not a length, a number of that many bytes,"
                            + " and a scale.");
        }
    }

    /// In a union, a list and a map what is said has its place, and the branch's bytes are the
    /// value's.
    @Test
    void whatIsSaidHasItsPlace() {
        var time = INT.formatted("time-millis");
        var union = schema("[\"null\"," + time + ",\"string\"]");
        var walked = walk(union, new RandomAvro.Chosen(1, -5));
        assertEquals("v", walked.findings().getFirst().path());
        assertEquals(new ByteRange(0, 2), walked.findings().getFirst().range());
        var list = schema("{\"type\":\"array\",\"items\":" + time + "}");
        walked = walk(list, List.of(1, 86_400_000, 2));
        assertEquals(List.of("v[1]"), paths(walked));
        var map = schema("{\"type\":\"map\",\"values\":[\"null\"," + time + "]}");
        walked = walk(map, Map.of("a", new RandomAvro.Chosen(1, -1)));
        assertEquals(List.of("v[\"a\"]"), paths(walked));
        var dates =
                schema(
                        "[\"null\","
                                + INT.formatted("date")
                                + ","
                                + LONG.formatted("time-micros")
                                + "]");
        assertEquals(
                "{\"v\":\"00:00:00.000005\"}", json(walk(dates, new RandomAvro.Chosen(2, 5L))));
        assertEquals("{\"v\":\"1970-01-06\"}", json(walk(dates, new RandomAvro.Chosen(1, 5))));
    }

    private static List<String> paths(Walks.Walked walked) {
        return walked.findings().stream().map(Finding::path).toList();
    }

    /// "Language implementations must ignore unknown logical types when reading, and should use the
    /// underlying Avro type. If a logical type is invalid, [they] should ignore the logical type."
    @Test
    void whatDoesNotFitIsPassedOver() {
        passedOver("{\"type\":\"string\",\"logicalType\":\"date\"}", "x", "date");
        passedOver(
                "{\"type\":\"int\",\"logicalType\":\"timestamp-millis\"}", 7, "timestamp-millis");
        passedOver("{\"type\":\"long\",\"logicalType\":\"time-millis\"}", -7L, "time-millis");
        passedOver("{\"type\":\"long\",\"logicalType\":\"uuid\"}", 7L, "uuid");
        passedOver(DECIMAL.formatted(0, 0), ByteBuffer.wrap(new byte[] {7}), "decimal");
        passedOver(DECIMAL.formatted(2, 3), ByteBuffer.wrap(new byte[] {7}), "decimal");
        var small = FIXED_DECIMAL.formatted(1, 9, 0);
        passedOver(small, new GenericData.Fixed(schema(small), new byte[1]), "decimal");
        var eleven = DURATION.replace("12", "11");
        passedOver(eleven, new GenericData.Fixed(schema(eleven), new byte[11]), "duration");
        var unknown = "{\"type\":\"int\",\"logicalType\":\"coffee-strength\"}";
        assertNull(field(walk(unknown, 7)).field().doc());
    }

    private static void passedOver(String type, Object raw, String name) {
        var walked = walk(type, raw);
        var node = (Node.ScalarNode) field(walked);
        assertEquals(
                "The schema's logicalType " + name + " does not fit this type and is ignored.",
                node.field().doc());
        switch (raw) {
            case Number number -> assertEquals(new Scalar.Int(number.longValue()), node.value());
            case String text -> assertEquals(new Scalar.Text(text), node.value());
            default -> assertInstanceOf(Scalar.Binary.class, node.value());
        }
        assertEquals(List.of(), walked.findings());
    }

    private static void said(
            String type, Object raw, FindingKind kind, String rule, String sentence) {
        var findings = walk(type, raw).findings();
        assertEquals(1, findings.size(), findings::toString);
        assertEquals(kind, findings.getFirst().kind());
        assertEquals(rule, findings.getFirst().rule());
        assertEquals("v", findings.getFirst().path());
        assertEquals(sentence, findings.getFirst().message().plain());
    }

    private static Schema schema(String type) {
        return new Schema.Parser().parse(type);
    }

    private static Schema around(Schema type) {
        return Schema.createRecord(
                "R", null, "coffeeco", false, List.of(new Schema.Field("v", type)));
    }

    private static Walks.Walked walk(String type, Object raw) {
        return walk(schema(type), raw);
    }

    /// Walks a record with that value; its bytes are covered, and can be had back from the tree.
    private static Walks.Walked walk(Schema type, Object raw) {
        var schema = around(type);
        var bytes = encode(schema, raw);
        var walked = Walks.walk(AvroPlan.of(schema).newWalker(), bytes);
        Walks.covered(walked.root(), 0, bytes.length);
        try {
            assertArrayEquals(bytes, AvroFromTree.encode(schema, walked.root()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return walked;
    }

    private static byte[] encode(Schema schema, Object raw) {
        var record = new GenericData.Record(schema);
        record.put("v", raw instanceof ByteBuffer bytes ? bytes.duplicate() : raw);
        return RandomAvro.encode(schema, record, new Random(1), false);
    }

    private static Node field(Walks.Walked walked) {
        return ((Node.RecordNode) walked.root()).children().getFirst();
    }

    private static String json(Walks.Walked walked) {
        return walked.text();
    }

    private static String row(Schema type, Object raw) {
        var schema = around(type);
        var bytes = encode(schema, raw);
        var row = new RowSink();
        row.begin(bytes, 0, bytes.length);
        AvroPlan.of(schema).newWalker().walk(bytes, 0, 0, bytes.length, row);
        row.finish();
        return row.line();
    }

    private static byte[] padded(BigInteger value, int size) {
        var bytes = value.toByteArray();
        var all = new byte[size];
        Arrays.fill(all, (byte) (value.signum() < 0 ? -1 : 0));
        System.arraycopy(bytes, 0, all, size - bytes.length, bytes.length);
        return all;
    }
}
