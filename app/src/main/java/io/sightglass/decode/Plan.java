package io.sightglass.decode;

/// A schema compiled for walking. Immutable, shared between threads; each thread makes its own
/// walker.
public interface Plan {
    Walker newWalker();
}
