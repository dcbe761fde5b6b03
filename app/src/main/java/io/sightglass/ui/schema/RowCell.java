package io.sightglass.ui.schema;

import io.sightglass.compat.outline.Row;

import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableDoubleValue;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

/// A row of the list: both sides, with room for the change map between them; or the right side
/// alone.
final class RowCell extends ListCell<Row> {
    /// Between the two sides, in pixels.
    static final double MAP = 14;

    private final RowHalf left;
    private final RowHalf right;
    private final ObservableBooleanValue paired;
    private final Tooltip hint = new Tooltip();
    private final Both both = new Both();

    RowCell(ObservableDoubleValue shift, ObservableBooleanValue paired) {
        this.paired = paired;
        left = new RowHalf(shift);
        right = new RowHalf(shift);
        both.getChildren().addAll(left, right);
        getStyleClass().add("diff-row");
        setPrefWidth(0);
        hint.getStyleClass().add("diff-hint");
    }

    private final class Both extends Region {
        @Override
        protected void layoutChildren() {
            double width = getWidth();
            double half = paired.get() ? Math.floor((width - MAP) / 2) : 0;
            left.setVisible(paired.get());
            left.resizeRelocate(0, 0, half, getHeight());
            double from = paired.get() ? half + MAP : 0;
            right.resizeRelocate(from, 0, width - from, getHeight());
        }

        @Override
        protected javafx.collections.ObservableList<javafx.scene.Node> getChildren() {
            return super.getChildren();
        }
    }

    @Override
    protected void updateItem(@Nullable Row row, boolean empty) {
        super.updateItem(row, empty);
        setText(null);
        setTooltip(null);
        if (empty || row == null) {
            setGraphic(null);
            setAccessibleText("");
            return;
        }
        left.show(row.left(), row.kind(), row.moved());
        right.show(row.right(), row.kind(), row.moved());
        both.requestLayout();
        setGraphic(both);
        var doc = doc(row);
        if (!doc.isEmpty()) {
            hint.setText(doc);
            setTooltip(hint);
        }
        setAccessibleText(words(row));
    }

    @Override
    protected void layoutChildren() {
        both.resizeRelocate(0, 0, getWidth(), getHeight());
    }

    private static String doc(Row row) {
        var right = row.right();
        var left = row.left();
        return right != null ? right.doc() : left == null ? "" : left.doc();
    }

    private static String words(Row row) {
        var left = row.left();
        var right = row.right();
        var words = new StringBuilder();
        if (row.differs()) {
            words.append(row.moved() ? "moved, " : "").append(row.kind().word()).append(": ");
        }
        if (left != null && row.differs()) {
            words.append("line ").append(left.number()).append(", ").append(left.text().strip());
            words.append(right == null ? "" : "; now ");
        }
        if (right != null) {
            words.append("line ").append(right.number()).append(", ").append(right.text().strip());
        }
        return words.toString();
    }
}
