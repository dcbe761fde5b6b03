package io.sightglass.contract.confluent;

import io.sightglass.contract.Place;
import io.sightglass.contract.WholeRule.Findings;
import io.sightglass.contract.WholeRule.Whole;
import io.sightglass.contract.cel.CelRule;
import io.sightglass.contract.cel.CelValues;
import io.sightglass.model.Node;

import org.apache.avro.Schema;

import java.util.Objects;

/// Holds Avro records and their fields to the rules written on them.
final class InlineAvro implements InlineWalk {
    private static final CelValues VALUES = CelValues.TIMESTAMPS;

    private final InlineRules rules;
    private final Schema schema;

    InlineAvro(InlineRules rules, Schema schema) {
        this.rules = rules;
        this.schema = schema;
    }

    @Override
    public void each(Whole record, Findings to) {
        walk(record.root(), schema, record.place(), to);
    }

    private void walk(Node node, Schema declared, Place place, Findings to) {
        var chosen = AvroFields.chosen(node, declared);
        if (chosen == null) {
            return;
        }
        switch (node) {
            case Node.RecordNode record when chosen.getType() == Schema.Type.RECORD -> {
                InlineWalk.judge(
                        rules.at(chosen),
                        () -> Objects.requireNonNull(VALUES.of(record)),
                        place,
                        null,
                        to);
                for (var child : record.children()) {
                    var field = chosen.getField(child.field().name());
                    if (field != null) {
                        field(child, field, place.field(child), to);
                    }
                }
            }
            case Node.ListNode list when chosen.getType() == Schema.Type.ARRAY -> {
                for (int i = 0; i < list.elements().size(); i++) {
                    var element = list.elements().get(i);
                    walk(element, chosen.getElementType(), place.element(i, element), to);
                }
            }
            case Node.MapNode map when chosen.getType() == Schema.Type.MAP -> {
                for (var entry : map.entries()) {
                    var at = place.entry(map.field(), entry.key(), entry.value());
                    walk(entry.value(), chosen.getValueType(), at, to);
                }
            }
            default -> {}
        }
    }

    private void field(Node node, Schema.Field field, Place place, Findings to) {
        var own = rules.at(field);
        if (!own.isEmpty() && !CelRule.isNothing(node)) {
            InlineWalk.judge(
                    own,
                    () -> Objects.requireNonNull(VALUES.of(node)),
                    place,
                    () -> CelRule.shown(node),
                    to);
        }
        walk(node, field.schema(), place, to);
    }
}
