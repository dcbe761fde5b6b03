package io.sightglass.ui.topic;

import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.List;

/// A small table of figures. Of many rows it shows the first, and more when somebody wants them.
public final class Table extends VBox {
    private static final int FIRST = 12;
    private static final int MORE = 200;

    private final GridPane grid = new GridPane();
    private final String many;
    private List<List<Node>> rows = List.of();
    private int shown = FIRST;
    private final List<Node> heads = new ArrayList<>();

    /// A column.
    ///
    /// @param figures whether it stands at the right
    /// @param grows whether it takes what is left of the width
    public record Column(String title, boolean figures, boolean grows) {}

    /// @param many what the rows are: `partitions`
    public Table(String many, Column... columns) {
        this.many = many;
        grid.getStyleClass().add("topic-table");
        for (var column : columns) {
            var constraints = new ColumnConstraints();
            constraints.setHalignment(column.figures() ? HPos.RIGHT : HPos.LEFT);
            constraints.setHgrow(column.grows() ? Priority.ALWAYS : Priority.NEVER);
            if (column.grows()) {
                constraints.setMinWidth(60);
            } else {
                constraints.setMinWidth(Region.USE_PREF_SIZE);
            }
            grid.getColumnConstraints().add(constraints);
            var head = new Label(column.title());
            head.getStyleClass().addAll("muted", "small");
            heads.add(head);
        }
        getChildren().add(grid);
    }

    public void show(List<List<Node>> all) {
        rows = all;
        fill();
    }

    private void fill() {
        grid.getChildren().clear();
        getChildren().setAll(grid);
        for (int i = 0; i < heads.size(); i++) {
            grid.add(heads.get(i), i, 0);
        }
        int end = Math.min(shown, rows.size());
        for (int row = 0; row < end; row++) {
            var cells = rows.get(row);
            for (int i = 0; i < cells.size(); i++) {
                grid.add(cells.get(i), i, row + 1);
            }
        }
        if (end < rows.size()) {
            int next = Math.min(MORE, rows.size() - end);
            var more = new Hyperlink("Show " + next + " more of " + rows.size() + " " + many);
            more.getStyleClass().add("topic-link");
            more.setOnAction(_ -> {
                shown += MORE;
                fill();
            });
            getChildren().add(more);
        }
    }

    public static Label figure(String text) {
        var label = new Label(text);
        label.getStyleClass().addAll("mono", "topic-figure");
        return label;
    }
}
