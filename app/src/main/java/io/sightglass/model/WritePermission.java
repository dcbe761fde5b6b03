package io.sightglass.model;

/// Proof that a connection was made writable. [ClusterProfile#writePermission] hands it out, and
/// nobody else: whatever changes something in a cluster asks for one, so that over a read-only
/// connection nothing can be written, whoever forgets to ask.
public final class WritePermission {
    private final String bootstrap;

    WritePermission(ClusterProfile profile) {
        this.bootstrap = profile.bootstrap();
    }

    /// Whether it is about this connection's cluster, and that is writable still.
    public boolean covers(ClusterProfile profile) {
        return profile.use().writable() && profile.bootstrap().equals(bootstrap);
    }
}
