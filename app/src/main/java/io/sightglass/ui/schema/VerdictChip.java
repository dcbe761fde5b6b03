package io.sightglass.ui.schema;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/// Whether two schemas get along in one way: a shape, a colour and its name.
final class VerdictChip extends Label {
    private final String name;

    VerdictChip(String name) {
        this.name = name;
        getStyleClass().add("verdict-chip");
        setMinWidth(Region.USE_PREF_SIZE);
        setId("verdict-" + name.toLowerCase(Locale.ROOT));
    }

    /// @param compatible null where that is not known
    void show(@Nullable Boolean compatible) {
        getStyleClass().removeAll("mark-valid", "mark-violation");
        var shape = new Label(shape(compatible));
        shape.getStyleClass().addAll("mark", style(compatible));
        setGraphic(shape);
        setText(name);
        if (compatible != null) {
            getStyleClass().add(style(compatible));
        }
        setVisible(compatible != null);
        setManaged(compatible != null);
        setAccessibleText(
                name + ": " + (Boolean.TRUE.equals(compatible) ? "compatible" : "incompatible"));
    }

    static String shape(@Nullable Boolean compatible) {
        return compatible == null ? "·" : compatible ? "✓" : "✕";
    }

    static String style(@Nullable Boolean compatible) {
        return compatible == null ? "mark-none" : compatible ? "mark-valid" : "mark-violation";
    }
}
