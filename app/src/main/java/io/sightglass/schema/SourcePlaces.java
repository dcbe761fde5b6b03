package io.sightglass.schema;

import io.sightglass.model.Location;

import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Where the parts of a schema stand in its source: by JSON pointer (RFC 6901) in JSON, which is
/// what `.avsc`, `.avpr` and JSON Schema files are.
///
/// In Avro IDL the pointers are made up: `/coffeeco.Order/fields/3` is the fourth field of that
/// type, `/coffeeco.Status/symbols/0` the first symbol of that enum.
public final class SourcePlaces {
    private static final Set<String> DECLARING = Set.of("record", "error", "enum", "fixed");

    private final String file;
    private final JsonText.Tree tree;
    private final Map<String, String> definitions;

    private SourcePlaces(String file, JsonText.Tree tree, Map<String, String> definitions) {
        this.file = file;
        this.tree = tree;
        this.definitions = definitions;
    }

    /// @param file what the locations are to call it
    public static SourcePlaces of(String file, ParsedSchema schema) {
        return switch (schema) {
            case ParsedSchema.Avro(var root, var text) -> avro(file, root, text);
            case ParsedSchema.Json(_, var text) -> json(file, text);
            case ParsedSchema.Protobuf _ -> new SourcePlaces(file, nothing(), Map.of());
        };
    }

    private static SourcePlaces json(String file, String text) {
        var tree = JsonText.read(file, text) instanceof JsonText.Tree read ? read : nothing();
        return new SourcePlaces(file, tree, Map.of());
    }

    private static SourcePlaces avro(String file, Schema root, String text) {
        if (JsonText.read(file, text) instanceof JsonText.Tree tree) {
            var definitions = new HashMap<String, String>();
            define(tree.root(), "", "", definitions);
            return new SourcePlaces(file, tree, definitions);
        }
        return idl(file, root, text);
    }

    private static SourcePlaces idl(String file, Schema root, String text) {
        var types = AvroTypes.named(root);
        var places = IdlTokens.of(file, text).places(types);
        var definitions = new HashMap<String, String>();
        types.keySet().stream()
                .filter(name -> places.containsKey("/" + name))
                .forEach(name -> definitions.put(name, "/" + name));
        var tree = new JsonText.Tree(nothing().root(), places);
        return new SourcePlaces(file, tree, definitions);
    }

    private static JsonText.Tree nothing() {
        return new JsonText.Tree(tools.jackson.databind.node.MissingNode.getInstance(), Map.of());
    }

    /// Where a part begins; where nothing of that pointer is known, its nearest enclosing part.
    public Location at(String pointer) {
        var place = tree.place(pointer);
        return new Location(file, place.line(), place.column());
    }

    /// Whether something stands at exactly this pointer.
    public boolean has(String pointer) {
        return tree.places().containsKey(pointer);
    }

    /// The pointer to the declaration of an Avro type; null where another file declares it.
    public @Nullable String definition(String fullName) {
        return definitions.get(fullName);
    }

    /// Notes the declarations in a schema or protocol, and goes on below.
    private static void define(
            JsonNode node, String at, String outer, Map<String, String> definitions) {
        var space = outer;
        var type = text(node.get("type"));
        var name = text(node.get("name"));
        var protocol = text(node.get("protocol"));
        if (name != null && type != null && DECLARING.contains(type)) {
            space = space(node, name, outer);
            boolean full = name.indexOf('.') >= 0 || space.isEmpty();
            definitions.putIfAbsent(full ? name : space + "." + name, at);
        } else if (protocol != null) {
            space = space(node, protocol, outer);
        }
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                if (node.get(i).isContainer()) {
                    define(node.get(i), at + "/" + i, space, definitions);
                }
            }
        }
        for (var entry : node.properties()) {
            if (entry.getValue().isContainer()) {
                var below = at + JsonText.step(entry.getKey());
                define(entry.getValue(), below, space, definitions);
            }
        }
    }

    /// The namespace that a declaration is in, and what it encloses.
    private static String space(JsonNode node, String name, String outer) {
        int dot = name.lastIndexOf('.');
        if (dot >= 0) {
            return name.substring(0, dot);
        }
        var own = text(node.get("namespace"));
        return own == null ? outer : own;
    }

    private static @Nullable String text(@Nullable JsonNode node) {
        return node != null && node.isString() ? node.stringValue() : null;
    }
}
