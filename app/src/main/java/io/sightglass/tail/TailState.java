package io.sightglass.tail;

import io.sightglass.model.Sentence;

/// How a tail is doing.
public sealed interface TailState {
    /// Opening the topic.
    record Opening() implements TailState {}

    /// Reading.
    record Running() implements TailState {}

    /// Everything that was asked for has been read.
    record Finished() implements TailState {}

    /// Reading cannot go on.
    record Failed(Sentence sentence) implements TailState {}

    /// Closed by its owner.
    record Closed() implements TailState {}
}
