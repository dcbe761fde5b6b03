package io.sightglass.ui.fx;

import io.sightglass.model.Mark;

import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;

import org.jspecify.annotations.Nullable;

/// A count that is also a switch: a mark, what is counted, and how many. Style classes `chip` and
/// `mark-…`.
public final class Chip extends ToggleButton {
    private final String name;
    private final Label count = new Label();

    /// @param mark what it counts; null for everything
    public Chip(String name, @Nullable Mark mark) {
        this.name = name;
        var style = "mark-" + (mark == null ? "none" : mark.label());
        var shape = new Label(mark == null ? Mark.VALID.shape() : mark.shape());
        shape.getStyleClass().addAll("mark", style);
        count.getStyleClass().add("chip-count");
        var content = new HBox(shape, new Label(name), count);
        content.getStyleClass().add("chip-content");
        setGraphic(content);
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        getStyleClass().addAll("chip", style);
        count("");
    }

    /// Shows a number or a share.
    public void count(String text) {
        if (!text.equals(count.getText()) || getAccessibleText() == null) {
            count.setText(text);
            setAccessibleText((name + " " + text).strip());
        }
    }
}
