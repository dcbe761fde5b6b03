package io.sightglass.decode.json;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.IdentityHashMap;
import java.util.Map;

/// Follows `$ref` within one JSON Schema document. A schema with an `$id` of its own within it is a
/// document of its own (2020-12, core, 8.2.1): what is in it refers to it. What leads out of the
/// document, or to an anchor, is not followed.
final class SchemaRefs {
    private static final int HOPS = 32;

    private final JsonNode root;
    private final Map<JsonNode, JsonNode> documents = new IdentityHashMap<>();

    SchemaRefs(JsonNode root) {
        this.root = root;
        var id = isOld(root) ? "id" : "$id";
        var todo = new ArrayDeque<JsonNode>();
        todo.add(root);
        while (!todo.isEmpty()) {
            var node = todo.removeLast();
            var document = documents.getOrDefault(node, root);
            for (var child : node) {
                var own = text(child, id);
                boolean begins = own != null && !own.startsWith("#");
                if (child.isContainer() && (begins || document != root)) {
                    documents.put(child, begins ? child : document);
                }
                if (child.isContainer()) {
                    todo.add(child);
                }
            }
        }
    }

    /// Draft 3 or 4, whose `$id` is called `id`.
    private static boolean isOld(JsonNode root) {
        var draft = text(root, "$schema");
        return draft != null && (draft.contains("draft-03") || draft.contains("draft-04"));
    }

    /// What a schema with a `$ref` leads to, or null where that is not followed.
    @Nullable JsonNode target(JsonNode schema) {
        var at = schema;
        for (int hops = 0; hops < HOPS; hops++) {
            var ref = text(at, "$ref");
            if (ref == null) {
                return at;
            }
            var document = documents.getOrDefault(at, root);
            // Whether an `$id` beside it counts differs between drafts.
            boolean clear = document != at || at == root;
            var found = clear && ref.startsWith("#") ? at(document, ref.substring(1)) : null;
            if (found == null) {
                return null;
            }
            at = found;
        }
        return null;
    }

    private static @Nullable JsonNode at(JsonNode document, String pointer) {
        String path;
        try {
            path = URLDecoder.decode(pointer.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null; // a percent sign that begins no escape
        }
        if (!path.isEmpty() && !path.startsWith("/")) {
            return null;
        }
        var node = document.at(path);
        return node.isMissingNode() ? null : node;
    }

    static @Nullable String text(JsonNode node, String key) {
        var value = node.path(key);
        return value.isString() ? value.asString() : null;
    }
}
