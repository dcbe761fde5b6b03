package io.sightglass.compat.json;

import io.sightglass.compat.json.Shape.About;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.Objects;

/// Changes of what is only said to people, and of defaults.
final class AnnotationRules {
    private AnnotationRules() {}

    static void compare(Findings findings, About original, About update) {
        if (!original.whole() || !update.whole()) {
            return;
        }
        compare(findings, original, update, "$id", ChangeType.ID_CHANGED);
        compare(findings, original, update, "title", ChangeType.TITLE_CHANGED);
        compare(findings, original, update, "description", ChangeType.DESCRIPTION_CHANGED);
        compare(findings, original, update, "default", ChangeType.DEFAULT_CHANGED);
    }

    private static void compare(
            Findings findings, About original, About update, String keyword, ChangeType type) {
        var before = value(original, keyword);
        var after = value(update, keyword);
        if (!Objects.equals(before, after)) {
            findings.add(
                    type,
                    Words.value(before),
                    Words.value(after),
                    place(original, keyword),
                    place(update, keyword));
        }
    }

    /// Draft 4 calls the identifier `id`.
    private static String word(About about, String keyword) {
        return keyword.equals("$id") && !about.node().has(keyword) ? "id" : keyword;
    }

    private static @Nullable JsonNode value(About about, String keyword) {
        var value = about.node().get(word(about, keyword));
        return value == null || keyword.equals("default") || value.isString() ? value : null;
    }

    private static @Nullable String place(About about, String keyword) {
        var word = word(about, keyword);
        return about.node().has(word) ? about.pointer() + "/" + word : null;
    }
}
