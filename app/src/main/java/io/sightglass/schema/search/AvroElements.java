package io.sightglass.schema.search;

import io.sightglass.schema.ParsedSchema;
import io.sightglass.schema.SourcePlaces;
import io.sightglass.schema.search.SchemaElement.Kind;

import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The types, fields and symbols of an Avro schema.
final class AvroElements {
    private final SourcePlaces places;
    private final Set<String> seen = new HashSet<>();
    private final List<SchemaElement> found = new ArrayList<>();

    private AvroElements(SourcePlaces places) {
        this.places = places;
    }

    static List<SchemaElement> of(ParsedSchema.Avro avro) {
        var elements = new AvroElements(SourcePlaces.of("", avro));
        avro.types().forEach(elements::collect);
        return elements.found;
    }

    private void collect(Schema schema) {
        switch (schema.getType()) {
            case RECORD -> {
                if (seen.add(schema.getFullName())) {
                    record(schema);
                    schema.getFields().forEach(field -> collect(field.schema()));
                }
            }
            case ENUM, FIXED -> {
                if (seen.add(schema.getFullName())) {
                    named(schema);
                }
            }
            case ARRAY -> collect(schema.getElementType());
            case MAP -> collect(schema.getValueType());
            case UNION -> schema.getTypes().forEach(this::collect);
            default -> {}
        }
    }

    private void record(Schema record) {
        var at = places.definition(record.getFullName());
        if (at == null) {
            return; // another schema's
        }
        declare(record, record.isError() ? "error" : "record", at);
        for (var field : record.getFields()) {
            found.add(
                    new SchemaElement(
                            Kind.FIELD,
                            record.getFullName(),
                            field.name(),
                            field.name(),
                            record.getName() + "." + field.name(),
                            List.copyOf(field.aliases()),
                            type(field.schema()),
                            text(field.doc()),
                            line(at + "/fields/" + field.pos())));
        }
    }

    private void named(Schema type) {
        var at = places.definition(type.getFullName());
        if (at == null) {
            return;
        }
        if (type.getType() == Schema.Type.FIXED) {
            declare(type, "fixed(" + type.getFixedSize() + ")", at);
            return;
        }
        declare(type, "enum", at);
        var symbols = type.getEnumSymbols();
        for (int i = 0; i < symbols.size(); i++) {
            found.add(
                    new SchemaElement(
                            Kind.SYMBOL,
                            type.getFullName(),
                            symbols.get(i),
                            symbols.get(i),
                            type.getName() + "." + symbols.get(i),
                            List.of(),
                            "",
                            "",
                            line(at + "/symbols/" + i)));
        }
    }

    private void declare(Schema type, String word, String at) {
        found.add(
                new SchemaElement(
                        Kind.TYPE,
                        type.getFullName(),
                        "",
                        type.getName(),
                        type.getFullName(),
                        shortened(type.getAliases()),
                        word,
                        text(type.getDoc()),
                        line(at)));
    }

    private static List<String> shortened(Collection<String> names) {
        return names.stream().map(name -> name.substring(name.lastIndexOf('.') + 1)).toList();
    }

    private int line(String pointer) {
        return places.at(pointer).line();
    }

    /// As in Avro IDL.
    private static String type(Schema schema) {
        return switch (schema.getType()) {
            case RECORD, ENUM, FIXED -> schema.getName();
            case ARRAY -> "array<" + type(schema.getElementType()) + ">";
            case MAP -> "map<" + type(schema.getValueType()) + ">";
            case UNION ->
                    schema.getTypes().stream()
                            .map(AvroElements::type)
                            .collect(Collectors.joining(", ", "union {", "}"));
            default ->
                    switch (schema.getLogicalType()) {
                        case LogicalTypes.Decimal decimal ->
                                "decimal("
                                        + decimal.getPrecision()
                                        + ", "
                                        + decimal.getScale()
                                        + ")";
                        case null -> schema.getType().getName();
                        default -> schema.getLogicalType().getName();
                    };
        };
    }

    private static String text(@Nullable String doc) {
        return doc == null ? "" : doc.strip();
    }
}
