package io.sightglass.ui.connect;

import io.sightglass.ui.fx.SentenceFlow;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;

/// The connection panel: what is kept, the form, and what is being waited for.
public final class ConnectView extends StackPane {
    private static final double WIDTH = 900;

    /// Left and right of the page, as in the style sheet.
    private static final double SIDES = 28;

    private final ConnectModel model;
    private final VBox notes = new VBox(2);
    private final VBox waiting = new VBox();
    private final QuestionPane question;
    private final ConnectBar bar;
    private final TrialPane trial;
    private final Label step = new Label();
    private final Node page;

    /// @param canLeave whether something is open to go back to
    /// @param leave goes back to it
    public ConnectView(ConnectModel model, ObservableValue<Boolean> canLeave, Runnable leave) {
        this.model = model;
        setId("connect");
        getStyleClass().add("connect");
        question = new QuestionPane(model);
        bar = new ConnectBar(model);
        page = page(canLeave, leave);
        waiting();
        trial = new TrialPane(model);
        getChildren().addAll(page, waiting, question, trial);
        model.stateProperty().subscribe(this::show);
        model.notes().subscribe(this::fillNotes);
        fillNotes();
        addEventHandler(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ESCAPE) {
                        escape(canLeave, leave);
                        event.consume();
                    }
                });
    }

    private void escape(ObservableValue<Boolean> canLeave, Runnable leave) {
        if (trial.isVisible()) {
            model.endTest();
        } else if (!page.isVisible()) {
            model.cancel();
        } else if (Boolean.TRUE.equals(canLeave.getValue())) {
            leave.run();
        }
    }

    private void show(ConnectModel.State state) {
        boolean isWaiting = state instanceof ConnectModel.State.Waiting;
        boolean isAsking = state instanceof ConnectModel.State.Asking;
        waiting.setVisible(isWaiting);
        question.setVisible(isAsking);
        boolean isTesting = state instanceof ConnectModel.State.Testing;
        trial.setVisible(isTesting);
        page.setVisible(!isWaiting && !isAsking && !isTesting);
        bar.show(state);
        switch (state) {
            case ConnectModel.State.Idle() -> {}
            case ConnectModel.State.Waiting(var what) -> step.setText(what + "…");
            case ConnectModel.State.Asking asking -> question.show(asking);
            case ConnectModel.State.Refused _, ConnectModel.State.Testing _ -> {}
        }
    }

    private void waiting() {
        var progress = new ProgressBar(ProgressBar.INDETERMINATE_PROGRESS);
        progress.setPrefWidth(320);
        progress.visibleProperty().bind(waiting.visibleProperty());
        step.setId("step");
        step.setWrapText(true);
        var cancel = new Button("Cancel");
        cancel.setId("cancel");
        cancel.setOnAction(_ -> model.cancel());
        waiting.getStyleClass().add("empty-state");
        waiting.getChildren().addAll(step, progress, cancel);
    }

    private Node page(ObservableValue<Boolean> canLeave, Runnable leave) {
        var words =
                new Label(
                        "Sightglass reads: no consumer group is joined and no offset is committed."
                                + " A name and a broker's address will do; what else a cluster asks"
                                + " for stands in the sections below.");
        words.getStyleClass().add("muted");
        words.setWrapText(true);
        var kept = new KeptPane(model);
        kept.setMinWidth(200);
        kept.setPrefWidth(230);
        var form = new FormPane(model);
        HBox.setHgrow(form, Priority.ALWAYS);
        notes.setId("import-notes");
        var content =
                new VBox(14, heading(canLeave, leave), words, notes, new HBox(28, kept, form));
        content.getStyleClass().add("connect-page");
        content.setMaxWidth(WIDTH);
        var scroll = new ScrollPane(new StackPane(content));
        scroll.setFitToWidth(true);
        FollowFocus.in(scroll);

        bar.setMaxWidth(WIDTH - 2 * SIDES);
        var below = new StackPane(bar);
        below.getStyleClass().add("connect-below");
        scroll.setId("page-scroll");
        var whole = new BorderPane(scroll);
        whole.setId("page");
        whole.setBottom(below);
        return whole;
    }

    private static Node heading(ObservableValue<Boolean> canLeave, Runnable leave) {
        var heading = new Label("Connect to a cluster");
        heading.getStyleClass().add("heading");
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var close = KeptPane.icon(Feather.X, "Back to what is open  Esc");
        close.setId("leave-connect");
        close.setTooltip(new Tooltip("Back to what is open  Esc"));
        close.setOnAction(_ -> leave.run());
        close.visibleProperty().bind(canLeave);
        return new HBox(heading, space, close);
    }

    private void fillNotes() {
        notes.getChildren().clear();
        model.notes().forEach(note -> notes.getChildren().add(new SentenceFlow(note)));
        notes.setManaged(!model.notes().isEmpty());
    }
}
