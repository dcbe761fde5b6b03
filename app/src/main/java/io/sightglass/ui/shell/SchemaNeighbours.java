package io.sightglass.ui.shell;

import io.sightglass.connect.OtherRegistries;
import io.sightglass.model.ClusterProfile;
import io.sightglass.prove.RecordPlace;
import io.sightglass.tail.Tail;
import io.sightglass.ui.schema.Neighbours;

import java.util.List;
import java.util.Optional;

/// What the window is for the schema tabs of one of its clusters.
final class SchemaNeighbours implements Neighbours {
    private final OpenCluster.Host host;
    private final OpenCluster cluster;

    SchemaNeighbours(OpenCluster.Host host, OpenCluster cluster) {
        this.host = host;
        this.cluster = cluster;
    }

    @Override
    public List<String> topics() {
        return cluster.surroundingsProperty().get().topics().stream()
                .map(Surroundings.Topic::name)
                .toList();
    }

    @Override
    public Optional<Tail> held(String topic) {
        for (var tab : host.row().of(cluster)) {
            if (tab instanceof ShellTab.Topic(var tail) && tail.topic().equals(topic)) {
                return tail.tail();
            }
        }
        return Optional.empty();
    }

    @Override
    public OtherRegistries registries() {
        return host.registries();
    }

    @Override
    public List<ClusterProfile> profiles() {
        return host.profiles().get();
    }

    @Override
    public List<String> subjects() {
        return cluster.surroundingsProperty().get().subjects().stream()
                .map(Surroundings.Subject::name)
                .toList();
    }

    @Override
    public void show(String topic, RecordPlace place) {
        cluster.opener().openRecord(topic, place);
    }
}
