package io.sightglass.schema;

import io.sightglass.model.Sentence;

/// The answer to "which schema is this?", given at once.
public sealed interface Lookup {
    record Found(ResolvedSchema schema) implements Lookup {}

    /// There is none; the sentence says so.
    record Missing(Sentence sentence) implements Lookup {}

    /// It is being fetched, or its registry does not answer: ask again later.
    record Pending(Sentence sentence) implements Lookup {}
}
