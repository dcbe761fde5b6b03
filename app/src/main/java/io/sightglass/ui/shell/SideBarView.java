package io.sightglass.ui.shell;

import io.sightglass.ui.fx.Pulse;

import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.util.HashSet;
import java.util.Set;

/// The side bar: one search box and one list of lines.
final class SideBarView extends VBox {
    private static final long EVERY_NANOS = 500_000_000;

    private final ShellModel shell;
    private final SideBarModel model;
    private long last;
    private final ListView<SideItem> list = new ListView<>();

    SideBarView(ShellModel shell) {
        this.shell = shell;
        this.model = shell.sideBar();
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
        list.setItems(model.items());
        list.setCellFactory(_ -> new SideCell(shell));
        list.setAccessibleText("Topics, subjects, local schemas and consumer groups");
        list.setOnKeyPressed(event -> {
            var item = list.getSelectionModel().getSelectedItem();
            if (event.getCode() == KeyCode.ENTER && item != null) {
                model.choose(item);
                event.consume();
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(box, list);
        Pulse.each(this, this::reportVisible);
    }

    /// Tells which topics and subjects have lines on screen.
    private void reportVisible() {
        long now = System.nanoTime();
        if (now - last < EVERY_NANOS) {
            return;
        }
        last = now;
        Set<String> topics = new HashSet<>();
        Set<String> subjects = new HashSet<>();
        for (var node : list.lookupAll(".side-cell")) {
            if (node instanceof SideCell cell && cell.getItem() != null) {
                switch (cell.getItem()) {
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
        shell.onScreen(topics, subjects);
    }
}
