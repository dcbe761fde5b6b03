package io.sightglass.ui.schema;

import javafx.collections.FXCollections;
import javafx.collections.transformation.FilteredList;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// Lets a person choose any schema, over the tab: type a part of its name, then Enter.
final class PickerView extends StackPane {
    private final TextField field = new TextField();
    private final javafx.collections.ObservableList<SchemaSource> all =
            FXCollections.observableArrayList();
    private final FilteredList<SchemaSource> matching = new FilteredList<>(all);
    private final ListView<SchemaSource> list = new ListView<>(matching);
    private final Runnable closed;
    private Consumer<SchemaSource> taker = _ -> {};

    /// @param closed gives the keyboard back
    PickerView(Runnable closed) {
        this.closed = closed;
        setId("schema-picker");
        getStyleClass().add("overlay");
        setVisible(false);
        field.setPromptText("A local schema file, or a subject");
        field.setId("schema-picker-field");
        list.getStyleClass().add("palette-list");
        list.setPrefHeight(360);
        list.setCellFactory(_ -> new Cell());
        list.setOnMouseClicked(_ -> take());
        var title = new Label("Compare with");
        title.getStyleClass().add("title");
        var panel = new VBox(title, field, list);
        panel.getStyleClass().add("palette");
        panel.setMaxSize(520, Region.USE_PREF_SIZE);
        getChildren().add(panel);
        StackPane.setAlignment(panel, javafx.geometry.Pos.TOP_CENTER);
        setOnMousePressed(event -> {
            if (event.getTarget() == this) {
                close();
            }
        });
        field.textProperty().subscribe(_ -> filter());
        addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    }

    void open(List<SchemaSource> choices, Consumer<SchemaSource> chosen) {
        all.setAll(choices);
        taker = chosen;
        field.clear();
        filter();
        setVisible(true);
        field.requestFocus();
    }

    private void filter() {
        var words = field.getText().strip().toLowerCase(Locale.ROOT).split("\\s+");
        matching.setPredicate(source -> {
            var name = source.name().toLowerCase(Locale.ROOT);
            for (var word : words) {
                if (!name.contains(word)) {
                    return false;
                }
            }
            return true;
        });
        list.getSelectionModel().selectFirst();
    }

    private void pressed(KeyEvent event) {
        int at = list.getSelectionModel().getSelectedIndex();
        switch (event.getCode()) {
            case ESCAPE -> close();
            case ENTER -> take();
            case DOWN -> move(at + 1);
            case UP -> move(at - 1);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void move(int to) {
        if (to >= 0 && to < matching.size()) {
            list.getSelectionModel().select(to);
            list.scrollTo(Math.max(0, to - 5));
        }
    }

    private void take() {
        var source = list.getSelectionModel().getSelectedItem();
        if (source != null) {
            close();
            taker.accept(source);
        }
    }

    private void close() {
        setVisible(false);
        closed.run();
    }

    /// Whether keys are its own now.
    boolean isKey(KeyCode code) {
        return isVisible() && code != null;
    }

    private static final class Cell extends ListCell<SchemaSource> {
        @Override
        protected void updateItem(@Nullable SchemaSource source, boolean empty) {
            super.updateItem(source, empty);
            setText(
                    empty || source == null
                            ? null
                            : source instanceof SchemaSource.Version
                                    ? source.name() + "  (latest version)"
                                    : source.name());
        }
    }
}
