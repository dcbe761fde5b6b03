package io.sightglass.ui.shell;

import io.sightglass.ui.fx.SentenceFlow;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// Asks over the window whether personal data may be shown.
final class MaskView extends StackPane {
    private static final double WIDTH = 460;

    private final MaskModel model;
    private final Label heading = new Label();
    private final SentenceFlow words = new SentenceFlow();
    private final Button show = new Button("Show it");
    private final Button keep = new Button("Keep it masked");

    MaskView(MaskModel model) {
        this.model = model;
        getStyleClass().add("overlay");
        setId("mask-question");
        heading.getStyleClass().add("heading");
        show.setId("mask-show");
        show.setOnAction(_ -> model.agree());
        keep.setId("mask-keep");
        keep.setCancelButton(true);
        keep.setOnAction(_ -> model.decline());
        var buttons = new HBox(8, show, keep);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        var panel = new VBox(12, heading, words, buttons);
        panel.getStyleClass().addAll("palette", "keys");
        panel.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
        panel.setPrefWidth(WIDTH);
        getChildren().add(panel);
        StackPane.setAlignment(panel, Pos.CENTER);
        addEventHandler(
                KeyEvent.KEY_PRESSED,
                e -> {
                    if (e.getCode() == KeyCode.ESCAPE) {
                        model.decline();
                        e.consume();
                    }
                });
        model.questionProperty().subscribe(_ -> tell());
        model.problemProperty().subscribe(_ -> tell());
    }

    private void tell() {
        var question = model.questionProperty().get();
        var problem = model.problemProperty().get();
        var said = question == null ? problem : question;
        setVisible(said != null);
        if (said == null) {
            return;
        }
        heading.setText(question == null ? "Not kept" : "Masked values");
        words.show(null, said);
        show.setVisible(question != null);
        show.setManaged(question != null);
        keep.setText(question == null ? "Close" : "Keep it masked");
        keep.requestFocus();
    }
}
