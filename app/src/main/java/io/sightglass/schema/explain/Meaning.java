package io.sightglass.schema.explain;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What a schema says of one field.
///
/// @param type in words: `text`, `list of Item`
/// @param precise the type as the format writes it
/// @param doc what the author wrote; empty where nothing
/// @param optional whether a record may be without it
/// @param nullable whether it may be null
/// @param deprecated whether the author says that it should not be used any more
/// @param standard what the author says that a reader takes where it is not there; null where
///   nothing
/// @param choices the values of an enum, in order
public record Meaning(
        String type,
        String precise,
        String doc,
        boolean optional,
        boolean nullable,
        boolean deprecated,
        @Nullable String standard,
        List<String> choices) {
    public Meaning {
        choices = List.copyOf(choices);
    }
}
