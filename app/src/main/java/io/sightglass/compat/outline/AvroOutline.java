package io.sightglass.compat.outline;

import io.sightglass.compat.outline.Line.Key;
import io.sightglass.schema.ParsedSchema;
import io.sightglass.schema.SourcePlaces;

import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// An Avro schema in the words of Avro IDL, the types one after the other.
final class AvroOutline {
    /// Symbols of an enum flow over lines of about this many characters.
    private static final int WIDTH = 38;

    private final Map<String, Schema> types = new LinkedHashMap<>();
    private final List<Line> lines = new ArrayList<>();
    private final SourcePlaces places;
    private final @Nullable String namespace;

    private AvroOutline(ParsedSchema.Avro avro) {
        places = SourcePlaces.of("", avro);
        avro.types().forEach(this::collect);
        namespace = types.isEmpty() ? null : types.values().iterator().next().getNamespace();
    }

    static List<Line> lines(ParsedSchema.Avro avro) {
        var outline = new AvroOutline(avro);
        for (var type : avro.types()) {
            if (!isNamed(type)) {
                outline.lines.add(
                        Line.of(new Key("", "schema"), 0, "schema " + outline.type(type) + ";")
                                .withUses(uses(type)));
            }
        }
        outline.types.values().forEach(outline::declare);
        return outline.lines;
    }

    private static boolean isNamed(Schema schema) {
        return switch (schema.getType()) {
            case RECORD, ENUM, FIXED -> true;
            default -> false;
        };
    }

    private void collect(Schema schema) {
        switch (schema.getType()) {
            case RECORD -> {
                if (types.putIfAbsent(schema.getFullName(), schema) == null) {
                    schema.getFields().forEach(field -> collect(field.schema()));
                }
            }
            case ENUM, FIXED -> types.putIfAbsent(schema.getFullName(), schema);
            case ARRAY -> collect(schema.getElementType());
            case MAP -> collect(schema.getValueType());
            case UNION -> schema.getTypes().forEach(this::collect);
            default -> {}
        }
    }

    private void declare(Schema type) {
        var name = type.getFullName();
        if (!lines.isEmpty()) {
            lines.add(Line.of(new Key(name, " "), 0, ""));
        }
        switch (type.getType()) {
            case RECORD -> {
                lines.add(head(type, (type.isError() ? "error " : "record ") + shown(type) + " {"));
                type.getFields().forEach(field -> field(type, field));
                lines.add(Line.of(new Key(name, "}"), 0, "}"));
            }
            case ENUM -> {
                lines.add(head(type, "enum " + shown(type) + " {"));
                symbols(type);
                var standby = type.getEnumDefault();
                var end = standby == null ? "}" : "} = " + standby + ";";
                lines.add(Line.of(new Key(name, "}"), 0, end));
            }
            case FIXED ->
                    lines.add(
                            head(
                                    type,
                                    logical(type, "fixed ")
                                            + shown(type)
                                            + "("
                                            + type.getFixedSize()
                                            + ");"));
            default -> throw new IllegalStateException("not a named type: " + type.getType());
        }
    }

    private Line head(Schema type, String text) {
        var aliases = type.getAliases();
        var full = new StringBuilder();
        if (type.getNamespace() != null) {
            full.append("@namespace(\"").append(type.getNamespace()).append("\") ");
        }
        full.append(aliases(aliases)).append(text).append(comment(type.getDoc()));
        return Line.of(new Key(type.getFullName(), ""), 0, text)
                .with(full.toString(), text(type.getDoc()))
                .withAliases(List.copyOf(aliases))
                .at(place(type, ""));
    }

    private void field(Schema record, Schema.Field field) {
        var text = new StringBuilder();
        text.append(type(field.schema())).append(' ').append(field.name());
        if (field.hasDefaultValue()) {
            text.append(" = ").append(Literals.of(field.defaultVal()));
        }
        text.append(';');
        var full =
                aliases(field.aliases())
                        + (field.order() == Schema.Field.Order.ASCENDING
                                ? ""
                                : "@order(\""
                                        + field.order().name().toLowerCase(Locale.ROOT)
                                        + "\") ")
                        + text
                        + comment(field.doc());
        lines.add(
                Line.of(new Key(record.getFullName(), field.name()), 1, text.toString())
                        .with(full, text(field.doc()))
                        .withAliases(List.copyOf(field.aliases()))
                        .withUses(uses(field.schema()))
                        .at(place(record, "/fields/" + field.pos())));
    }

    private void symbols(Schema type) {
        var symbols = type.getEnumSymbols();
        int from = 0;
        for (int line = 0; from < symbols.size(); line++) {
            int to = from + 1;
            int width = symbols.get(from).length();
            while (to < symbols.size() && width + symbols.get(to).length() + 2 <= WIDTH) {
                width += symbols.get(to++).length() + 2;
            }
            var words = symbols.subList(from, to);
            var text = String.join(", ", words) + (to < symbols.size() ? "," : "");
            lines.add(
                    Line.of(new Key(type.getFullName(), "symbols " + line), 1, text)
                            .withWords(words)
                            .at(place(type, "/symbols/" + from)));
            from = to;
        }
    }

    private String type(Schema schema) {
        return switch (schema.getType()) {
            case RECORD, ENUM, FIXED -> shown(schema);
            case ARRAY -> "array<" + type(schema.getElementType()) + ">";
            case MAP -> "map<" + type(schema.getValueType()) + ">";
            case UNION ->
                    schema.getTypes().stream()
                            .map(this::type)
                            .collect(Collectors.joining(", ", "union {", "}"));
            default -> logical(schema, schema.getType().getName());
        };
    }

    /// The logical type, where there is one, in place of the plain one.
    private static String logical(Schema schema, String plain) {
        return switch (schema.getLogicalType()) {
            case LogicalTypes.Decimal decimal ->
                    "decimal("
                            + decimal.getPrecision()
                            + ", "
                            + decimal.getScale()
                            + ")"
                            + (plain.endsWith(" ") ? " " + plain : "");
            case null -> {
                var name = schema.getProp("logicalType");
                yield name == null ? plain : "@logicalType(\"" + name + "\") " + plain;
            }
            default -> schema.getLogicalType().getName() + (plain.endsWith(" ") ? " " + plain : "");
        };
    }

    /// The name, with its namespace where that is not the schema's.
    private String shown(Schema type) {
        return Objects.equals(type.getNamespace(), namespace) ? type.getName() : type.getFullName();
    }

    private static List<String> uses(Schema schema) {
        var uses = new LinkedHashSet<String>();
        uses(schema, uses);
        return List.copyOf(uses);
    }

    private static void uses(Schema schema, LinkedHashSet<String> uses) {
        switch (schema.getType()) {
            case RECORD, ENUM, FIXED -> uses.add(schema.getFullName());
            case ARRAY -> uses(schema.getElementType(), uses);
            case MAP -> uses(schema.getValueType(), uses);
            case UNION -> schema.getTypes().forEach(branch -> uses(branch, uses));
            default -> {}
        }
    }

    /// The line on which a part of a type stands; 0 where that is not known.
    private int place(Schema type, String part) {
        var at = places.definition(type.getFullName());
        return at != null && places.has(at + part) ? places.at(at + part).line() : 0;
    }

    private static String aliases(Set<String> aliases) {
        return aliases.isEmpty()
                ? ""
                : aliases.stream()
                        .sorted()
                        .map(alias -> "\"" + alias + "\"")
                        .collect(Collectors.joining(", ", "@aliases([", "]) "));
    }

    private static String comment(@Nullable String doc) {
        return text(doc).isEmpty() ? "" : "  // " + text(doc).replaceAll("\\s+", " ");
    }

    private static String text(@Nullable String doc) {
        return doc == null ? "" : doc.strip();
    }
}
