package io.sightglass.compat.json;

/// Changes of `if`, `then` and `else`, which the registry does not look at. What is asked for where
/// the condition is the same is compared; another condition is another schema.
final class ConditionalRules {
    private ConditionalRules() {}

    static void compare(Findings findings, Shape.Conditional original, Shape.Conditional update) {
        var before = original.condition();
        var after = update.condition();
        if (before == null || after == null) {
            if (after != null && (update.then() != null || update.otherwise() != null)) {
                findings.at("if").add(ChangeType.SCHEMA_ADDED, Words.ANYTHING, Words.of(update));
            }
            return;
        }
        if (!before.node().equals(after.node())) {
            findings.at("if").add(ChangeType.TYPE_CHANGED, Words.of(original), Words.of(update));
            return;
        }
        findings.at("then").compare(original.then(), update.then());
        findings.at("else").compare(original.otherwise(), update.otherwise());
    }
}
