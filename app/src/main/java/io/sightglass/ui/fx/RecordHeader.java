package io.sightglass.ui.fx;

import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.control.Label;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/// The titles above a [RecordList], and the edges between them: drag one to make a column wider,
/// click it twice to fit what is in sight.
final class RecordHeader extends Region {
    private final RecordColumns columns;
    private final List<Label> titles = new ArrayList<>();
    private final Runnable resized;
    private double shift;
    private int dragged = -1;
    private double dragX;

    RecordHeader(RecordColumns columns, Runnable resized, IntConsumer fit) {
        this.columns = columns;
        this.resized = resized;
        getStyleClass().add("record-header");
        for (int i = 0; i < columns.size(); i++) {
            var column = columns.column(i);
            var title = new Label(column.title());
            title.getStyleClass().add("record-title");
            title.setAccessibleRole(AccessibleRole.TABLE_COLUMN);
            title.setMouseTransparent(true);
            title.setAlignment(
                    column.side() == RecordColumn.Side.RIGHT ? Pos.CENTER_RIGHT : Pos.CENTER_LEFT);
            titles.add(title);
        }
        getChildren().addAll(titles);
        setOnMouseMoved(e ->
                setCursor(
                        columns.edgeAt(e.getX() + shift) >= 0 ? Cursor.H_RESIZE : Cursor.DEFAULT));
        setOnMousePressed(this::press);
        setOnMouseDragged(this::drag);
        setOnMouseReleased(_ -> dragged = -1);
        setOnMouseClicked(e -> {
            int edge = columns.edgeAt(e.getX() + shift);
            if (e.getClickCount() == 2 && edge >= 0) {
                fit.accept(edge);
            }
        });
    }

    /// How far the list is scrolled to the right, in pixels.
    void shift(double pixels) {
        shift = pixels;
        requestLayout();
    }

    private void press(MouseEvent e) {
        dragged = columns.edgeAt(e.getX() + shift);
        dragX = e.getX();
        e.consume();
    }

    private void drag(MouseEvent e) {
        if (dragged >= 0) {
            columns.widen(dragged, e.getX() - dragX);
            dragX = e.getX();
            resized.run();
        }
        e.consume();
    }

    @Override
    protected double computePrefHeight(double width) {
        return Math.round(titles.isEmpty() ? 20 : titles.getFirst().prefHeight(-1) + 10);
    }

    @Override
    protected void layoutChildren() {
        for (int i = 0; i < titles.size(); i++) {
            titles.get(i)
                    .resizeRelocate(
                            columns.x(i) + RecordColumns.PAD - shift,
                            0,
                            Math.max(0, columns.width(i) - 2 * RecordColumns.PAD),
                            getHeight() - 1);
        }
    }
}
