package io.sightglass.contract.confluent;

import io.sightglass.contract.Place;
import io.sightglass.contract.Shown;
import io.sightglass.contract.WholeRule.Whole;
import io.sightglass.contract.cel.CelValues;
import io.sightglass.model.Node;
import io.sightglass.model.Scalar;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.Objects;
import java.util.Set;

/// Fields of JSON objects that the schema declares, named by their path: `$.items[0].coffee`.
final class JsonFields implements DataField.Walk {
    static final CelValues VALUES = CelValues.RAW_TIMES;

    private final JsonParts parts;

    JsonFields(JsonParts parts) {
        this.parts = parts;
    }

    private record Around(String name, Set<String> tags, Node.RecordNode message) {}

    @Override
    public void each(Whole record, DataField.Visitor visitor) {
        walk(record.root(), parts.root(), "$", null, record.place(), visitor);
    }

    private void walk(
            Node node,
            JsonNode schema,
            String path,
            @Nullable Around around,
            Place place,
            DataField.Visitor visitor) {
        switch (node) {
            case Node.RecordNode record -> {
                for (var child : record.children()) {
                    var name = child.field().name();
                    var property = parts.property(schema, name);
                    if (property != null) {
                        var here = new Around(name, parts.tags(property), record);
                        var at = place.field(child);
                        walk(child, property, path + "." + name, here, at, visitor);
                    }
                }
            }
            case Node.ListNode list -> {
                for (int i = 0; i < list.elements().size(); i++) {
                    var element = list.elements().get(i);
                    var items = parts.element(schema, i);
                    if (items != null) {
                        var at = place.element(i, element);
                        walk(element, items, path + "[" + i + "]", around, at, visitor);
                    }
                }
            }
            case Node.ScalarNode scalar when around != null && !parts.isEnum(schema) -> {
                var value = scalar.value();
                visitor.visit(
                        new DataField(
                                around.name(),
                                path,
                                type(value, schema),
                                around.tags(),
                                () -> VALUES.of(value),
                                () -> VALUES.of(value),
                                () -> Objects.requireNonNull(VALUES.of(around.message())),
                                place,
                                () -> Shown.of(value)));
            }
            default -> {}
        }
    }

    private String type(Scalar value, JsonNode schema) {
        return switch (value) {
            case Scalar.Null _ -> "NULL";
            case Scalar.Bool _ -> "BOOLEAN";
            case Scalar.Text _ -> "STRING";
            default -> parts.isInteger(schema) ? "INT" : "DOUBLE";
        };
    }
}
