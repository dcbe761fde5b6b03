package io.sightglass.ui.connect;

import io.sightglass.model.ClusterProfile;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the window remembers between starts.
///
/// @param dark whether the dark theme is chosen
/// @param textSize in pixels
/// @param bounds where the window was, or null
/// @param columns widths of the record list's columns in character cells, by title
/// @param open names of the connections that were open last, the playground by its own; empty where
///   everything was closed
public record Settings(
        boolean dark,
        double textSize,
        @Nullable Bounds bounds,
        Map<String, Double> columns,
        List<String> open) {
    /// The window's place on the screen, in pixels.
    public record Bounds(double x, double y, double width, double height, boolean maximised) {}

    /// The size of text that the window starts with.
    public static final double TEXT_SIZE = 13;

    public static final double SMALLEST_TEXT = 9;
    public static final double LARGEST_TEXT = 24;

    public static final Settings DEFAULT =
            new Settings(true, TEXT_SIZE, null, Map.of(), List.of(ClusterProfile.PLAYGROUND));

    public Settings {
        columns = Map.copyOf(columns);
        open = List.copyOf(open);
        textSize = Math.clamp(textSize, SMALLEST_TEXT, LARGEST_TEXT);
    }

    public Settings withDark(boolean value) {
        return new Settings(value, textSize, bounds, columns, open);
    }

    public Settings withTextSize(double value) {
        return new Settings(dark, value, bounds, columns, open);
    }

    public Settings withBounds(Bounds value) {
        return new Settings(dark, textSize, value, columns, open);
    }

    public Settings withColumn(String title, double cells) {
        var changed = new TreeMap<>(columns);
        changed.put(title, cells);
        return new Settings(dark, textSize, bounds, changed, open);
    }

    public Settings withOpen(List<String> names) {
        return new Settings(dark, textSize, bounds, columns, names);
    }
}
