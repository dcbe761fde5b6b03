package io.sightglass.schema;

import com.google.protobuf.Descriptors.FileDescriptor;

import io.sightglass.model.Format;
import io.sightglass.schema.LocalSchemas.SchemaFile;
import io.sightglass.schema.ReferenceGraph.Arrow;
import io.sightglass.schema.ReferenceGraph.Item;
import io.sightglass.schema.ReferenceGraph.Place;
import io.sightglass.schema.ReferenceGraph.State;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Who imports whom among the files of a schema folder: a .proto file by `import`, an Avro schema
/// by the names of types that other files declare, a JSON Schema by `$ref`. Files that do not parse
/// import nothing.
public final class LocalReferences {
    private final Path folder;
    private final Map<String, SchemaFile> files = new LinkedHashMap<>();
    private final Map<String, Set<String>> declared = new HashMap<>();
    private final Map<String, Set<String>> uses = new HashMap<>();

    private LocalReferences(LocalSchemas local, Path folder) {
        this.folder = folder;
        local.files().stream()
                .filter(file -> file.folder().equals(folder))
                .forEach(file -> files.put(file.path(), file));
        files.forEach((path, file) -> declared.put(path, declared(local, file)));
        // An IDL file's types are told with those that it imports.
        var elsewhere =
                files.keySet().stream()
                        .filter(path -> !isIdl(path))
                        .flatMap(path -> declared.getOrDefault(path, Set.of()).stream())
                        .collect(Collectors.toSet());
        declared.forEach((path, types) -> {
            if (isIdl(path)) {
                types.removeAll(elsewhere);
            }
        });
        files.forEach((path, file) ->
                uses.put(
                        path,
                        local.parsed(path).map(schema -> uses(file, schema)).orElse(Set.of())));
    }

    private static boolean isIdl(String path) {
        return path.endsWith(".avdl");
    }

    /// The Avro types that a file declares itself.
    private static Set<String> declared(LocalSchemas local, SchemaFile file) {
        if (file.format() != Format.AVRO) {
            return Set.of();
        }
        if (isIdl(file.path())) {
            return new HashSet<>(file.types());
        }
        return local.parsed(file.path())
                .map(schema ->
                        JsonText.read(file.path(), schema.text()) instanceof JsonText.Tree tree
                                ? AvroTypes.declared(tree.root())
                                : Set.<String>of())
                .orElse(Set.of());
    }

    /// The graph around the file at `path` below `folder`, breadth first.
    public static ReferenceGraph find(LocalSchemas local, Path folder, String path) {
        return new LocalReferences(local, folder).around(path);
    }

    private ReferenceGraph around(String middle) {
        var layers = new LinkedHashMap<String, Integer>();
        layers.put(middle, 0);
        boolean cut = spread(middle, 1, layers, path -> uses.getOrDefault(path, Set.of()));
        cut |= spread(middle, -1, layers, this::users);
        var paths = List.copyOf(layers.keySet());
        var items = new ArrayList<Item>();
        layers.forEach((path, layer) ->
                items.add(
                        new Item(
                                new Place.File(folder, path),
                                layer,
                                files.containsKey(path) ? State.THERE : State.ABSENT)));
        var arrows = new ArrayList<Arrow>();
        for (int i = 0; i < paths.size(); i++) {
            for (var used : uses.getOrDefault(paths.get(i), Set.of())) {
                int to = paths.indexOf(used);
                if (to >= 0) {
                    arrows.add(new Arrow(i, to));
                }
            }
        }
        return new ReferenceGraph(items, arrows, cut, List.of());
    }

    private interface Neighbours {
        Set<String> of(String path);
    }

    /// Answers whether there were more files than are drawn.
    private static boolean spread(
            String middle, int step, Map<String, Integer> layers, Neighbours neighbours) {
        var frontier = List.of(middle);
        for (int layer = step; !frontier.isEmpty(); layer += step) {
            var next = new ArrayList<String>();
            for (var path : frontier) {
                for (var other : neighbours.of(path)) {
                    if (layers.containsKey(other)) {
                        continue;
                    }
                    if (layers.size() >= ReferenceFinder.MOST) {
                        return true;
                    }
                    layers.put(other, layer);
                    next.add(other);
                }
            }
            frontier = next;
        }
        return false;
    }

    private Set<String> users(String path) {
        var users = new LinkedHashSet<String>();
        for (var file : files.keySet()) {
            if (uses.getOrDefault(file, Set.of()).contains(path)) {
                users.add(file);
            }
        }
        return users;
    }

    private Set<String> uses(SchemaFile file, ParsedSchema schema) {
        var found = new LinkedHashSet<String>();
        switch (schema) {
            case ParsedSchema.Protobuf proto ->
                    proto.files().stream()
                            .flatMap(each -> each.getDependencies().stream())
                            .map(FileDescriptor::getName)
                            .forEach(name -> add(imported(file.path(), name), found));
            case ParsedSchema.Avro avro -> {
                var own = declared.getOrDefault(file.path(), Set.of());
                for (var name : AvroTypes.named(avro.schema()).keySet()) {
                    if (!own.contains(name)) {
                        add(declaring(file, name), found);
                    }
                }
            }
            case ParsedSchema.Json json -> {
                var references = new LinkedHashSet<String>();
                references(json.root(), references);
                references.forEach(each -> add(referred(file.path(), each), found));
            }
        }
        found.remove(file.path());
        return found;
    }

    private static void add(@Nullable String path, Set<String> to) {
        if (path != null) {
            to.add(path);
        }
    }

    /// The file that an import names: below the folder, or below a folder above the importing file.
    private @Nullable String imported(String from, String name) {
        for (var above = directory(from); ; above = directory(above)) {
            var path = above.isEmpty() ? name : above + "/" + name;
            if (files.containsKey(path)) {
                return path;
            }
            if (above.isEmpty()) {
                return null; // it comes with the compiler
            }
        }
    }

    /// The file that declares an Avro type, the nearest where there are several.
    private @Nullable String declaring(SchemaFile from, String type) {
        String best = null;
        int nearest = -1;
        for (var file : files.values()) {
            int near = common(file.path(), from.path());
            if (file != from
                    && file.format() == from.format()
                    && declared.getOrDefault(file.path(), Set.of()).contains(type)
                    && near > nearest) {
                best = file.path();
                nearest = near;
            }
        }
        return best;
    }

    /// How much of their directories two paths share, in characters.
    private static int common(String one, String other) {
        int end = 0;
        for (int i = 0; i < Math.min(one.length(), other.length()); i++) {
            if (one.charAt(i) != other.charAt(i)) {
                break;
            }
            if (one.charAt(i) == '/') {
                end = i + 1;
            }
        }
        return end;
    }

    /// The file that a `$ref` names; null where it stays within its document or leaves the folder.
    private static @Nullable String referred(String from, String reference) {
        int fragment = reference.indexOf('#');
        var file = fragment < 0 ? reference : reference.substring(0, fragment);
        if (file.isEmpty() || file.contains(":") || file.startsWith("/")) {
            return null;
        }
        var steps = new ArrayList<String>();
        var base = directory(from);
        for (var step : (base.isEmpty() ? file : base + "/" + file).split("/")) {
            if (step.equals("..")) {
                if (steps.isEmpty()) {
                    return null;
                }
                steps.removeLast();
            } else if (!step.equals(".") && !step.isEmpty()) {
                steps.add(step);
            }
        }
        return String.join("/", steps);
    }

    private static void references(JsonNode node, Set<String> found) {
        if (node.path("$ref").isString()) {
            found.add(node.path("$ref").asString());
        }
        for (var child : node) {
            references(child, found);
        }
    }

    private static String directory(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }
}
