package io.sightglass.ui;

import io.sightglass.connect.Profiles;
import io.sightglass.port.Connector;
import io.sightglass.ui.connect.Settings;
import io.sightglass.ui.connect.SettingsFile;
import io.sightglass.ui.fx.Fx;
import io.sightglass.ui.shell.ShellModel;
import io.sightglass.ui.shell.ShellView;
import io.sightglass.ui.theme.AppIcon;
import io.sightglass.ui.theme.Theme;

import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.stage.Screen;
import javafx.stage.Stage;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// The main window. It shows at once, while what was open last, or the playground, is being opened
/// in the background.
public final class Window {
    private static final Logger log = LoggerFactory.getLogger(Window.class);

    private static final double WIDTH = 1440;
    private static final double HEIGHT = 900;
    private static final double LEAST_WIDTH = 860;
    private static final double LEAST_HEIGHT = 560;

    private final ShellModel shell;
    private final SettingsFile settingsFile;
    private final Stage stage = new Stage();
    private final CountDownLatch closed = new CountDownLatch(1);

    private Window(Connector connector, Path folder) {
        settingsFile = SettingsFile.read(folder);
        shell =
                new ShellModel(
                        connector, Profiles.read(folder), settingsFile.settings(), Fx::later);
    }

    /// Opens the window. The toolkit has been started ([Fx#start]); any thread may call this.
    ///
    /// @param folder where connections and settings are kept
    public static Window open(Connector connector, Path folder) {
        return Fx.call(() -> {
            var window = new Window(connector, folder);
            window.show();
            return window;
        });
    }

    /// Waits until the window was closed and everything that it had opened has ended.
    public void awaitClosed() throws InterruptedException {
        closed.await();
    }

    /// Closes the window; what it had opened ends in the background.
    public void close() {
        Fx.run(this::end);
    }

    /// What the window shows, for the JavaFX thread.
    ShellModel shell() {
        return shell;
    }

    Stage stage() {
        return stage;
    }

    private void show() {
        var scene = new Scene(new ShellView(shell), WIDTH, HEIGHT);
        shell.settingsProperty().subscribe(settings -> look(scene, settings));
        shell.settingsProperty().subscribe((_, settings) -> keep(settings));
        shell.connectionProperty()
                .subscribe(open ->
                        stage.setTitle(
                                open == null
                                        ? "Sightglass"
                                        : open.profile().name() + " — Sightglass"));
        stage.getIcons().addAll(AppIcon.all());
        stage.setScene(scene);
        stage.setMinWidth(LEAST_WIDTH);
        stage.setMinHeight(LEAST_HEIGHT);
        place();
        stage.setOnCloseRequest(event -> {
            event.consume();
            shell.leave(this::end);
        });
        stage.show();
        shell.start();
    }

    private static void look(Scene scene, Settings settings) {
        var theme = settings.dark() ? Theme.DARK : Theme.LIGHT;
        theme.apply(scene, (int) Math.round(settings.textSize()));
    }

    /// Where it was, if a screen is still there; else in the middle of the first one.
    private void place() {
        var kept = settingsFile.settings().bounds();
        if (kept != null
                && !Screen.getScreensForRectangle(kept.x(), kept.y(), kept.width(), kept.height())
                        .isEmpty()) {
            stage.setX(kept.x());
            stage.setY(kept.y());
            stage.setWidth(kept.width());
            stage.setHeight(kept.height());
            stage.setMaximized(kept.maximised());
            return;
        }
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        stage.setWidth(Math.min(WIDTH, screen.getWidth()));
        stage.setHeight(Math.min(HEIGHT, screen.getHeight()));
        stage.centerOnScreen();
    }

    private void end() {
        if (!stage.isShowing()) {
            return;
        }
        var bounds =
                new Settings.Bounds(
                        stage.getX(),
                        stage.getY(),
                        stage.getWidth(),
                        stage.getHeight(),
                        stage.isMaximized());
        var settings = shell.settingsProperty().get().withBounds(bounds);
        stage.hide();
        var ending = shell.ending();
        Thread.ofPlatform()
                .name("sightglass-end")
                .start(() -> {
                    try {
                        write(settings);
                        ending.run();
                    } finally {
                        closed.countDown();
                    }
                });
    }

    private void keep(Settings settings) {
        Thread.ofVirtual().name("sightglass-settings").start(() -> write(settings));
    }

    private synchronized void write(Settings settings) {
        try {
            settingsFile.write(settings);
        } catch (IOException e) {
            log.warn("the settings could not be kept", e);
        }
    }
}
