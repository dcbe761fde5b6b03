package io.sightglass.ui.inspect;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

import java.util.List;

/// Coloured text on one line, cut with an ellipsis where there is no room. Its labels are reused.
final class Runs extends HBox {
    Runs() {
        getStyleClass().add("runs");
    }

    /// Shows other text.
    void show(List<Styled> runs) {
        var labels = getChildren();
        while (labels.size() > runs.size()) {
            labels.removeLast();
        }
        while (labels.size() < runs.size()) {
            labels.add(new Label());
        }
        for (int i = 0; i < runs.size(); i++) {
            if (labels.get(i) instanceof Label label) {
                label.setText(runs.get(i).text());
                label.getStyleClass().setAll("label", runs.get(i).style());
            }
        }
    }
}
