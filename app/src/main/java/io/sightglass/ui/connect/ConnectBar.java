package io.sightglass.ui.connect;

import io.sightglass.ui.fx.SentenceFlow;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What stays in sight below the form: why the last attempt failed, what can be done, and what the
/// form still lacks.
final class ConnectBar extends VBox {
    private final HBox failure = new HBox();
    private final SentenceFlow reason = new SentenceFlow();

    ConnectBar(ConnectModel model) {
        getStyleClass().add("connect-bar");
        failure.getStyleClass().addAll("notice-bar", "mark-violation");
        failure.setId("failure");
        failure.managedProperty().bind(failure.visibleProperty());
        HBox.setHgrow(reason, Priority.ALWAYS);
        failure.getChildren().add(reason);
        getChildren().addAll(failure, buttons(model));
    }

    private static HBox buttons(ConnectModel model) {
        var connect = new Button("Connect");
        connect.setId("connect-button");
        connect.getStyleClass().add("accent");
        connect.setDefaultButton(true);
        connect.disableProperty().bind(model.form().readyProperty().not());
        connect.setOnAction(_ -> model.connect());
        var test = new Button("Test connection");
        test.setId("test-button");
        test.setTooltip(
                new Tooltip(
                        "Goes the way to the cluster and its registry step by step, and says of"
                                + " each how it went. Nothing is kept."));
        test.disableProperty().bind(model.form().readyProperty().not());
        test.setOnAction(_ -> model.test());
        var playground = new Button("Open the playground");
        playground.setId("playground-button");
        playground.setTooltip(
                new Tooltip("A broker, a registry and producers of its own, on this machine."));
        playground.setOnAction(_ -> model.playground());
        var missing = new Label();
        missing.setId("missing");
        missing.getStyleClass().add("muted");
        missing.textProperty().bind(model.form().missingProperty());
        for (var button : new Button[] {connect, test, playground}) {
            button.setMinWidth(Region.USE_PREF_SIZE);
        }
        var row = new HBox(8, connect, test, playground, missing);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    void show(ConnectModel.State state) {
        boolean refused = state instanceof ConnectModel.State.Refused;
        failure.setVisible(refused);
        if (state instanceof ConnectModel.State.Refused(var sentence)) {
            reason.show(null, sentence);
        }
    }
}
