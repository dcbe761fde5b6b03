package io.sightglass.ui.shell;

import io.sightglass.connect.Connection;
import io.sightglass.port.Health;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// The clusters that are open, in the order in which they were opened, and the one in front: what
/// the bars tell of and what keys are for. Used from the window's thread.
public final class Clusters {
    private final ObservableList<OpenCluster> all = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable OpenCluster> front =
            new ReadOnlyObjectWrapper<>();

    // What is told of the one in front.
    private final ReadOnlyObjectWrapper<Surroundings> surroundings =
            new ReadOnlyObjectWrapper<>(Surroundings.NONE);
    private final ReadOnlyObjectWrapper<@Nullable Health> health = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper address = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<@Nullable Connection> connection =
            new ReadOnlyObjectWrapper<>();

    Clusters() {}

    /// Takes over what came in since the last frame.
    void look() {
        // A copy: what is found out may close one.
        List.copyOf(all).forEach(OpenCluster::look);
    }

    void add(OpenCluster cluster) {
        all.add(cluster);
        if (front.get() == null) {
            bring(cluster);
        }
    }

    /// Takes a cluster out; the one that follows it, else the one before, comes to the front in its
    /// place.
    void remove(OpenCluster cluster) {
        int index = all.indexOf(cluster);
        if (index < 0) {
            return;
        }
        var left = List.copyOf(all.stream().filter(each -> each != cluster).toList());
        if (front.get() == cluster) {
            set(left.isEmpty() ? null : left.get(Math.min(index, left.size() - 1)));
        }
        all.remove(index);
    }

    /// Brings a cluster to the front.
    void bring(OpenCluster cluster) {
        if (front.get() != cluster && all.contains(cluster)) {
            set(cluster);
        }
    }

    private void set(@Nullable OpenCluster cluster) {
        surroundings.unbind();
        health.unbind();
        address.unbind();
        if (cluster == null) {
            surroundings.set(Surroundings.NONE);
            health.set(null);
            address.set("");
        } else {
            surroundings.bind(cluster.surroundingsProperty());
            health.bind(cluster.healthProperty());
            address.bind(cluster.addressProperty());
        }
        front.set(cluster);
        connection.set(cluster == null ? null : cluster.connection());
    }

    /// The cluster after the one in front, around the end; empty where there is no other.
    Optional<OpenCluster> next() {
        return all.size() < 2
                ? Optional.empty()
                : Optional.of(all.get((all.indexOf(front.get()) + 1) % all.size()));
    }

    /// The open cluster of that name.
    public Optional<OpenCluster> named(String name) {
        return all.stream().filter(cluster -> cluster.name().equals(name)).findFirst();
    }

    /// Whether there is more than one, so that each has to be told from the others.
    public boolean areMany() {
        return all.size() > 1;
    }

    /// Those that are open.
    public ObservableList<OpenCluster> all() {
        return all;
    }

    /// The one in front, to begin with, and then the others.
    List<OpenCluster> frontFirst() {
        var first = front.get();
        return java.util.stream.Stream.concat(
                        Optional.ofNullable(first).stream(),
                        all.stream().filter(cluster -> cluster != first))
                .toList();
    }

    public ReadOnlyObjectProperty<@Nullable OpenCluster> frontProperty() {
        return front.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Connection> connectionProperty() {
        return connection.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Surroundings> surroundingsProperty() {
        return surroundings.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Health> healthProperty() {
        return health.getReadOnlyProperty();
    }

    ReadOnlyStringProperty addressProperty() {
        return address.getReadOnlyProperty();
    }
}
