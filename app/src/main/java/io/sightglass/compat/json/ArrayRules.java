package io.sightglass.compat.json;

/// Changes of what is said of arrays.
final class ArrayRules {
    private static final BoundRules MAX_ITEMS =
            new BoundRules(
                    "maxItems",
                    ChangeType.MAX_ITEMS_ADDED,
                    ChangeType.MAX_ITEMS_REMOVED,
                    ChangeType.MAX_ITEMS_INCREASED,
                    ChangeType.MAX_ITEMS_DECREASED);
    private static final BoundRules MIN_ITEMS =
            new BoundRules(
                    "minItems",
                    ChangeType.MIN_ITEMS_ADDED,
                    ChangeType.MIN_ITEMS_REMOVED,
                    ChangeType.MIN_ITEMS_INCREASED,
                    ChangeType.MIN_ITEMS_DECREASED);
    private static final BoundRules MAX_CONTAINS =
            new BoundRules(
                    "maxContains",
                    ChangeType.MAX_CONTAINS_ADDED,
                    ChangeType.MAX_CONTAINS_REMOVED,
                    ChangeType.MAX_CONTAINS_INCREASED,
                    ChangeType.MAX_CONTAINS_DECREASED);
    private static final BoundRules MIN_CONTAINS =
            new BoundRules(
                    "minContains",
                    ChangeType.MIN_CONTAINS_ADDED,
                    ChangeType.MIN_CONTAINS_REMOVED,
                    ChangeType.MIN_CONTAINS_INCREASED,
                    ChangeType.MIN_CONTAINS_DECREASED);
    private static final RestRules ADDITIONAL =
            new RestRules(
                    "additionalItems",
                    "[]",
                    ChangeType.ADDITIONAL_ITEMS_ADDED,
                    ChangeType.ADDITIONAL_ITEMS_REMOVED,
                    ChangeType.ADDITIONAL_ITEMS_EXTENDED,
                    ChangeType.ADDITIONAL_ITEMS_NARROWED);
    private static final RestRules UNEVALUATED =
            new RestRules(
                    "unevaluatedItems",
                    "[]",
                    ChangeType.UNEVALUATED_ITEMS_ADDED,
                    ChangeType.UNEVALUATED_ITEMS_REMOVED,
                    ChangeType.UNEVALUATED_ITEMS_EXTENDED,
                    ChangeType.UNEVALUATED_ITEMS_NARROWED);

    private ArrayRules() {}

    static void compare(Findings findings, Shape.Arrays original, Shape.Arrays update) {
        findings.at("items", "[]", original.all(), update.all())
                .compare(original.all(), update.all());
        ItemRules.compare(findings, original, update);
        ADDITIONAL.compare(findings, original.additional(), update.additional());
        UNEVALUATED.unevaluated(findings, original.unevaluated(), update.unevaluated());
        MAX_ITEMS.compare(findings, original.maxItems(), update.maxItems());
        MIN_ITEMS.compare(findings, original.minItems(), update.minItems());
        if (original.unique() != update.unique()) {
            findings.add(
                    "uniqueItems",
                    update.unique()
                            ? ChangeType.UNIQUE_ITEMS_ADDED
                            : ChangeType.UNIQUE_ITEMS_REMOVED,
                    "",
                    "");
        }
        contains(findings, original, update);
    }

    private static void contains(Findings findings, Shape.Arrays original, Shape.Arrays update) {
        MAX_CONTAINS.compare(findings, original.maxContains(), update.maxContains());
        MIN_CONTAINS.compare(findings, original.minContains(), update.minContains());
        if (original.contains() != null && update.contains() != null) {
            // The registry looks at how many, not at what.
            findings.at("contains", "[]", original.contains(), update.contains())
                    .compare(original.contains(), update.contains());
        }
    }
}
