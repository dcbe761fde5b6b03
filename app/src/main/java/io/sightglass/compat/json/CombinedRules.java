package io.sightglass.compat.json;

import io.sightglass.compat.json.Shape.Criterion;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Changes of combined schemas. `allOf` is a product: a value fits each part. `anyOf` and `oneOf`
/// are sums: it fits one.
final class CombinedRules {
    private CombinedRules() {}

    /// Where a schema that is not combined becomes one: whether it goes on as one of its parts.
    static boolean fitsOnePart(
            Findings findings, Shape original, Shape.Combined update, Comparer comparer) {
        if (update.parts().size() != 1 && !Comparer.isSum(update)) {
            return false;
        }
        for (var part : update.parts()) {
            if (comparer.compare(original, part.shape()).breaks()) {
                continue;
            }
            findings.take(comparer.compare(original, part.shape()));
            if (update.parts().size() > 1) {
                findings.add(ChangeType.SUM_TYPE_EXTENDED, Words.of(original), Words.of(update));
            }
            return true;
        }
        return false;
    }

    /// Where a combined schema becomes one that is not: whether one of its parts goes on as it.
    static boolean onePartFits(
            Findings findings, Shape.Combined original, Shape update, Comparer comparer) {
        if (original.parts().size() != 1 && Comparer.isSum(original)) {
            return false;
        }
        for (var part : original.parts()) {
            if (comparer.compare(part.shape(), update).breaks()) {
                continue;
            }
            findings.take(comparer.compare(part.shape(), update));
            if (original.parts().size() > 1) {
                findings.add(
                        ChangeType.PRODUCT_TYPE_NARROWED, Words.of(original), Words.of(update));
            }
            return true;
        }
        return false;
    }

    static void compare(
            Findings findings, Shape.Combined original, Shape.Combined update, Comparer comparer) {
        var from = Words.of(original);
        var to = Words.of(update);
        if (original.criterion() != update.criterion()) {
            if (!loosened(original, update)) {
                findings.add(ChangeType.COMBINED_TYPE_CHANGED, how(original), how(update));
                return;
            }
            findings.add(ChangeType.COMBINED_TYPE_EXTENDED, how(original), how(update));
        }
        var before = distinct(original.parts());
        var after = distinct(update.parts());
        if (before.size() < after.size()) {
            findings.add(
                    update.criterion() == Criterion.ALL
                            ? ChangeType.PRODUCT_TYPE_EXTENDED
                            : ChangeType.SUM_TYPE_EXTENDED,
                    from,
                    to);
        } else if (before.size() > after.size()) {
            findings.add(
                    Comparer.isSum(original)
                            ? ChangeType.SUM_TYPE_NARROWED
                            : ChangeType.PRODUCT_TYPE_NARROWED,
                    from,
                    to);
        }
        var matched = Matching.of(before, after, comparer);
        int pairs = 0;
        for (int i = 0; i < before.size(); i++) {
            if (matched[i] < 0) {
                continue;
            }
            pairs++;
            findings.at(
                            original.criterion().keyword() + "/" + i,
                            "",
                            before.get(i),
                            after.get(matched[i]))
                    .compare(before.get(i), after.get(matched[i]));
        }
        if (pairs < Math.min(before.size(), after.size())) {
            findings.add(ChangeType.COMBINED_TYPE_SUBSCHEMAS_CHANGED, from, to);
        }
    }

    /// Whether what fits the original's way of combining fits the update's, part for part.
    private static boolean loosened(Shape.Combined original, Shape.Combined update) {
        var oneBefore = original.parts().size() == 1;
        var oneAfter = update.parts().size() == 1;
        return update.criterion() == Criterion.ANY
                || oneBefore && oneAfter
                || oneBefore && update.criterion() == Criterion.ONE
                || oneAfter && original.criterion() == Criterion.ALL;
    }

    private static String how(Shape.Combined combined) {
        return switch (combined.criterion()) {
                    case ALL -> "all of ";
                    case ANY -> "any of ";
                    case ONE -> "exactly one of ";
                }
                + Words.of(combined);
    }

    /// The parts, those that say the same once.
    private static List<Slot> distinct(List<Slot> parts) {
        var seen = new HashSet<Object>();
        var distinct = new ArrayList<Slot>();
        for (var part : parts) {
            // Things that one schema says at once stand at the same place, and differ in kind.
            if (!part.shape().about().whole() || seen.add(part.node())) {
                distinct.add(part);
            }
        }
        return distinct;
    }
}
