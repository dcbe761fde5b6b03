package io.sightglass.cli;

import io.sightglass.model.ClusterProfile;
import io.sightglass.port.Cluster;
import io.sightglass.port.Connector;
import io.sightglass.port.Playground;
import io.sightglass.port.SchemaRegistry;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.function.Consumer;

/// A stand-in with a bug in it.
final class BrokenConnector implements Connector {
    @Override
    public Cluster connect(ClusterProfile profile) {
        throw new IllegalStateException("a bug");
    }

    @Override
    public @Nullable SchemaRegistry registry(ClusterProfile profile) {
        return null;
    }

    @Override
    public Playground startPlayground(Consumer<String> progress) {
        throw new IllegalStateException("a bug");
    }

    @Override
    public Optional<ClusterProfile> runningPlayground() {
        return Optional.empty();
    }
}
