package io.sightglass.ui.shell;

import io.sightglass.connect.Connection;
import io.sightglass.connect.OtherRegistries;
import io.sightglass.connect.Profiles;
import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Environment;
import io.sightglass.model.Part;
import io.sightglass.port.Connector;
import io.sightglass.port.Health;
import io.sightglass.port.Playground;
import io.sightglass.ui.connect.ConnectModel;
import io.sightglass.ui.connect.Opening;
import io.sightglass.ui.connect.Settings;
import io.sightglass.ui.read.Purpose;
import io.sightglass.ui.schema.SchemaModel;
import io.sightglass.ui.search.SearchModel;
import io.sightglass.ui.shell.Surroundings.RegistryState;
import io.sightglass.ui.tail.TailModel;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/// The whole window: the connection, what it offers, and which tabs are open.
///
/// Used from the window's thread. What others find out arrives by [#look], once a frame.
public final class ShellModel {
    private final ConnectModel connect;
    private final SideBarModel sideBar;
    private final PaletteModel palette;
    private final OtherRegistries registries;
    private final ObjectProperty<Settings> settings;

    private final ReadOnlyObjectWrapper<@Nullable Connection> connection =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Surroundings> surroundings =
            new ReadOnlyObjectWrapper<>(Surroundings.NONE);
    private final ReadOnlyObjectWrapper<@Nullable Health> health = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper address = new ReadOnlyStringWrapper("");
    private final Tabs tabs;
    private final BooleanProperty connecting = new SimpleBooleanProperty(true);
    private final BooleanProperty keysShown = new SimpleBooleanProperty();
    private final MaskModel masks = new MaskModel(connection::get);

    private final AtomicReference<@Nullable Surroundings> seen = new AtomicReference<>();
    private @Nullable ClusterWatch watch;
    private @Nullable Playground playground;
    private boolean adopted;
    private boolean ended;
    private String firstTopic = "orders";
    private Predicate<Command> views = _ -> false;

    /// @param window runs what changes properties on the window's thread
    public ShellModel(Connector connector, Profiles profiles, Settings settings, Executor window) {
        this.settings = new SimpleObjectProperty<>(settings);
        this.connect = new ConnectModel(connector, profiles, window, this::opened);
        this.registries = new OtherRegistries(connector, connect::withRegistry);
        this.tabs =
                new Tabs(
                        window,
                        connection::get,
                        surroundings::get,
                        new SchemaNeighbours(this, registries));
        this.sideBar = new SideBarModel(tabs::open);
        var destinations = new Destinations(this);
        this.palette =
                new PaletteModel(
                        destinations::list, destinations::understood, destinations::beyond);
    }

    /// Opens what was open last; on the first start, the playground.
    public void start() {
        connect.resume(settings.get().connection());
    }

    /// Which topic a playground opens with.
    public void setFirstTopic(String topic) {
        firstTopic = topic;
    }

    /// Takes over what came in since the last frame.
    public void look() {
        var fresh = seen.getAndSet(null);
        if (fresh != null && connection.get() != null) {
            surroundings.set(fresh);
            sideBar.show(fresh);
            describe();
        }
        var open = connection.get();
        if (open != null) {
            var now = open.cluster().health();
            if (!now.equals(health.get())) {
                health.set(now);
                describe();
            }
        }
    }

    private void opened(Opening.Result.Opened result) {
        var unsaved = tabs.unsaved();
        if (unsaved != null && !ended) {
            connecting.set(false);
            tabs.ask(
                    unsaved,
                    () -> opened(result),
                    () -> end(result.connection(), result.playground()));
            return;
        }
        disconnect();
        var open = result.connection();
        if (ended) {
            end(open, result.playground());
            return;
        }
        playground = result.playground();
        begin(open);
        boolean demo = open.profile().name().equals(ClusterProfile.PLAYGROUND);
        settings.set(settings.get().withConnection(demo ? null : open.profile().name()));
        if (demo) {
            openTopic(firstTopic);
        }
    }

    /// Shows a connection that stays its caller's, with a topic's tab.
    public void adopt(Connection open, String topic) {
        firstTopic = topic;
        begin(open);
        adopted = true;
        openTopic(topic);
    }

    private void begin(Connection open) {
        connection.set(open);
        masks.connected();
        connecting.set(false);
        health.set(open.cluster().health());
        watch = ClusterWatch.start(open, seen::set);
        describe();
    }

    private void disconnect() {
        if (connection.get() != null) {
            // Ending a connection waits for what is under way; the window does not.
            Thread.ofPlatform().name("sightglass-disconnect").start(disconnecting());
        }
    }

    /// Asks first where a draft would be lost; then, or at once, goes on.
    public void leave(Runnable goOn) {
        var unsaved = tabs.unsaved();
        if (unsaved == null) {
            goOn.run();
        } else {
            connecting.set(false);
            tabs.ask(unsaved, () -> leave(goOn), () -> {});
        }
    }

    /// Closes every tab and the connection for good, and answers what is left to do: it waits for
    /// what is under way, so it is not for the window's thread.
    public Runnable ending() {
        ended = true;
        connect.cancel();
        var rest = disconnecting();
        return () -> {
            rest.run();
            registries.close();
        };
    }

    private Runnable disconnecting() {
        var closed = tabs.clear();
        var open = connection.get();
        var watching = watch;
        var demo = playground;
        boolean stays = adopted;
        connection.set(null);
        masks.connected();
        watch = null;
        playground = null;
        adopted = false;
        seen.set(null);
        surroundings.set(Surroundings.NONE);
        sideBar.show(null);
        health.set(null);
        describe();
        return () -> {
            closed.forEach(ShellTab::close);
            if (watching != null) {
                watching.close();
            }
            if (open != null && !stays) {
                open.close();
            }
            if (demo != null) {
                demo.close();
            }
        };
    }

    private static void end(Connection open, @Nullable Playground demo) {
        Thread.ofPlatform()
                .name("sightglass-disconnect")
                .start(() -> {
                    open.close();
                    if (demo != null) {
                        demo.close();
                    }
                });
    }

    private void describe() {
        var open = connection.get();
        if (open == null) {
            address.set("");
            return;
        }
        var text = new StringBuilder(open.profile().bootstrap());
        switch (health.get()) {
            case Health.Up(var brokers) ->
                    text.append(" · ")
                            .append(brokers)
                            .append(brokers == 1 ? " broker" : " brokers");
            case Health.Down _ -> text.append(" · no broker answers");
            case null -> {}
        }
        switch (surroundings.get().registry()) {
            case RegistryState.None() ->
                    text.append(open.registry() == null ? " · no registry" : "");
            case RegistryState.Waiting() -> text.append(" · asking the registry");
            case RegistryState.Answers() -> text.append(" · registry ok");
            case RegistryState.Silent _ -> text.append(" · registry away");
        }
        address.set(text.toString());
    }

    /// Shows a topic's records.
    public void openTopic(String name) {
        tabs.openTopic(name);
    }

    /// Shows a subject's latest schema, beside the one before it.
    public void openSubject(String name) {
        tabs.openSubject(name);
    }

    /// Shows the schema with a registry's id.
    public void openSchema(int id) {
        tabs.openSchema(id);
    }

    /// Shows a schema file.
    public void openFile(Path folder, String path) {
        tabs.openFile(folder, path);
    }

    /// Shows what a topic is.
    public void openAbout(String topic) {
        tabs.openAbout(topic);
    }

    /// Searches all schemas; an empty text leaves what was searched for before.
    public void openSearch(String text) {
        tabs.openSearch(text);
    }

    /// Everything else that can be opened.
    Tabs opener() {
        return tabs;
    }

    /// Closes a tab; its neighbour comes to the front.
    public void close(ShellTab tab) {
        tabs.close(tab);
    }

    /// Says who does what is a matter of focus; it answers whether it did.
    public void setViews(Predicate<Command> performer) {
        views = performer;
    }

    /// Does what a key or the palette asks for; answers whether there was something to do.
    public boolean perform(Command command) {
        switch (command) {
            case PALETTE -> palette.open();
            case LARGER_TEXT -> textSize(settings.get().textSize() + 1);
            case SMALLER_TEXT -> textSize(settings.get().textSize() - 1);
            case NORMAL_TEXT -> textSize(Settings.TEXT_SIZE);
            case THEME -> settings.set(settings.get().withDark(!settings.get().dark()));
            case CONNECTIONS -> connecting.set(connection.get() == null || !connecting.get());
            case PLAYGROUND -> {
                connecting.set(true);
                connect.playground();
            }
            case CLOSE_TAB -> Optional.ofNullable(selected().get()).ifPresent(this::close);
            case NEXT_TAB -> tabs.next();
            case SEARCH_SCHEMAS -> tabs.openSearch("");
            case REVEAL -> {
                return masks.turn();
            }
            case MASK_FIELD -> {
                return tail().filter(masks::maskChosen).isPresent();
            }
            case ABOUT_TOPIC -> {
                return aboutTopic();
            }
            case CONTRACT -> {
                return tabs.turnContract();
            }
            case TRY -> {
                return tabs.openTry();
            }
            case KEYS -> keysShown.set(!keysShown.get());
            case TOGGLE_LIVE,
                    CLEAR,
                    NEXT_FINDING,
                    PREVIOUS_FINDING,
                    NEXT_ROW,
                    PREVIOUS_ROW,
                    SWAP_SIDES,
                    EDIT_COPY,
                    DECODE_AS,
                    READ_AS -> {
                return switch (selected().get()) {
                    case ShellTab.Topic(var tail) -> perform(tail, command);
                    case ShellTab.Schema(var schema) -> perform(schema, command);
                    case ShellTab.Search(var search) -> perform(search, command);
                    case ShellTab.About _, ShellTab.Group _, ShellTab.Contract _, ShellTab.Try _ ->
                            false;
                    case null -> false;
                };
            }
            case FILTER,
                    PANE_RECORDS,
                    PANE_TREE,
                    PANE_BYTES,
                    FIND_IN_SOURCE,
                    GO_TO_TYPE,
                    BACK_IN_SOURCE,
                    FOLD_BLOCK,
                    PROVE,
                    COPY_COMPARISON,
                    SAVE_COMPARISON -> {
                return views.test(command);
            }
        }
        return true;
    }

    /// From a topic's records to what the topic is, and back.
    private boolean aboutTopic() {
        switch (selected().get()) {
            case ShellTab.Topic(var tail) -> openAbout(tail.topic());
            case ShellTab.About(var about) -> openTopic(about.topic());
            case null, default -> {
                return false;
            }
        }
        return true;
    }

    private static boolean perform(TailModel tail, Command command) {
        switch (command) {
            case TOGGLE_LIVE -> tail.liveProperty().set(!tail.liveProperty().get());
            case CLEAR -> tail.showAll();
            case NEXT_ROW -> tail.move(1);
            case PREVIOUS_ROW -> tail.move(-1);
            case NEXT_FINDING -> tail.nextFinding(1);
            case PREVIOUS_FINDING -> tail.nextFinding(-1);
            case DECODE_AS ->
                    tail.choosing().open(Purpose.DECODE_AS, tail.inspect().partProperty().get());
            case READ_AS -> tail.choosing().open(Purpose.READ_AS, Part.VALUE);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static boolean perform(SearchModel search, Command command) {
        switch (command) {
            case NEXT_ROW -> search.move(1);
            case PREVIOUS_ROW -> search.move(-1);
            case CLEAR -> search.typedProperty().set("");
            default -> {
                return false;
            }
        }
        return true;
    }

    private static boolean perform(SchemaModel schema, Command command) {
        switch (command) {
            case NEXT_FINDING -> schema.lines().nextChange(1);
            case PREVIOUS_FINDING -> schema.lines().nextChange(-1);
            case NEXT_ROW -> schema.lines().move(1);
            case PREVIOUS_ROW -> schema.lines().move(-1);
            case SWAP_SIDES -> schema.swap();
            case EDIT_COPY -> schema.drafts().edit();
            default -> {
                return false;
            }
        }
        return true;
    }

    private void textSize(double size) {
        settings.set(settings.get().withTextSize(size));
    }

    /// The tail of the tab in front.
    public Optional<TailModel> tail() {
        return selected().get() instanceof ShellTab.Topic(var tail)
                ? Optional.of(tail)
                : Optional.empty();
    }

    /// A topic's partitions, as of the last look at the cluster.
    public List<Integer> partitions(String topic) {
        return sideBar.topic(topic).map(Surroundings.Topic::partitions).orElse(List.of());
    }

    /// Names the topics and the registry's subjects that are on screen, which are looked at first.
    public void onScreen(Set<String> topics, Set<String> subjects) {
        if (watch != null) {
            watch.prefer(topics, subjects);
        }
    }

    /// Whether personal data is shown.
    public MaskModel masks() {
        return masks;
    }

    public ConnectModel connect() {
        return connect;
    }

    public SideBarModel sideBar() {
        return sideBar;
    }

    public PaletteModel palette() {
        return palette;
    }

    public ObjectProperty<Settings> settingsProperty() {
        return settings;
    }

    public ReadOnlyObjectProperty<@Nullable Connection> connectionProperty() {
        return connection.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Surroundings> surroundingsProperty() {
        return surroundings.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<@Nullable Health> healthProperty() {
        return health.getReadOnlyProperty();
    }

    /// Address and state: `localhost:19092 · 1 broker · registry ok`.
    public ReadOnlyStringProperty addressProperty() {
        return address.getReadOnlyProperty();
    }

    /// The environment of the open connection.
    public Optional<Environment> environment() {
        return Optional.ofNullable(connection.get()).map(open -> open.profile().environment());
    }

    public ObservableList<ShellTab> tabs() {
        return tabs.all();
    }

    private ObjectProperty<@Nullable ShellTab> selected() {
        return tabs.selectedProperty();
    }

    public ObjectProperty<@Nullable ShellTab> selectedProperty() {
        return tabs.selectedProperty();
    }

    /// Whether the connection panel stands in front of the tabs.
    public BooleanProperty connectingProperty() {
        return connecting;
    }

    /// Whether the list of keys is shown.
    public BooleanProperty keysShownProperty() {
        return keysShown;
    }
}
