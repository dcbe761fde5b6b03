package io.sightglass.prove;

import io.sightglass.model.Sentence;

/// Where a run is in its life.
public sealed interface ProofState {
    record Running() implements ProofState {}

    /// All records that were asked for were looked at.
    record Finished() implements ProofState {}

    /// A person ended it before.
    record Cancelled() implements ProofState {}

    /// It could not go on; what was counted before stays.
    record Failed(Sentence sentence) implements ProofState {}
}
