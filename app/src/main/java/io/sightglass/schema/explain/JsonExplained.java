package io.sightglass.schema.explain;

import io.sightglass.schema.ParsedSchema;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A place of a JSON Schema.
///
/// @param root where references begin
/// @param node what is said right here
/// @param required whether the object around must have it
record JsonExplained(JsonNode root, JsonNode node, boolean required) implements Explained {
    private static final int MOST_HOPS = 32;

    /// Lists of lists of lists: nobody reads on, and a schema may contain itself.
    private static final int DEEPEST = 4;

    static Explained root(ParsedSchema.Json json) {
        return new JsonExplained(json.root(), json.root(), true);
    }

    @Override
    public Meaning meaning() {
        var meant = resolve(node);
        var doc = said("description", node, meant);
        var title = said("title", node, meant);
        var types = types(meant);
        boolean nullable = types.contains("null") || choices(meant).contains("null");
        return new Meaning(
                words(meant, 0),
                precise(meant, types),
                doc.isEmpty() ? title : doc,
                !required,
                nullable,
                node.path("deprecated").asBoolean(false)
                        || meant.path("deprecated").asBoolean(false),
                node.has("default")
                        ? node.get("default").toString()
                        : meant.has("default") ? meant.get("default").toString() : null,
                choices(meant));
    }

    private static String said(String key, JsonNode here, JsonNode meant) {
        var said = here.path(key).asString("").strip();
        return said.isEmpty() ? meant.path(key).asString("").strip() : said;
    }

    @Override
    public List<String> fields() {
        var names = new LinkedHashSet<String>();
        for (var part : parts(node)) {
            part.path("properties").properties().forEach(property -> names.add(property.getKey()));
        }
        return List.copyOf(names);
    }

    @Override
    public Optional<Explained> field(String name) {
        JsonNode found = null;
        boolean must = false;
        for (var part : parts(node)) {
            var property = part.path("properties").get(name);
            found = found == null ? property : found;
            for (var each : part.path("required")) {
                must |= each.asString("").equals(name);
            }
        }
        if (found == null) {
            return Optional.empty();
        }
        return Optional.of(new JsonExplained(root, found, must));
    }

    @Override
    public Optional<Explained> element() {
        for (var part : parts(node)) {
            for (var keyword : List.of("items", "additionalProperties")) {
                var below = part.path(keyword);
                if (below.isObject()) {
                    return Optional.of(new JsonExplained(root, below, true));
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public Explained as(String typeName) {
        return this;
    }

    /// The schema and all that it is combined with.
    private List<JsonNode> parts(JsonNode schema) {
        var parts = new ArrayList<JsonNode>();
        gather(schema, parts, new HashSet<>());
        return parts;
    }

    private void gather(JsonNode schema, List<JsonNode> parts, Set<Integer> seen) {
        if (!schema.isObject() || !seen.add(System.identityHashCode(schema))) {
            return;
        }
        parts.add(schema);
        for (var keyword : List.of("allOf", "anyOf", "oneOf")) {
            for (var part : schema.path(keyword)) {
                gather(part, parts, seen);
            }
        }
        if (schema.has("$ref")) {
            gather(resolve(schema), parts, seen);
        }
    }

    private String words(JsonNode meant, int depth) {
        if (depth > DEEPEST) {
            return TypeWords.ANYTHING;
        }
        if (!choices(meant).isEmpty()) {
            return TypeWords.choices(choices(meant).size(), "");
        }
        var types = new LinkedHashSet<>(types(meant));
        types.remove("null");
        if (types.isEmpty()) {
            return meant.has("properties") ? "object" : combined(meant, depth);
        }
        return String.join(" or ", types.stream().map(type -> word(type, meant, depth)).toList());
    }

    private String combined(JsonNode meant, int depth) {
        for (var keyword : List.of("oneOf", "anyOf", "allOf")) {
            var words = new LinkedHashSet<String>();
            for (var part : meant.path(keyword)) {
                var one = resolve(part);
                if (!types(one).equals(List.of("null")) && !one.equals(meant)) {
                    words.add(
                            types(one).isEmpty() && !one.has("properties")
                                    ? TypeWords.ANYTHING
                                    : words(one, depth + 1));
                }
            }
            if (!words.isEmpty()) {
                return String.join(keyword.equals("allOf") ? " and " : " or ", words);
            }
        }
        return TypeWords.ANYTHING;
    }

    private String word(String type, JsonNode meant, int depth) {
        return switch (type) {
            case "string" -> text(meant);
            case "integer" -> TypeWords.WHOLE + bounds(meant);
            case "number" -> TypeWords.NUMBER + bounds(meant);
            case "boolean" -> TypeWords.BOOL;
            case "array" -> {
                var items = meant.path("items");
                yield items.isObject() ? "list of " + words(resolve(items), depth + 1) : "list";
            }
            case "object" -> {
                var values = meant.path("additionalProperties");
                yield values.isObject() && !meant.has("properties")
                        ? "map from text to " + words(resolve(values), depth + 1)
                        : named(meant);
            }
            default -> type;
        };
    }

    private static String named(JsonNode meant) {
        var title = meant.path("title").asString("").strip();
        return title.isEmpty() || title.length() > 40 ? "object" : title;
    }

    private static String text(JsonNode meant) {
        return switch (meant.path("format").asString("")) {
            case "date-time" -> TypeWords.MOMENT;
            case "date" -> TypeWords.DATE;
            case "time" -> TypeWords.TIME;
            case "duration" -> TypeWords.DURATION;
            case "uuid" -> TypeWords.UUID;
            case "email", "idn-email" -> "mail address";
            case "uri", "iri", "uri-reference", "iri-reference" -> "URI";
            case "hostname", "idn-hostname" -> "host name";
            case "ipv4", "ipv6" -> "IP address";
            default -> TypeWords.TEXT;
        };
    }

    /// ` from 1 to 10`.
    private static String bounds(JsonNode meant) {
        var least = meant.path("minimum");
        var most = meant.path("maximum");
        if (least.isNumber() && most.isNumber()) {
            return " from " + least + " to " + most;
        }
        if (least.isNumber()) {
            return ", at least " + least;
        }
        return most.isNumber() ? ", at most " + most : "";
    }

    private static List<String> types(JsonNode schema) {
        var type = schema.path("type");
        if (type.isString()) {
            return List.of(type.stringValue());
        }
        return type.isArray()
                ? type.valueStream().map(each -> each.asString("")).toList()
                : List.of();
    }

    private static List<String> choices(JsonNode schema) {
        if (schema.has("const")) {
            return List.of(plain(schema.get("const")));
        }
        return schema.path("enum").valueStream().map(JsonExplained::plain).toList();
    }

    private static String plain(JsonNode value) {
        return value.isString() ? value.stringValue() : value.toString();
    }

    private static String precise(JsonNode schema, List<String> types) {
        var words = new ArrayList<String>();
        if (!types.isEmpty()) {
            words.add(String.join(" | ", types));
        }
        for (var keyword :
                List.of(
                        "format",
                        "pattern",
                        "minLength",
                        "maxLength",
                        "minimum",
                        "maximum",
                        "exclusiveMinimum",
                        "exclusiveMaximum",
                        "multipleOf",
                        "minItems",
                        "maxItems")) {
            if (schema.has(keyword)) {
                words.add(keyword + " " + plain(schema.get(keyword)));
            }
        }
        return String.join(", ", words);
    }

    /// Follows `$ref` within the document, as far as it leads.
    private JsonNode resolve(JsonNode schema) {
        var at = schema;
        for (int hops = 0; hops < MOST_HOPS; hops++) {
            var ref = at.path("$ref").asString("");
            if (!ref.startsWith("#")) {
                return at;
            }
            var target = at(ref.substring(1));
            if (target == null) {
                return at;
            }
            at = target;
        }
        return at;
    }

    private @Nullable JsonNode at(String pointer) {
        var path = URLDecoder.decode(pointer.replace("+", "%2B"), StandardCharsets.UTF_8);
        if (!path.isEmpty() && !path.startsWith("/")) {
            return null;
        }
        var target = root.at(path);
        return target.isMissingNode() ? null : target;
    }
}
