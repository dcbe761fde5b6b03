package io.sightglass.ui.connect;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// A part of the form that opens and closes; closed, its line says what it holds.
final class Section extends TitledPane {
    Section(String id, String title, ObservableValue<String> summary, Node content) {
        super("", content);
        setId(id);
        setExpanded(false);
        setAnimated(false);
        getStyleClass().add("connect-section");
        var name = new Label(title);
        name.getStyleClass().add("title");
        name.setMinWidth(Region.USE_PREF_SIZE);
        var held = new Label();
        held.getStyleClass().add("muted");
        held.textProperty().bind(summary);
        setGraphic(new HBox(12, name, held));
        accessibleTextProperty().bind(summary.map(text -> title + ": " + text));
    }

    /// Opens when something in it is wrong: what is wrong is not hidden.
    void opensFor(ObservableValue<String> problem) {
        problem.subscribe(text -> {
            if (!text.isEmpty()) {
                setExpanded(true);
            }
        });
    }
}
