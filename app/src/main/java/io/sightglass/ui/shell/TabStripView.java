package io.sightglass.ui.shell;

import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The row of tabs. Tabs give way to each other in width before the row would overflow.
final class TabStripView extends HBox {
    private final ShellModel shell;
    private final Button more = new Button("+");

    TabStripView(ShellModel shell) {
        this.shell = shell;
        getStyleClass().add("tab-strip");
        more.getStyleClass().add("tab-add");
        more.setId("new-tab");
        more.setMinWidth(Region.USE_PREF_SIZE);
        more.setTooltip(new Tooltip("Open a topic or schema  " + Command.PALETTE.keys()));
        more.setAccessibleText("Open a topic or schema");
        more.setOnAction(_ -> shell.perform(Command.PALETTE));
        shell.tabs().addListener((ListChangeListener<ShellTab>) _ -> fill());
        shell.selectedProperty().subscribe(_ -> fill());
    }

    private void fill() {
        getChildren().clear();
        for (var tab : shell.tabs()) {
            getChildren().add(button(tab));
        }
        getChildren().add(more);
    }

    private ToggleButton button(ShellTab tab) {
        var button = new ToggleButton(tab.title());
        if (tab instanceof ShellTab.Schema(var schema)) {
            button.textProperty().bind(schema.titleProperty());
        }
        button.setMnemonicParsing(false);
        button.getStyleClass().add("tab-button");
        button.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        button.setMinWidth(56);
        button.setSelected(tab.equals(shell.selectedProperty().get()));
        button.setAccessibleText("Tab " + tab.title());
        button.setOnAction(_ -> {
            shell.selectedProperty().set(tab);
            button.setSelected(true);
        });
        button.setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.MIDDLE) {
                shell.close(tab);
            }
        });
        var close = new Button();
        close.setGraphic(new FontIcon(Feather.X));
        close.getStyleClass().addAll("flat", "tab-close");
        close.setFocusTraversable(false);
        close.setAccessibleText("Close " + tab.title());
        close.setOnAction(_ -> shell.close(tab));
        button.setGraphic(close);
        button.setContentDisplay(javafx.scene.control.ContentDisplay.RIGHT);
        return button;
    }
}
