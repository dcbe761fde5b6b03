package io.sightglass.ui.shell;

import io.sightglass.ui.fx.Pulse;

import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// The side bar: one search box and one list of lines.
final class SideBarView extends VBox {
    private static final long EVERY_NANOS = 500_000_000;

    private final ShellModel shell;
    private final SideLines model;
    private long last;
    private @Nullable OpenCluster wanted;
    private final ListView<SideLine> list = new ListView<>();

    SideBarView(ShellModel shell) {
        this.shell = shell;
        this.model = shell.side();
        getStyleClass().add("side-bar");
        var search = new TextField();
        search.setId("side-search");
        search.setPromptText("Find topic, subject or field");
        search.setAccessibleText("Find a topic, subject, local schema, consumer group or field");
        search.textProperty().bindBidirectional(model.searchProperty());
        search.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                model.chooseFirst();
                event.consume();
            } else if (event.getCode() == KeyCode.DOWN) {
                list.requestFocus();
                event.consume();
            } else if (event.getCode() == KeyCode.ESCAPE && !search.getText().isEmpty()) {
                search.clear();
                event.consume();
            }
        });
        var box = new VBox(search);
        box.getStyleClass().add("side-search");

        list.setId("side-list");
        list.getStyleClass().add("side-list");
        list.setItems(model.lines());
        list.setCellFactory(_ -> new SideCell(shell));
        list.setAccessibleText("Topics, subjects, local schemas and consumer groups");
        list.setOnKeyPressed(event -> {
            var item = list.getSelectionModel().getSelectedItem();
            if (event.getCode() == KeyCode.ENTER && item != null) {
                model.choose(item);
                event.consume();
            } else if (event.getCode() == KeyCode.LEFT || event.getCode() == KeyCode.RIGHT) {
                fold(event);
            } else if (event.getCode() == KeyCode.DELETE
                    && item instanceof SideLine.Awaited(var attempt)) {
                shell.leaveClosed(attempt.name());
                event.consume();
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(box, list);
        Pulse.each(this, this::reportVisible);
        shell.clusters()
                .frontProperty()
                .subscribe(front -> {
                    wanted = front;
                    reveal();
                });
    }

    /// Tells which topics and subjects have lines on screen.
    private void reportVisible() {
        long now = System.nanoTime();
        if (now - last < EVERY_NANOS) {
            return;
        }
        last = now;
        reveal();
        Map<OpenCluster, Seen> seen = new HashMap<>();
        shell.clusters().all().forEach(cluster -> seen.put(cluster, new Seen()));
        for (var node : list.lookupAll(".side-cell")) {
            if (node instanceof SideCell cell
                    && cell.getItem() instanceof SideLine.Of(var cluster, var item)
                    && seen.get(cluster) instanceof Seen lines) {
                lines.add(item);
            }
        }
        seen.forEach((cluster, lines) -> cluster.watch().prefer(lines.topics, lines.subjects));
    }

    /// What has a line on screen, of one cluster.
    private static final class Seen {
        final Set<String> topics = new HashSet<>();
        final Set<String> subjects = new HashSet<>();

        void add(SideItem item) {
            switch (item) {
                case SideItem.Topic(var name) -> topics.add(name);
                case SideItem.Subject(var name) -> subjects.add(name);
                case SideItem.Title _,
                        SideItem.Folder _,
                        SideItem.SchemaFile _,
                        SideItem.Group _,
                        SideItem.Search _,
                        SideItem.Remark _ -> {}
            }
        }
    }

    /// A cluster that comes to the front comes into sight here, too, once there is something of it.
    private void reveal() {
        var cluster = wanted;
        if (cluster == null) {
            return;
        }
        int index = model.indexOf(new SideLine.Heading(cluster));
        if (index >= 0) {
            list.scrollTo(index);
        }
        if (cluster.surroundingsProperty().get() != Surroundings.NONE) {
            wanted = null;
        }
    }

    /// As in a tree: the arrows fold and unfold what stands below a heading.
    private void fold(KeyEvent event) {
        if (list.getSelectionModel().getSelectedItem() instanceof SideLine.Heading(var cluster)) {
            model.fold(cluster, event.getCode() == KeyCode.LEFT);
            event.consume();
        }
    }
}
