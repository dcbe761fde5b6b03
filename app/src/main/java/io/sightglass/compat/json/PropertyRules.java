package io.sightglass.compat.json;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Changes of the properties that are named, by the content model: what is said of those that are
/// not. An open model lets them hold anything, a partially open one what a schema says, a closed
/// one has none.
final class PropertyRules {
    private PropertyRules() {}

    static void compare(Findings findings, Shape.Objects original, Shape.Objects update) {
        var properties = findings.at("properties");
        for (var name : inOrder(original.properties().keySet(), update.properties().keySet())) {
            var before = original.properties().get(name);
            var after = update.properties().get(name);
            var at = properties.at(name, "." + name, before, after);
            if (before == null) {
                if (after != null) {
                    added(at, name, after, original, update);
                }
            } else if (after == null) {
                removed(at, name, before, update);
            } else {
                at.compare(before, after);
            }
        }
    }

    private static void removed(Findings at, String name, Slot before, Shape.Objects update) {
        if (ObjectRules.isOpen(update)) {
            at.add(
                    ChangeType.PROPERTY_REMOVED_FROM_OPEN_CONTENT_MODEL,
                    Words.of(before),
                    Words.ANYTHING);
            return;
        }
        var rest = PatternRules.rest(update, name);
        if (rest == null) {
            at.add(
                    before.shape() instanceof Shape.Nothing
                            ? ChangeType.PROPERTY_WITH_FALSE_REMOVED_FROM_CLOSED_CONTENT_MODEL
                            : ChangeType.PROPERTY_REMOVED_FROM_CLOSED_CONTENT_MODEL,
                    Words.of(before),
                    "none");
            return;
        }
        var trial = at.trial();
        trial.compare(before, rest);
        at.take(trial);
        at.add(
                trial.compatible()
                        ? ChangeType.PROPERTY_REMOVED_IS_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL
                        : ChangeType.PROPERTY_REMOVED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL,
                Words.of(before),
                Words.of(rest));
    }

    private static void added(
            Findings at, String name, Slot after, Shape.Objects original, Shape.Objects update) {
        var required = update.required().contains(name);
        if (ObjectRules.isOpen(original)) {
            at.add(addedToOpen(after, required), Words.ANYTHING, Words.of(after));
            return;
        }
        var rest = PatternRules.rest(original, name);
        if (rest != null) {
            var trial = at.trial();
            trial.compare(rest, after);
            at.take(trial);
            at.add(
                    trial.compatible()
                            ? ChangeType.PROPERTY_ADDED_IS_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL
                            : ChangeType.PROPERTY_ADDED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL,
                    Words.of(rest),
                    Words.of(after));
        }
        at.add(
                !required
                        ? ChangeType.OPTIONAL_PROPERTY_ADDED_TO_UNOPEN_CONTENT_MODEL
                        : after.hasDefault()
                                ? ChangeType
                                        .REQUIRED_PROPERTY_WITH_DEFAULT_ADDED_TO_UNOPEN_CONTENT_MODEL
                                : ChangeType.REQUIRED_PROPERTY_ADDED_TO_UNOPEN_CONTENT_MODEL,
                "none",
                Words.of(after));
    }

    private static ChangeType addedToOpen(Slot after, boolean required) {
        if (after.shape() instanceof Shape.Anything) {
            return ChangeType.PROPERTY_WITH_EMPTY_SCHEMA_ADDED_TO_OPEN_CONTENT_MODEL;
        }
        if (!required) {
            return ChangeType.OPTIONAL_PROPERTY_ADDED_TO_OPEN_CONTENT_MODEL;
        }
        return after.hasDefault()
                ? ChangeType.REQUIRED_PROPERTY_WITH_DEFAULT_ADDED_TO_OPEN_CONTENT_MODEL
                : ChangeType.REQUIRED_PROPERTY_ADDED_TO_OPEN_CONTENT_MODEL;
    }

    /// The names of both: in the order of the update, those that only the original has where they
    /// stood.
    static List<String> inOrder(Set<String> original, Set<String> update) {
        var order = new ArrayList<String>();
        var left = new LinkedHashSet<>(update);
        for (var name : original) {
            if (!update.contains(name)) {
                order.add(name);
                continue;
            }
            while (left.contains(name)) {
                order.add(left.removeFirst());
            }
        }
        order.addAll(left);
        return order;
    }
}
