package io.sightglass.model;

/// Who meets whose records when a schema changes.
public enum Direction {
    /// Readers with the new schema read records written with the old one.
    BACKWARD,
    /// Readers with the old schema read records written with the new one.
    FORWARD
}
