package io.sightglass.compat.json;

/// Changes of what a value must not be: what narrows it lets more pass.
final class NotRules {
    private NotRules() {}

    static void compare(Findings findings, Shape.Negated original, Shape.Negated update) {
        var at = findings.at("not", "", original.inner(), update.inner());
        var turned = at.trial();
        turned.compare(update.inner(), original.inner());
        if (turned.sheet().found().isEmpty()) {
            return; // the registry calls this narrowed
        }
        at.add(
                turned.compatible() ? ChangeType.NOT_TYPE_NARROWED : ChangeType.NOT_TYPE_EXTENDED,
                Words.of(original.inner()),
                Words.of(update.inner()));
    }
}
