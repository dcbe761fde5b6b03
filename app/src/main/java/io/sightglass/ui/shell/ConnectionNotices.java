package io.sightglass.ui.shell;

import io.sightglass.model.ClusterProfile;
import io.sightglass.ui.control.Figures;

import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

import java.util.List;

/// What one should know of the connection all the time: that somebody could stand in between, that
/// it reads no faster than it was told, and whether it may write.
final class ConnectionNotices extends HBox {
    private static final double NARROW = 1200;

    private final Label unverified =
            notice(
                    "host-names",
                    "Host names not verified",
                    Feather.ALERT_TRIANGLE,
                    "This connection accepts certificates that are for another host, so whoever"
                            + " holds any certificate of a trusted authority can stand in between."
                            + " The connection's settings change that.");
    private final Label limit = notice("rate-limit", "", Feather.CLOCK, "");
    private final Label use = notice("use", "", Feather.LOCK, "");

    private double room = Double.MAX_VALUE;

    ConnectionNotices() {
        super(8);
        setMinWidth(USE_PREF_SIZE);
        unverified.getStyleClass().add("warning");
        getChildren().addAll(unverified, limit, use);
        show(null);
    }

    private static Label notice(String id, String words, Feather sign, String why) {
        var label = new Label(words, new FontIcon(sign));
        label.setId(id);
        label.getStyleClass().add("indicator");
        label.setMinWidth(Region.USE_PREF_SIZE);
        label.setTooltip(new Tooltip(why));
        label.accessibleTextProperty().bind(label.textProperty());
        label.managedProperty().bind(label.visibleProperty());
        return label;
    }

    /// In a narrow window the sign has to do for what is no warning, where there is more than one.
    ///
    /// @param width of the whole bar
    void fit(double width) {
        room = width;
        boolean narrow =
                room < NARROW && getChildren().stream().filter(Node::isVisible).count() > 1;
        for (var label : List.of(limit, use)) {
            label.setContentDisplay(narrow ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT);
        }
    }

    /// @param profile of the open connection; null for none
    void show(@Nullable ClusterProfile profile) {
        unverified.setVisible(profile != null && profile.skipsHostNames());
        long rate = profile == null ? 0 : profile.use().bytesPerSecond();
        limit.setVisible(rate > 0);
        limit.setText("≤ " + Figures.bytes(rate) + "/s");
        limit.getTooltip()
                .setText(
                        "All tails of this connection together read no more than "
                                + Figures.bytes(rate)
                                + " a second, as its settings say.");
        boolean writable = profile != null && profile.use().writable();
        use.setText(writable ? "Writing allowed" : "Read-only");
        use.setGraphic(new FontIcon(writable ? Feather.UNLOCK : Feather.LOCK));
        use.getTooltip()
                .setText(
                        writable
                                ? "This connection may be written to, by one thing alone and after"
                                        + " asking: sightglass check TOPIC --group NAME, where many"
                                        + " workers share a topic. The window only reads."
                                : "Sightglass only reads: it produces nothing, joins no consumer"
                                        + " group and commits no offset.");
        fit(room);
    }
}
