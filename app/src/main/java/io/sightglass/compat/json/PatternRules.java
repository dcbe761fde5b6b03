package io.sightglass.compat.json;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Changes of `patternProperties`: a pattern is a property of many names. The registry only looks
/// at patterns where a named property comes or goes.
final class PatternRules {
    private static final Map<String, Pattern> COMPILED = new ConcurrentHashMap<>();
    private static final Pattern NEVER = Pattern.compile("(?!)");

    private PatternRules() {}

    static void compare(Findings findings, Shape.Objects original, Shape.Objects update) {
        var patterns = findings.at("patternProperties");
        var before = original.patterns();
        var after = update.patterns();
        for (var pattern : PropertyRules.inOrder(before.keySet(), after.keySet())) {
            var was = before.get(pattern);
            var is = after.get(pattern);
            var at = patterns.at(pattern, "./" + Words.clip(pattern) + "/", was, is);
            if (was == null) {
                if (is != null) {
                    added(at, is, original);
                    named(findings, pattern, is, original, update);
                }
            } else if (is == null) {
                removed(at, was, update);
            } else {
                at.compare(was, is);
            }
        }
    }

    private static void removed(Findings at, Slot was, Shape.Objects update) {
        if (ObjectRules.isOpen(update.additional(), update.unevaluated())) {
            at.add(
                    ChangeType.PROPERTY_REMOVED_FROM_OPEN_CONTENT_MODEL,
                    Words.of(was),
                    Words.ANYTHING);
            return;
        }
        var rest = ObjectRules.rest(update.additional(), update.unevaluated());
        if (rest == null) {
            at.add(
                    was.shape() instanceof Shape.Nothing
                            ? ChangeType.PROPERTY_WITH_FALSE_REMOVED_FROM_CLOSED_CONTENT_MODEL
                            : ChangeType.PROPERTY_REMOVED_FROM_CLOSED_CONTENT_MODEL,
                    Words.of(was),
                    "none");
            return;
        }
        var trial = at.trial();
        trial.compare(was, rest);
        at.take(trial);
        at.add(
                trial.compatible()
                        ? ChangeType.PROPERTY_REMOVED_IS_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL
                        : ChangeType.PROPERTY_REMOVED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL,
                Words.of(was),
                Words.of(rest));
    }

    private static void added(Findings at, Slot is, Shape.Objects original) {
        if (ObjectRules.isOpen(original.additional(), original.unevaluated())) {
            at.add(
                    is.shape() instanceof Shape.Anything
                            ? ChangeType.PROPERTY_WITH_EMPTY_SCHEMA_ADDED_TO_OPEN_CONTENT_MODEL
                            : ChangeType.PROPERTY_ADDED_TO_OPEN_CONTENT_MODEL,
                    Words.ANYTHING,
                    Words.of(is));
            return;
        }
        var rest = ObjectRules.rest(original.additional(), original.unevaluated());
        if (rest == null) {
            at.add(
                    ChangeType.OPTIONAL_PROPERTY_ADDED_TO_UNOPEN_CONTENT_MODEL,
                    "none",
                    Words.of(is));
            return;
        }
        var trial = at.trial();
        trial.compare(rest, is);
        at.take(trial);
        at.add(
                trial.compatible()
                        ? ChangeType.PROPERTY_ADDED_IS_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL
                        : ChangeType.PROPERTY_ADDED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL,
                Words.of(rest),
                Words.of(is));
    }

    /// A named property that the new pattern also speaks of must fit it too.
    private static void named(
            Findings findings,
            String pattern,
            Slot is,
            Shape.Objects original,
            Shape.Objects update) {
        original.properties()
                .forEach((name, before) -> {
                    var after = update.properties().get(name);
                    if (after != null && matches(pattern, name)) {
                        findings.at("properties")
                                .at(name, "." + name, before, is)
                                .compare(before, is);
                    }
                });
    }

    /// What a property that is not named must fit; null where it may be anything, or must not be.
    static @Nullable Slot rest(Shape.Objects objects, String name) {
        for (Map.Entry<String, Slot> entry : objects.patterns().entrySet()) {
            if (matches(entry.getKey(), name)) {
                return entry.getValue();
            }
        }
        return ObjectRules.rest(objects.additional(), objects.unevaluated());
    }

    private static boolean matches(String pattern, String name) {
        if (COMPILED.size() > 1_000) {
            COMPILED.clear();
        }
        return COMPILED.computeIfAbsent(pattern, PatternRules::compiled).matcher(name).find();
    }

    private static Pattern compiled(String pattern) {
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            // Patterns are ECMAScript's; what Java cannot read matches no name.
            return NEVER;
        }
    }
}
