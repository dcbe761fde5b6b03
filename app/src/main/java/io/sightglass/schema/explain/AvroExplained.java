package io.sightglass.schema.explain;

import io.sightglass.schema.ParsedSchema;

import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// A place of an Avro schema.
///
/// @param field the field whose value it is; null for roots and elements
record AvroExplained(Schema schema, Schema.@Nullable Field field) implements Explained {
    static Optional<Explained> root(ParsedSchema.Avro avro, @Nullable String type) {
        return avro.types().stream()
                .filter(each -> type == null || type.isEmpty() || each.getFullName().equals(type))
                .findFirst()
                .or(() -> avro.types().stream().findFirst())
                .map(each -> new AvroExplained(each, null));
    }

    @Override
    public Meaning meaning() {
        var doc = field == null ? ownDoc(schema) : text(field.doc());
        return new Meaning(
                words(schema),
                precise(schema),
                doc,
                false, // whoever writes a record writes all of its fields
                isNullable(schema),
                isDeprecated(doc),
                field == null || !field.hasDefaultValue() ? null : standard(field),
                choices(meant()));
    }

    private boolean isDeprecated(String doc) {
        var said =
                field == null
                        ? schema.getObjectProp("deprecated")
                        : field.getObjectProp("deprecated");
        var start = doc.toLowerCase(Locale.ROOT);
        return said != null && !said.equals(false)
                || start.startsWith("deprecated")
                || start.contains("@deprecated");
    }

    private static String standard(Schema.Field field) {
        var value = field.defaultVal();
        if (value == JsonProperties.NULL_VALUE) {
            return "null";
        }
        return switch (value) {
            case CharSequence text -> "\"" + text + "\"";
            case byte[] bytes -> bytes.length + (bytes.length == 1 ? " byte" : " bytes");
            case List<?> list when list.isEmpty() -> "an empty list";
            case java.util.Map<?, ?> map when map.isEmpty() -> "an empty map";
            case null, default -> String.valueOf(value);
        };
    }

    @Override
    public List<String> fields() {
        var meant = meant();
        return meant.getType() == Schema.Type.RECORD
                ? meant.getFields().stream().map(Schema.Field::name).toList()
                : List.of();
    }

    @Override
    public Optional<Explained> field(String name) {
        var meant = meant();
        return meant.getType() == Schema.Type.RECORD
                ? Optional.ofNullable(meant.getField(name))
                        .map(found -> new AvroExplained(found.schema(), found))
                : Optional.empty();
    }

    @Override
    public Optional<Explained> element() {
        var meant = meant();
        return switch (meant.getType()) {
            case ARRAY -> Optional.of(new AvroExplained(meant.getElementType(), null));
            case MAP -> Optional.of(new AvroExplained(meant.getValueType(), null));
            default -> Optional.empty();
        };
    }

    @Override
    public Explained as(String typeName) {
        if (schema.getType() != Schema.Type.UNION) {
            return this;
        }
        return schema.getTypes().stream()
                .filter(branch -> branch.getFullName().equals(typeName))
                .findFirst()
                .map(branch -> new AvroExplained(branch, field))
                .orElse(this);
    }

    /// The schema; of a union with null, the other branch.
    private Schema meant() {
        if (schema.getType() != Schema.Type.UNION) {
            return schema;
        }
        var rest =
                schema.getTypes().stream()
                        .filter(branch -> branch.getType() != Schema.Type.NULL)
                        .toList();
        return rest.size() == 1 ? rest.getFirst() : schema;
    }

    private static boolean isNullable(Schema schema) {
        return schema.isNullable();
    }

    private static List<String> choices(Schema schema) {
        return schema.getType() == Schema.Type.ENUM ? schema.getEnumSymbols() : List.of();
    }

    private static String ownDoc(Schema schema) {
        return switch (schema.getType()) {
            case RECORD, ENUM, FIXED -> text(schema.getDoc());
            default -> "";
        };
    }

    private static String text(@Nullable String doc) {
        return doc == null ? "" : doc.strip();
    }

    private static String words(Schema schema) {
        var logical = logical(schema);
        if (logical != null) {
            return logical;
        }
        return switch (schema.getType()) {
            case RECORD -> schema.getName();
            case ENUM -> TypeWords.choices(schema.getEnumSymbols().size(), schema.getName());
            case FIXED -> TypeWords.bytes(schema.getFixedSize());
            case ARRAY -> "list of " + words(schema.getElementType());
            case MAP -> "map from text to " + words(schema.getValueType());
            case UNION ->
                    schema.getTypes().stream()
                            .filter(branch -> branch.getType() != Schema.Type.NULL)
                            .map(AvroExplained::words)
                            .collect(Collectors.joining(" or "));
            case STRING -> TypeWords.TEXT;
            case BYTES -> TypeWords.BYTES;
            case INT, LONG -> TypeWords.WHOLE;
            case FLOAT, DOUBLE -> TypeWords.NUMBER;
            case BOOLEAN -> TypeWords.BOOL;
            case NULL -> "nothing";
        };
    }

    private static @Nullable String logical(Schema schema) {
        var logical = schema.getLogicalType();
        return switch (logical) {
            case null -> null;
            case LogicalTypes.Decimal decimal -> TypeWords.decimal(decimal.getScale());
            default ->
                    switch (logical.getName()) {
                        case "big-decimal" -> "decimal number";
                        case "uuid" -> TypeWords.UUID;
                        case "date" -> TypeWords.DATE;
                        case "time-millis", "time-micros" -> TypeWords.TIME;
                        case "timestamp-millis", "timestamp-micros", "timestamp-nanos" ->
                                TypeWords.MOMENT;
                        case "local-timestamp-millis",
                                "local-timestamp-micros",
                                "local-timestamp-nanos" ->
                                "date and time of day, without a zone";
                        case "duration" -> TypeWords.DURATION;
                        default -> null;
                    };
        };
    }

    private static String precise(Schema schema) {
        return switch (schema.getType()) {
            case RECORD, ENUM, FIXED -> schema.getFullName();
            case ARRAY -> "array<" + precise(schema.getElementType()) + ">";
            case MAP -> "map<" + precise(schema.getValueType()) + ">";
            case UNION ->
                    schema.getTypes().stream()
                            .map(AvroExplained::precise)
                            .collect(Collectors.joining(", ", "union {", "}"));
            default ->
                    schema.getLogicalType() == null
                            ? schema.getType().getName()
                            : schema.getType().getName()
                                    + " ("
                                    + schema.getLogicalType().getName()
                                    + ")";
        };
    }
}
