package io.sightglass.compat.json;

/// Changes of which properties must be there, for those that both schemas name. As the registry has
/// it, required names without a schema are not looked at.
final class RequiredRules {
    private RequiredRules() {}

    static void compare(Findings findings, Shape.Objects original, Shape.Objects update) {
        var required = findings.at("required");
        for (var name : original.properties().keySet()) {
            var before = original.properties().get(name);
            var after = update.properties().get(name);
            var was = original.required().contains(name);
            var is = update.required().contains(name);
            if (before == null || after == null || was == is) {
                continue;
            }
            var at = required.at(name, "." + name, before, after);
            if (was) {
                at.add(ChangeType.REQUIRED_ATTRIBUTE_REMOVED, "required", "optional");
            } else {
                at.add(
                        after.hasDefault()
                                ? ChangeType.REQUIRED_ATTRIBUTE_WITH_DEFAULT_ADDED
                                : ChangeType.REQUIRED_ATTRIBUTE_ADDED,
                        "optional",
                        Words.value(after.node().get("default")));
            }
        }
    }
}
