package io.sightglass.ui.schema;

import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

/// Which version reads what was written with which. A click on a cell shows the two.
final class MatrixPane extends ScrollPane {
    private static final PseudoClass SAME = PseudoClass.getPseudoClass("same");

    private final SchemaModel model;
    private final GridPane grid = new GridPane();

    MatrixPane(SchemaModel model) {
        this.model = model;
        setId("matrix");
        grid.getStyleClass().add("matrix");
        var words =
                new Label(
                        "Each line is a reader's version, each column a writer's. A version is"
                                + " BACKWARD_TRANSITIVE if its line is ✓ left of the diagonal, and"
                                + " FORWARD_TRANSITIVE if its column is ✓ above it.");
        words.setWrapText(true);
        words.getStyleClass().addAll("muted", "small");
        var box = new VBox(words, grid);
        box.getStyleClass().add("matrix-page");
        setContent(box);
        setFitToWidth(true);
        model.versions().historyProperty().subscribe(this::fill);
    }

    private void fill(History history) {
        grid.getChildren().clear();
        var versions = history.versions();
        if (versions.isEmpty()) {
            return;
        }
        var corner = new Label("reads ↓ written →");
        corner.getStyleClass().addAll("muted", "small");
        grid.add(corner, 0, 0);
        for (int i = 0; i < versions.size(); i++) {
            grid.add(head(versions.get(i)), i + 1, 0);
            grid.add(head(versions.get(i)), 0, i + 1);
            for (int j = 0; j < versions.size(); j++) {
                grid.add(cell(history, versions.get(i), versions.get(j)), j + 1, i + 1);
            }
        }
    }

    private static Label head(int version) {
        var label = new Label("v" + version);
        label.getStyleClass().add("matrix-head");
        return label;
    }

    private Button cell(History history, int reader, int writer) {
        var reads = history.reads(reader, writer).orElse(null);
        var button =
                new Button(reader == writer ? "·" : reads == null ? "…" : VerdictChip.shape(reads));
        button.getStyleClass().addAll("matrix-cell", "mark");
        button.pseudoClassStateChanged(SAME, reader == writer);
        if (reader != writer) {
            button.getStyleClass().add(VerdictChip.style(reads));
        }
        var words =
                "A reader on v"
                        + reader
                        + (reads == null
                                ? " and data written on v" + writer + ": not compared yet"
                                : (reads ? " reads" : " cannot read all")
                                        + " data written on v"
                                        + writer);
        button.setTooltip(new Tooltip(words));
        button.setAccessibleText(words);
        button.setOnAction(_ -> model.show(Math.min(reader, writer), Math.max(reader, writer)));
        return button;
    }
}
