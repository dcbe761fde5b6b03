package io.sightglass.ui.inspect;

import io.sightglass.ui.fx.Latest;

import javafx.collections.FXCollections;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// The payload as text. Made in the background, and only while it is looked at.
final class TextPane extends StackPane {
    private static final KeyCombination COPY =
            new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

    private final ListView<String> lines = new ListView<>();
    private final Latest<List<String>> making = new Latest<>("text of a record");
    private @Nullable Payload shown;

    TextPane(InspectModel model) {
        lines.getStyleClass().add("inspect-text");
        lines.setCellFactory(_ -> new Line());
        lines.setAccessibleText("Text of the payload");
        lines.addEventFilter(
                KeyEvent.KEY_PRESSED,
                e -> {
                    if (COPY.match(e)) {
                        copy();
                        e.consume();
                    }
                });
        getChildren().add(lines);
        model.payloadProperty().addListener((_, _, payload) -> show(payload));
        visibleProperty().addListener((_, _, _) -> show(model.payloadProperty().get()));
    }

    private void show(@Nullable Payload payload) {
        if (!isVisible() || payload == shown) {
            return;
        }
        shown = payload;
        lines.getItems().clear();
        if (payload == null) {
            making.cancel();
        } else {
            making.ask(
                    () -> JsonText.lines(payload),
                    made -> lines.setItems(FXCollections.observableArrayList(made)),
                    _ -> lines.getItems().setAll("This payload cannot be shown as text."));
        }
    }

    private void copy() {
        var content = new ClipboardContent();
        content.putString(String.join("\n", lines.getItems()));
        Clipboard.getSystemClipboard().setContent(content);
    }

    private static final class Line extends ListCell<String> {
        private final Runs runs = new Runs();

        @Override
        protected void updateItem(@Nullable String line, boolean empty) {
            super.updateItem(line, empty);
            setText(null);
            if (line == null || empty) {
                setGraphic(null);
            } else {
                runs.show(JsonText.coloured(line));
                setGraphic(runs);
            }
        }
    }
}
