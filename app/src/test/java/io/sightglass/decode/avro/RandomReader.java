package io.sightglass.decode.avro;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Random readers of a writer's schema: the same with a few changes, of which some can be read and
/// some cannot.
final class RandomReader {
    private final Random random;
    private final int rarity;
    private final Map<Schema, Schema> named = new IdentityHashMap<>();
    private int names;

    private RandomReader(Random random, int rarity) {
        this.random = random;
        this.rarity = rarity;
    }

    static Schema of(Schema writer, Random random) {
        while (true) {
            try {
                return new RandomReader(random, 1 + random.nextInt(6)).schema(writer);
            } catch (AvroRuntimeException e) {
                // Two names or branches are the same; another one.
            }
        }
    }

    /// Whether a change comes to pass that is made about once in `often` places.
    private boolean chance(int often) {
        return random.nextInt(often * rarity) == 0;
    }

    private Schema schema(Schema writer) {
        var same = changed(writer);
        boolean union = same.getType() == Schema.Type.UNION;
        if (!union && chance(12)) {
            var branches = new ArrayList<Schema>();
            branches.add(same);
            var other = primitive();
            if (!other.getFullName().equals(same.getFullName())) {
                branches.add(other);
            }
            Collections.shuffle(branches, random);
            return Schema.createUnion(branches);
        }
        return chance(40) ? primitive() : same;
    }

    private Schema changed(Schema writer) {
        return switch (writer.getType()) {
            case INT -> promoted(writer, Schema.Type.LONG, Schema.Type.FLOAT, Schema.Type.DOUBLE);
            case LONG -> promoted(writer, Schema.Type.FLOAT, Schema.Type.DOUBLE, Schema.Type.INT);
            case FLOAT -> promoted(writer, Schema.Type.DOUBLE);
            case DOUBLE -> promoted(writer, Schema.Type.DOUBLE, Schema.Type.FLOAT);
            case STRING -> promoted(writer, Schema.Type.BYTES);
            case BYTES -> promoted(writer, Schema.Type.STRING);
            case NULL, BOOLEAN -> writer;
            case ARRAY -> Schema.createArray(schema(writer.getElementType()));
            case MAP -> Schema.createMap(schema(writer.getValueType()));
            case ENUM -> named.computeIfAbsent(writer, this::symbols);
            case FIXED ->
                    named.computeIfAbsent(
                            writer,
                            _ -> {
                                int size = writer.getFixedSize() + (chance(10) ? 1 : 0);
                                var name = name(writer);
                                var fixed = Schema.createFixed(name, null, "coffeeco", size);
                                alias(fixed, writer);
                                return fixed;
                            });
            case UNION -> union(writer);
            case RECORD -> {
                var known = named.get(writer);
                yield known == null ? record(writer) : known;
            }
        };
    }

    private Schema promoted(Schema writer, Schema.Type... types) {
        return chance(5) ? Schema.create(types[random.nextInt(types.length)]) : writer;
    }

    private Schema symbols(Schema writer) {
        var symbols = new ArrayList<>(writer.getEnumSymbols());
        if (chance(3)) {
            symbols.remove(random.nextInt(symbols.size()));
        }
        if (chance(3)) {
            symbols.add("D");
        }
        Collections.shuffle(symbols, random);
        var standard = random.nextBoolean() ? symbols.getFirst() : null;
        var reader = Schema.createEnum(name(writer), null, "coffeeco", symbols, standard);
        alias(reader, writer);
        return reader;
    }

    private String name(Schema writer) {
        return chance(10) ? "Renamed" + names++ : writer.getName();
    }

    private void alias(Schema reader, Schema writer) {
        if (!reader.getName().equals(writer.getName()) && random.nextInt(3) > 0) {
            reader.addAlias(writer.getName());
        }
    }

    private Schema union(Schema writer) {
        var branches = new ArrayList<Schema>();
        for (var branch : writer.getTypes()) {
            if (!chance(8)) {
                branches.add(changed(branch));
            }
        }
        if (branches.size() == 1 && random.nextBoolean()) {
            return branches.getFirst();
        }
        if (chance(4)) {
            Collections.shuffle(branches, random);
        }
        return Schema.createUnion(branches);
    }

    private Schema record(Schema writer) {
        var reader = Schema.createRecord(name(writer), null, "coffeeco", false);
        alias(reader, writer);
        named.put(writer, reader);
        var fields = new ArrayList<Schema.Field>();
        for (var field : writer.getFields()) {
            if (chance(10)) {
                continue;
            }
            boolean renamed = chance(10);
            var name = renamed ? field.name() + "x" : field.name();
            var copy = new Schema.Field(name, schema(field.schema()), null);
            if (renamed && random.nextInt(4) > 0) {
                copy.addAlias(field.name());
            }
            fields.add(copy);
        }
        if (chance(3)) {
            fields.add(defaulted("more" + names++));
        }
        if (chance(25)) {
            fields.add(new Schema.Field("lacking" + names++, primitive(), null));
        }
        Collections.shuffle(fields, random);
        reader.setFields(fields);
        return reader;
    }

    private Schema.Field defaulted(String name) {
        return switch (random.nextInt(5)) {
            case 0 -> new Schema.Field(name, Schema.create(Schema.Type.INT), null, 7);
            case 1 -> new Schema.Field(name, Schema.create(Schema.Type.STRING), null, "NEW");
            case 2 -> new Schema.Field(name, Schema.create(Schema.Type.BOOLEAN), null, true);
            case 3 -> new Schema.Field(name, Schema.create(Schema.Type.DOUBLE), null, 2.5);
            default -> {
                var branches =
                        List.of(Schema.create(Schema.Type.NULL), Schema.create(Schema.Type.STRING));
                var union = Schema.createUnion(branches);
                yield new Schema.Field(name, union, null, JsonProperties.NULL_VALUE);
            }
        };
    }

    private Schema primitive() {
        var types =
                List.of(
                        Schema.Type.NULL,
                        Schema.Type.BOOLEAN,
                        Schema.Type.INT,
                        Schema.Type.LONG,
                        Schema.Type.FLOAT,
                        Schema.Type.DOUBLE,
                        Schema.Type.BYTES,
                        Schema.Type.STRING);
        return Schema.create(types.get(random.nextInt(types.size())));
    }
}
