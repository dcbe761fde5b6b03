package io.sightglass.ui.shell;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

/// "Go to anything", over the window: type, arrow keys, Enter. Escape or a click beside it closes
/// it.
final class PaletteView extends StackPane {
    private final PaletteModel model;
    private final TextField field = new TextField();
    private final ListView<PaletteModel.Entry> list = new ListView<>();

    PaletteView(PaletteModel model, Runnable closed) {
        this.model = model;
        getStyleClass().add("overlay");
        setId("palette");
        field.setId("palette-field");
        field.setPromptText("Go to topic, subject, schema id, action…");
        field.setAccessibleText("Go to anything");
        field.textProperty().bindBidirectional(model.typedProperty());
        list.setItems(model.results());
        list.setFocusTraversable(false);
        list.setCellFactory(_ -> new EntryCell());
        list.getStyleClass().add("palette-list");
        var empty = new Label("Nothing is called so");
        empty.getStyleClass().add("muted");
        list.setPlaceholder(empty);
        model.selectedProperty().subscribe(index -> select(index.intValue()));
        var panel = new VBox(field, list);
        panel.getStyleClass().add("palette");
        panel.setMaxWidth(620);
        panel.setMaxHeight(440);
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().add(panel);
        StackPane.setAlignment(panel, Pos.TOP_CENTER);

        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        addEventHandler(
                MouseEvent.MOUSE_PRESSED,
                event -> {
                    if (event.getTarget() == this) {
                        model.close();
                    }
                });
        model.openProperty()
                .subscribe(open -> {
                    setVisible(open);
                    if (open) {
                        field.requestFocus();
                    } else {
                        closed.run();
                    }
                });
    }

    private void select(int index) {
        list.getSelectionModel().clearAndSelect(index);
        if (index >= 0) {
            list.scrollTo(Math.max(0, index - 4));
        }
    }

    private void key(KeyEvent event) {
        switch (event.getCode()) {
            case DOWN -> model.move(1);
            case UP -> model.move(-1);
            case ENTER -> model.go();
            case ESCAPE -> model.close();
            default -> {
                return;
            }
        }
        event.consume();
    }

    private final class EntryCell extends ListCell<PaletteModel.Entry> {
        private final Label kind = new Label();
        private final Label title = new Label();
        private final Label place = new Label();
        private final Label note = new Label();
        private final HBox row;

        EntryCell() {
            kind.getStyleClass().addAll("muted", "small");
            kind.setMinWidth(74);
            note.getStyleClass().addAll("muted", "small");
            note.setMinWidth(Region.USE_PREF_SIZE);
            var space = new Region();
            HBox.setHgrow(space, Priority.ALWAYS);
            place.getStyleClass().add("badge");
            place.setMinWidth(Region.USE_PREF_SIZE);
            place.visibleProperty().bind(place.textProperty().isNotEmpty());
            place.managedProperty().bind(place.visibleProperty());
            row = new HBox(8, kind, title, place, space, note);
            row.setAlignment(Pos.CENTER_LEFT);
            setPrefWidth(0);
            setOnMouseClicked(_ -> {
                if (getItem() != null) {
                    model.selectedProperty().set(getIndex());
                    model.go();
                }
            });
        }

        @Override
        protected void updateItem(PaletteModel.@Nullable Entry entry, boolean empty) {
            super.updateItem(entry, empty);
            if (empty || entry == null) {
                setGraphic(null);
                return;
            }
            kind.setText(entry.kind());
            title.setText(entry.title());
            place.setText(entry.place());
            note.setText(entry.note());
            setGraphic(row);
            setAccessibleText(
                    entry.kind() + " " + entry.title() + " " + entry.place() + " " + entry.note());
        }
    }
}
