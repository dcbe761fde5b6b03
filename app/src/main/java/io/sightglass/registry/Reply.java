package io.sightglass.registry;

import io.sightglass.model.Sentence;

import tools.jackson.databind.JsonNode;

/// What one request to a registry came to.
sealed interface Reply {
    /// A success, with its JSON.
    record Json(JsonNode body) implements Reply {}

    /// The registry says that there is no such thing: 404 with one of its own error codes.
    record Absent() implements Reply {}

    /// Anything else, in a sentence. `wide` where it is the registry as a whole that fails, so that
    /// asking for something else would fail too.
    record Failed(Sentence sentence, boolean wide) implements Reply {}
}
