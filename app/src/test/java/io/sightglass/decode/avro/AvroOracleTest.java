package io.sightglass.decode.avro;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sightglass.decode.Cases;
import io.sightglass.decode.Mutations;
import io.sightglass.decode.Walks;
import io.sightglass.model.Finding;

import org.apache.avro.Conversion;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.util.TimePeriod;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class AvroOracleTest {
    private static final GenericData LOGICAL = new GenericData();

    static {
        for (Conversion<?> conversion :
                List.of(
                        new Conversions.DecimalConversion(),
                        new Conversions.BigDecimalConversion(),
                        new Conversions.UUIDConversion(),
                        new Conversions.DurationConversion(),
                        new TimeConversions.DateConversion(),
                        new TimeConversions.TimeMillisConversion(),
                        new TimeConversions.TimeMicrosConversion(),
                        new TimeConversions.TimestampMillisConversion(),
                        new TimeConversions.TimestampMicrosConversion(),
                        new TimeConversions.TimestampNanosConversion(),
                        new TimeConversions.LocalTimestampMillisConversion(),
                        new TimeConversions.LocalTimestampMicrosConversion(),
                        new TimeConversions.LocalTimestampNanosConversion())) {
            LOGICAL.addLogicalTypeConversion(conversion);
        }
    }

    /// The value is the library's, the tree covers every byte, and what is encoded from the tree is
    /// the payload, where its lists and maps have one block each.
    @Test
    void readsWhatTheLibraryReads() {
        Cases.each(
                Cases.count(),
                random -> {
                    var generator = new RandomAvro(random, true);
                    var schema = generator.root();
                    var walker = AvroPlan.of(schema).newWalker();
                    for (int k = 0; k < 2; k++) {
                        boolean blocks = random.nextBoolean();
                        var value = generator.value(schema, 0);
                        var bytes = RandomAvro.encode(schema, value, random, blocks);
                        var decoder = DecoderFactory.get().binaryDecoder(bytes, null);
                        var expected = new GenericDatumReader<>(schema).read(null, decoder);
                        var walked = Walks.walk(walker, bytes);
                        assertEquals(List.of(), structural(walked.findings()));
                        assertEquals(
                                Walks.plain(json(schema, expected)),
                                walked.value(),
                                schema::toString);
                        Walks.covered(walked.root(), 0, bytes.length);
                        Walks.json(walked);
                        if (!blocks) {
                            assertArrayEquals(bytes, AvroFromTree.encode(schema, walked.root()));
                        }
                    }
                });
    }

    /// Values of a logical type are drawn from all of the type beneath: see AvroLogicalTypesTest.
    private static List<Finding> structural(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> !AvroLogicalTypesTest.RULES.contains(finding.rule()))
                .toList();
    }

    @Test
    void survivesAnything() {
        var mutations = new Mutations("Avro");
        Cases.each(
                Cases.mutations() / 100,
                random -> {
                    var generator = new RandomAvro(random, true);
                    var schema = generator.root();
                    var walker = AvroPlan.of(schema).newWalker();
                    var value = generator.value(schema, 0);
                    var good = RandomAvro.encode(schema, value, random, random.nextBoolean());
                    for (int k = 0; k < 100; k++) {
                        mutations.walk(walker, good, random);
                    }
                });
        mutations.report();
    }

    static Object json(Schema schema, Object value) {
        if (schema.getType() == Schema.Type.UNION) {
            int branch = GenericData.get().resolveUnion(schema, value);
            return json(schema.getTypes().get(branch), value);
        }
        var meant = meant(schema, value);
        return switch (meant) {
            case null -> null;
            case IndexedRecord record -> {
                var map = new LinkedHashMap<String, Object>();
                for (Schema.Field field : record.getSchema().getFields()) {
                    map.put(field.name(), json(field.schema(), record.get(field.pos())));
                }
                yield map;
            }
            case Map<?, ?> map -> {
                var all = new LinkedHashMap<String, Object>();
                map.forEach((key, inner) ->
                        all.put(key.toString(), json(schema.getValueType(), inner)));
                yield all;
            }
            case List<?> list -> {
                var all = new ArrayList<Object>();
                list.forEach(inner -> all.add(json(schema.getElementType(), inner)));
                yield all;
            }
            case GenericEnumSymbol<?> symbol -> symbol.toString();
            case GenericFixed fixed -> Base64.getEncoder().encodeToString(fixed.bytes());
            case ByteBuffer bytes -> Base64.getEncoder().encodeToString(Walks.bytes(bytes));
            case Float number when !Float.isFinite(number) -> number.toString();
            case Double number when !Double.isFinite(number) -> number.toString();
            case TimePeriod period -> duration(period);
            case Number _, Boolean _ -> meant;
            default -> meant.toString();
        };
    }

    /// The value as the library's conversion for its logical type reads it; as it is where that
    /// cannot.
    private static Object meant(Schema schema, Object value) {
        LogicalType type = schema.getLogicalType();
        Conversion<?> conversion = type == null ? null : LOGICAL.getConversionFor(type);
        if (conversion == null) {
            return value;
        }
        try {
            return switch (schema.getType()) {
                case INT -> conversion.fromInt((Integer) value, schema, type);
                case LONG -> conversion.fromLong((Long) value, schema, type);
                case STRING -> value;
                case BYTES -> conversion.fromBytes(((ByteBuffer) value).duplicate(), schema, type);
                default -> conversion.fromFixed((GenericFixed) value, schema, type);
            };
        } catch (RuntimeException e) {
            return value;
        }
    }

    private static String duration(TimePeriod period) {
        var seconds = BigDecimal.valueOf(period.getMillis(), 3);
        return "P" + period.getMonths() + "M" + period.getDays() + "DT" + seconds + "S";
    }
}
