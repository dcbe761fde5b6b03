package io.sightglass.contract.confluent;

import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What Confluent's properties of an Avro schema say.
final class AvroProps {
    private AvroProps() {}

    static Set<String> tags(Schema.Field field) {
        if (!(field.getObjectProp(InlineRule.TAGS) instanceof Iterable<?> list)) {
            return Set.of();
        }
        var tags = new LinkedHashSet<String>();
        list.forEach(tag -> tags.add(String.valueOf(tag)));
        return tags;
    }

    static List<InlineRule> rules(JsonProperties place) {
        if (!(place.getObjectProp(InlineRule.RULES) instanceof Iterable<?> list)) {
            return List.of();
        }
        var rules = new ArrayList<InlineRule>();
        for (var rule : list) {
            if (rule instanceof Map<?, ?> members) {
                rules.add(
                        new InlineRule(
                                text(members, "name"),
                                text(members, "doc"),
                                text(members, "expr")));
            }
        }
        return rules;
    }

    private static String text(Map<?, ?> members, String name) {
        return members.get(name) instanceof String text ? text : "";
    }
}
