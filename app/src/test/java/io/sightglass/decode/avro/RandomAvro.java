package io.sightglass.decode.avro;

import io.sightglass.decode.Walks;

import org.apache.avro.Conversions;
import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/// Random schemas, values and their encodings: every type and logical type, records within
/// themselves, named types in several namespaces and used again, aliases, defaults, unions of
/// anything.
public final class RandomAvro {
    private static final long[] EXTREMES = {
        0,
        -1,
        1,
        63,
        64,
        -64,
        -65,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };
    private static final double[] SPECIAL = {
        0.0,
        -0.0,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        Double.MAX_VALUE,
        0.1
    };
    private static final String[] NAMESPACES = {"coffeeco", "coffeeco.shop", "other"};

    private final Random random;
    private final List<Schema> records = new ArrayList<>();
    private final List<Schema> named = new ArrayList<>();

    /// Whether there are logical types, aliases and defaults too.
    private final boolean rich;

    private int names;

    /// Types alone.
    public RandomAvro(Random random) {
        this(random, false);
    }

    /// @param rich with logical types, aliases and defaults
    public RandomAvro(Random random, boolean rich) {
        this.random = random;
        this.rich = rich;
    }

    /// A record in most cases, else any type.
    public Schema root() {
        return random.nextInt(10) == 0 ? type(0, true) : record(0);
    }

    private String namespace() {
        return NAMESPACES[random.nextInt(NAMESPACES.length)];
    }

    Schema record(int depth) {
        var schema = Schema.createRecord("R" + names++, "doc", namespace(), false);
        if (rich && random.nextInt(4) == 0) {
            schema.addAlias("Old" + names, "elsewhere");
        }
        records.add(schema);
        var fields = new ArrayList<Schema.Field>();
        int count = random.nextInt(6) + (depth == 0 ? 1 : 0);
        for (int i = 0; i < count; i++) {
            var type = type(depth + 1, true);
            boolean nullable =
                    rich
                            && type.getType() == Schema.Type.UNION
                            && type.getTypes().getFirst().getType() == Schema.Type.NULL;
            var field =
                    nullable
                            ? new Schema.Field("f" + i, type, "f", JsonProperties.NULL_VALUE)
                            : new Schema.Field("f" + i, type, "a field");
            if (rich && random.nextInt(5) == 0) {
                field.addAlias("was" + i);
            }
            fields.add(field);
        }
        schema.setFields(fields);
        return schema;
    }

    private Schema type(int depth, boolean unions) {
        int most = depth < 4 ? 20 : 11;
        return switch (random.nextInt(most)) {
            case 0 -> Schema.create(Schema.Type.NULL);
            case 1 -> Schema.create(Schema.Type.BOOLEAN);
            case 2 -> Schema.create(Schema.Type.INT);
            case 3 -> Schema.create(Schema.Type.LONG);
            case 4 -> Schema.create(Schema.Type.FLOAT);
            case 5 -> Schema.create(Schema.Type.DOUBLE);
            case 6 -> Schema.create(Schema.Type.BYTES);
            case 7 -> Schema.create(Schema.Type.STRING);
            case 8, 9 -> rich ? logical() : named();
            case 10 -> named();
            case 11, 12 -> Schema.createArray(type(depth + 1, true));
            case 13 -> Schema.createMap(type(depth + 1, true));
            case 14, 15 -> unions ? union(depth) : Schema.create(Schema.Type.STRING);
            case 16 -> {
                // A record within itself: always behind a list, a map or a null, so that values
                // end.
                var known = records.isEmpty() ? record(depth + 1) : records.getFirst();
                yield switch (random.nextInt(unions ? 3 : 2)) {
                    case 0 -> Schema.createArray(known);
                    case 1 -> Schema.createMap(known);
                    default -> Schema.createUnion(Schema.create(Schema.Type.NULL), known);
                };
            }
            default -> record(depth + 1);
        };
    }

    private Schema named() {
        if (!named.isEmpty() && random.nextInt(3) == 0) {
            return named.get(random.nextInt(named.size()));
        }
        var schema =
                random.nextBoolean()
                        ? Schema.createEnum(
                                "E" + names++, null, namespace(), List.of("A", "B", "C"))
                        : Schema.createFixed("F" + names++, null, namespace(), random.nextInt(20));
        named.add(schema);
        return schema;
    }

    private Schema logical() {
        return switch (random.nextInt(16)) {
            case 0 -> decimal(Schema.create(Schema.Type.BYTES), 30);
            case 1 -> decimal(fixed(1 + random.nextInt(12)), 1);
            case 2 -> LogicalTypes.bigDecimal().addToSchema(Schema.create(Schema.Type.BYTES));
            case 3 -> LogicalTypes.uuid().addToSchema(Schema.create(Schema.Type.STRING));
            case 4 -> LogicalTypes.uuid().addToSchema(fixed(16));
            case 5 -> LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT));
            case 6 -> LogicalTypes.timeMillis().addToSchema(Schema.create(Schema.Type.INT));
            case 7 -> LogicalTypes.timeMicros().addToSchema(Schema.create(Schema.Type.LONG));
            case 8 -> LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG));
            case 9 -> LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
            case 10 -> LogicalTypes.timestampNanos().addToSchema(Schema.create(Schema.Type.LONG));
            case 11 ->
                    LogicalTypes.localTimestampMillis()
                            .addToSchema(Schema.create(Schema.Type.LONG));
            case 12 ->
                    LogicalTypes.localTimestampMicros()
                            .addToSchema(Schema.create(Schema.Type.LONG));
            case 13 ->
                    LogicalTypes.localTimestampNanos().addToSchema(Schema.create(Schema.Type.LONG));
            default -> LogicalTypes.duration().addToSchema(fixed(12));
        };
    }

    private Schema decimal(Schema schema, int precision) {
        int scale = random.nextInt(precision + 1);
        return LogicalTypes.decimal(precision, scale).addToSchema(schema);
    }

    private Schema fixed(int size) {
        return Schema.createFixed("F" + names++, null, namespace(), size);
    }

    private Schema union(int depth) {
        var branches = new ArrayList<Schema>();
        if (random.nextInt(3) > 0) {
            branches.add(Schema.create(Schema.Type.NULL));
        }
        int count = 1 + random.nextInt(random.nextInt(8) == 0 ? 12 : 4);
        for (int i = 0; i < count; i++) {
            var branch = type(depth + 1, false);
            boolean taken =
                    branches.stream().anyMatch(b -> b.getFullName().equals(branch.getFullName()));
            if (!taken) {
                branches.add(branch);
            }
        }
        return Schema.createUnion(branches);
    }

    /// A value of a union, which says its branch.
    record Chosen(int branch, Object value) {}

    public Object value(Schema schema, int depth) {
        return switch (schema.getType()) {
            case NULL -> JsonProperties.NULL_VALUE;
            case BOOLEAN -> random.nextBoolean();
            case INT -> (int) integer();
            case LONG -> integer();
            case FLOAT ->
                    random.nextInt(4) == 0
                            ? (float) SPECIAL[random.nextInt(SPECIAL.length)]
                            : Float.intBitsToFloat(random.nextInt());
            case DOUBLE ->
                    random.nextInt(4) == 0
                            ? SPECIAL[random.nextInt(SPECIAL.length)]
                            : Double.longBitsToDouble(random.nextLong());
            case BYTES -> ByteBuffer.wrap(bytes(schema));
            case STRING ->
                    schema.getLogicalType() != null && random.nextBoolean()
                            ? new UUID(random.nextLong(), random.nextLong()).toString()
                            : Walks.text(random);
            case ENUM -> {
                var symbols = schema.getEnumSymbols();
                var symbol = symbols.get(random.nextInt(symbols.size()));
                yield new GenericData.EnumSymbol(schema, symbol);
            }
            case FIXED -> {
                var bytes = new byte[schema.getFixedSize()];
                random.nextBytes(bytes);
                yield new GenericData.Fixed(schema, bytes);
            }
            case ARRAY -> {
                var list = new ArrayList<Object>();
                int count = depth > 6 ? 0 : random.nextInt(random.nextInt(20) == 0 ? 90 : 4);
                count = depth > 3 ? Math.min(count, 3) : count;
                for (int i = 0; i < count; i++) {
                    list.add(value(schema.getElementType(), depth + 2));
                }
                yield list;
            }
            case MAP -> {
                var map = new HashMap<String, Object>();
                int count = depth > 6 ? 0 : random.nextInt(4);
                for (int i = 0; i < count; i++) {
                    map.put(Walks.text(random), value(schema.getValueType(), depth + 2));
                }
                yield map;
            }
            case UNION -> {
                var branches = schema.getTypes();
                int branch = random.nextInt(branches.size());
                if (depth > 6 && branches.getFirst().getType() == Schema.Type.NULL) {
                    branch = 0;
                }
                yield new Chosen(branch, value(branches.get(branch), depth + 1));
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

    private long integer() {
        return random.nextInt(5) == 0
                ? EXTREMES[random.nextInt(EXTREMES.length)]
                : random.nextLong() >> random.nextInt(64);
    }

    private byte[] bytes(Schema schema) {
        boolean fits = random.nextInt(8) > 0;
        if (fits && schema.getLogicalType() instanceof LogicalTypes.Decimal) {
            return new BigInteger(1 + random.nextInt(90), random).negate().toByteArray();
        }
        if (fits && schema.getLogicalType() instanceof LogicalTypes.BigDecimal type) {
            var value = new BigDecimal(new BigInteger(80, random), random.nextInt(40) - 20);
            var written = new Conversions.BigDecimalConversion().toBytes(value, schema, type);
            return Walks.bytes(written);
        }
        // No decimal at all: of other bytes the library reads what it can and is silent of the
        // rest.
        return schema.getLogicalType() == null ? Walks.random(random, 12) : new byte[0];
    }

    /// The value encoded with the library's encoder, its lists and maps each in one block; or, by
    /// chance, in several, some of which tell their size.
    static byte[] encode(Schema schema, Object value, boolean blocks) {
        return encode(schema, value, new Random(schema.hashCode()), blocks);
    }

    public static byte[] encode(Schema schema, Object value, Random random, boolean blocks) {
        try {
            var out = new ByteArrayOutputStream();
            var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            new Writer(blocks ? random : null).write(schema, value, encoder);
            encoder.flush();
            return out.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Writes values; in one block where there is no `random`.
    private record Writer(Random random) {
        void write(Schema schema, Object value, BinaryEncoder out) throws IOException {
            switch (schema.getType()) {
                case NULL -> out.writeNull();
                case BOOLEAN -> out.writeBoolean((Boolean) value);
                case INT -> out.writeInt((Integer) value);
                case LONG -> out.writeLong((Long) value);
                case FLOAT -> out.writeFloat((Float) value);
                case DOUBLE -> out.writeDouble((Double) value);
                case BYTES -> out.writeBytes(((ByteBuffer) value).duplicate());
                case STRING -> out.writeString(value.toString());
                case ENUM -> out.writeEnum(schema.getEnumOrdinal(value.toString()));
                case FIXED -> out.writeFixed(((GenericFixed) value).bytes());
                case ARRAY ->
                        blocks(
                                (Collection<?>) value,
                                out,
                                (item, to) -> write(schema.getElementType(), item, to));
                case MAP ->
                        blocks(
                                ((Map<?, ?>) value).entrySet(),
                                out,
                                (entry, to) -> {
                                    to.writeString(entry.getKey().toString());
                                    write(schema.getValueType(), entry.getValue(), to);
                                });
                case UNION -> {
                    var chosen = (Chosen) value;
                    out.writeIndex(chosen.branch());
                    write(schema.getTypes().get(chosen.branch()), chosen.value(), out);
                }
                case RECORD -> {
                    for (var field : schema.getFields()) {
                        write(field.schema(), ((IndexedRecord) value).get(field.pos()), out);
                    }
                }
            }
        }

        private interface Item<T> {
            void write(T item, BinaryEncoder out) throws IOException;
        }

        private <T> void blocks(Collection<T> items, BinaryEncoder out, Item<? super T> each)
                throws IOException {
            int left = items.size();
            var iterator = items.iterator();
            while (left > 0) {
                int count = random == null ? left : 1 + random.nextInt(left);
                var block = new ByteArrayOutputStream();
                var inner = EncoderFactory.get().directBinaryEncoder(block, null);
                for (int i = 0; i < count; i++) {
                    each.write(iterator.next(), inner);
                }
                inner.flush();
                if (random != null && random.nextBoolean()) {
                    out.writeLong(-count);
                    out.writeLong(block.size());
                } else {
                    out.writeLong(count);
                }
                out.writeFixed(block.toByteArray());
                left -= count;
            }
            out.writeLong(0);
        }
    }
}
