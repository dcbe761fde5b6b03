package io.sightglass.ui.connect;

import io.sightglass.ui.fx.SentenceFlow;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Asks for a secret while a connection is being opened.
final class QuestionPane extends VBox {
    private static final int WIDTH = 420;

    private final SentenceFlow words = new SentenceFlow();
    private final PasswordField first = new PasswordField();
    private final PasswordField second = new PasswordField();
    private final Label differ = new Label("The two differ.");

    QuestionPane(ConnectModel model) {
        setId("question");
        getStyleClass().add("empty-state");
        setVisible(false);
        first.setId("answer");
        second.setId("answer-again");
        second.setPromptText("Once more");
        differ.getStyleClass().addAll("small", "danger");
        differ.visibleProperty()
                .bind(
                        second.managedProperty()
                                .and(second.textProperty().isNotEmpty())
                                .and(first.textProperty().isNotEqualTo(second.textProperty())));
        words.setMaxWidth(WIDTH);
        first.setMaxWidth(WIDTH);
        second.setMaxWidth(WIDTH);
        second.visibleProperty().bind(second.managedProperty());
        var go = new Button("Go on");
        go.setId("answer-button");
        go.getStyleClass().add("accent");
        go.disableProperty()
                .bind(
                        first.textProperty()
                                .isEmpty()
                                .or(
                                        second.managedProperty()
                                                .and(
                                                        first.textProperty()
                                                                .isNotEqualTo(
                                                                        second.textProperty()))));
        go.setOnAction(_ -> answer(model));
        first.setOnAction(_ -> go.fire());
        second.setOnAction(_ -> go.fire());
        var cancel = new Button("Cancel");
        cancel.setOnAction(_ -> {
            forget();
            model.cancel();
        });
        var buttons = new HBox(8, go, cancel);
        buttons.setMaxWidth(WIDTH);
        differ.setMaxWidth(WIDTH);
        getChildren().addAll(words, first, second, differ, buttons);
    }

    void show(ConnectModel.State.Asking asking) {
        forget();
        words.show(null, asking.words());
        second.setManaged(asking.twice());
        first.requestFocus();
    }

    private void answer(ConnectModel model) {
        var typed = first.getText();
        forget();
        model.answer(typed);
    }

    private void forget() {
        first.clear();
        second.clear();
    }
}
