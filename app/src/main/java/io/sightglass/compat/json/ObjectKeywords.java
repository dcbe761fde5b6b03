package io.sightglass.compat.json;

import io.sightglass.compat.json.Shape.About;

import tools.jackson.databind.JsonNode;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// What a schema says of objects. From 2019-09 on `dependencies` are told in two keywords.
final class ObjectKeywords {
    private static final Set<String> WORDS =
            Set.of(
                    "properties",
                    "required",
                    "minProperties",
                    "maxProperties",
                    "patternProperties",
                    "additionalProperties");

    private final ShapeReader reader;
    private final Dialect dialect;

    ObjectKeywords(ShapeReader reader, Dialect dialect) {
        this.reader = reader;
        this.dialect = dialect;
    }

    /// Whether a schema says anything of objects. As the registry has it, empty `properties` say
    /// something up to draft 7.
    boolean spoken(JsonNode node) {
        if (dialect.isAtLeast(Dialect.DRAFT_2019_09)) {
            return WORDS.stream()
                            .anyMatch(word ->
                                    node.has(word)
                                            && !(word.endsWith("roperties")
                                                    && node.get(word).isObject()
                                                    && node.get(word).isEmpty()
                                                    && !word.startsWith("additional")))
                    || node.has("propertyNames")
                    || node.has("dependentRequired")
                    || node.has("dependentSchemas")
                    || node.has("unevaluatedProperties");
        }
        return WORDS.stream().anyMatch(node::has)
                || node.has("dependencies")
                || dialect != Dialect.DRAFT_4 && node.has("propertyNames");
    }

    Shape read(About about) {
        var node = about.node();
        var pointer = about.pointer();
        var modern = dialect.isAtLeast(Dialect.DRAFT_2019_09);
        // A dependency up to draft 7 is a list of names or a schema.
        var dependencies = modern ? "dependentSchemas" : "dependencies";
        return new Shape.Objects(
                about,
                reader.slots(node, pointer, "properties"),
                reader.slots(node, pointer, "patternProperties"),
                ArrayKeywords.rest(reader.slot(node, pointer, "additionalProperties")),
                modern ? reader.slot(node, pointer, "unevaluatedProperties") : null,
                names(node.path("required")),
                lists(node.path(modern ? "dependentRequired" : "dependencies")),
                reader.slots(node, pointer, dependencies),
                dialect == Dialect.DRAFT_4 ? null : reader.slot(node, pointer, "propertyNames"),
                ShapeReader.number(node, "minProperties"),
                ShapeReader.number(node, "maxProperties"));
    }

    private static Set<String> names(JsonNode list) {
        var names = new LinkedHashSet<String>();
        if (list.isArray()) {
            list.valueStream()
                    .filter(JsonNode::isString)
                    .forEach(it -> names.add(it.stringValue()));
        }
        return names;
    }

    private static Map<String, Set<String>> lists(JsonNode node) {
        var lists = new LinkedHashMap<String, Set<String>>();
        for (var entry : node.properties()) {
            if (entry.getValue().isArray()) {
                lists.put(entry.getKey(), names(entry.getValue()));
            }
        }
        return lists;
    }
}
