package io.sightglass.ui.fx;

import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.Image;

import java.io.IOException;
import java.nio.file.Path;

import javax.imageio.ImageIO;

/// Pictures of a scene that is in no window, so they need no display and may be of any size. Used
/// from the JavaFX thread.
public final class Snapshot {
    private Snapshot() {}

    /// Draws `scene` as it is after its views have looked at their models.
    public static Image of(Scene scene) {
        layout(scene);
        Pulse.tick();
        layout(scene);
        return scene.snapshot(null);
    }

    /// Draws `scene` into a PNG file.
    public static void write(Scene scene, Path file) throws IOException {
        ImageIO.write(SwingFXUtils.fromFXImage(of(scene), null), "png", file.toFile());
    }

    private static void layout(Scene scene) {
        Parent root = scene.getRoot();
        root.applyCss();
        root.layout();
    }
}
