package io.sightglass.contract.confluent;

import io.sightglass.contract.Place;
import io.sightglass.contract.WholeRule.Findings;
import io.sightglass.contract.WholeRule.Whole;
import io.sightglass.contract.cel.CelRule;
import io.sightglass.model.Node;

import tools.jackson.databind.JsonNode;

import java.util.Objects;

/// Holds JSON values to the rules written in their schemas.
final class InlineJson implements InlineWalk {
    private final InlineRules rules;
    private final JsonParts parts;

    InlineJson(InlineRules rules, JsonParts parts) {
        this.rules = rules;
        this.parts = parts;
    }

    @Override
    public void each(Whole record, Findings to) {
        walk(record.root(), parts.root(), record.place(), to);
    }

    private void walk(Node node, JsonNode schema, Place place, Findings to) {
        if (!CelRule.isNothing(node)) {
            for (var part : parts.all(schema)) {
                InlineWalk.judge(
                        rules.at(part),
                        () -> Objects.requireNonNull(JsonFields.VALUES.of(node)),
                        place,
                        () -> CelRule.shown(node),
                        to);
            }
        }
        switch (node) {
            case Node.RecordNode record -> {
                for (var child : record.children()) {
                    var property = parts.property(schema, child.field().name());
                    if (property != null) {
                        walk(child, property, place.field(child), to);
                    }
                }
            }
            case Node.ListNode list -> {
                for (int i = 0; i < list.elements().size(); i++) {
                    var element = list.elements().get(i);
                    var items = parts.element(schema, i);
                    if (items != null) {
                        walk(element, items, place.element(i, element), to);
                    }
                }
            }
            default -> {}
        }
    }
}
