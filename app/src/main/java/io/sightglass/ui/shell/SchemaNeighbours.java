package io.sightglass.ui.shell;

import io.sightglass.connect.OtherRegistries;
import io.sightglass.model.ClusterProfile;
import io.sightglass.prove.RecordPlace;
import io.sightglass.tail.Tail;
import io.sightglass.ui.schema.Neighbours;

import java.util.List;
import java.util.Optional;

/// What the window is for its schema tabs.
final class SchemaNeighbours implements Neighbours {
    private final ShellModel shell;
    private final OtherRegistries registries;

    SchemaNeighbours(ShellModel shell, OtherRegistries registries) {
        this.shell = shell;
        this.registries = registries;
    }

    @Override
    public List<String> topics() {
        return shell.surroundingsProperty().get().topics().stream()
                .map(Surroundings.Topic::name)
                .toList();
    }

    @Override
    public Optional<Tail> held(String topic) {
        for (var tab : shell.tabs()) {
            if (tab instanceof ShellTab.Topic(var tail) && tail.topic().equals(topic)) {
                return tail.tail();
            }
        }
        return Optional.empty();
    }

    @Override
    public OtherRegistries registries() {
        return registries;
    }

    @Override
    public List<ClusterProfile> profiles() {
        return List.copyOf(shell.connect().kept());
    }

    @Override
    public List<String> subjects() {
        return shell.surroundingsProperty().get().subjects().stream()
                .map(Surroundings.Subject::name)
                .toList();
    }

    @Override
    public void show(String topic, RecordPlace place) {
        shell.opener().openRecord(topic, place);
    }
}
