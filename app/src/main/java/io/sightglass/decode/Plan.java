package io.sightglass.decode;

import java.util.List;

/// A schema compiled for walking. Immutable, shared between threads; each thread makes its own
/// walker.
public interface Plan {
    Walker newWalker();

    /// What remarks about a reader with another schema refer to; empty where there is no reader.
    default List<ReaderNote> notes() {
        return List.of();
    }
}
