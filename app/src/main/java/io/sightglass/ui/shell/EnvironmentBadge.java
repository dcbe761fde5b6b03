package io.sightglass.ui.shell;

import io.sightglass.model.Environment;

import javafx.scene.control.Label;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/// What a cluster is for, in its colour.
final class EnvironmentBadge extends Label {
    EnvironmentBadge() {
        getStyleClass().add("env-badge");
        setMinWidth(USE_PREF_SIZE);
        managedProperty().bind(visibleProperty());
        show(null);
    }

    /// The class of a style sheet that stands for an environment's colour.
    static String style(Environment environment) {
        return "env-" + environment.name().toLowerCase(Locale.ROOT);
    }

    /// @param environment null for none
    void show(@Nullable Environment environment) {
        getStyleClass().removeIf(name -> name.startsWith("env-") && !name.equals("env-badge"));
        setVisible(environment != null);
        setText(environment == null ? "" : environment.name());
        if (environment != null) {
            getStyleClass().add(style(environment));
        }
    }
}
