package io.sightglass.port;

import io.sightglass.model.Sentence;

import java.util.Optional;

/// What one part of a question came to. The parts of an answer stand for themselves: where one is
/// not allowed, or fails, the others are there all the same.
public sealed interface Reported<T> {
    record Known<T>(T value) implements Reported<T> {}

    /// @param why what keeps it from being known, and what to do
    record Unknown<T>(Sentence why) implements Reported<T> {}

    default Optional<T> known() {
        return this instanceof Known<T>(var value) ? Optional.of(value) : Optional.empty();
    }
}
