package io.sightglass.compat.json;

import org.jspecify.annotations.Nullable;

/// A change that a rule found.
///
/// @param path from the pair of schemas that was compared, without its `#/`: `properties/id`
/// @param field the same as a person writes it: `.id`, `.items[].price`
/// @param from what the original says of it, in words
/// @param to what the update says
/// @param original JSON pointer to where it stands in the original; null where there is nothing
/// @param update the same in the update
record Found(
        ChangeType type,
        String path,
        String field,
        String from,
        String to,
        @Nullable String original,
        @Nullable String update) {
    /// The same change, seen from a pair further out.
    Found within(String outerPath, String outerField) {
        if (outerPath.isEmpty() && outerField.isEmpty()) {
            return this;
        }
        var whole =
                outerPath.isEmpty() || path.isEmpty() ? outerPath + path : outerPath + "/" + path;
        return new Found(type, whole, outerField + field, from, to, original, update);
    }
}
