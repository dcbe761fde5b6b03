package io.sightglass.ui.connect;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.TreeMap;

/// What the window remembers between starts.
///
/// @param dark whether the dark theme is chosen
/// @param textSize in pixels
/// @param bounds where the window was, or null
/// @param columns widths of the record list's columns in character cells, by title
/// @param connection name of the last connection, or null for the playground
public record Settings(
        boolean dark,
        double textSize,
        @Nullable Bounds bounds,
        Map<String, Double> columns,
        @Nullable String connection) {
    /// The window's place on the screen, in pixels.
    public record Bounds(double x, double y, double width, double height, boolean maximised) {}

    /// The size of text that the window starts with.
    public static final double TEXT_SIZE = 13;

    public static final double SMALLEST_TEXT = 9;
    public static final double LARGEST_TEXT = 24;

    public static final Settings DEFAULT = new Settings(true, TEXT_SIZE, null, Map.of(), null);

    public Settings {
        columns = Map.copyOf(columns);
        textSize = Math.clamp(textSize, SMALLEST_TEXT, LARGEST_TEXT);
    }

    public Settings withDark(boolean value) {
        return new Settings(value, textSize, bounds, columns, connection);
    }

    public Settings withTextSize(double value) {
        return new Settings(dark, value, bounds, columns, connection);
    }

    public Settings withBounds(Bounds value) {
        return new Settings(dark, textSize, value, columns, connection);
    }

    public Settings withColumn(String title, double cells) {
        var changed = new TreeMap<>(columns);
        changed.put(title, cells);
        return new Settings(dark, textSize, bounds, changed, connection);
    }

    public Settings withConnection(@Nullable String name) {
        return new Settings(dark, textSize, bounds, columns, name);
    }
}
