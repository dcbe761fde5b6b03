package io.sightglass.ui.connect;

import javafx.scene.control.CheckBox;
import javafx.scene.control.TextArea;
import javafx.scene.layout.VBox;

/// What one rarely needs.
final class MorePane extends VBox {
    private static final int LINES = 4;

    MorePane(ConnectForm form) {
        var more = form.more();
        var settings = new TextArea();
        settings.setId("settings");
        settings.setPrefRowCount(LINES);
        settings.setPromptText("client.rack=eu-1 (names of Kafka's client, a line each)");
        settings.textProperty().bindBidirectional(more.settings);
        var grid = new FormGrid();
        grid.line(
                "At most",
                FormGrid.text(
                        "rate", more.rate, "MiB a second, all tails together; empty: no limit"));
        var writable = new CheckBox("Allow writing, after asking");
        writable.setId("writable");
        writable.selectedProperty().bindBidirectional(more.writable);
        grid.line("Writing", writable);
        grid.line("Client settings", settings);
        grid.problem(form.moreProblemProperty());
        getChildren().add(grid);
    }
}
