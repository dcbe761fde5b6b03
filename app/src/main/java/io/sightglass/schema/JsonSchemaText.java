package io.sightglass.schema;

import io.sightglass.schema.JsonText.Bad;
import io.sightglass.schema.JsonText.Tree;
import io.sightglass.schema.LocalSchemas.Problem;
import io.sightglass.schema.SchemaText.Result;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Set;

/// Parses JSON Schemas (2020-12 and the drafts before it) and checks what every reader of one
/// relies on: that schemas are objects or booleans, and that the keywords for structure have the
/// right shape. What a keyword that it does not know may hold is not judged.
final class JsonSchemaText {
    private static final Set<String> TYPES =
            Set.of("null", "boolean", "object", "array", "number", "integer", "string");
    private static final List<String> SCHEMA_MAPS =
            List.of("properties", "patternProperties", "$defs", "definitions");
    private static final List<String> SCHEMAS =
            List.of(
                    "additionalProperties",
                    "contains",
                    "else",
                    "if",
                    "not",
                    "propertyNames",
                    "then");
    private static final List<String> SCHEMA_LISTS =
            List.of("allOf", "anyOf", "oneOf", "prefixItems");

    private JsonSchemaText() {}

    static Result parse(String file, String text) {
        return switch (JsonText.read(file, text)) {
            case Bad(var problem) -> new Result.Failed(List.of(problem));
            case Tree tree -> {
                var problem = schema(file, tree, tree.root(), "");
                yield problem != null
                        ? new Result.Failed(List.of(problem))
                        : new Result.Parsed(new ParsedSchema.Json(tree.root(), text));
            }
        };
    }

    /// Whether a JSON text that is called just `.json` says that it is a JSON Schema.
    static boolean claims(String text) {
        return text.contains("\"$schema\"") && text.contains("json-schema.org/");
    }

    private static @Nullable Problem schema(String file, Tree tree, JsonNode node, String at) {
        if (node.isBoolean()) {
            return null;
        }
        if (!node.isObject()) {
            return tree.place(at).problem(file, "expected a schema: '{', true or false.");
        }
        var type = node.get("type");
        if (type != null && !(isType(type) || type.isArray() && allTypes(type))) {
            return tree.place(at + "/type")
                    .problem(
                            file,
                            "expected a type: null, boolean, object, array, number, integer or"
                                    + " string.");
        }
        var required = node.get("required");
        if (required != null
                && !required.isBoolean() // draft 3
                && !(required.isArray() && required.valueStream().allMatch(JsonNode::isString))) {
            return tree.place(at + "/required")
                    .problem(file, "\"required\" must be a list of names.");
        }
        for (var keyword : List.of("$ref", "pattern", "$id")) {
            if (node.has(keyword) && !node.get(keyword).isString()) {
                return tree.place(at + "/" + keyword)
                        .problem(file, "\"" + keyword + "\" must be a string.");
            }
        }
        if (node.has("enum") && !node.get("enum").isArray()) {
            return tree.place(at + "/enum").problem(file, "\"enum\" must be a list of values.");
        }
        return below(file, tree, node, at);
    }

    private static @Nullable Problem below(String file, Tree tree, JsonNode node, String at) {
        for (var keyword : SCHEMA_MAPS) {
            var map = node.get(keyword);
            if (map == null) {
                continue;
            }
            if (!map.isObject()) {
                return tree.place(at + "/" + keyword)
                        .problem(file, "expected '{' to start the " + keyword + ".");
            }
            for (var entry : map.properties()) {
                var place = at + "/" + keyword + JsonText.step(entry.getKey());
                var found = schema(file, tree, entry.getValue(), place);
                if (found != null) {
                    return found;
                }
            }
        }
        for (var keyword : SCHEMAS) {
            var inner = node.get(keyword);
            var found = inner == null ? null : schema(file, tree, inner, at + "/" + keyword);
            if (found != null) {
                return found;
            }
        }
        for (var keyword : SCHEMA_LISTS) {
            var list = node.get(keyword);
            if (list != null && !list.isArray()) {
                return tree.place(at + "/" + keyword)
                        .problem(file, "\"" + keyword + "\" must be a list of schemas.");
            }
            var found = list == null ? null : each(file, tree, list, at + "/" + keyword);
            if (found != null) {
                return found;
            }
        }
        var items = node.get("items");
        if (items == null) {
            return null;
        }
        return items.isArray()
                ? each(file, tree, items, at + "/items")
                : schema(file, tree, items, at + "/items");
    }

    private static @Nullable Problem each(String file, Tree tree, JsonNode list, String at) {
        for (int i = 0; i < list.size(); i++) {
            var found = schema(file, tree, list.get(i), at + "/" + i);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static boolean isType(JsonNode type) {
        return type.isString() && TYPES.contains(type.stringValue());
    }

    private static boolean allTypes(JsonNode types) {
        return types.size() > 0 && types.valueStream().allMatch(JsonSchemaText::isType);
    }
}
