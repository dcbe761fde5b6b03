package io.sightglass.compat.json;

import java.util.ArrayList;
import java.util.List;

/// Changes of the values that are told one by one. A constant is an enumeration of one.
final class EnumRules {
    private EnumRules() {}

    static void compare(Findings findings, Shape.Values original, Shape.Values update) {
        var before = original.values();
        var after = update.values();
        if (before.equals(after)) {
            return;
        }
        var gone = new ArrayList<>(before);
        gone.removeAll(after);
        var come = new ArrayList<>(after);
        come.removeAll(before);
        if (gone.isEmpty()) {
            findings.add(
                    "enum",
                    ChangeType.ENUM_ARRAY_EXTENDED,
                    Words.values(before),
                    Words.values(come));
        } else if (come.isEmpty()) {
            findings.add(
                    "enum",
                    ChangeType.ENUM_ARRAY_NARROWED,
                    Words.values(gone),
                    Words.values(after));
        } else {
            findings.add(
                    "enum", ChangeType.ENUM_ARRAY_CHANGED, Words.values(gone), Words.values(after));
        }
    }

    static void compare(Findings findings, Shape.Constant original, Shape.Constant update) {
        if (!original.value().equals(update.value())) {
            findings.add(
                    "const",
                    ChangeType.ENUM_ARRAY_CHANGED,
                    Words.values(List.of(original.value())),
                    Words.values(List.of(update.value())));
        }
    }
}
