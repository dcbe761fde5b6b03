package io.sightglass.ui.fx;

import io.sightglass.model.Mark;

import javafx.geometry.VPos;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Group;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;

/// The nodes of one visible row, pooled: they are moved and filled again, never made anew. None is
/// managed, so filling them lays nothing out.
final class RecordRow extends Group {
    private final RecordColumns columns;
    private final Rectangle background = new Rectangle();
    private final Rectangle line = new Rectangle();
    private final Text mark = new Text();
    private final Text count = new Text();
    private final Text[] texts;
    private RowCells cells;
    private boolean selected;

    RecordRow(RecordColumns columns) {
        this.columns = columns;
        cells = new RowCells(columns.size());
        setManaged(false);
        setAutoSizeChildren(false);
        setAccessibleRole(AccessibleRole.TABLE_ROW);
        getChildren().addAll(background, line, mark, count);
        mark.getStyleClass().addAll("record-cell", "record-mark");
        count.getStyleClass().addAll("record-cell", "record-count");
        texts = new Text[columns.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = new Text();
            texts[i].getStyleClass().add("record-cell");
            getChildren().add(texts[i]);
        }
        for (var child : getChildren()) {
            child.setManaged(false);
            if (child instanceof Text text) {
                text.setTextOrigin(VPos.TOP);
            }
        }
    }

    /// Puts everything in its place.
    ///
    /// @param textTop pixels from the row's top to the text's
    /// @param cell width of a character, in pixels
    void place(double width, double height, double textTop, double cell, Painted inks) {
        background.setWidth(width);
        background.setHeight(height);
        line.setY(height - 1);
        line.setWidth(width);
        line.setHeight(1);
        line.setFill(inks.ink(Ink.ROW_LINE));
        mark.setX(RecordColumns.PAD);
        mark.setY(Math.rint((height - 1 - mark.getLayoutBounds().getHeight()) / 2));
        count.setX(RecordColumns.PAD + Math.rint(2 * cell));
        count.setY(textTop);
        for (int i = 0; i < texts.length; i++) {
            texts[i].setY(textTop);
        }
    }

    /// Shows `cells`.
    void show(
            RowCells shown,
            boolean isSelected,
            boolean hovered,
            boolean gone,
            double cell,
            Painted inks) {
        cells = shown;
        selected = isSelected;
        background.setFill(
                isSelected
                        ? inks.ink(Ink.SELECTED)
                        : hovered ? inks.ink(Ink.HOVER) : Color.TRANSPARENT);
        var worst = shown.mark();
        mark.setText(worst == null ? "" : worst.shape());
        count.setText(shown.count());
        var markInk = inks.ink(worst == null || gone ? Ink.FAINT : Ink.of(worst));
        mark.setFill(markInk);
        count.setFill(markInk);
        for (int i = 0; i < texts.length; i++) {
            var column = columns.column(i);
            var text = Monospace.fit(shown.text(i), columns.fits(i));
            texts[i].setText(text);
            double x = columns.x(i) + RecordColumns.PAD;
            if (column.side() == RecordColumn.Side.RIGHT) {
                x =
                        columns.x(i)
                                + columns.width(i)
                                - RecordColumns.PAD
                                - Monospace.cells(text) * cell;
            }
            texts[i].setX(Math.rint(x));
            var own = shown.ink(i);
            texts[i].setFill(inks.ink(gone ? Ink.FAINT : own == null ? column.ink() : own));
        }
    }

    /// The row in words, for those who hear it.
    String spoken() {
        var out = new StringBuilder();
        var worst = cells.mark();
        if (worst != null) {
            out.append(worst.label());
            if (worst != Mark.VALID && cells.findings() > 0) {
                out.append(", ").append(Texts.count(cells.findings(), "finding", "findings"));
            }
        }
        for (int i = 0; i < columns.size(); i++) {
            if (!cells.text(i).isEmpty()) {
                out.append(out.isEmpty() ? "" : ", ")
                        .append(columns.column(i).title())
                        .append(' ')
                        .append(cells.text(i));
            }
        }
        return out.toString();
    }

    /// The texts of the row, separated by tabs.
    String copied() {
        var out = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            out.append(i == 0 ? "" : "\t").append(cells.text(i));
        }
        return out.toString();
    }

    @Override
    public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        return switch (attribute) {
            case TEXT -> spoken();
            case SELECTED -> selected;
            default -> super.queryAccessibleAttribute(attribute, parameters);
        };
    }
}
