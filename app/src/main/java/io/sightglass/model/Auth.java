package io.sightglass.model;

/// How Sightglass proves who it is to a cluster or registry.
public sealed interface Auth {
    /// No authentication, no encryption.
    record None() implements Auth {}
}
