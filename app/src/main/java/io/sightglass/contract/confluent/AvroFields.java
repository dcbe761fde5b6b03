package io.sightglass.contract.confluent;

import io.sightglass.contract.Place;
import io.sightglass.contract.Shown;
import io.sightglass.contract.WholeRule.Whole;
import io.sightglass.contract.cel.CelValues;
import io.sightglass.model.Node;
import io.sightglass.model.Scalar;

import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.Set;

/// Fields of Avro records. What is in lists, maps and unions belongs to the field around them.
final class AvroFields implements DataField.Walk {
    static final CelValues VALUES = CelValues.RAW_TIMES;

    private final Schema schema;

    AvroFields(Schema schema) {
        this.schema = schema;
    }

    /// The field around a value.
    private record Around(
            String name, String fullName, Set<String> tags, Node.RecordNode message) {}

    @Override
    public void each(Whole record, DataField.Visitor visitor) {
        walk(record.root(), schema, null, record.place(), visitor);
    }

    private static void walk(
            Node node,
            Schema declared,
            @Nullable Around around,
            Place place,
            DataField.Visitor visitor) {
        var schema = chosen(node, declared);
        if (schema == null) {
            return;
        }
        switch (node) {
            case Node.RecordNode record when schema.getType() == Schema.Type.RECORD -> {
                for (var child : record.children()) {
                    var field = schema.getField(child.field().name());
                    if (field != null) {
                        var here =
                                new Around(
                                        field.name(),
                                        schema.getFullName() + "." + field.name(),
                                        AvroProps.tags(field),
                                        record);
                        walk(child, field.schema(), here, place.field(child), visitor);
                    }
                }
            }
            case Node.ListNode list when schema.getType() == Schema.Type.ARRAY -> {
                for (int i = 0; i < list.elements().size(); i++) {
                    var element = list.elements().get(i);
                    var at = place.element(i, element);
                    walk(element, schema.getElementType(), around, at, visitor);
                }
            }
            case Node.MapNode map when schema.getType() == Schema.Type.MAP -> {
                for (var entry : map.entries()) {
                    var at = place.entry(map.field(), entry.key(), entry.value());
                    walk(entry.value(), schema.getValueType(), around, at, visitor);
                }
            }
            case Node.ScalarNode scalar when around != null && isPrimitive(schema) ->
                    visitor.visit(field(scalar, schema, around, place));
            default -> {}
        }
    }

    private static DataField field(
            Node.ScalarNode scalar, Schema schema, Around around, Place place) {
        return new DataField(
                around.name(),
                around.fullName(),
                schema.getType().name(),
                around.tags(),
                () -> VALUES.of(scalar.value()),
                () -> VALUES.of(scalar.value()),
                () -> Objects.requireNonNull(VALUES.of(around.message())),
                place,
                () -> Shown.of(scalar.value()));
    }

    private static boolean isPrimitive(Schema schema) {
        return switch (schema.getType()) {
            case STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> true;
            case RECORD, ENUM, ARRAY, MAP, UNION, FIXED -> false;
        };
    }

    /// The branch of a union that the value is in; null where there is none such.
    static @Nullable Schema chosen(Node node, Schema declared) {
        if (!declared.isUnion()) {
            return declared;
        }
        for (var branch : declared.getTypes()) {
            boolean fits =
                    switch (node) {
                        case Node.RecordNode record ->
                                branch.getType() == Schema.Type.RECORD
                                        && branch.getFullName().equals(record.typeName());
                        case Node.ListNode _ -> branch.getType() == Schema.Type.ARRAY;
                        case Node.MapNode _ -> branch.getType() == Schema.Type.MAP;
                        case Node.ScalarNode scalar when scalar.value() instanceof Scalar.Null ->
                                branch.getType() == Schema.Type.NULL;
                        case Node.ScalarNode scalar -> branch.getFullName().equals(scalar.branch());
                        default -> false;
                    };
            if (fits) {
                return branch;
            }
        }
        return null;
    }
}
