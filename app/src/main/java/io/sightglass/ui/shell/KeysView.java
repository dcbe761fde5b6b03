package io.sightglass.ui.shell;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// All keys, over the window.
final class KeysView extends StackPane {
    /// @param closed hears that the window behind is in front again
    KeysView(ShellModel shell, Runnable closed) {
        getStyleClass().add("overlay");
        setId("keys");
        var heading = new Label("Keys");
        heading.getStyleClass().add("heading");
        var grid = new GridPane();
        grid.getStyleClass().add("keys-grid");
        int row = 0;
        for (var command : Command.values()) {
            if (!command.keys().isEmpty()) {
                var keys = new Label(command.keys());
                keys.getStyleClass().addAll("mono", "key");
                keys.setMinWidth(Region.USE_PREF_SIZE);
                grid.addRow(row++, keys, new Label(command.title()));
            }
        }
        var hint = new Label("Esc closes this");
        hint.getStyleClass().addAll("muted", "small");
        // There are more than a small window has room for.
        var scroll = new ScrollPane(grid);
        scroll.setFitToWidth(true);
        scroll.setMinWidth(Region.USE_PREF_SIZE);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        var panel = new VBox(heading, scroll, hint);
        panel.getStyleClass().addAll("palette", "keys");
        panel.setMaxWidth(Region.USE_PREF_SIZE);
        panel.setOnMousePressed(MouseEvent::consume);
        getChildren().add(panel);
        StackPane.setAlignment(panel, Pos.CENTER);
        visibleProperty().bind(shell.keysShownProperty());
        visibleProperty()
                .subscribe((_, shown) -> {
                    if (shown) {
                        scroll.requestFocus();
                    } else {
                        closed.run();
                    }
                });
        addEventHandler(MouseEvent.MOUSE_PRESSED, _ -> shell.keysShownProperty().set(false));
    }
}
