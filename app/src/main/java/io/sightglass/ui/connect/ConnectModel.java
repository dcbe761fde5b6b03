package io.sightglass.ui.connect;

import io.sightglass.connect.Profiles;
import io.sightglass.model.Auth;
import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Environment;
import io.sightglass.model.Sentence;
import io.sightglass.port.Connector;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The connection form: what is typed, what is wrong with it as it is typed, and the attempt that
/// it starts.
public final class ConnectModel {
    private static final Logger log = LoggerFactory.getLogger(ConnectModel.class);

    private final Connector connector;
    private final Profiles profiles;
    private final Executor window;
    private final Consumer<Opening.Result.Opened> opened;

    private final StringProperty name = new SimpleStringProperty("");
    private final StringProperty bootstrap = new SimpleStringProperty("");
    private final StringProperty registry = new SimpleStringProperty("");
    private final ObjectProperty<Environment> environment =
            new SimpleObjectProperty<>(Environment.DEV);
    private final ObservableList<Path> folders = FXCollections.observableArrayList();
    private final ObservableList<ClusterProfile> kept = FXCollections.observableArrayList();

    private final ReadOnlyStringWrapper nameProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper bootstrapProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper registryProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper folderProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper ready = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyObjectWrapper<State> state =
            new ReadOnlyObjectWrapper<>(new State.Idle());

    private @Nullable Opening opening;
    private int attempt;

    /// How the form's attempt to connect is doing.
    public sealed interface State {
        record Idle() implements State {}

        /// Under way; `what` says what is being waited for.
        record Waiting(String what) implements State {}

        record Refused(Sentence sentence) implements State {}
    }

    /// @param window runs what changes properties on the window's thread
    /// @param opened takes over a connection that has been opened
    public ConnectModel(
            Connector connector,
            Profiles profiles,
            Executor window,
            Consumer<Opening.Result.Opened> opened) {
        this.connector = connector;
        this.profiles = profiles;
        this.window = window;
        this.opened = opened;
        kept.setAll(profiles.list());
        Stream.of(name, bootstrap, registry)
                .forEach(property -> property.subscribe((Runnable) this::check));
        folders.subscribe(this::checkFolders);
        check();
    }

    /// Opens what was open last: the kept connection of that name, else the playground.
    public void resume(@Nullable String last) {
        for (var profile : kept) {
            if (profile.name().equals(last)) {
                connect(profile);
                return;
            }
        }
        playground();
    }

    /// Opens the playground.
    public void playground() {
        begin(
                "Starting the playground",
                (progress, done) -> Opening.playground(connector, progress, done));
    }

    /// Opens a kept connection and shows it in the form.
    public void connect(ClusterProfile profile) {
        fill(profile);
        begin(
                "Connecting to " + profile.bootstrap(),
                (progress, done) -> Opening.of(connector, profile, progress, done));
    }

    /// Opens what the form says, and keeps it.
    public void connect() {
        if (!ready.get()) {
            return;
        }
        var profile =
                new ClusterProfile(
                        name.get().strip(),
                        bootstrap.get().strip(),
                        registry.get().isBlank() ? null : registry.get().strip(),
                        List.copyOf(folders),
                        environment.get(),
                        new Auth.None());
        store(() -> profiles.keep(profile));
        connect(profile);
    }

    /// Gives up the attempt that is under way.
    public void cancel() {
        if (opening != null) {
            opening.cancel();
        }
    }

    /// Drops a kept connection.
    public void forget(ClusterProfile profile) {
        store(() -> profiles.forget(profile.name()));
    }

    /// Fills the form from a kept connection.
    public void fill(ClusterProfile profile) {
        name.set(profile.name());
        bootstrap.set(profile.bootstrap());
        registry.set(profile.registry() == null ? "" : profile.registry());
        folders.setAll(profile.schemaFolders());
        environment.set(profile.environment());
        if (!(state.get() instanceof State.Waiting)) {
            state.set(new State.Idle());
        }
    }

    /// Empties the form.
    public void clear() {
        name.set("");
        bootstrap.set("");
        registry.set("");
        folders.clear();
        environment.set(Environment.DEV);
        if (!(state.get() instanceof State.Waiting)) {
            state.set(new State.Idle());
        }
    }

    private interface Start {
        Opening with(Consumer<String> progress, Consumer<Opening.Result> done);
    }

    private void begin(String what, Start start) {
        cancel();
        int current = ++attempt;
        state.set(new State.Waiting(what));
        opening =
                start.with(
                        step -> window.execute(() -> step(current, step)),
                        result -> window.execute(() -> finish(current, result)));
    }

    private void step(int current, String what) {
        if (current == attempt && state.get() instanceof State.Waiting) {
            state.set(new State.Waiting(what));
        }
    }

    private void finish(int current, Opening.Result result) {
        switch (result) {
            case Opening.Result.Opened connection -> {
                if (current == attempt) {
                    opening = null;
                    state.set(new State.Idle());
                }
                connection.connection().keepChoicesIn(profiles.choices());
                opened.accept(connection);
            }
            case Opening.Result.Refused(var sentence) -> {
                if (current == attempt) {
                    opening = null;
                    state.set(new State.Refused(sentence));
                }
            }
            case Opening.Result.Cancelled() -> {
                if (current == attempt) {
                    opening = null;
                    state.set(new State.Idle());
                }
            }
        }
    }

    private interface Change {
        void make() throws IOException;
    }

    private void store(Change change) {
        try {
            change.make();
        } catch (IOException e) {
            log.warn("the connections could not be kept", e);
            state.set(
                    new State.Refused(
                            Sentence.of(
                                    "The list of connections could not be written; look at the"
                                        + " permissions of Sightglass's configuration folder.")));
        }
        kept.setAll(profiles.list());
    }

    private void check() {
        var typed = name.get().strip();
        nameProblem.set(
                typed.equals(ClusterProfile.PLAYGROUND)
                        ? "That name is the built-in playground's."
                        : "");
        // A field that nobody has typed into is no mistake yet.
        bootstrapProblem.set(
                bootstrap.get().isBlank()
                        ? ""
                        : orEmpty(Addresses.bootstrapProblem(bootstrap.get())));
        registryProblem.set(orEmpty(Addresses.registryProblem(registry.get())));
        ready.set(
                !typed.isEmpty()
                        && !bootstrap.get().isBlank()
                        && Stream.of(nameProblem, bootstrapProblem, registryProblem, folderProblem)
                                .allMatch(problem -> problem.get().isEmpty()));
    }

    private void checkFolders() {
        folderProblem.set(
                folders.stream()
                        .map(folder -> orEmpty(Addresses.folderProblem(folder.toString())))
                        .filter(problem -> !problem.isEmpty())
                        .findFirst()
                        .orElse(""));
        check();
    }

    private static String orEmpty(@Nullable String problem) {
        return problem == null ? "" : problem;
    }

    public StringProperty nameProperty() {
        return name;
    }

    public StringProperty bootstrapProperty() {
        return bootstrap;
    }

    public StringProperty registryProperty() {
        return registry;
    }

    public ObjectProperty<Environment> environmentProperty() {
        return environment;
    }

    public ObservableList<Path> folders() {
        return folders;
    }

    /// The kept connections, the playground not among them.
    public ObservableList<ClusterProfile> kept() {
        return kept;
    }

    /// What was wrong with the kept connections' file, or null.
    public @Nullable Sentence keptProblem() {
        return profiles.problem();
    }

    public ReadOnlyStringProperty nameProblemProperty() {
        return nameProblem.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty bootstrapProblemProperty() {
        return bootstrapProblem.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty registryProblemProperty() {
        return registryProblem.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty folderProblemProperty() {
        return folderProblem.getReadOnlyProperty();
    }

    /// Whether the form can be sent.
    public ReadOnlyBooleanProperty readyProperty() {
        return ready.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }
}
