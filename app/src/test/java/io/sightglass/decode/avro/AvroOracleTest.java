package io.sightglass.decode.avro;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sightglass.decode.Walks;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

class AvroOracleTest {
    private static final long SEED = 20_260_101;

    @Test
    void readsWhatTheLibraryReads() throws IOException {
        for (int i = 0; i < 500; i++) {
            var random = new Random(SEED + i);
            var generator = new RandomAvro(random);
            var schema = generator.record(0);
            var walker = AvroPlan.of(schema).newWalker();
            for (int k = 0; k < 4; k++) {
                var bytes =
                        RandomAvro.encode(schema, generator.value(schema, 0), random.nextBoolean());
                var decoder = DecoderFactory.get().binaryDecoder(bytes, null);
                var expected = new GenericDatumReader<>(schema).read(null, decoder);
                var walked = Walks.walk(walker, bytes);
                assertEquals(List.of(), walked.findings(), "seed " + (SEED + i));
                assertEquals(Walks.plain(json(expected)), walked.value(), "seed " + (SEED + i));
                assertEquals(bytes.length, walked.root().range().end(), "seed " + (SEED + i));
            }
        }
    }

    @Test
    void survivesAnything() {
        var random = new Random(SEED);
        for (int i = 0; i < 200; i++) {
            var generator = new RandomAvro(random);
            var schema = generator.record(0);
            var walker = AvroPlan.of(schema).newWalker();
            var good = RandomAvro.encode(schema, generator.value(schema, 0), true);
            for (int k = 0; k < 100; k++) {
                var bytes = k % 4 == 0 ? Walks.random(random, 64) : Walks.mutated(good, random);
                try {
                    Walks.walk(walker, bytes);
                } catch (RuntimeException | AssertionError e) {
                    throw new AssertionError("seed " + SEED + ", schema " + i + ", " + k, e);
                }
            }
        }
    }

    static Object json(Object value) {
        return switch (value) {
            case IndexedRecord record -> {
                var map = new LinkedHashMap<String, Object>();
                for (Schema.Field field : record.getSchema().getFields()) {
                    map.put(field.name(), json(record.get(field.pos())));
                }
                yield map;
            }
            case Map<?, ?> map -> {
                var all = new LinkedHashMap<String, Object>();
                map.forEach((key, inner) -> all.put(key.toString(), json(inner)));
                yield all;
            }
            case List<?> list -> {
                var all = new ArrayList<Object>();
                list.forEach(inner -> all.add(json(inner)));
                yield all;
            }
            case CharSequence text -> text.toString();
            case GenericEnumSymbol<?> symbol -> symbol.toString();
            case GenericFixed fixed -> Base64.getEncoder().encodeToString(fixed.bytes());
            case ByteBuffer bytes -> Base64.getEncoder().encodeToString(bytes.array());
            case Float number when !Float.isFinite(number) -> number.toString();
            case Double number when !Double.isFinite(number) -> number.toString();
            case null, default -> value;
        };
    }
}
