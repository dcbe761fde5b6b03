package io.sightglass.compat.json;

import io.sightglass.compat.json.Shape.Rest;

import org.jspecify.annotations.Nullable;

/// Changes of what is said of the properties or items that have no schema of their own.
///
/// @param called what one of them is called after its object or array
record RestRules(
        String keyword,
        String called,
        ChangeType added,
        ChangeType removed,
        ChangeType extended,
        ChangeType narrowed) {

    void compare(Findings findings, Rest original, Rest update) {
        var before = original.schema();
        var after = update.schema();
        if (original.allowed() != update.allowed()) {
            findings.add(
                    keyword, update.allowed() ? added : removed, words(original), words(update));
        } else if (before == null && after != null) {
            findings.add(keyword, narrowed, Words.ANYTHING, Words.of(after));
        } else if (before != null && after == null) {
            findings.add(keyword, extended, Words.of(before), Words.ANYTHING);
        } else {
            findings.at(keyword, called, before, after).compare(before, after);
        }
    }

    /// The same for `unevaluated...`, where `true` says as much as no keyword.
    void unevaluated(Findings findings, @Nullable Slot original, @Nullable Slot update) {
        if (original == null && update == null) {
            return;
        }
        var closedBefore = original != null && original.shape() instanceof Shape.Nothing;
        var closedAfter = update != null && update.shape() instanceof Shape.Nothing;
        var openBefore = original == null || original.shape() instanceof Shape.Anything;
        var openAfter = update == null || update.shape() instanceof Shape.Anything;
        if (closedBefore != closedAfter) {
            findings.add(
                    keyword, closedAfter ? removed : added, Words.of(original), Words.of(update));
        } else if (original == null || openBefore && !openAfter) {
            findings.add(keyword, narrowed, Words.of(original), Words.of(update));
        } else if (update == null || openAfter && !openBefore) {
            findings.add(keyword, extended, Words.of(original), Words.of(update));
        } else {
            findings.at(keyword, called, original, update).compare(original, update);
        }
    }

    private static String words(Rest rest) {
        return rest.allowed() ? Words.of(rest.schema()) : "none";
    }
}
