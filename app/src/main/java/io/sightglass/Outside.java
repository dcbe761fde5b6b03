package io.sightglass;

import io.sightglass.kafka.KafkaCluster;
import io.sightglass.model.ClusterProfile;
import io.sightglass.playground.PlaygroundCluster;
import io.sightglass.playground.RunningPlayground;
import io.sightglass.port.Cluster;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.ConnectionStep;
import io.sightglass.port.Connector;
import io.sightglass.port.Playground;
import io.sightglass.port.SchemaRegistry;
import io.sightglass.registry.HttpSchemaRegistry;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.function.Consumer;

/// The real outside: Kafka, an HTTP registry and the playground. The one place that knows which
/// implementation stands behind which port.
final class Outside implements Connector {
    @Override
    public Cluster connect(ClusterProfile profile) throws ConnectionFailure {
        return KafkaCluster.connect(profile);
    }

    @Override
    public void test(ClusterProfile profile, Consumer<ConnectionStep> heard) {
        KafkaCluster.test(profile, heard);
    }

    @Override
    public @Nullable SchemaRegistry registry(ClusterProfile profile) throws ConnectionFailure {
        var url = profile.registry();
        return url == null ? null : HttpSchemaRegistry.open(url, profile.registryAccess());
    }

    @Override
    public Playground startPlayground(Consumer<String> progress) throws ConnectionFailure {
        return PlaygroundCluster.start(progress);
    }

    @Override
    public Optional<ClusterProfile> runningPlayground() {
        return RunningPlayground.find();
    }
}
