package io.sightglass.compat.json;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;

/// Changes of what is said of numbers.
final class NumberRules {
    private static final BoundRules MAXIMUM =
            new BoundRules(
                    "maximum",
                    ChangeType.MAXIMUM_ADDED,
                    ChangeType.MAXIMUM_REMOVED,
                    ChangeType.MAXIMUM_INCREASED,
                    ChangeType.MAXIMUM_DECREASED);
    private static final BoundRules MINIMUM =
            new BoundRules(
                    "minimum",
                    ChangeType.MINIMUM_ADDED,
                    ChangeType.MINIMUM_REMOVED,
                    ChangeType.MINIMUM_INCREASED,
                    ChangeType.MINIMUM_DECREASED);
    private static final BoundRules EXCLUSIVE_MAXIMUM =
            new BoundRules(
                    "exclusiveMaximum",
                    ChangeType.EXCLUSIVE_MAXIMUM_ADDED,
                    ChangeType.EXCLUSIVE_MAXIMUM_REMOVED,
                    ChangeType.EXCLUSIVE_MAXIMUM_INCREASED,
                    ChangeType.EXCLUSIVE_MAXIMUM_DECREASED);
    private static final BoundRules EXCLUSIVE_MINIMUM =
            new BoundRules(
                    "exclusiveMinimum",
                    ChangeType.EXCLUSIVE_MINIMUM_ADDED,
                    ChangeType.EXCLUSIVE_MINIMUM_REMOVED,
                    ChangeType.EXCLUSIVE_MINIMUM_INCREASED,
                    ChangeType.EXCLUSIVE_MINIMUM_DECREASED);

    private NumberRules() {}

    static void compare(Findings findings, Shape.Numeric original, Shape.Numeric update) {
        MAXIMUM.compare(findings, original.maximum(), update.maximum());
        MINIMUM.compare(findings, original.minimum(), update.minimum());
        EXCLUSIVE_MAXIMUM.compare(findings, original.exclusiveMaximum(), update.exclusiveMaximum());
        EXCLUSIVE_MINIMUM.compare(findings, original.exclusiveMinimum(), update.exclusiveMinimum());
        multipleOf(findings, original.multipleOf(), update.multipleOf());
        if (original.integer() != update.integer()) {
            findings.add(
                    original.integer() ? ChangeType.TYPE_EXTENDED : ChangeType.TYPE_NARROWED,
                    Words.of(original),
                    Words.of(update),
                    TypeRules.place(original.about()),
                    TypeRules.place(update.about()));
        }
    }

    private static void multipleOf(
            Findings findings, @Nullable BigDecimal original, @Nullable BigDecimal update) {
        if (original == null && update == null) {
            return;
        }
        ChangeType type;
        if (original == null) {
            type = ChangeType.MULTIPLE_OF_ADDED;
        } else if (update == null) {
            type = ChangeType.MULTIPLE_OF_REMOVED;
        } else if (original.compareTo(update) == 0) {
            return;
        } else if (isMultiple(update, original)) {
            type = ChangeType.MULTIPLE_OF_EXPANDED;
        } else if (isMultiple(original, update)) {
            type = ChangeType.MULTIPLE_OF_REDUCED;
        } else {
            type = ChangeType.MULTIPLE_OF_CHANGED;
        }
        findings.add("multipleOf", type, BoundRules.text(original), BoundRules.text(update));
    }

    private static boolean isMultiple(BigDecimal number, BigDecimal of) {
        // Numbers that lie hundreds of digits apart would take forever to divide.
        return of.signum() != 0
                && Math.abs((long) number.scale() - of.scale()) < 400
                && number.remainder(of).signum() == 0;
    }
}
