package io.sightglass.ui.connect;

import io.sightglass.connect.JsonFile;
import io.sightglass.model.Sentence;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// `settings.json` in the configuration folder.
public final class SettingsFile {
    private final JsonFile file;
    private final Settings settings;
    private final @Nullable Sentence problem;

    private SettingsFile(JsonFile file, Settings settings, @Nullable Sentence problem) {
        this.file = file;
        this.settings = settings;
        this.problem = problem;
    }

    /// Reads the settings; where there are none, or they are broken, the defaults.
    public static SettingsFile read(Path folder) {
        var file = new JsonFile(folder.resolve("settings.json"));
        return switch (file.read()) {
            case JsonFile.Content.Absent() -> new SettingsFile(file, Settings.DEFAULT, null);
            case JsonFile.Content.Unusable(var sentence) ->
                    new SettingsFile(file, Settings.DEFAULT, sentence);
            case JsonFile.Content.Json(var root) -> new SettingsFile(file, parse(root), null);
        };
    }

    /// As they were when read.
    public Settings settings() {
        return settings;
    }

    /// What was wrong with the file, or null.
    public @Nullable Sentence problem() {
        return problem;
    }

    public void write(Settings changed) throws IOException {
        var root = JsonFile.object();
        root.put("theme", changed.dark() ? "dark" : "light");
        root.put("textSize", changed.textSize());
        var bounds = changed.bounds();
        if (bounds != null) {
            var window = root.putObject("window");
            window.put("x", bounds.x());
            window.put("y", bounds.y());
            window.put("width", bounds.width());
            window.put("height", bounds.height());
            window.put("maximised", bounds.maximised());
        }
        var columns = root.putObject("columns");
        new TreeMap<>(changed.columns()).forEach(columns::put);
        var open = root.putArray("open");
        changed.open().forEach(open::add);
        file.write(root);
    }

    private static Settings parse(JsonNode root) {
        var columns = new TreeMap<String, Double>();
        root.path("columns")
                .properties()
                .forEach(entry -> {
                    var width = entry.getValue().asDouble(0);
                    if (width > 0 && width < 1_000) {
                        columns.put(entry.getKey(), width);
                    }
                });
        return new Settings(
                !root.path("theme").asString("dark").equals("light"),
                root.path("textSize").asDouble(Settings.TEXT_SIZE),
                bounds(root.path("window")),
                columns,
                open(root));
    }

    private static List<String> open(JsonNode root) {
        var open = new ArrayList<String>();
        for (var name : root.path("open")) {
            if (!name.asString("").isBlank()) {
                open.add(name.asString());
            }
        }
        // An older file names the one that was open, and none for the playground.
        var one = root.path("connection").asString("");
        if (root.path("open").isArray()) {
            return open;
        }
        return one.isBlank() ? Settings.DEFAULT.open() : List.of(one);
    }

    private static Settings.@Nullable Bounds bounds(JsonNode window) {
        var width = window.path("width").asDouble(0);
        var height = window.path("height").asDouble(0);
        if (width < 200 || height < 200) {
            return null;
        }
        return new Settings.Bounds(
                window.path("x").asDouble(0),
                window.path("y").asDouble(0),
                width,
                height,
                window.path("maximised").asBoolean(false));
    }
}
