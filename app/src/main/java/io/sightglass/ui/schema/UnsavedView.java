package io.sightglass.ui.schema;

import io.sightglass.ui.fx.SentenceFlow;
import io.sightglass.ui.schema.DraftsModel.Question;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

/// Asks, over the tab, what is to become of a draft that is not saved.
final class UnsavedView extends StackPane {
    private final SentenceFlow words = new SentenceFlow();
    private final Runnable answered;
    private final Button save = new Button("Save as…");

    /// @param saving asks where to save
    /// @param answered gives the keyboard back
    UnsavedView(DraftsModel drafts, Runnable saving, Runnable answered) {
        this.answered = answered;
        setId("draft-unsaved");
        getStyleClass().add("overlay");
        setVisible(false);
        save.setId("draft-unsaved-save");
        save.setOnAction(_ -> saving.run());
        var discard = new Button("Close without saving");
        discard.setId("draft-unsaved-discard");
        discard.setOnAction(_ -> drafts.discard());
        var stay = new Button("Go on editing");
        stay.setId("draft-unsaved-stay");
        stay.setOnAction(_ -> drafts.stay());
        var buttons = new HBox(8, save, discard, stay);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        var panel = new VBox(12, words, buttons);
        panel.getStyleClass().addAll("palette", "draft-panel");
        panel.setMaxSize(560, Region.USE_PREF_SIZE);
        getChildren().add(panel);
        StackPane.setAlignment(panel, Pos.TOP_CENTER);
        setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                drafts.stay();
                event.consume();
            }
        });
        drafts.questionProperty().subscribe(this::ask);
    }

    private void ask(@Nullable Question question) {
        boolean asked = question != null;
        if (question != null) {
            words.show(null, question.sentence());
        }
        if (isVisible() != asked) {
            setVisible(asked);
            if (asked) {
                save.requestFocus();
            } else {
                answered.run();
            }
        }
    }
}
