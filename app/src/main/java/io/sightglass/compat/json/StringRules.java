package io.sightglass.compat.json;

import java.util.Objects;

/// Changes of what is said of strings.
final class StringRules {
    private static final BoundRules MAX_LENGTH =
            new BoundRules(
                    "maxLength",
                    ChangeType.MAX_LENGTH_ADDED,
                    ChangeType.MAX_LENGTH_REMOVED,
                    ChangeType.MAX_LENGTH_INCREASED,
                    ChangeType.MAX_LENGTH_DECREASED);
    private static final BoundRules MIN_LENGTH =
            new BoundRules(
                    "minLength",
                    ChangeType.MIN_LENGTH_ADDED,
                    ChangeType.MIN_LENGTH_REMOVED,
                    ChangeType.MIN_LENGTH_INCREASED,
                    ChangeType.MIN_LENGTH_DECREASED);

    private StringRules() {}

    static void compare(Findings findings, Shape.Text original, Shape.Text update) {
        MAX_LENGTH.compare(findings, original.maxLength(), update.maxLength());
        MIN_LENGTH.compare(findings, original.minLength(), update.minLength());
        var before = original.pattern();
        var after = update.pattern();
        if (!Objects.equals(before, after)) {
            findings.add(
                    "pattern",
                    before == null
                            ? ChangeType.PATTERN_ADDED
                            : after == null
                                    ? ChangeType.PATTERN_REMOVED
                                    : ChangeType.PATTERN_CHANGED,
                    before == null ? "" : Words.clip(before),
                    after == null ? "" : Words.clip(after));
        }
    }
}
