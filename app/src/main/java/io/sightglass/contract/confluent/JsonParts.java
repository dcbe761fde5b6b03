package io.sightglass.contract.confluent;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds what a JSON Schema says of a property or element, through references within the document
/// and through `allOf`, `anyOf` and `oneOf`.
final class JsonParts {
    private static final List<String> COMBINED = List.of("allOf", "anyOf", "oneOf");
    private static final int MOST = 100;

    private final JsonNode root;
    private final Map<JsonNode, List<JsonNode>> known = new IdentityHashMap<>();

    JsonParts(JsonNode root) {
        this.root = root;
    }

    JsonNode root() {
        return root;
    }

    /// The schema and everything that it is put together from.
    synchronized List<JsonNode> all(JsonNode schema) {
        return known.computeIfAbsent(
                schema,
                start -> {
                    var parts = new ArrayList<JsonNode>();
                    gather(start, parts);
                    return List.copyOf(parts);
                });
    }

    private void gather(@Nullable JsonNode schema, List<JsonNode> parts) {
        if (schema == null || !schema.isObject() || parts.size() == MOST) {
            return;
        }
        for (var part : parts) {
            if (part == schema) {
                return;
            }
        }
        parts.add(schema);
        var reference = schema.path("$ref").asString("");
        if (reference.startsWith("#")) {
            gather(at(reference.substring(1)), parts);
        }
        for (var keyword : COMBINED) {
            for (var part : schema.path(keyword)) {
                gather(part, parts);
            }
        }
    }

    private @Nullable JsonNode at(String pointer) {
        if (!pointer.isEmpty() && !pointer.startsWith("/")) {
            return null;
        }
        var found = root.at(pointer);
        return found.isMissingNode() ? null : found;
    }

    @Nullable JsonNode property(JsonNode schema, String name) {
        for (var part : all(schema)) {
            var property = part.path("properties").get(name);
            if (property != null) {
                return property;
            }
        }
        return null;
    }

    @Nullable JsonNode element(JsonNode schema, int index) {
        for (var part : all(schema)) {
            var places = part.has("prefixItems") ? part.path("prefixItems") : part.path("items");
            if (places.isArray() && index < places.size()) {
                return places.get(index);
            }
            if (part.path("items").isObject()) {
                return part.get("items");
            }
        }
        return null;
    }

    Set<String> tags(JsonNode schema) {
        var tags = new LinkedHashSet<String>();
        for (var part : all(schema)) {
            part.path(InlineRule.TAGS).forEach(tag -> tags.add(tag.asString("")));
        }
        return tags;
    }

    /// The rules that stand in that very schema.
    static List<InlineRule> own(JsonNode schema) {
        var rules = new ArrayList<InlineRule>();
        for (var rule : schema.path(InlineRule.RULES)) {
            rules.add(
                    new InlineRule(
                            rule.path("name").asString(""),
                            rule.path("doc").asString(""),
                            rule.path("expr").asString("")));
        }
        return rules;
    }

    boolean isEnum(JsonNode schema) {
        return all(schema).stream().anyMatch(part -> part.has("enum"));
    }

    boolean isInteger(JsonNode schema) {
        return all(schema).stream()
                .anyMatch(part -> part.path("type").asString("").equals("integer"));
    }
}
