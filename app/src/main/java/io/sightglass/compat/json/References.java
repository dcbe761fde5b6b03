package io.sightglass.compat.json;

import io.sightglass.schema.JsonPlaces;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Follows the references within one document: JSON pointers, anchors, and the ids of schemas in
/// it.
///
/// A `$dynamicRef` or `$recursiveRef` leads to where it would lead without a dynamic scope: to the
/// anchor, or the document. Other documents are not fetched.
final class References {
    private static final List<String> DYNAMIC = List.of("$ref", "$dynamicRef", "$recursiveRef");

    /// What may stand beside a reference without saying anything of the value.
    private static final Set<String> REMARKS =
            Set.of(
                    "$anchor",
                    "$comment",
                    "$defs",
                    "$dynamicAnchor",
                    "$id",
                    "$recursiveAnchor",
                    "$schema",
                    "default",
                    "definitions",
                    "deprecated",
                    "description",
                    "examples",
                    "format",
                    "readOnly",
                    "title",
                    "writeOnly");

    private final JsonNode root;
    private final Dialect dialect;
    private final Map<String, String> unresolved = new LinkedHashMap<>();

    /// Pointers by absolute name (`https://x/y#anchor`), and base names by pointer; null until a
    /// reference needs them.
    private @Nullable Index index;

    References(JsonNode root, Dialect dialect) {
        this.root = root;
        this.dialect = dialect;
    }

    sealed interface End {}

    /// A schema that is not just a reference.
    record Found(String pointer, JsonNode node) implements End {}

    record Lost(String reference) implements End {}

    /// @return references that lead nowhere, by the pointers of their schemas
    Map<String, String> unresolved() {
        return unresolved;
    }

    /// Where a schema's reference leads in the end, or the schema itself.
    End follow(JsonNode node, String pointer) {
        var seen = new HashSet<String>();
        var at = new Found(pointer, node);
        while (true) {
            var keyword = alone(at.node());
            if (keyword == null) {
                return at;
            }
            var reference = at.node().get(keyword).stringValue();
            if (!seen.add(at.pointer())) {
                unresolved.put(pointer, reference);
                return new Lost(reference);
            }
            var next = target(reference, at.pointer());
            if (next == null || !ShapeReader.isSchema(next.node())) {
                unresolved.put(at.pointer(), reference);
                return new Lost(reference);
            }
            at = next;
        }
    }

    /// References that hold together with what else a schema says, by their pointers.
    Map<String, JsonNode> beside(JsonNode node, String pointer) {
        var found = new LinkedHashMap<String, JsonNode>();
        if (dialect.isAtLeast(Dialect.DRAFT_2019_09) && alone(node) == null) {
            for (var keyword : DYNAMIC) {
                if (node.path(keyword).isString()) {
                    found.put(
                            pointer + "/" + keyword,
                            JsonNodeFactory.instance.objectNode().set(keyword, node.get(keyword)));
                }
            }
        }
        return found;
    }

    /// The keyword of a schema that is nothing but a reference; before 2019-09 every schema with
    /// one is.
    private @Nullable String alone(JsonNode node) {
        if (!dialect.isAtLeast(Dialect.DRAFT_2019_09)) {
            return node.path("$ref").isString() ? "$ref" : null;
        }
        String only = null;
        for (var name : node.propertyNames()) {
            if (DYNAMIC.contains(name) && node.get(name).isString()) {
                if (only != null) {
                    return null;
                }
                only = name;
            } else if (!REMARKS.contains(name)) {
                return null;
            }
        }
        return only;
    }

    private @Nullable Found target(String reference, String from) {
        if (reference.equals("#")) {
            return enclosing(from);
        }
        if (reference.startsWith("#/")) {
            var base = enclosing(from);
            var near = base == null ? null : at(base, reference.substring(1));
            // Generated ids often look like those of documents of their own, and are not meant so.
            return near != null ? near : at(new Found("", root), reference.substring(1));
        }
        int hash = reference.indexOf('#');
        var document = hash < 0 ? reference : reference.substring(0, hash);
        var fragment = hash < 0 ? "" : decoded(reference.substring(hash + 1));
        var base = identified().base(from);
        var name = document.isEmpty() ? base : resolve(base, document);
        if (fragment.isEmpty() || fragment.startsWith("/")) {
            var pointer = identified().names().get(name);
            if (pointer == null) {
                return null;
            }
            return at(new Found(pointer, root.at(pointer)), fragment);
        }
        var pointer = identified().names().get(name + "#" + fragment);
        return pointer == null ? null : new Found(pointer, root.at(pointer));
    }

    /// The schema with an id of its own that a place belongs to.
    private @Nullable Found enclosing(String pointer) {
        var base = identified().names().get(identified().base(pointer));
        return base == null ? null : new Found(base, root.at(base));
    }

    private static @Nullable Found at(Found base, String fragment) {
        var node = base.node();
        var pointer = base.pointer();
        if (fragment.isEmpty()) {
            return base;
        }
        for (var step : decoded(fragment).substring(1).split("/", -1)) {
            var name = step.replace("~1", "/").replace("~0", "~");
            if (name.equals("$defs") && !node.has(name)) {
                name = "definitions"; // as the registry has it
            }
            node = node.isArray() ? item(node, name) : node.path(name);
            pointer += JsonPlaces.step(name);
        }
        return node.isMissingNode() ? null : new Found(pointer, node);
    }

    private static JsonNode item(JsonNode array, String name) {
        try {
            return array.path(Integer.parseInt(name));
        } catch (NumberFormatException e) {
            return array.path(-1);
        }
    }

    private static String decoded(String fragment) {
        try {
            return URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return fragment;
        }
    }

    private static String resolve(String base, String name) {
        try {
            var uri = base.isEmpty() ? new URI(name) : new URI(base).resolve(new URI(name));
            return uri.toString();
        } catch (URISyntaxException e) {
            return name;
        }
    }

    private Index identified() {
        if (index == null) {
            index = Index.of(root, dialect);
        }
        return index;
    }

    /// What the schemas of a document are called.
    ///
    /// @param names pointers by absolute name
    /// @param bases absolute names by the pointers of the schemas that have them
    private record Index(Map<String, String> names, Map<String, String> bases) {
        static Index of(JsonNode root, Dialect dialect) {
            var index = new Index(new HashMap<>(), new HashMap<>());
            index.names.put("", "");
            index.bases.put("", "");
            record Open(JsonNode node, String pointer, String base) {}
            var open = new ArrayDeque<Open>();
            open.add(new Open(root, "", ""));
            while (!open.isEmpty()) {
                var next = open.pop();
                var base = index.add(next.node(), next.pointer(), next.base(), dialect);
                if (next.node().isObject()) {
                    for (var entry : next.node().properties()) {
                        var inner = entry.getValue();
                        if (inner.isContainer()
                                && !entry.getKey().equals("enum")
                                && !entry.getKey().equals("const")) {
                            var at = next.pointer() + JsonPlaces.step(entry.getKey());
                            open.push(new Open(inner, at, base));
                        }
                    }
                } else {
                    int at = 0;
                    for (var inner : next.node()) {
                        open.push(new Open(inner, next.pointer() + "/" + at++, base));
                    }
                }
            }
            return index;
        }

        private String add(JsonNode node, String pointer, String outer, Dialect dialect) {
            var base = outer;
            var id = node.path(dialect.id());
            if (id.isString()) {
                var name = id.stringValue();
                if (name.startsWith("#")) {
                    names.putIfAbsent(outer + name, pointer);
                } else {
                    base =
                            resolve(
                                    outer,
                                    name.endsWith("#")
                                            ? name.substring(0, name.length() - 1)
                                            : name);
                    names.putIfAbsent(base, pointer);
                    bases.put(pointer, base);
                }
            }
            for (var keyword : List.of("$anchor", "$dynamicAnchor")) {
                if (node.path(keyword).isString()) {
                    names.putIfAbsent(base + "#" + node.get(keyword).stringValue(), pointer);
                }
            }
            return base;
        }

        /// The name of the nearest enclosing schema that has one.
        String base(String pointer) {
            for (var at = pointer; !at.isEmpty(); at = at.substring(0, at.lastIndexOf('/'))) {
                var base = bases.get(at);
                if (base != null) {
                    return base;
                }
            }
            return bases.getOrDefault("", "");
        }
    }
}
