package io.sightglass.ui.connect;

import io.sightglass.connect.Profiles;
import io.sightglass.connect.exchange.ConnectionText;
import io.sightglass.connect.exchange.Imported;
import io.sightglass.connect.exchange.NamedSecrets;
import io.sightglass.connect.exchange.NotAConnection;
import io.sightglass.connect.exchange.PropertiesExport;
import io.sightglass.model.Auth;
import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Environment;
import io.sightglass.model.Secret;
import io.sightglass.model.Sentence;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.Connector;
import io.sightglass.secret.Asker;
import io.sightglass.secret.GivenSecrets;
import io.sightglass.secret.SecretStore;
import io.sightglass.secret.Vault;
import io.sightglass.secret.Vault.Keeping;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The connection panel: the form, the connections that are kept, and the attempt that it starts.
public final class ConnectModel {
    private static final Logger log = LoggerFactory.getLogger(ConnectModel.class);

    private final Connector connector;
    private final Profiles profiles;
    private final Executor window;
    private final Consumer<Opening.Result.Opened> opened;
    private final Vault vault;

    private final TrialModel trial;
    private final Reopening reopening;
    private Predicate<String> inFront = _ -> false;
    private Consumer<Opening.Result.Opened> openedAgain;

    private final ConnectForm form = new ConnectForm();
    private final ObservableList<ClusterProfile> kept = FXCollections.observableArrayList();
    private final ObservableList<Sentence> notes = FXCollections.observableArrayList();
    private final ObjectProperty<Keeping> keeping = new SimpleObjectProperty<>(Keeping.FILE);
    private final ReadOnlyObjectWrapper<Optional<String>> keychain =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<State> state =
            new ReadOnlyObjectWrapper<>(new State.Idle());

    private @Nullable Opening opening;
    private int attempt;
    private boolean keychainSought;

    /// How the form's attempt to connect is doing.
    public sealed interface State {
        record Idle() implements State {}

        /// Under way; `what` says what is being waited for.
        record Waiting(String what) implements State {}

        /// Something is to be typed before it goes on; [ConnectModel#answer] takes it.
        record Asking(Sentence words, boolean twice, CompletableFuture<@Nullable Secret> answer)
                implements State {}

        record Refused(Sentence sentence) implements State {}

        /// The form's connection is tried out, or has been; [ConnectModel#trial] says how it goes.
        record Testing() implements State {}
    }

    /// @param window runs what changes properties on the window's thread
    /// @param opened takes over a connection that has been opened
    public ConnectModel(
            Connector connector,
            Profiles profiles,
            Executor window,
            Consumer<Opening.Result.Opened> opened) {
        this(
                connector,
                profiles,
                window,
                opened,
                asker -> new Vault(profiles.folder(), GivenSecrets.of(System.getenv()), asker));
    }

    ConnectModel(
            Connector connector,
            Profiles profiles,
            Executor window,
            Consumer<Opening.Result.Opened> opened,
            Function<Asker, Vault> vault) {
        this.connector = connector;
        this.profiles = profiles;
        this.window = window;
        this.opened = opened;
        this.vault = vault.apply(new Questions(window, this::asked));
        this.trial = new TrialModel(connector, window);
        this.reopening = new Reopening(connector, this.vault, window, this::reopened);
        this.openedAgain = opened;
        kept.setAll(profiles.list());
        form.secretsProperty()
                .subscribe(any -> {
                    if (any) {
                        seekKeychain();
                    }
                });
    }

    /// Asks once, when it first matters, whether there is a keychain; the preferred place then.
    private void seekKeychain() {
        if (keychainSought) {
            return;
        }
        keychainSought = true;
        Thread.ofVirtual()
                .name("sightglass-keychain")
                .start(() -> {
                    var place = vault.keychain().map(SecretStore::place);
                    window.execute(() -> {
                        keychain.set(place);
                        if (place.isPresent()) {
                            keeping.set(Keeping.KEYCHAIN);
                        }
                    });
                });
    }

    /// Opens what was open last: the kept connections of these names, and the playground by its
    /// own; the playground where none of them is kept any more. Opens nothing where nothing was
    /// open.
    public void resume(List<String> last) {
        var wanted = new ArrayList<Reopening.Attempt>();
        for (var name : last) {
            if (name.equals(ClusterProfile.PLAYGROUND)) {
                wanted.add(new Reopening.Attempt(name, null, null));
            }
            kept.stream()
                    .filter(profile -> profile.name().equals(name))
                    .forEach(profile -> wanted.add(new Reopening.Attempt(name, profile, null)));
        }
        var only = wanted.size() == 1 ? wanted.getFirst().profile() : null;
        if (wanted.size() > 1) {
            state.set(new State.Waiting("Opening " + names(wanted)));
            reopening.start(wanted);
        } else if (only != null) {
            connect(only);
        } else if (!last.isEmpty()) {
            playground();
        }
    }

    private static String names(List<Reopening.Attempt> wanted) {
        var names = wanted.stream().map(Reopening.Attempt::name).toList();
        return String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
    }

    /// What becomes of one of those that were open last. The panel tells of it as long as it waits
    /// for nothing else.
    private void reopened(Reopening.Attempt attempt, Opening.Result result) {
        boolean waits = opening == null && state.get() instanceof State.Waiting;
        var profile = attempt.profile();
        switch (result) {
            case Opening.Result.Opened open -> {
                open.connection().keepChoicesIn(profiles.choices());
                openedAgain.accept(open);
                if (waits) {
                    state.set(new State.Idle());
                }
            }
            case Opening.Result.Refused(var sentence) -> {
                if (profile != null) {
                    vault.doubt(profile);
                }
                if (waits && !reopening.isUnderWay()) {
                    if (profile != null) {
                        form.fill(profile);
                    }
                    state.set(new State.Refused(sentence));
                }
            }
            case Opening.Result.Cancelled() -> {
                if (waits && !reopening.isUnderWay()) {
                    state.set(new State.Idle());
                }
            }
        }
    }

    /// Whether the panel waits for what was open last, and for nothing that was asked for since.
    public boolean isReopening() {
        return opening == null && state.get() instanceof State.Waiting;
    }

    /// Says who brings an open connection to the front; it answers whether it is open.
    public void setInFront(Predicate<String> bringer) {
        inFront = bringer;
    }

    /// Says who takes over what was open last, in place of the one who takes over the rest.
    public void setOpenedAgain(Consumer<Opening.Result.Opened> taker) {
        openedAgain = taker;
    }

    /// Opens the playground.
    public void playground() {
        begin(
                "Starting the playground",
                null,
                (progress, done) -> Opening.playground(connector, progress, done));
    }

    /// Opens a kept connection, or brings it to the front where it is open.
    public void choose(ClusterProfile profile) {
        if (!inFront.test(profile.name())) {
            connect(profile);
        }
    }

    /// Opens a kept connection and shows it in the form.
    public void connect(ClusterProfile profile) {
        fill(profile);
        open(profile, () -> vault.fill(profile));
    }

    /// Opens what the form says, and keeps it.
    public void connect() {
        if (!form.readyProperty().get()) {
            return;
        }
        var profile = form.value().withSecretsNamed();
        store(() -> profiles.keep(profile));
        fill(withoutValues(profile));
        var place = keeping.get();
        open(
                profile,
                () -> {
                    vault.keep(profile, place);
                    return vault.fill(profile);
                });
    }

    private void open(ClusterProfile profile, Opening.Preparation preparation) {
        begin(
                "Connecting to " + profile.bootstrap(),
                profile,
                (progress, done) -> Opening.of(connector, preparation, progress, done));
    }

    private static ClusterProfile withoutValues(ClusterProfile profile) {
        return profile.mapSecrets((_, secret) -> Secret.named(secret.name()));
    }

    /// Tries out what the form says, step by step, and keeps nothing of it.
    public void test() {
        if (!form.readyProperty().get()) {
            return;
        }
        giveUp();
        var profile = form.value().withSecretsNamed();
        state.set(new State.Testing());
        trial.start(profile.name(), () -> vault.fill(profile), () -> vault.doubt(profile));
    }

    /// Goes back from the test to the form.
    public void endTest() {
        trial.end();
        drop();
        state.set(new State.Idle());
    }

    /// Lets whoever waits for an answer go on without.
    private void drop() {
        if (state.get() instanceof State.Asking asking) {
            asking.answer().complete(null);
        }
    }

    /// Gives up the attempt that is under way; where a person has begun none, what is being opened
    /// again.
    public void cancel() {
        if (opening == null && !trial.isRunning()) {
            reopening.cancel();
        }
        giveUp();
    }

    private void giveUp() {
        if (trial.isRunning()) {
            endTest();
        }
        if (opening != null) {
            opening.cancel();
        }
    }

    /// Drops a kept connection, and those of its secrets that no other one has.
    public void forget(ClusterProfile profile) {
        store(() -> profiles.forget(profile.name()));
        var others =
                kept.stream()
                        .flatMap(other -> other.secrets().stream())
                        .map(Secret::name)
                        .collect(Collectors.toSet());
        boolean shared = profile.secrets().stream().map(Secret::name).anyMatch(others::contains);
        if (!shared && !profile.secrets().isEmpty()) {
            Thread.ofVirtual().name("sightglass-forget").start(() -> forgetSecrets(profile));
        }
    }

    private void forgetSecrets(ClusterProfile profile) {
        try {
            vault.forget(profile);
        } catch (ConnectionFailure e) {
            window.execute(() -> state.set(new State.Refused(e.sentence())));
        }
    }

    /// The kept connection with exactly that registry, with the values of its secrets; for threads
    /// that may wait.
    public Optional<ClusterProfile> withRegistry(String registry) throws ConnectionFailure {
        for (var profile : profiles.list()) {
            if (registry.equals(profile.registry())) {
                return Optional.of(vault.fill(profile));
            }
        }
        return Optional.empty();
    }

    /// Answers the question that is shown; null for not wanting to.
    public void answer(@Nullable String typed) {
        if (state.get() instanceof State.Asking asking) {
            state.set(trial.isRunning() ? new State.Testing() : new State.Waiting("Going on"));
            asking.answer().complete(typed == null ? null : Secret.of(typed));
        }
    }

    private void asked(Questions.Asked asked) {
        if (opening == null && !trial.isRunning() && !reopening.isUnderWay()) {
            // The panel is not in front: whoever asks goes on without.
            asked.answer().complete(null);
            return;
        }
        state.set(
                new State.Asking(
                        asked.question().words(), asked.question().twice(), asked.answer()));
        asked.answer().whenComplete((_, _) -> window.execute(() -> forget(asked)));
    }

    /// Whoever asked does not wait any more, though nobody answered.
    private void forget(Questions.Asked asked) {
        if (state.get() instanceof State.Asking shown && shown.answer() == asked.answer()) {
            state.set(reopening.isUnderWay() ? new State.Waiting("Going on") : new State.Idle());
        }
    }

    /// Fills the form from a kept connection.
    public void fill(ClusterProfile profile) {
        form.fill(profile);
        notes.clear();
        calm();
    }

    /// Empties the form.
    public void clear() {
        fill(new ClusterProfile("", "", null, List.of(), Environment.DEV, new Auth.None()));
    }

    /// Fills the form from what somebody has at hand: `client.properties`, a configuration of kcat,
    /// a URL.
    public void importText(String text) {
        take(() -> ConnectionText.read(text, null));
    }

    /// The same from a file.
    public void importFile(Path file) {
        take(() -> ConnectionText.read(file));
    }

    private interface Source {
        Imported read() throws NotAConnection;
    }

    private void take(Source source) {
        try {
            var imported = source.read();
            boolean theirs = !NamedSecrets.belong(imported.profile(), profiles.list());
            fill(theirs ? NamedSecrets.taken(imported.profile()) : imported.profile());
            notes.setAll(imported.notes());
            if (theirs) {
                notes.add(
                        Sentence.of(
                                "The secrets are to be typed: what was imported names secrets that"
                                        + " are not kept for these addresses and this way in."));
            }
        } catch (NotAConnection e) {
            state.set(new State.Refused(e.sentence()));
        }
    }

    /// The form as `client.properties`, without its secrets. Only where it is ready.
    public String exported() {
        return PropertiesExport.of(form.value().withSecretsNamed());
    }

    private void calm() {
        if (state.get() instanceof State.Testing) {
            trial.end();
        }
        if (!(state.get() instanceof State.Waiting)) {
            state.set(new State.Idle());
        }
    }

    private interface Start {
        Opening with(Consumer<String> progress, Consumer<Opening.Result> done);
    }

    private void begin(String what, @Nullable ClusterProfile profile, Start start) {
        giveUp();
        if (profile != null) {
            reopening.drop(profile.name());
        } else {
            reopening.drop(ClusterProfile.PLAYGROUND);
        }
        int current = ++attempt;
        state.set(new State.Waiting(what));
        opening =
                start.with(
                        step -> window.execute(() -> step(current, step)),
                        result -> window.execute(() -> finish(current, profile, result)));
    }

    private void step(int current, String what) {
        if (current == attempt && state.get() instanceof State.Waiting) {
            state.set(new State.Waiting(what));
        }
    }

    private void finish(int current, @Nullable ClusterProfile profile, Opening.Result result) {
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
                if (profile != null) {
                    vault.doubt(profile);
                }
                if (current == attempt) {
                    opening = null;
                    state.set(new State.Refused(sentence));
                }
            }
            case Opening.Result.Cancelled() -> {
                if (current == attempt) {
                    opening = null;
                    drop();
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

    /// What was open last and is not yet.
    public Reopening reopening() {
        return reopening;
    }

    /// The test of what the form says.
    public TrialModel trial() {
        return trial;
    }

    public ConnectForm form() {
        return form;
    }

    /// The kept connections, the playground not among them.
    public ObservableList<ClusterProfile> kept() {
        return kept;
    }

    /// What an import left out, or read otherwise.
    public ObservableList<Sentence> notes() {
        return notes;
    }

    /// What was wrong with the kept connections' file, or null.
    public @Nullable Sentence keptProblem() {
        return profiles.problem();
    }

    /// Where secrets that are typed will be kept.
    public ObjectProperty<Keeping> keepingProperty() {
        return keeping;
    }

    /// What the keychain is; empty where there is none, or nobody has needed it yet.
    public ReadOnlyObjectProperty<Optional<String>> keychainProperty() {
        return keychain.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }
}
