package io.sightglass.port;

import io.sightglass.model.ClusterProfile;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.function.Consumer;

/// Opens what is outside. The composition root implements it, so that window and command line need
/// not know Kafka, HTTP or the playground.
public interface Connector {
    /// Connects, or says in one sentence within six seconds why not.
    Cluster connect(ClusterProfile profile) throws ConnectionFailure;

    /// The registry of a profile, or null where it has none. Opens no connection yet.
    ///
    /// @throws ConnectionFailure with a sentence when its address is no URL
    @Nullable SchemaRegistry registry(ClusterProfile profile) throws ConnectionFailure;

    /// Starts a playground of one's own; `progress` hears what is being waited for.
    Playground startPlayground(Consumer<String> progress) throws ConnectionFailure;

    /// The playground that some process of this user is running, if any.
    Optional<ClusterProfile> runningPlayground();
}
