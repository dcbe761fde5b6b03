package io.sightglass.ui.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;

import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.text.Font;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/// Dark or light, and how large the text is.
public enum Theme {
    DARK("dark.css"),
    LIGHT("light.css");

    /// Text size in pixels when nobody has changed it.
    public static final int DEFAULT_TEXT_SIZE = 13;

    /// Bounds of the text size.
    public static final int SMALLEST_TEXT_SIZE = 10;

    public static final int LARGEST_TEXT_SIZE = 22;

    private static final List<String> FONTS =
            List.of(
                    "Inter-Regular.otf",
                    "Inter-Medium.otf",
                    "Inter-SemiBold.otf",
                    "Inter-Bold.otf",
                    "JetBrainsMono-Regular.ttf",
                    "JetBrainsMono-Bold.ttf");
    private static boolean fontsLoaded;

    private final String colours;

    Theme(String colours) {
        this.colours = colours;
    }

    /// The other one.
    public Theme other() {
        return this == DARK ? LIGHT : DARK;
    }

    /// Gives `scene` this look at the default text size.
    public void apply(Scene scene) {
        apply(scene, DEFAULT_TEXT_SIZE);
    }

    /// Gives `scene` this look. The base style sheet is the whole application's, so all scenes that
    /// are on screen together need the same theme.
    ///
    /// @param textSize in pixels; brought within the bounds
    public void apply(Scene scene, int textSize) {
        loadFonts();
        var base = this == DARK ? new PrimerDark() : new PrimerLight();
        Application.setUserAgentStylesheet(base.getUserAgentStylesheet());
        scene.getStylesheets()
                .setAll(
                        resource(colours).toExternalForm(),
                        resource("sightglass.css").toExternalForm(),
                        textSizeSheet(textSize));
    }

    /// A style sheet of one rule. Popups inherit it from their window, as a class on the root would
    /// not be.
    private static String textSizeSheet(int textSize) {
        int size = Math.clamp(textSize, SMALLEST_TEXT_SIZE, LARGEST_TEXT_SIZE);
        var rule = ".root { -fx-font-size: " + size + "px; }";
        return "data:text/css;base64,"
                + Base64.getEncoder().encodeToString(rule.getBytes(StandardCharsets.UTF_8));
    }

    private static synchronized void loadFonts() {
        if (fontsLoaded) {
            return;
        }
        for (var font : FONTS) {
            try (var in = resource("fonts/" + font).openStream()) {
                if (Font.loadFont(in, DEFAULT_TEXT_SIZE) == null) {
                    throw new IllegalStateException("font not readable: " + font);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        fontsLoaded = true;
    }

    private static URL resource(String name) {
        var url = Theme.class.getResource(name);
        if (url == null) {
            throw new IllegalStateException("missing resource " + name);
        }
        return url;
    }
}
