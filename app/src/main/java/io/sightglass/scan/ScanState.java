package io.sightglass.scan;

import io.sightglass.model.Sentence;

/// Where a scan is in its life.
public sealed interface ScanState {
    record Running() implements ScanState {}

    /// All records that were asked for were looked at.
    record Finished() implements ScanState {}

    /// A person ended it before.
    record Cancelled() implements ScanState {}

    /// It could not go on; what was counted before stays.
    record Failed(Sentence sentence) implements ScanState {}
}
