package io.sightglass.ui.tail;

import io.sightglass.contract.Rule;

/// A rule in a few words.
final class RuleWords {
    private RuleWords() {}

    static String of(Rule rule) {
        return switch (rule) {
            case Rule.Required _ -> "required";
            case Rule.ItemCount(_, var least, var most) ->
                    most < 0
                            ? least + " items or more"
                            : least == 0
                                    ? "up to " + most + " items"
                                    : least + " to " + most + " items";
            case Rule.OfValue value -> value.expected();
        };
    }
}
