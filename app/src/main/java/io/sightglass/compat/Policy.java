package io.sightglass.compat;

/// How strictly JSON Schema's changes are judged (Confluent's `compatibilityPolicy`).
public enum Policy {
    STRICT,
    /// Some changes of content models pass that are unsafe only for data that nobody writes.
    LENIENT
}
