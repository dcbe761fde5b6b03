package io.sightglass.registry;

import io.sightglass.model.DataContract;
import io.sightglass.model.DataContract.DomainRule;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// Reads `metadata` and `ruleSet` of a schema (Confluent Schema Registry API, "Data Contracts").
/// What has another shape counts as left out: it is the registry's to refuse.
final class ContractReader {
    private ContractReader() {}

    static DataContract read(JsonNode body) {
        var metadata = body.path("metadata");
        var rules = new ArrayList<DomainRule>();
        for (var rule : body.path("ruleSet").path("domainRules")) {
            if (rule.isObject()) {
                rules.add(rule(rule));
            }
        }
        var tags = new HashMap<String, Set<String>>();
        for (var entry : metadata.path("tags").properties()) {
            tags.put(entry.getKey(), texts(entry.getValue()));
        }
        var properties = strings(metadata.path("properties"));
        if (rules.isEmpty() && tags.isEmpty() && properties.isEmpty()) {
            return DataContract.NONE;
        }
        return new DataContract(tags, properties, rules);
    }

    private static DomainRule rule(JsonNode rule) {
        return new DomainRule(
                rule.path("name").asString(""),
                textOrNull(rule.path("doc")),
                rule.path("kind").asString("CONDITION"),
                rule.path("type").asString(""),
                rule.path("mode").asString("WRITEREAD"),
                texts(rule.path("tags")),
                strings(rule.path("params")),
                rule.path("expr").asString(""),
                rule.path("onFailure").asString(""),
                rule.path("disabled").asBoolean(false));
    }

    private static Set<String> texts(JsonNode list) {
        var texts = new LinkedHashSet<String>();
        list.forEach(text -> texts.add(text.asString("")));
        return texts;
    }

    private static Map<String, String> strings(JsonNode object) {
        var strings = new HashMap<String, String>();
        for (var entry : object.properties()) {
            strings.put(entry.getKey(), entry.getValue().asString(""));
        }
        return strings;
    }

    private static @Nullable String textOrNull(JsonNode node) {
        return node.isString() ? node.asString() : null;
    }
}
