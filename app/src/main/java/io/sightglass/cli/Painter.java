package io.sightglass.cli;

import io.sightglass.connect.Connection;

import java.io.IOException;
import java.nio.file.Path;

/// Draws the window into a file without showing it.
@FunctionalInterface
public interface Painter {
    /// Draws the window on one topic, once it is filled, and writes the picture as PNG.
    ///
    /// @throws IOException when the picture cannot be made or written; its message is a sentence
    void paint(Picture picture) throws IOException;

    /// What to draw: `width` and `height` in pixels.
    record Picture(
            Connection connection, String topic, Path file, boolean dark, int width, int height) {}
}
