package io.sightglass.ui.shell;

import io.sightglass.port.Health;
import io.sightglass.ui.connect.Reopening;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The line above what a cluster offers: whether it answers, its name, what it is for, and the way
/// to close it. Also the line of a cluster that was open at the last start and is not yet.
final class HeadingRow extends HBox {
    private static final PseudoClass FRONT = PseudoClass.getPseudoClass("front");

    private final ShellModel shell;
    private final FontIcon fold = new FontIcon(Feather.CHEVRON_DOWN);
    private final Region dot = new Region();
    private final FontIcon away = new FontIcon(Feather.ALERT_TRIANGLE);
    private final Label name = new Label();
    private final EnvironmentBadge badge = new EnvironmentBadge();
    private final Button close = new Button();
    private final Tooltip hint = new Tooltip();
    private Runnable closing = () -> {};

    HeadingRow(ShellModel shell) {
        this.shell = shell;
        getStyleClass().addAll("side-row", "side-heading");
        setAlignment(Pos.CENTER_LEFT);
        fold.getStyleClass().add("muted");
        dot.getStyleClass().add("dot");
        dot.setMinWidth(Region.USE_PREF_SIZE);
        name.getStyleClass().add("side-row-name");
        name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        name.setMinWidth(30);
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        close.setGraphic(new FontIcon(Feather.X));
        close.getStyleClass().addAll("flat", "side-about");
        close.setFocusTraversable(false);
        close.setMinWidth(Region.USE_PREF_SIZE);
        close.setOnAction(_ -> closing.run());
        away.getStyleClass().add("away");
        away.managedProperty().bind(away.visibleProperty());
        dot.managedProperty().bind(dot.visibleProperty());
        close.visibleProperty().bind(hoverProperty());
        close.managedProperty().bind(close.visibleProperty());
        getChildren().addAll(fold, dot, away, name, badge, space, close);
    }

    Tooltip hint() {
        return hint;
    }

    /// Shows an open cluster; answers what is read out.
    String show(OpenCluster cluster) {
        boolean unfolded = shell.side().isUnfolded(cluster);
        boolean inFront = shell.clusters().frontProperty().get() == cluster;
        pseudoClassStateChanged(FRONT, inFront);
        fold.setIconCode(unfolded ? Feather.CHEVRON_DOWN : Feather.CHEVRON_RIGHT);
        name.setText(cluster.name());
        badge.show(cluster.environment());
        closing = () -> shell.disconnect(cluster);
        closeFor("Disconnect " + cluster.name());
        var state =
                switch (cluster.healthProperty().get()) {
                    case Health.Up _ -> "connected";
                    case Health.Down(var sentence, _) -> sentence.plain();
                };
        mark(!(cluster.healthProperty().get() instanceof Health.Up), true);
        hint.setText(cluster.name() + "\n" + cluster.addressProperty().get() + "\n" + state);
        return cluster.name() + " " + cluster.environment() + ", " + state;
    }

    /// Shows a cluster that is not open yet; answers what is read out.
    String show(Reopening.Attempt attempt) {
        pseudoClassStateChanged(FRONT, false);
        var refused = attempt.refused();
        fold.setIconCode(refused == null ? Feather.LOADER : Feather.ROTATE_CW);
        name.setText(attempt.name());
        badge.show(attempt.environment());
        closing = () -> shell.leaveClosed(attempt.name());
        closeFor("Leave " + attempt.name() + " closed");
        mark(refused != null, false);
        var words =
                refused == null
                        ? "It was open the last time, and is being opened again."
                        : refused.plain() + "\nEnter or a click tries again.";
        hint.setText(attempt.name() + "\n" + words);
        return attempt.name() + " " + attempt.environment() + ", not open: " + words;
    }

    private void closeFor(String words) {
        close.setAccessibleText(words);
        close.setTooltip(new Tooltip(words));
    }

    private void mark(boolean isAway, boolean isOpen) {
        away.setVisible(isAway);
        dot.setVisible(!isAway);
        dot.getStyleClass().removeIf(style -> style.startsWith("mark-"));
        if (isOpen) {
            dot.getStyleClass().add("mark-valid");
        }
    }

    ContextMenu menu(OpenCluster cluster) {
        var front = new MenuItem("Bring to the front");
        front.setOnAction(_ -> shell.show(cluster));
        var disconnect = new MenuItem("Disconnect, and close its tabs");
        disconnect.setOnAction(_ -> shell.disconnect(cluster));
        return new ContextMenu(front, disconnect);
    }
}
