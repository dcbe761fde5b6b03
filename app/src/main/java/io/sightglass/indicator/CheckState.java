package io.sightglass.indicator;

import io.sightglass.model.Sentence;

/// Where a check is in its life.
public sealed interface CheckState {
    record Running() implements CheckState {}

    /// All records that were asked for were looked at.
    record Finished() implements CheckState {}

    /// A person ended it before.
    record Cancelled() implements CheckState {}

    /// It could not go on; what was counted before stays.
    record Failed(Sentence sentence) implements CheckState {}
}
