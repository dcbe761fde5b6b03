package io.sightglass.ui.shell;

import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The row of tabs. Tabs give way to each other in width before the row would overflow.
final class TabStripView extends HBox {
    private static final double LEAST_TAG = 40;
    private static final double MOST_TAG = 120;

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
        shell.clusters().all().addListener((ListChangeListener<OpenCluster>) _ -> fill());
        shell.selectedProperty().subscribe(_ -> fill());
    }

    private void fill() {
        getChildren().clear();
        boolean many = shell.clusters().areMany();
        OpenCluster before = null;
        for (var tab : shell.tabs()) {
            var owner = shell.owner(tab).orElse(null);
            if (many && owner != null && owner != before) {
                getChildren().add(tag(owner));
            }
            getChildren().add(button(tab, many ? owner : null));
            before = owner;
        }
        getChildren().add(more);
    }

    /// In front of the tabs of a cluster, so that nobody takes one for another's.
    private Button tag(OpenCluster cluster) {
        var badge = new EnvironmentBadge();
        badge.show(cluster.environment());
        badge.setText(cluster.name());
        badge.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        badge.setMinWidth(LEAST_TAG);
        badge.setMaxWidth(MOST_TAG);
        var tag = new Button();
        tag.setGraphic(badge);
        tag.setFocusTraversable(false);
        tag.getStyleClass().addAll("flat", "tab-cluster");
        tag.setMinWidth(Region.USE_PREF_SIZE);
        tag.setMaxHeight(Double.MAX_VALUE);
        tag.setTooltip(
                new Tooltip(
                        "Tabs of "
                                + cluster.name()
                                + ", "
                                + cluster.environment()
                                + "\n"
                                + cluster.addressProperty().get()));
        tag.setAccessibleText("Tabs of " + cluster.name() + ", " + cluster.environment());
        tag.setOnAction(_ -> shell.show(cluster));
        return tag;
    }

    /// @param owner the cluster that the tab has to be told by; null where there is only one
    private ToggleButton button(ShellTab tab, @Nullable OpenCluster owner) {
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
        if (owner != null) {
            var whole = tab.title() + " of " + owner.name() + ", " + owner.environment();
            button.setAccessibleText("Tab " + whole);
            button.setTooltip(new Tooltip(whole));
            button.getStyleClass()
                    .addAll(
                            "tab-of-cluster",
                            "edge-" + EnvironmentBadge.style(owner.environment()));
        }
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
        button.setContentDisplay(ContentDisplay.RIGHT);
        return button;
    }
}
