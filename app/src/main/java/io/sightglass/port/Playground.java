package io.sightglass.port;

import io.sightglass.model.ClusterProfile;

/// The built-in demonstration cluster: a real broker, a registry and producers. Closing it leaves
/// nothing behind.
public interface Playground extends AutoCloseable {
    /// How to connect to it.
    ClusterProfile profile();

    @Override
    void close();
}
