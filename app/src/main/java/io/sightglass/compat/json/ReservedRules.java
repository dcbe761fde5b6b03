package io.sightglass.compat.json;

import io.sightglass.schema.JsonPlaces;

import tools.jackson.databind.JsonNode;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/// Changes of reserved properties: names that must not be used again. The registry keeps them in a
/// schema's metadata under `confluent:reserved`; a file says the same at its root, as a list of
/// names or as the registry's text with commas.
final class ReservedRules {
    private static final String KEYWORD = "confluent:reserved";

    private ReservedRules() {}

    static void compare(Findings findings, JsonNode original, JsonNode update) {
        var now = names(update.path(KEYWORD));
        for (var name : names(original.path(KEYWORD))) {
            if (!now.contains(name)) {
                findings.at(KEYWORD)
                        .at(name, "." + name, null, null)
                        .add(
                                ChangeType.RESERVED_PROPERTY_REMOVED,
                                "reserved",
                                "not reserved",
                                "/" + KEYWORD,
                                update.has(KEYWORD) ? "/" + KEYWORD : null);
            }
        }
        for (var name : now) {
            if (update.path("properties").has(name)) {
                var pointer = "/properties" + JsonPlaces.step(name);
                findings.at("properties")
                        .at(name, "." + name, null, null)
                        .add(
                                ChangeType.RESERVED_PROPERTY_CONFLICTS_WITH_PROPERTY,
                                "",
                                "",
                                original.path("properties").has(name) ? pointer : null,
                                pointer);
            }
        }
    }

    private static Set<String> names(JsonNode node) {
        var names = new LinkedHashSet<String>();
        if (node.isString()) {
            Arrays.stream(node.stringValue().split(",", -1))
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .forEach(names::add);
        }
        node.valueStream().filter(JsonNode::isString).forEach(it -> names.add(it.stringValue()));
        return names;
    }
}
