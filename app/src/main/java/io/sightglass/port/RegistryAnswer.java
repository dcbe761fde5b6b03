package io.sightglass.port;

import io.sightglass.model.Sentence;

/// What a registry said.
public sealed interface RegistryAnswer<T> {
    record Found<T>(T value) implements RegistryAnswer<T> {}

    /// The registry answered, and has no such thing.
    record NotFound<T>(Sentence sentence) implements RegistryAnswer<T> {}

    /// The registry did not answer, or not in a way to rely on; asking again later may help.
    record Unavailable<T>(Sentence sentence) implements RegistryAnswer<T> {}
}
