package io.sightglass.ui.shell;

import io.sightglass.connect.Connection;
import io.sightglass.connect.OtherRegistries;
import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Environment;
import io.sightglass.port.Health;
import io.sightglass.port.Playground;
import io.sightglass.ui.shell.Surroundings.RegistryState;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/// One cluster that is open in the window: its connection, what it offers, how it is doing, and how
/// its things get tabs. Others that are open do not touch it.
///
/// Used from the window's thread. What its watch finds out arrives by [#look], once a frame.
public final class OpenCluster {
    private final Connection connection;
    private final @Nullable Playground playground;
    private final boolean stays;
    private final ReadOnlyObjectWrapper<Surroundings> surroundings =
            new ReadOnlyObjectWrapper<>(Surroundings.NONE);
    private final ReadOnlyObjectWrapper<Health> health;
    private final ReadOnlyStringWrapper address = new ReadOnlyStringWrapper("");
    private final AtomicReference<@Nullable Surroundings> seen = new AtomicReference<>();
    private final TabRow row;
    private final Tabs opener;
    private final SideBarModel sideBar;
    private final ClusterWatch watch;

    /// What the window is for each of its clusters.
    ///
    /// @param window runs what changes properties on the window's thread
    /// @param profiles the kept connections
    record Host(
            Executor window,
            TabRow row,
            OtherRegistries registries,
            Supplier<List<ClusterProfile>> profiles) {}

    /// Begins to look at a cluster.
    ///
    /// @param playground what was started for it, and ends with it; or null
    /// @param stays whether the connection stays its caller's, who closes it
    OpenCluster(Connection connection, @Nullable Playground playground, boolean stays, Host host) {
        this.connection = connection;
        this.playground = playground;
        this.stays = stays;
        this.health = new ReadOnlyObjectWrapper<>(connection.cluster().health());
        this.row = host.row();
        this.opener = new Tabs(host, this);
        this.sideBar = new SideBarModel(opener::open);
        describe();
        this.watch = ClusterWatch.start(connection, seen::set);
    }

    /// Takes over what came in since the last frame.
    void look() {
        var fresh = seen.getAndSet(null);
        var now = connection.cluster().health();
        boolean changed = fresh != null || !now.equals(health.get());
        if (fresh != null) {
            surroundings.set(fresh);
            sideBar.show(fresh);
        }
        health.set(now);
        if (changed) {
            describe();
        }
    }

    /// Closes its tabs, and answers what is left to do: it waits for what is under way, so it is
    /// not for the window's thread.
    Runnable ending() {
        var closed = row.clear(this);
        return () -> {
            closed.forEach(ShellTab::close);
            watch.close();
            if (!stays) {
                connection.close();
            }
            if (playground != null) {
                playground.close();
            }
        };
    }

    private void describe() {
        var text = new StringBuilder(connection.profile().bootstrap());
        switch (health.get()) {
            case Health.Up(var brokers) ->
                    text.append(" · ")
                            .append(brokers)
                            .append(brokers == 1 ? " broker" : " brokers");
            case Health.Down _ -> text.append(" · no broker answers");
        }
        switch (surroundings.get().registry()) {
            case RegistryState.None() ->
                    text.append(connection.registry() == null ? " · no registry" : "");
            case RegistryState.Waiting() -> text.append(" · asking the registry");
            case RegistryState.Answers() -> text.append(" · registry ok");
            case RegistryState.Silent _ -> text.append(" · registry away");
        }
        address.set(text.toString());
    }

    public Connection connection() {
        return connection;
    }

    /// The connection's name, by which it is the only one in the window.
    public String name() {
        return connection.profile().name();
    }

    public Environment environment() {
        return connection.profile().environment();
    }

    /// How its things get tabs.
    Tabs opener() {
        return opener;
    }

    /// What stands of it in the side bar.
    public SideBarModel sideBar() {
        return sideBar;
    }

    /// What is looked at before the rest.
    ClusterWatch watch() {
        return watch;
    }

    public ReadOnlyObjectProperty<Surroundings> surroundingsProperty() {
        return surroundings.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Health> healthProperty() {
        return health.getReadOnlyProperty();
    }

    /// Address and state: `localhost:19092 · 1 broker · registry ok`.
    public ReadOnlyStringProperty addressProperty() {
        return address.getReadOnlyProperty();
    }
}
