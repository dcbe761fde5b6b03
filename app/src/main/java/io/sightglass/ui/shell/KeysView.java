package io.sightglass.ui.shell;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// All keys, over the window.
final class KeysView extends StackPane {
    KeysView(ShellModel shell) {
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
        var panel = new VBox(heading, grid, hint);
        panel.getStyleClass().addAll("palette", "keys");
        panel.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        getChildren().add(panel);
        StackPane.setAlignment(panel, Pos.CENTER);
        visibleProperty().bind(shell.keysShownProperty());
        addEventHandler(MouseEvent.MOUSE_PRESSED, _ -> shell.keysShownProperty().set(false));
    }
}
