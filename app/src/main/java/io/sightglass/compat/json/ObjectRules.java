package io.sightglass.compat.json;

import io.sightglass.compat.json.Shape.Rest;

import org.jspecify.annotations.Nullable;

/// Changes of what is said of objects.
final class ObjectRules {
    private static final BoundRules MAX_PROPERTIES =
            new BoundRules(
                    "maxProperties",
                    ChangeType.MAX_PROPERTIES_ADDED,
                    ChangeType.MAX_PROPERTIES_REMOVED,
                    ChangeType.MAX_PROPERTIES_INCREASED,
                    ChangeType.MAX_PROPERTIES_DECREASED);
    private static final BoundRules MIN_PROPERTIES =
            new BoundRules(
                    "minProperties",
                    ChangeType.MIN_PROPERTIES_ADDED,
                    ChangeType.MIN_PROPERTIES_REMOVED,
                    ChangeType.MIN_PROPERTIES_INCREASED,
                    ChangeType.MIN_PROPERTIES_DECREASED);
    private static final RestRules ADDITIONAL =
            new RestRules(
                    "additionalProperties",
                    ".*",
                    ChangeType.ADDITIONAL_PROPERTIES_ADDED,
                    ChangeType.ADDITIONAL_PROPERTIES_REMOVED,
                    ChangeType.ADDITIONAL_PROPERTIES_EXTENDED,
                    ChangeType.ADDITIONAL_PROPERTIES_NARROWED);
    private static final RestRules UNEVALUATED =
            new RestRules(
                    "unevaluatedProperties",
                    ".*",
                    ChangeType.UNEVALUATED_PROPERTIES_ADDED,
                    ChangeType.UNEVALUATED_PROPERTIES_REMOVED,
                    ChangeType.UNEVALUATED_PROPERTIES_EXTENDED,
                    ChangeType.UNEVALUATED_PROPERTIES_NARROWED);

    private ObjectRules() {}

    static void compare(Findings findings, Shape.Objects original, Shape.Objects update) {
        RequiredRules.compare(findings, original, update);
        PropertyRules.compare(findings, original, update);
        PatternRules.compare(findings, original, update);
        DependencyRules.compare(findings, original, update);
        ADDITIONAL.compare(findings, original.additional(), update.additional());
        UNEVALUATED.unevaluated(findings, original.unevaluated(), update.unevaluated());
        MAX_PROPERTIES.compare(findings, original.maxProperties(), update.maxProperties());
        MIN_PROPERTIES.compare(findings, original.minProperties(), update.minProperties());
        // The registry does not look at names.
        findings.at("propertyNames").compare(original.names(), update.names());
    }

    /// Whether properties that nothing names may hold anything.
    static boolean isOpen(Shape.Objects objects) {
        return objects.patterns().isEmpty() && isOpen(objects.additional(), objects.unevaluated());
    }

    static boolean isOpen(Rest additional, @Nullable Slot unevaluated) {
        return additional.allowed()
                && additional.schema() == null
                && (unevaluated == null || unevaluated.shape() instanceof Shape.Anything);
    }

    /// What properties or items that nothing names must fit; null where there is no such schema.
    static @Nullable Slot rest(Rest additional, @Nullable Slot unevaluated) {
        if (additional.schema() != null || !additional.allowed() || unevaluated == null) {
            return additional.schema();
        }
        var shape = unevaluated.shape();
        return shape instanceof Shape.Nothing || shape instanceof Shape.Anything
                ? null
                : unevaluated;
    }
}
