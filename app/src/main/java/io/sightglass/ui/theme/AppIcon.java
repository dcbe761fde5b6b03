package io.sightglass.ui.theme;

import javafx.scene.image.Image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;

/// The mark of Sightglass, for a window's title and the task bar. Made from `icons/sightglass.svg`.
public final class AppIcon {
    private static final int[] SIZES = {16, 32, 128, 256};

    private AppIcon() {}

    /// In every size that there is, of which the desktop takes what it needs.
    public static List<Image> all() {
        return IntStream.of(SIZES).mapToObj(AppIcon::read).toList();
    }

    private static Image read(int size) {
        var name = "icon-" + size + ".png";
        try (var in = AppIcon.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the program");
            }
            return new Image(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
