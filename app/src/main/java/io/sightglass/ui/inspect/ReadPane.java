package io.sightglass.ui.inspect;

import io.sightglass.model.Decoded;
import io.sightglass.model.SchemaInfo;
import io.sightglass.ui.fx.SentenceFlow;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.function.Consumer;

/// How the payload was read, in one line at the foot of the tree; opened, what was tried before.
/// Who knows better may say so from here.
final class ReadPane extends VBox {
    private final ToggleButton line = new ToggleButton();
    private final Button otherwise = new Button("Read otherwise…");
    private final Button schema = new Button("Schema");
    private final HBox row;
    private final Label arrow = new Label();
    private @Nullable Payload shown;

    /// @param readOtherwise lets the person say how else to read it
    /// @param showSchema shows the schema that it was read with
    ReadPane(InspectModel model, Runnable readOtherwise, Consumer<SchemaInfo> showSchema) {
        getStyleClass().add("read-pane");
        line.getStyleClass().addAll("flat", "read-line");
        arrow.getStyleClass().add("tree-arrow");
        line.setOnAction(_ -> fill());
        line.setMaxWidth(Double.MAX_VALUE);
        line.setMinWidth(0);
        HBox.setHgrow(line, Priority.ALWAYS);
        otherwise.setId("read-otherwise");
        otherwise.getStyleClass().addAll("flat", "read-line", "link");
        otherwise.setMinWidth(Region.USE_PREF_SIZE);
        otherwise.setTooltip(new Tooltip("Choose schema, format or framing  D"));
        otherwise.setOnAction(_ -> readOtherwise.run());
        schema.setId("show-schema");
        schema.getStyleClass().addAll("flat", "read-line", "link");
        schema.setMinWidth(Region.USE_PREF_SIZE);
        schema.setTooltip(new Tooltip("The schema that it was read with, and its versions"));
        schema.setOnAction(_ -> schema().ifPresent(showSchema));
        row = new HBox(line, schema, otherwise);
        model.payloadProperty().addListener((_, _, payload) -> show(payload));
        show(model.payloadProperty().get());
    }

    private void show(@Nullable Payload payload) {
        shown = payload;
        setVisible(payload != null && payload.tree() != null);
        setManaged(isVisible());
        schema.setVisible(schema().isPresent());
        schema.setManaged(schema.isVisible());
        fill();
    }

    /// The schema that it was read with, if that has a place of its own.
    private Optional<SchemaInfo> schema() {
        return shown != null
                        && shown.decoded() instanceof Decoded.DecodedMessage message
                        && message.schema() != null
                ? Optional.of(message.schema())
                        .filter(info -> !info.source().equals(SchemaInfo.PAYLOAD))
                : Optional.empty();
    }

    private void fill() {
        getChildren().setAll(row);
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
