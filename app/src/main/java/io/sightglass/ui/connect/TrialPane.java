package io.sightglass.ui.connect;

import io.sightglass.port.ConnectionStep;
import io.sightglass.port.ConnectionStep.Outcome;
import io.sightglass.ui.connect.TrialModel.Phase;
import io.sightglass.ui.fx.SentenceFlow;

import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

import java.util.Locale;

/// The steps of a connection that is tried out: how each went, how long it took, and for the first
/// that failed what to change.
final class TrialPane extends ScrollPane {
    private static final double WIDTH = 760;

    private final TrialModel trial;
    private final Label heading = new Label();
    private final SentenceFlow verdict = new SentenceFlow();
    private final GridPane lines = new GridPane();
    private final Button connect = new Button("Connect");
    private final Button again = new Button("Test again");
    private final Button back = new Button("Back to the form");

    TrialPane(ConnectModel model) {
        this.trial = model.trial();
        setId("trial");
        setFitToWidth(true);
        heading.setId("trial-heading");
        heading.getStyleClass().add("heading");
        heading.setWrapText(true);
        verdict.setId("trial-verdict");
        verdict.managedProperty().bind(verdict.visibleProperty());
        lines.getStyleClass().add("trial-steps");
        lines.getColumnConstraints().addAll(fixed(), fixed(), right(), growing());

        connect.setId("trial-connect");
        connect.getStyleClass().add("accent");
        connect.setOnAction(_ -> model.connect());
        again.setId("trial-again");
        again.setOnAction(_ -> model.test());
        back.setId("trial-back");
        back.setOnAction(_ -> model.endTest());
        var content = new VBox(16, heading, lines, verdict, new HBox(8, connect, again, back));
        content.getStyleClass().add("connect-page");
        content.setMaxWidth(WIDTH);
        setContent(new StackPane(content));
        trial.steps().subscribe(this::fill);
        trial.phaseProperty().subscribe(_ -> fill());
    }

    private static ColumnConstraints fixed() {
        var column = new ColumnConstraints();
        column.setMinWidth(Region.USE_PREF_SIZE);
        return column;
    }

    private static ColumnConstraints right() {
        var column = fixed();
        column.setHalignment(HPos.RIGHT);
        return column;
    }

    private static ColumnConstraints growing() {
        var column = new ColumnConstraints();
        column.setHgrow(Priority.ALWAYS);
        column.setMinWidth(100);
        return column;
    }

    private void fill() {
        var phase = trial.phaseProperty().get();
        var failure = trial.firstFailure();
        boolean running = phase instanceof Phase.Running;
        heading.setText(
                switch (phase) {
                    case Phase.Running(var name) -> "Testing " + name + "…";
                    case Phase.Done(var name) ->
                            failure.map(step -> "It stops at: " + step.kind().shown())
                                    .orElse(name + " works");
                    case Phase.Refused _ -> "The test could not begin";
                });
        boolean refused = phase instanceof Phase.Refused;
        verdict.setVisible(refused);
        if (phase instanceof Phase.Refused(var sentence)) {
            verdict.show(null, sentence);
        }
        connect.setVisible(!running && !refused && failure.isEmpty());
        connect.setManaged(connect.isVisible());
        again.setDisable(running);
        back.setText(running ? "Cancel" : "Back to the form");
        fillLines(running);
    }

    private void fillLines(boolean running) {
        lines.getChildren().clear();
        int row = 0;
        for (var step : trial.steps()) {
            line(row++, sign(step), step.kind().shown(), time(step), words(step));
        }
        // What is still to come, the one that is waited for first.
        var kinds = ConnectionStep.Kind.values();
        for (int i = row; running && i < kinds.length; i++) {
            line(i, i == row ? waits() : new Region(), kinds[i].shown(), "", new Region());
        }
    }

    private void line(int row, Node sign, String title, String time, Node words) {
        var name = new Label(title);
        name.getStyleClass().add("title");
        var took = new Label(time);
        took.getStyleClass().add("muted");
        lines.addRow(row, sign, name, took, words);
        for (var node : new Node[] {sign, name, took, words}) {
            GridPane.setValignment(node, VPos.TOP);
        }
    }

    private static Node waits() {
        var wheel = new ProgressIndicator();
        wheel.setPrefSize(15, 15);
        wheel.setMinSize(15, 15);
        return wheel;
    }

    private static Node sign(ConnectionStep step) {
        var label = new Label();
        label.getStyleClass().add("mark");
        switch (step.outcome()) {
            case Outcome.Passed _ -> {
                label.setGraphic(new FontIcon(Feather.CHECK));
                label.getStyleClass().add("mark-valid");
                label.setAccessibleText("went well");
            }
            case Outcome.Failed _ -> {
                label.setGraphic(new FontIcon(Feather.X));
                label.getStyleClass().add("mark-violation");
                label.setAccessibleText("failed");
            }
            case Outcome.Skipped _ -> {
                label.setGraphic(new FontIcon(Feather.MINUS));
                label.getStyleClass().add("mark-none");
                label.setAccessibleText("not tried");
            }
        }
        return label;
    }

    private static Node words(ConnectionStep step) {
        var words = new SentenceFlow(step.outcome().sentence());
        if (step.outcome() instanceof Outcome.Skipped) {
            words.getStyleClass().add("trial-skipped");
        }
        return words;
    }

    private static String time(ConnectionStep step) {
        return step.outcome() instanceof Outcome.Skipped
                ? ""
                : String.format(Locale.ROOT, "%d ms", step.took().toMillis());
    }
}
