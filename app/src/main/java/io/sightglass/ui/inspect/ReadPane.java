package io.sightglass.ui.inspect;

import io.sightglass.ui.fx.SentenceFlow;

import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

/// How the payload was read, in one line at the foot of the tree; opened, what was tried before.
final class ReadPane extends VBox {
    private final ToggleButton line = new ToggleButton();
    private final Label arrow = new Label();
    private @Nullable Payload shown;

    ReadPane(InspectModel model) {
        getStyleClass().add("read-pane");
        line.getStyleClass().addAll("flat", "read-line");
        arrow.getStyleClass().add("tree-arrow");
        line.setOnAction(_ -> fill());
        model.payloadProperty().addListener((_, _, payload) -> show(payload));
        show(model.payloadProperty().get());
    }

    private void show(@Nullable Payload payload) {
        shown = payload;
        setVisible(payload != null && payload.tree() != null);
        setManaged(isVisible());
        fill();
    }

    private void fill() {
        getChildren().setAll(line);
        var payload = shown;
        if (payload == null) {
            return;
        }
        var attempts = HowRead.attempts(payload);
        boolean more = !attempts.isEmpty();
        arrow.setText(line.isSelected() ? "▾" : "▸");
        line.setGraphic(more ? arrow : null);
        line.setText(HowRead.line(payload).plain());
        line.setMouseTransparent(!more);
        line.setFocusTraversable(more);
        if (more && line.isSelected()) {
            for (var attempt : attempts) {
                var flow = new SentenceFlow(attempt);
                flow.getStyleClass().addAll("muted", "small", "read-attempt");
                getChildren().add(flow);
            }
        }
    }
}
