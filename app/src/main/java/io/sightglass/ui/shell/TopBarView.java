package io.sightglass.ui.shell;

import io.sightglass.model.ClusterProfile;

import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

import java.util.List;

/// The top bar: which cluster this is, what it is for, and the way to anywhere.
final class TopBarView extends HBox {
    /// Where notices need the room: the key, and the beginning of the words.
    private static final double GO_TO_LEAST = 130;

    private final ShellModel shell;
    private final MenuButton connection = new MenuButton();
    private final EnvironmentBadge environment = new EnvironmentBadge();
    private final ConnectionNotices notices = new ConnectionNotices();

    TopBarView(ShellModel shell) {
        this.shell = shell;
        getStyleClass().add("top-bar");
        var brand = new Label("Sightglass");
        brand.getStyleClass().add("brand");
        brand.setMinWidth(Region.USE_PREF_SIZE);
        connection.setId("connection-menu");
        connection.setMinWidth(Region.USE_PREF_SIZE);
        connection.setOnShowing(_ -> fillMenu());
        connection.getItems().add(new MenuItem(""));
        shell.connectionProperty().subscribe(_ -> describe());
        widthProperty().subscribe(width -> notices.fit(width.doubleValue()));

        var address = new Label();
        address.getStyleClass().add("muted");
        address.setId("address");
        address.setMinWidth(60);
        // In a narrow window it is the first to give way.
        address.maxWidthProperty()
                .bind(widthProperty().map(width -> Math.max(60, width.doubleValue() - 840)));
        address.textProperty().bind(shell.clusters().addressProperty());
        var whole = new Tooltip();
        whole.textProperty().bind(shell.clusters().addressProperty());
        address.setTooltip(whole);

        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        getChildren()
                .addAll(
                        brand,
                        connection,
                        environment,
                        address,
                        space,
                        goTo(),
                        masked(shell),
                        notices,
                        theme(shell));
    }

    private void fillMenu() {
        var items = connection.getItems();
        items.clear();
        var open = List.copyOf(shell.clusters().all());
        var front = shell.clusters().frontProperty().get();
        for (var cluster : open) {
            var item = new RadioMenuItem(cluster.name());
            item.setSelected(cluster == front);
            item.setOnAction(_ -> shell.show(cluster));
            items.add(item);
        }
        for (var cluster : open) {
            var item = new MenuItem("Disconnect " + cluster.name());
            item.setOnAction(_ -> shell.disconnect(cluster));
            items.add(item);
        }
        if (!open.isEmpty()) {
            items.add(new SeparatorMenuItem());
        }
        var others = items.size();
        for (var profile : shell.connect().kept()) {
            if (shell.clusters().named(profile.name()).isEmpty()) {
                var item = new MenuItem("Open " + profile.name());
                item.setOnAction(_ -> shell.open(profile));
                items.add(item);
            }
        }
        if (shell.clusters().named(ClusterProfile.PLAYGROUND).isEmpty()) {
            var playground = new MenuItem("Open the playground");
            playground.setOnAction(_ -> shell.perform(Command.PLAYGROUND));
            items.add(playground);
        }
        if (items.size() > others) {
            items.add(new SeparatorMenuItem());
        }
        var edit = new MenuItem("New connection…");
        edit.setOnAction(_ -> {
            shell.connect().clear();
            shell.connectingProperty().set(true);
        });
        items.add(edit);
        items.forEach(item -> item.setMnemonicParsing(false));
    }

    private void describe() {
        var open = shell.connectionProperty().get();
        connection.setText(open == null ? "Not connected" : open.profile().name());
        notices.show(open == null ? null : open.profile());
        environment.show(open == null ? null : open.profile().environment());
    }

    private Button goTo() {
        var words = new Label("Go to topic, subject, schema id, action…");
        words.getStyleClass().add("search-hint");
        var key = new Label(Command.PALETTE.keys());
        key.getStyleClass().add("search-hint");
        key.setMinWidth(Region.USE_PREF_SIZE);
        var between = new Region();
        HBox.setHgrow(between, Priority.ALWAYS);
        var content = new HBox(8, words, between, key);
        content.setAlignment(Pos.CENTER_LEFT);
        var button = new Button();
        button.setId("go-to");
        button.setGraphic(content);
        button.getStyleClass().add("go-to");
        button.setAccessibleText("Go to anything, " + Command.PALETTE.keys());
        button.prefWidthProperty()
                .bind(widthProperty().map(width -> Math.clamp(width.doubleValue() / 4, 210, 360)));
        button.setMinWidth(GO_TO_LEAST);
        content.prefWidthProperty()
                .bind(
                        Bindings.createDoubleBinding(
                                () -> Math.max(0, button.getWidth() - 24), button.widthProperty()));
        content.setMinWidth(0);
        button.setFocusTraversable(true);
        button.setOnAction(_ -> shell.perform(Command.PALETTE));
        return button;
    }

    private static Button masked(ShellModel shell) {
        var button = new Button();
        button.setId("masked");
        button.getStyleClass().add("icon-button");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> shell.perform(Command.REVEAL));
        shell.masks()
                .revealedProperty()
                .subscribe(shown -> {
                    button.setGraphic(new FontIcon(shown ? Feather.EYE : Feather.EYE_OFF));
                    button.setText(shown ? "Revealed" : "Masked");
                    var words =
                            shown
                                    ? "Personal data is shown; mask it again"
                                    : "Fields that are tagged as personal data are masked; show"
                                            + " them";
                    button.setAccessibleText(words);
                    button.setTooltip(new Tooltip(words + "  " + Command.REVEAL.keys()));
                });
        button.visibleProperty().bind(shell.connectionProperty().isNotNull());
        button.managedProperty().bind(button.visibleProperty());
        return button;
    }

    private static Button theme(ShellModel shell) {
        var button = new Button();
        button.setId("theme");
        button.getStyleClass().add("icon-button");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> shell.perform(Command.THEME));
        shell.settingsProperty()
                .subscribe(settings -> {
                    boolean dark = settings.dark();
                    button.setGraphic(new FontIcon(dark ? Feather.SUN : Feather.MOON));
                    var words = dark ? "Light theme" : "Dark theme";
                    button.setAccessibleText(words);
                    button.setTooltip(new Tooltip(words + "  " + Command.THEME.keys()));
                });
        return button;
    }
}
