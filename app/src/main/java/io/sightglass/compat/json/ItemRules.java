package io.sightglass.compat.json;

import org.jspecify.annotations.Nullable;

/// Changes of the first items, told one by one, by the content model: what is said of those after
/// them. Paths say `items` in every draft.
final class ItemRules {
    private ItemRules() {}

    static void compare(Findings findings, Shape.Arrays original, Shape.Arrays update) {
        int most = Math.max(original.items().size(), update.items().size());
        for (int i = 0; i < most; i++) {
            var before = i < original.items().size() ? original.items().get(i) : null;
            var after = i < update.items().size() ? update.items().get(i) : null;
            var at = findings.at("items/" + i, "[" + i + "]", before, after);
            if (after == null) {
                removed(at, before, update);
            } else if (before == null) {
                added(at, after, original);
            } else {
                at.compare(before, after);
            }
        }
    }

    private static boolean isOpen(Shape.Arrays arrays) {
        return ObjectRules.isOpen(arrays.additional(), arrays.unevaluated());
    }

    private static @Nullable Slot rest(Shape.Arrays arrays) {
        return ObjectRules.rest(arrays.additional(), arrays.unevaluated());
    }

    private static void removed(Findings at, @Nullable Slot before, Shape.Arrays update) {
        if (isOpen(update)) {
            at.add(
                    ChangeType.ITEM_REMOVED_FROM_OPEN_CONTENT_MODEL,
                    Words.of(before),
                    Words.ANYTHING);
            return;
        }
        var rest = rest(update);
        if (rest == null) {
            at.add(
                    before != null && before.shape() instanceof Shape.Nothing
                            ? ChangeType.ITEM_WITH_FALSE_REMOVED_FROM_CLOSED_CONTENT_MODEL
                            : ChangeType.ITEM_REMOVED_FROM_CLOSED_CONTENT_MODEL,
                    Words.of(before),
                    "none");
            return;
        }
        var trial = at.trial();
        trial.compare(before, rest);
        at.take(trial);
        at.add(
                trial.compatible()
                        ? ChangeType.ITEM_REMOVED_IS_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL
                        : ChangeType.ITEM_REMOVED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL,
                Words.of(before),
                Words.of(rest));
    }

    private static void added(Findings at, Slot after, Shape.Arrays original) {
        if (isOpen(original)) {
            at.add(
                    after.shape() instanceof Shape.Anything
                            ? ChangeType.ITEM_WITH_EMPTY_SCHEMA_ADDED_TO_OPEN_CONTENT_MODEL
                            : ChangeType.ITEM_ADDED_TO_OPEN_CONTENT_MODEL,
                    Words.ANYTHING,
                    Words.of(after));
            return;
        }
        var rest = rest(original);
        if (rest == null) {
            at.add(ChangeType.ITEM_ADDED_TO_CLOSED_CONTENT_MODEL, "none", Words.of(after));
            return;
        }
        var trial = at.trial();
        trial.compare(rest, after);
        at.take(trial);
        at.add(
                trial.compatible()
                        ? ChangeType.ITEM_ADDED_IS_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL
                        : ChangeType.ITEM_ADDED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL,
                Words.of(rest),
                Words.of(after));
    }
}
