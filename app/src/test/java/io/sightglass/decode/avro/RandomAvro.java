package io.sightglass.decode.avro;

import io.sightglass.decode.Walks;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;

/// Random schemas, values and their encodings.
final class RandomAvro {
    private final Random random;
    private final List<Schema> records = new ArrayList<>();
    private int names;

    RandomAvro(Random random) {
        this.random = random;
    }

    Schema record(int depth) {
        var schema = Schema.createRecord("R" + names++, "doc", "coffeeco", false);
        records.add(schema);
        var fields = new ArrayList<Schema.Field>();
        int count = random.nextInt(6) + (depth == 0 ? 1 : 0);
        for (int i = 0; i < count; i++) {
            fields.add(new Schema.Field("f" + i, type(depth + 1, true), "a field"));
        }
        schema.setFields(fields);
        return schema;
    }

    private Schema type(int depth, boolean unions) {
        int most = depth < 4 ? 15 : 8;
        return switch (random.nextInt(most)) {
            case 0 -> Schema.create(Schema.Type.NULL);
            case 1 -> Schema.create(Schema.Type.BOOLEAN);
            case 2 -> Schema.create(Schema.Type.INT);
            case 3 -> Schema.create(Schema.Type.LONG);
            case 4 -> Schema.create(Schema.Type.FLOAT);
            case 5 -> Schema.create(Schema.Type.DOUBLE);
            case 6 -> Schema.create(Schema.Type.BYTES);
            case 7 -> Schema.create(Schema.Type.STRING);
            case 8 -> Schema.createEnum("E" + names++, null, "coffeeco", List.of("A", "B", "C"));
            case 9 -> Schema.createFixed("F" + names++, null, "coffeeco", random.nextInt(20));
            case 10 -> Schema.createArray(type(depth + 1, true));
            case 11 -> Schema.createMap(type(depth + 1, true));
            case 12 -> unions ? union(depth) : Schema.create(Schema.Type.STRING);
            case 13 -> {
                // A record within itself: always behind a list, so that values end.
                var known = records.get(random.nextInt(records.size()));
                yield Schema.createArray(known);
            }
            default -> record(depth + 1);
        };
    }

    private Schema union(int depth) {
        var branches = new ArrayList<Schema>();
        branches.add(Schema.create(Schema.Type.NULL));
        for (int i = 0; i < 3; i++) {
            var branch = type(depth + 1, false);
            boolean taken =
                    branches.stream().anyMatch(b -> b.getFullName().equals(branch.getFullName()));
            if (!taken) {
                branches.add(branch);
            }
        }
        return Schema.createUnion(branches);
    }

    Object value(Schema schema, int depth) {
        return switch (schema.getType()) {
            case NULL -> null;
            case BOOLEAN -> random.nextBoolean();
            case INT -> random.nextInt() >> random.nextInt(32);
            case LONG -> random.nextLong() >> random.nextInt(64);
            case FLOAT -> Float.intBitsToFloat(random.nextInt());
            case DOUBLE -> Double.longBitsToDouble(random.nextLong());
            case BYTES -> ByteBuffer.wrap(Walks.random(random, 12));
            case STRING -> Walks.text(random);
            case ENUM -> {
                var symbol = schema.getEnumSymbols().get(random.nextInt(3));
                yield new GenericData.EnumSymbol(schema, symbol);
            }
            case FIXED -> {
                var bytes = new byte[schema.getFixedSize()];
                random.nextBytes(bytes);
                yield new GenericData.Fixed(schema, bytes);
            }
            case ARRAY -> {
                var list = new ArrayList<Object>();
                int count = depth > 6 ? 0 : random.nextInt(4);
                for (int i = 0; i < count; i++) {
                    list.add(value(schema.getElementType(), depth + 1));
                }
                yield list;
            }
            case MAP -> {
                var map = new HashMap<String, Object>();
                int count = depth > 6 ? 0 : random.nextInt(4);
                for (int i = 0; i < count; i++) {
                    map.put(Walks.text(random), value(schema.getValueType(), depth + 1));
                }
                yield map;
            }
            case UNION -> {
                var branches = schema.getTypes();
                yield value(branches.get(random.nextInt(branches.size())), depth + 1);
            }
            case RECORD -> {
                var record = new GenericData.Record(schema);
                for (var field : schema.getFields()) {
                    record.put(field.pos(), value(field.schema(), depth + 1));
                }
                yield record;
            }
        };
    }

    /// Encoded with blocks of known size (negative counts) or without.
    static byte[] encode(Schema schema, Object value, boolean blocks) {
        try {
            var out = new ByteArrayOutputStream();
            var factory = new EncoderFactory().configureBlockSize(64);
            Encoder encoder =
                    blocks
                            ? factory.blockingBinaryEncoder(out, null)
                            : factory.binaryEncoder(out, null);
            new GenericDatumWriter<>(schema).write(value, encoder);
            encoder.flush();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
