package io.sightglass.contract.jsonschema;

import io.sightglass.contract.Origin;
import io.sightglass.contract.RuleInfo;
import io.sightglass.contract.RulePath;
import io.sightglass.contract.RuleSource;
import io.sightglass.model.Location;
import io.sightglass.schema.JsonPlaces;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a JSON Schema demands, keyword by keyword, for people; and whether the walk judges all of
/// it already.
final class Keywords {
    static final String PREFIX = "json-schema.";

    /// Keywords that demand something of a value.
    private static final Set<String> DEMANDS =
            Set.of(
                    "type",
                    "enum",
                    "const",
                    "multipleOf",
                    "maximum",
                    "exclusiveMaximum",
                    "minimum",
                    "exclusiveMinimum",
                    "maxLength",
                    "minLength",
                    "pattern",
                    "format",
                    "maxItems",
                    "minItems",
                    "uniqueItems",
                    "maxContains",
                    "minContains",
                    "contains",
                    "maxProperties",
                    "minProperties",
                    "required",
                    "dependentRequired",
                    "dependencies",
                    "propertyNames",
                    "not",
                    "oneOf",
                    "anyOf",
                    "if");

    /// Keywords that say nothing, or what the walk judges by itself.
    private static final Set<String> WALKED =
            Set.of(
                    "$schema",
                    "$id",
                    "id",
                    "$comment",
                    "title",
                    "description",
                    "default",
                    "examples",
                    "deprecated",
                    "readOnly",
                    "writeOnly",
                    "type",
                    "properties");

    private static final int DEEPEST = 50;
    private static final int MOST = 20_000;

    private final String demander;
    private final Map<JsonNode, Boolean> seen = new IdentityHashMap<>();
    private final List<Found> found = new ArrayList<>();

    private record Found(String pointer, String path, String keyword, String words) {}

    private Keywords(String demander) {
        this.demander = demander;
    }

    /// Every demand of a schema, with its place.
    ///
    /// @param file what places are called
    static List<RuleInfo> list(JsonNode root, String text, String file, String demander) {
        var keywords = new Keywords(demander);
        keywords.read(root, "", "", 0);
        var pointers = keywords.found.stream().map(Found::pointer).toList();
        var places = JsonPlaces.locate(file, text, pointers);
        return keywords.found.stream().map(each -> keywords.info(each, places)).toList();
    }

    private RuleInfo info(Found each, Map<String, Location> places) {
        var at = places.get(each.pointer());
        var place = at == null ? demander : at.file() + ":" + at.line() + ":" + at.column();
        return new RuleInfo(
                PREFIX + each.keyword(),
                each.path(),
                each.words(),
                new Origin(RuleSource.JSON_SCHEMA, demander, place),
                null);
    }

    /// Whether the walk judges all that the schema demands.
    static boolean areWalked(JsonNode schema) {
        if (!schema.isObject()) {
            return schema.isBoolean() && schema.asBoolean();
        }
        for (var keyword : schema.properties()) {
            if (!WALKED.contains(keyword.getKey()) && !keyword.getKey().startsWith("x-")) {
                return false;
            }
        }
        for (var property : schema.path("properties")) {
            if (!areWalked(property)) {
                return false;
            }
        }
        return true;
    }

    private void read(JsonNode schema, String pointer, String path, int depth) {
        if (!schema.isObject()
                || depth > DEEPEST
                || found.size() > MOST
                || seen.putIfAbsent(schema, true) != null) {
            return;
        }
        for (var keyword : schema.properties()) {
            var name = keyword.getKey();
            var value = keyword.getValue();
            var at = pointer + JsonPlaces.step(name);
            if (DEMANDS.contains(name)) {
                found.add(new Found(at, path, name, words(name, value)));
            }
            switch (name) {
                case "properties", "$defs", "definitions" -> {
                    for (var each : value.properties()) {
                        var below =
                                name.equals("properties")
                                        ? RulePath.field(path, each.getKey())
                                        : each.getKey();
                        read(
                                each.getValue(),
                                at + JsonPlaces.step(each.getKey()),
                                below,
                                depth + 1);
                    }
                }
                case "items", "additionalItems", "contains" ->
                        read(value, at, RulePath.element(path), depth + 1);
                case "allOf", "anyOf", "oneOf", "prefixItems" -> {
                    for (int i = 0; i < value.size(); i++) {
                        var below = name.equals("prefixItems") ? RulePath.element(path) : path;
                        read(value.get(i), at + "/" + i, below, depth + 1);
                    }
                }
                case "additionalProperties", "if", "then", "else" ->
                        read(value, at, path, depth + 1);
                default -> {}
            }
        }
    }

    private static String words(String keyword, JsonNode value) {
        var shown = value.isContainer() && value.toString().length() > 80 ? "…" : value.toString();
        return keyword + " " + shown;
    }
}
