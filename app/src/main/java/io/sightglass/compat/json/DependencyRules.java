package io.sightglass.compat.json;

import io.sightglass.schema.JsonPlaces;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Changes of what must be there, or must fit, where a property is. Paths say `dependencies` in
/// every draft.
final class DependencyRules {
    private DependencyRules() {}

    static void compare(Findings findings, Shape.Objects original, Shape.Objects update) {
        var dependencies = findings.at("dependencies");
        lists(dependencies, original, update);
        schemas(dependencies, original, update);
    }

    private static void lists(Findings findings, Shape.Objects original, Shape.Objects update) {
        var before = original.dependentRequired();
        var after = update.dependentRequired();
        for (var name : PropertyRules.inOrder(before.keySet(), after.keySet())) {
            var type = change(before.get(name), after.get(name));
            if (type != null) {
                findings.at(name, "." + name, null, null)
                        .add(
                                type,
                                Words.names(before.getOrDefault(name, Set.of())),
                                Words.names(asked(type, before.get(name), after.get(name))),
                                pointer(original, name),
                                pointer(update, name));
            }
        }
    }

    /// The names to tell: where more is asked for, those that are new.
    private static Set<String> asked(
            ChangeType type, @Nullable Set<String> before, @Nullable Set<String> after) {
        var names = new LinkedHashSet<>(after == null ? Set.of() : after);
        if (before != null
                && (type == ChangeType.DEPENDENCY_ARRAY_EXTENDED
                        || type == ChangeType.DEPENDENCY_ARRAY_CHANGED)) {
            names.removeAll(before);
        }
        return names;
    }

    private static @Nullable ChangeType change(
            @Nullable Set<String> before, @Nullable Set<String> after) {
        if (before == null) {
            return ChangeType.DEPENDENCY_ARRAY_ADDED;
        }
        if (after == null) {
            return ChangeType.DEPENDENCY_ARRAY_REMOVED;
        }
        if (before.equals(after)) {
            return null;
        }
        if (after.containsAll(before)) {
            return ChangeType.DEPENDENCY_ARRAY_EXTENDED;
        }
        return before.containsAll(after)
                ? ChangeType.DEPENDENCY_ARRAY_NARROWED
                : ChangeType.DEPENDENCY_ARRAY_CHANGED;
    }

    private static @Nullable String pointer(Shape.Objects objects, String name) {
        for (var keyword : List.of("dependentRequired", "dependencies")) {
            if (objects.about().node().path(keyword).has(name)) {
                return objects.about().pointer() + "/" + keyword + JsonPlaces.step(name);
            }
        }
        return null;
    }

    private static void schemas(Findings findings, Shape.Objects original, Shape.Objects update) {
        var before = original.dependentSchemas();
        var after = update.dependentSchemas();
        for (var name : PropertyRules.inOrder(before.keySet(), after.keySet())) {
            var was = before.get(name);
            var is = after.get(name);
            if (was != null && is != null) {
                // What the schema speaks of is the whole object, not the property.
                findings.at(name, "", was, is).compare(was, is);
            } else {
                findings.at(name, "." + name, was, is)
                        .add(
                                was == null
                                        ? ChangeType.DEPENDENCY_SCHEMA_ADDED
                                        : ChangeType.DEPENDENCY_SCHEMA_REMOVED,
                                Words.of(was),
                                Words.of(is));
            }
        }
    }
}
