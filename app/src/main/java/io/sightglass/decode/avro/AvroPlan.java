package io.sightglass.decode.avro;

import io.sightglass.decode.Plan;
import io.sightglass.decode.ReaderNote;
import io.sightglass.decode.Walker;
import io.sightglass.model.FieldInfo;
import io.sightglass.model.Logical;

import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/// A writer's schema, compiled; perhaps held against a reader's.
public final class AvroPlan implements Plan {
    private static final Set<String> LOGICAL_TYPES =
            Set.of(
                    "decimal",
                    "big-decimal",
                    "uuid",
                    "date",
                    "time-millis",
                    "time-micros",
                    "timestamp-millis",
                    "timestamp-micros",
                    "timestamp-nanos",
                    "local-timestamp-millis",
                    "local-timestamp-micros",
                    "local-timestamp-nanos",
                    "duration");

    final AvroType.Place root;

    private final List<ReaderNote> notes;

    private AvroPlan(AvroType.Place root, List<ReaderNote> notes) {
        this.root = root;
        this.notes = List.copyOf(notes);
    }

    public static AvroPlan of(Schema schema) {
        var root = new Compiler().place("", -1, schema, schema.getDoc(), null);
        return new AvroPlan(root, List.of());
    }

    /// The writer's schema, with what becomes of each value for a reader that has another one (Avro
    /// 1.12 specification, "Schema Resolution").
    public static AvroPlan of(Schema writer, Schema reader) {
        var lens = new AvroLens();
        return new AvroPlan(lens.root(writer, reader), lens.notes());
    }

    @Override
    public List<ReaderNote> notes() {
        return notes;
    }

    @Override
    public Walker newWalker() {
        return new AvroWalker(root);
    }

    /// A walker for a container file's values. `blocks` says, before each walk, where they are.
    public ContainerWalker newContainerWalker(ContainerBlocks blocks) {
        return new ContainerWalker(root, new AvroWalker(root), blocks);
    }

    /// The type as people write it, as in Avro IDL: `array<Item>`, `union {null, string}`,
    /// `timestamp-millis`.
    public static String typeName(Schema schema) {
        var logical = schema.getLogicalType();
        if (logical instanceof LogicalTypes.Decimal decimal) {
            return "decimal(" + decimal.getPrecision() + ", " + decimal.getScale() + ")";
        }
        if (logical != null) {
            return logical.getName();
        }
        return switch (schema.getType()) {
            case RECORD, ENUM, FIXED -> schema.getName();
            case ARRAY -> "array<" + typeName(schema.getElementType()) + ">";
            case MAP -> "map<" + typeName(schema.getValueType()) + ">";
            case UNION -> {
                var branches = new StringJoiner(", ", "union {", "}");
                schema.getTypes().forEach(branch -> branches.add(typeName(branch)));
                yield branches.toString();
            }
            default -> schema.getType().getName();
        };
    }

    /// What a schema says of its values; and, where it gives them a logical type that does not fit
    /// the type beneath, that this is passed over, as readers have to ("Logical Types": "language
    /// implementations must ignore").
    static @Nullable String doc(Schema schema, @Nullable String doc) {
        var passedOver = passedOver(schema);
        if (passedOver == null) {
            return doc;
        }
        var said = doc == null || doc.isBlank() ? "" : doc.strip() + "\n\n";
        return said
                + "The schema's logicalType "
                + passedOver
                + " does not fit this type and is ignored.";
    }

    /// The name of a logical type that Avro has and that this schema cannot have, or null.
    private static @Nullable String passedOver(Schema schema) {
        if (schema.getType() == Schema.Type.UNION) {
            for (var branch : schema.getTypes()) {
                var found = passedOver(branch);
                if (found != null) {
                    return found;
                }
            }
            return null;
        }
        var name =
                schema.getLogicalType() == null
                        ? schema.getProp(LogicalType.LOGICAL_TYPE_PROP)
                        : null;
        return name != null && LOGICAL_TYPES.contains(name) ? name : null;
    }

    /// What a value of this schema means; for a union, what its only branch but null means.
    static Logical logical(Schema schema) {
        if (schema.getType() == Schema.Type.UNION) {
            Schema only = null;
            for (var branch : schema.getTypes()) {
                if (branch.getType() != Schema.Type.NULL) {
                    if (only != null) {
                        return Logical.NONE;
                    }
                    only = branch;
                }
            }
            return only == null ? Logical.NONE : logical(only);
        }
        LogicalType type = schema.getLogicalType();
        if (type == null) {
            return Logical.NONE;
        }
        if (type instanceof LogicalTypes.Decimal decimal) {
            return new Logical(Logical.Kind.DECIMAL, decimal.getScale());
        }
        return switch (type.getName()) {
            case "big-decimal" -> Logical.of(Logical.Kind.BIG_DECIMAL);
            case "uuid" -> Logical.of(Logical.Kind.UUID);
            case "date" -> Logical.of(Logical.Kind.DATE);
            case "time-millis" -> Logical.of(Logical.Kind.TIME_MILLIS);
            case "time-micros" -> Logical.of(Logical.Kind.TIME_MICROS);
            case "timestamp-millis" -> Logical.of(Logical.Kind.TIMESTAMP_MILLIS);
            case "timestamp-micros" -> Logical.of(Logical.Kind.TIMESTAMP_MICROS);
            case "timestamp-nanos" -> Logical.of(Logical.Kind.TIMESTAMP_NANOS);
            case "local-timestamp-millis" -> Logical.of(Logical.Kind.LOCAL_TIMESTAMP_MILLIS);
            case "local-timestamp-micros" -> Logical.of(Logical.Kind.LOCAL_TIMESTAMP_MICROS);
            case "local-timestamp-nanos" -> Logical.of(Logical.Kind.LOCAL_TIMESTAMP_NANOS);
            case "duration" -> Logical.of(Logical.Kind.DURATION);
            default -> Logical.NONE;
        };
    }

    /// Compiles one schema; remembers named types by full name, so that a type can contain itself.
    static final class Compiler {
        private final Map<String, AvroType> named = new HashMap<>();

        AvroType.Place place(
                String name,
                int ordinal,
                Schema schema,
                @Nullable String doc,
                @Nullable String defaultValue) {
            var field =
                    new FieldInfo(
                            name,
                            ordinal,
                            0,
                            typeName(schema),
                            doc(schema, doc),
                            logical(schema),
                            defaultValue);
            return new AvroType.Place(field, type(field, schema));
        }

        AvroType type(FieldInfo field, Schema schema) {
            var type = plain(field, schema);
            return LogicalChecks.apply(schema)
                    ? new AvroType.Checked(
                            new AvroType.Place(field, type), LogicalChecks.precision(schema))
                    : type;
        }

        private AvroType plain(FieldInfo field, Schema schema) {
            return switch (schema.getType()) {
                case NULL, BOOLEAN, INT, LONG, FLOAT, DOUBLE, BYTES, STRING ->
                        new AvroType.Primitive(AvroType.Kind.valueOf(schema.getType().name()));
                case ENUM ->
                        named.computeIfAbsent(
                                schema.getFullName(),
                                _ ->
                                        new AvroType.EnumType(
                                                schema.getEnumSymbols().toArray(new String[0])));
                case FIXED -> new AvroType.FixedType(schema.getFixedSize());
                case ARRAY ->
                        new AvroType.ArrayType(place("", -1, schema.getElementType(), null, null));
                case MAP -> new AvroType.MapType(place("", -1, schema.getValueType(), null, null));
                case UNION -> union(field, schema);
                case RECORD -> record(schema);
            };
        }

        private AvroType union(FieldInfo field, Schema schema) {
            var branches = schema.getTypes();
            var places = new AvroType.Place[branches.size()];
            var names = new String[places.length];
            for (int i = 0; i < places.length; i++) {
                var branch = branches.get(i);
                names[i] = branch.getFullName();
                var meant = meant(field, branch);
                places[i] = new AvroType.Place(meant, type(meant, branch));
            }
            return new AvroType.UnionType(places, names);
        }

        /// The union's own place, as it is read in one branch.
        static FieldInfo meant(FieldInfo field, Schema branch) {
            var logical = logical(branch);
            if (branch.getType() == Schema.Type.NULL || logical.equals(field.logical())) {
                return field;
            }
            return new FieldInfo(
                    field.name(),
                    field.ordinal(),
                    field.number(),
                    field.type(),
                    field.doc(),
                    logical,
                    field.defaultValue());
        }

        private AvroType record(Schema schema) {
            var known = named.get(schema.getFullName());
            if (known != null) {
                return known;
            }
            var type = new AvroType.RecordType(schema.getFullName());
            named.put(schema.getFullName(), type);
            var fields = schema.getFields();
            type.fields = new AvroType.Place[fields.size()];
            for (int i = 0; i < type.fields.length; i++) {
                var field = fields.get(i);
                type.fields[i] =
                        place(field.name(), i, field.schema(), field.doc(), defaultOf(field));
            }
            return type;
        }

        static @Nullable String defaultOf(Schema.Field field) {
            if (!field.hasDefaultValue()) {
                return null;
            }
            var value = field.defaultVal();
            if (value == JsonProperties.NULL_VALUE) {
                return "null";
            }
            return switch (value) {
                case CharSequence text -> "\"" + text + "\"";
                case byte[] bytes -> bytes.length + " bytes";
                case null, default -> String.valueOf(value);
            };
        }
    }
}
