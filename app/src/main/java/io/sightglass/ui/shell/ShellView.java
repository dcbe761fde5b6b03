package io.sightglass.ui.shell;

import io.sightglass.connect.Connection;
import io.sightglass.schema.ReferenceGraph.Place;
import io.sightglass.ui.attempt.TryView;
import io.sightglass.ui.connect.ConnectView;
import io.sightglass.ui.contract.ContractView;
import io.sightglass.ui.fx.Fx;
import io.sightglass.ui.fx.Pulse;
import io.sightglass.ui.schema.SchemaView;
import io.sightglass.ui.schema.SourcePane;
import io.sightglass.ui.search.SearchView;
import io.sightglass.ui.tail.TailModel;
import io.sightglass.ui.tail.TailView;
import io.sightglass.ui.topic.GroupView;
import io.sightglass.ui.topic.TopicView;

import javafx.collections.ListChangeListener;
import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The whole window: bars around, tabs in the middle, and what opens over them.
public final class ShellView extends StackPane {
    private static final double SIDE_WIDTH = 248;

    private final ShellModel shell;
    private final StackPane content = new StackPane();
    private final Map<ShellTab, Node> views = new HashMap<>();
    private final ConnectView connect;
    private final Label nothing = new Label("Nothing is open");
    private final Node empty;
    private boolean focusWanted;

    public ShellView(ShellModel shell) {
        this.shell = shell;
        getStyleClass().add("shell");
        getStylesheets()
                .add(
                        Objects.requireNonNull(ShellView.class.getResource("shell.css"))
                                .toExternalForm());
        connect =
                new ConnectView(
                        shell.connect(),
                        shell.connectionProperty().map(Objects::nonNull).orElse(false),
                        () -> shell.connectingProperty().set(false));
        empty = empty();

        var side = new SideBarView(shell);
        side.setMinWidth(180);
        side.setPrefWidth(SIDE_WIDTH);
        side.setMaxWidth(560);
        var strip = new TabStripView(shell);
        VBox.setVgrow(content, Priority.ALWAYS);
        var middle = new VBox(strip, content);
        middle.setMinWidth(300);
        var split = new SplitPane(side, middle);
        SplitPane.setResizableWithParent(side, false);
        split.getStyleClass().add("shell-split");
        // The width is known once it is laid out; the divider then keeps its pixels by itself.
        split.widthProperty()
                .subscribe((before, now) -> {
                    if (before.doubleValue() <= 0 && now.doubleValue() > 0) {
                        double wanted = Math.min(SIDE_WIDTH, Math.max(228, now.doubleValue() / 5));
                        split.setDividerPositions(wanted / now.doubleValue());
                    }
                });

        var frame = new BorderPane(split);
        frame.setTop(new TopBarView(shell));
        frame.setBottom(new StatusBarView(shell));
        getChildren()
                .addAll(
                        frame,
                        new PaletteView(shell.palette(), this::focusContent),
                        new KeysView(shell, this::focusContent),
                        new MaskView(shell.masks()));

        shell.tabs().addListener((ListChangeListener<ShellTab>) _ -> forgetClosed());
        shell.selectedProperty().subscribe(_ -> show());
        shell.connectingProperty().subscribe(_ -> show());
        shell.connectionProperty().subscribe(_ -> show());
        shell.connectionProperty().subscribe(open -> nothing(open));
        shell.setViews(this::perform);
        var keyboard = new Keyboard(shell);
        // While one tab goes and another comes, nothing has the keyboard and the scene gets the
        // keys.
        EventHandler<KeyEvent> pressed = keyboard::pressed;
        EventHandler<KeyEvent> typed = keyboard::typed;
        sceneProperty()
                .subscribe((before, now) -> {
                    if (before != null) {
                        before.removeEventFilter(KeyEvent.KEY_PRESSED, pressed);
                        before.removeEventFilter(KeyEvent.KEY_TYPED, typed);
                    }
                    if (now != null) {
                        now.addEventFilter(KeyEvent.KEY_PRESSED, pressed);
                        now.addEventFilter(KeyEvent.KEY_TYPED, typed);
                    }
                });
        Pulse.each(this, this::look);
    }

    private void show() {
        var tab = shell.selectedProperty().get();
        Node shown;
        if (shell.connectingProperty().get()) {
            shown = connect;
        } else if (tab == null) {
            shown = empty;
        } else {
            shown = views.computeIfAbsent(tab, this::view);
        }
        if (!content.getChildren().equals(List.of(shown))) {
            content.getChildren().setAll(shown);
            focusContent();
        }
    }

    private Node view(ShellTab tab) {
        var cluster = shell.owner(tab).orElseThrow();
        var tabs = cluster.opener();
        return switch (tab) {
            case ShellTab.Topic(var model) -> tailView(model, cluster);
            case ShellTab.Schema(var model) -> new SchemaView(model, place -> open(tabs, place));
            case ShellTab.About(var model) -> new TopicView(model, doors(cluster));
            case ShellTab.Contract(var model) ->
                    new ContractView(model, new ContractDoors(tabs, model.topic()));
            case ShellTab.Try(var model) -> new TryView(model);
            case ShellTab.Group(var model) -> new GroupView(model, tabs::openAbout);
            case ShellTab.Search(var model) -> new SearchView(model, tabs::open);
        };
    }

    private static void open(Tabs tabs, Place place) {
        switch (place) {
            case Place.Version(var subject, var version) -> tabs.openSubject(subject, version);
            case Place.File(var folder, var path) -> tabs.openFile(folder, path);
        }
    }

    /// Where one can go from a topic's page.
    private static TopicView.Doors doors(OpenCluster cluster) {
        var tabs = cluster.opener();
        return new TopicView.Doors(
                tabs::openTopic,
                tabs::openAbout,
                tabs::openSubject,
                tabs::openSubject,
                tabs::openFile,
                tabs::openGroup,
                tabs::open,
                tabs::openSearch,
                name -> cluster.sideBar().topic(name).isPresent());
    }

    private TailView tailView(TailModel model, OpenCluster cluster) {
        var tabs = cluster.opener();
        var settings = shell.settingsProperty();
        var widths =
                new TailView.Widths(
                        settings.get().columns(),
                        (title, cells) -> settings.set(settings.get().withColumn(title, cells)));
        var view = new TailView(model, () -> cluster.sideBar().partitions(model.topic()), widths);
        view.onShowSchema(tabs::openSchema);
        view.onAbout(() -> tabs.openAbout(model.topic()));
        view.onContract(() -> tabs.openContract(model.topic()));
        view.onTry(() -> shell.perform(Command.TRY));
        return view;
    }

    private void forgetClosed() {
        var closed = new HashMap<>(views);
        closed.keySet().removeAll(shell.tabs());
        views.keySet().removeAll(closed.keySet());
        // once another tab is in its place
        closed.values().forEach(view -> Fx.later(() -> end(view)));
    }

    private static void end(Node view) {
        if (view instanceof SchemaView schema) {
            schema.close();
        }
    }

    private boolean perform(Command command) {
        var tab = shell.selectedProperty().get();
        return switch (tab == null ? null : views.get(tab)) {
            case TailView view -> perform(view, command);
            case SchemaView view -> perform(view, command);
            case TopicView view -> command == Command.PANE_RECORDS && view.focusPage();
            case ContractView view -> perform(view, command);
            case GroupView view -> command == Command.PANE_RECORDS && view.focusPage();
            case TryView view -> perform(view, command);
            case SearchView view -> perform(view, command);
            case null, default -> false;
        };
    }

    private static boolean perform(SchemaView view, Command command) {
        switch (command) {
            case PANE_RECORDS -> {
                return view.focusRows();
            }
            case PANE_TREE -> view.focusChanges();
            case PROVE -> view.prove();
            case COPY_COMPARISON -> {
                return view.copy();
            }
            case SAVE_COMPARISON -> {
                return view.save();
            }
            case FIND_IN_SOURCE -> {
                return view.inSource(SourcePane::find);
            }
            case GO_TO_TYPE -> {
                return view.inSource(SourcePane::follow);
            }
            case BACK_IN_SOURCE -> {
                return view.inSource(SourcePane::back);
            }
            case FOLD_BLOCK -> {
                return view.inSource(SourcePane::fold);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static boolean perform(ContractView view, Command command) {
        return switch (command) {
            case PANE_RECORDS -> view.focusPage();
            case WORKERS -> view.turnRuns();
            case COPY_COMPARISON -> view.copy();
            case SAVE_COMPARISON -> view.save();
            default -> false;
        };
    }

    private static boolean perform(TryView view, Command command) {
        return switch (command) {
            case PANE_RECORDS -> view.focusText();
            case PANE_TREE, PANE_BYTES -> view.focusAnswer();
            case COPY_COMPARISON -> view.copy();
            default -> false;
        };
    }

    private static boolean perform(SearchView view, Command command) {
        return switch (command) {
            case PANE_RECORDS, FILTER -> view.focusField();
            case PANE_TREE -> view.focusHits();
            default -> false;
        };
    }

    private static boolean perform(TailView view, Command command) {
        switch (command) {
            case FILTER -> view.focusFilter();
            case FIND_IN_TOPIC -> view.findInTopic();
            case PANE_RECORDS -> {
                return view.focusRecords();
            }
            case PANE_TREE -> view.focusTree();
            case PANE_BYTES -> view.focusBytes();
            default -> {
                return false;
            }
        }
        return true;
    }

    /// Puts the keyboard on what is shown, once it is on screen.
    private void focusContent() {
        focusWanted = shell.selectedProperty().get() != null;
    }

    private void look() {
        shell.look();
        if (focusWanted) {
            boolean elsewhere = shell.palette().openProperty().get();
            focusWanted = !elsewhere && !perform(Command.PANE_RECORDS);
        }
    }

    private void nothing(@Nullable Connection open) {
        nothing.setText(
                open == null || !shell.clusters().areMany()
                        ? "Nothing is open"
                        : "Nothing of " + open.profile().name() + " is open");
    }

    private Node empty() {
        nothing.getStyleClass().add("heading");
        var words =
                new Label(
                        "Choose a topic on the left to see its records, or go to anything with "
                                + Command.PALETTE.keys()
                                + ".");
        words.getStyleClass().add("muted");
        words.setWrapText(true);
        var go = new Button("Go to anything");
        go.setOnAction(_ -> shell.perform(Command.PALETTE));
        var box = new VBox(nothing, words, go);
        box.getStyleClass().add("empty-state");
        return box;
    }
}
