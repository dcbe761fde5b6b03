package io.sightglass.ui.shell;

import io.sightglass.connect.Connection;
import io.sightglass.connect.OtherRegistries;
import io.sightglass.connect.Profiles;
import io.sightglass.model.ClusterProfile;
import io.sightglass.port.Connector;
import io.sightglass.ui.connect.ConnectModel;
import io.sightglass.ui.connect.Opening;
import io.sightglass.ui.connect.Reopening;
import io.sightglass.ui.connect.Settings;
import io.sightglass.ui.tail.TailModel;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The whole window: the clusters that are open, which one is in front, and what keys do.
///
/// Used from the window's thread. What others find out arrives by [#look], once a frame.
public final class ShellModel {
    private final ConnectModel connect;
    private final PaletteModel palette;
    private final OtherRegistries registries;
    private final ObjectProperty<Settings> settings;

    private final Clusters clusters = new Clusters();
    private final TabRow row = new TabRow();
    private final OpenCluster.Host host;
    private final SideLines side;
    private final SideBarModel nothing = new SideBarModel(_ -> {});
    private final BooleanProperty connecting = new SimpleBooleanProperty(true);
    private final BooleanProperty keysShown = new SimpleBooleanProperty();
    private final MaskModel masks = new MaskModel(clusters.connectionProperty()::get);

    private boolean ended;
    private String firstTopic = "orders";
    private Predicate<Command> views = _ -> false;

    /// @param window runs what changes properties on the window's thread
    public ShellModel(Connector connector, Profiles profiles, Settings settings, Executor window) {
        this.settings = new SimpleObjectProperty<>(settings);
        this.connect = new ConnectModel(connector, profiles, window, this::opened);
        this.registries = new OtherRegistries(connector, connect::withRegistry);
        this.host =
                new OpenCluster.Host(window, row, registries, () -> List.copyOf(connect.kept()));
        this.side = new SideLines(clusters, connect.reopening().attempts());
        connect.setInFront(this::showNamed);
        connect.setOpenedAgain(this::openedAgain);
        side.setAgain(this::openAgain);
        var destinations = new Destinations(this);
        this.palette =
                new PaletteModel(
                        destinations::list, destinations::understood, destinations::beyond);
        row.selectedProperty()
                .subscribe(tab -> {
                    if (tab != null) {
                        row.owner(tab).ifPresent(clusters::bring);
                    }
                });
        clusters.connectionProperty().subscribe(_ -> masks.connected());
        connect.stateProperty()
                .subscribe(state -> {
                    // A cluster that is opened again unasked may need a passphrase.
                    if (state instanceof ConnectModel.State.Asking) {
                        connecting.set(true);
                    }
                });
    }

    /// Opens what was open last; on the first start, the playground.
    public void start() {
        connect.resume(settings.get().open());
    }

    /// Which topic a playground opens with.
    public void setFirstTopic(String topic) {
        firstTopic = topic;
    }

    /// Takes over what came in since the last frame.
    public void look() {
        clusters.look();
    }

    private void opened(Opening.Result.Opened result) {
        var open = result.connection();
        if (ended) {
            run(() -> close(result));
            return;
        }
        var before = clusters.named(open.profile().name());
        if (before.isPresent()) {
            replace(before.get(), result);
        } else {
            begin(result);
        }
    }

    /// The same connection once more, with other settings perhaps.
    private void replace(OpenCluster before, Opening.Result.Opened result) {
        var unsaved = row.unsaved(before);
        if (unsaved != null) {
            connecting.set(false);
            row.ask(unsaved, () -> opened(result), () -> run(() -> close(result)));
            return;
        }
        end(before);
        begin(result);
    }

    private void begin(Opening.Result.Opened result) {
        showFirst(add(result));
        keepWhatIsOpen();
    }

    /// What was open last comes to the front only where nothing else is.
    private void openedAgain(Opening.Result.Opened result) {
        boolean wanted = clusters.all().isEmpty() || connecting.get() && connect.isReopening();
        if (ended || clusters.named(result.connection().profile().name()).isPresent()) {
            run(() -> close(result));
            return;
        }
        var cluster = add(result);
        if (wanted) {
            showFirst(cluster);
        }
        keepWhatIsOpen();
    }

    private OpenCluster add(Opening.Result.Opened result) {
        var cluster = new OpenCluster(result.connection(), result.playground(), false, host);
        clusters.add(cluster);
        return cluster;
    }

    private void showFirst(OpenCluster cluster) {
        show(cluster);
        if (cluster.name().equals(ClusterProfile.PLAYGROUND)) {
            cluster.opener().openTopic(firstTopic);
        }
    }

    /// Shows a connection that stays its caller's, with a topic's tab.
    public void adopt(Connection open, String topic) {
        firstTopic = topic;
        var cluster = new OpenCluster(open, null, true, host);
        clusters.add(cluster);
        show(cluster);
        cluster.opener().openTopic(topic);
    }

    /// Brings a cluster to the front, with the tab of it that was in front last.
    public void show(OpenCluster cluster) {
        connecting.set(false);
        if (clusters.frontProperty().get() != cluster || selected().get() == null) {
            clusters.bring(cluster);
            selected().set(row.lastOf(cluster));
        }
    }

    private boolean showNamed(String name) {
        var open = clusters.named(name);
        open.ifPresent(this::show);
        return open.isPresent();
    }

    /// Opens a kept connection, or brings it to the front where it is open.
    public void open(ClusterProfile profile) {
        if (!showNamed(profile.name())) {
            connecting.set(true);
            connect.connect(profile);
        }
    }

    private void openAgain(Reopening.Attempt attempt) {
        var profile = attempt.profile();
        if (profile == null) {
            perform(Command.PLAYGROUND);
        } else {
            open(profile);
        }
    }

    /// Closes a cluster and its tabs; asks first where a draft would be lost.
    public void disconnect(OpenCluster cluster) {
        var unsaved = row.unsaved(cluster);
        if (unsaved != null) {
            connecting.set(false);
            row.ask(unsaved, () -> disconnect(cluster), () -> {});
            return;
        }
        end(cluster);
        keepWhatIsOpen();
        connecting.set(clusters.all().isEmpty());
    }

    private void end(OpenCluster cluster) {
        boolean inFront = clusters.frontProperty().get() == cluster;
        var rest = cluster.ending();
        clusters.remove(cluster);
        masks.closed(cluster.connection());
        var next = clusters.frontProperty().get();
        if (inFront && next != null) {
            selected().set(row.lastOf(next));
        }
        // Ending a connection waits for what is under way; the window does not.
        run(rest);
    }

    /// For the next start.
    private void keepWhatIsOpen() {
        var names = new ArrayList<String>();
        clusters.all().forEach(cluster -> names.add(cluster.name()));
        connect.reopening().attempts().forEach(attempt -> names.add(attempt.name()));
        settings.set(settings.get().withOpen(names.stream().distinct().toList()));
    }

    /// Gives up a cluster that was open at the last start and is not yet; or does not want to know
    /// of it any more.
    public void leaveClosed(String name) {
        connect.reopening().drop(name);
        keepWhatIsOpen();
    }

    /// Asks first where a draft would be lost; then, or at once, goes on.
    public void leave(Runnable goOn) {
        for (var cluster : clusters.all()) {
            var unsaved = row.unsaved(cluster);
            if (unsaved != null) {
                connecting.set(false);
                row.ask(unsaved, () -> leave(goOn), () -> {});
                return;
            }
        }
        goOn.run();
    }

    /// Closes every tab and every connection for good, and answers what is left to do: it waits for
    /// what is under way, so it is not for the window's thread.
    public Runnable ending() {
        ended = true;
        connect.cancel();
        connect.reopening().cancel();
        var open = List.copyOf(clusters.all());
        var rest = open.stream().map(OpenCluster::ending).toList();
        open.forEach(clusters::remove);
        return () -> {
            // Each by itself: one that hangs is not waited for by the others.
            var threads = rest.stream().map(ShellModel::run).toList();
            for (var thread : threads) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            registries.close();
        };
    }

    private static Thread run(Runnable rest) {
        return Thread.ofPlatform().name("sightglass-disconnect").start(rest);
    }

    private static void close(Opening.Result.Opened result) {
        result.connection().close();
        var demo = result.playground();
        if (demo != null) {
            demo.close();
        }
    }

    private void inFront(Consumer<Tabs> opening) {
        var front = clusters.frontProperty().get();
        if (front != null) {
            opening.accept(front.opener());
        }
    }

    /// Shows a topic's records.
    public void openTopic(String name) {
        inFront(tabs -> tabs.openTopic(name));
    }

    /// Shows a subject's latest schema, beside the one before it.
    public void openSubject(String name) {
        inFront(tabs -> tabs.openSubject(name));
    }

    /// Shows the schema with a registry's id.
    public void openSchema(int id) {
        inFront(tabs -> tabs.openSchema(id));
    }

    /// Shows a schema file.
    public void openFile(Path folder, String path) {
        inFront(tabs -> tabs.openFile(folder, path));
    }

    /// Shows what a topic is.
    public void openAbout(String topic) {
        inFront(tabs -> tabs.openAbout(topic));
    }

    /// Searches all schemas; an empty text leaves what was searched for before.
    public void openSearch(String text) {
        inFront(tabs -> tabs.openSearch(text));
    }

    /// Closes a tab; its neighbour comes to the front.
    public void close(ShellTab tab) {
        row.close(tab);
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
            case CONNECTIONS -> connecting.set(clusters.all().isEmpty() || !connecting.get());
            case PLAYGROUND -> {
                if (!showNamed(ClusterProfile.PLAYGROUND)) {
                    connecting.set(true);
                    connect.playground();
                }
            }
            case NEXT_CLUSTER -> {
                return clusters.next().map(this::shown).isPresent();
            }
            case DISCONNECT -> {
                // Not while the panel hides what would be closed.
                return !connecting.get() && front().map(this::disconnected).isPresent();
            }
            case CLOSE_TAB -> Optional.ofNullable(selected().get()).ifPresent(this::close);
            case NEXT_TAB -> row.next();
            case SEARCH_SCHEMAS -> openSearch("");
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
                return front().filter(open -> open.opener().turnContract()).isPresent();
            }
            case TRY -> {
                return front().filter(open -> open.opener().openTry()).isPresent();
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
                return TabCommands.perform(selected().get(), command);
            }
            case FILTER,
                    WORKERS,
                    FIND_IN_TOPIC,
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

    private OpenCluster shown(OpenCluster cluster) {
        show(cluster);
        return cluster;
    }

    private OpenCluster disconnected(OpenCluster cluster) {
        disconnect(cluster);
        return cluster;
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

    /// Whether personal data is shown.
    public MaskModel masks() {
        return masks;
    }

    public ConnectModel connect() {
        return connect;
    }

    /// What stands in the side bar of the cluster in front.
    public SideBarModel sideBar() {
        return front().map(OpenCluster::sideBar).orElse(nothing);
    }

    /// What stands in the side bar of all clusters.
    public SideLines side() {
        return side;
    }

    /// The clusters that are open.
    public Clusters clusters() {
        return clusters;
    }

    private Optional<OpenCluster> front() {
        return Optional.ofNullable(clusters.frontProperty().get());
    }

    /// The cluster that a tab belongs to.
    public Optional<OpenCluster> owner(ShellTab tab) {
        return row.owner(tab);
    }

    public PaletteModel palette() {
        return palette;
    }

    public ObjectProperty<Settings> settingsProperty() {
        return settings;
    }

    /// The connection of the cluster in front.
    public ReadOnlyObjectProperty<@Nullable Connection> connectionProperty() {
        return clusters.connectionProperty();
    }

    /// What the cluster in front offers.
    public ReadOnlyObjectProperty<Surroundings> surroundingsProperty() {
        return clusters.surroundingsProperty();
    }

    public ObservableList<ShellTab> tabs() {
        return row.all();
    }

    private ObjectProperty<@Nullable ShellTab> selected() {
        return row.selectedProperty();
    }

    public ObjectProperty<@Nullable ShellTab> selectedProperty() {
        return row.selectedProperty();
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
