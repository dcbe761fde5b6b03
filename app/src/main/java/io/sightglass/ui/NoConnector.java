package io.sightglass.ui;

import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Sentence;
import io.sightglass.port.Cluster;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.Connector;
import io.sightglass.port.Playground;
import io.sightglass.port.SchemaRegistry;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.function.Consumer;

/// Connects to nothing: a picture is drawn of a connection that is open already.
final class NoConnector implements Connector {
    private static final Sentence NOTHING = Sentence.of("A picture opens no connection.");

    @Override
    public Cluster connect(ClusterProfile profile) throws ConnectionFailure {
        throw new ConnectionFailure(NOTHING);
    }

    @Override
    public @Nullable SchemaRegistry registry(ClusterProfile profile) {
        return null;
    }

    @Override
    public Playground startPlayground(Consumer<String> progress) throws ConnectionFailure {
        throw new ConnectionFailure(NOTHING);
    }

    @Override
    public Optional<ClusterProfile> runningPlayground() {
        return Optional.empty();
    }
}
