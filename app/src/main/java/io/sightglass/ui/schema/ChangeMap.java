package io.sightglass.ui.schema;

import io.sightglass.compat.outline.Row;
import io.sightglass.ui.fx.Ink;
import io.sightglass.ui.fx.Painted;

import javafx.scene.canvas.Canvas;
import javafx.scene.input.MouseEvent;

import java.util.List;
import java.util.function.IntConsumer;

/// Where in the whole of two schemas rows differ: a strip between the sides. As long as all rows
/// are on screen, each mark stands beside its row. A click goes there.
final class ChangeMap extends Painted {
    private static final double SIDE = 3;
    private static final double LEAST = 3;

    private final Canvas canvas = new Canvas();
    private List<Row> rows = List.of();
    private double rowHeight;

    ChangeMap(IntConsumer chosen) {
        super("change-map");
        getChildren().add(canvas);
        addEventHandler(
                MouseEvent.MOUSE_PRESSED,
                event -> {
                    if (!rows.isEmpty()) {
                        int row = (int) (event.getY() / step());
                        chosen.accept(nearest(Math.clamp(row, 0, rows.size() - 1)));
                    }
                });
        setAccessibleText("Where the two sides differ");
    }

    /// @param height of a row in the list
    void show(List<Row> all, double height) {
        rows = all;
        rowHeight = height;
        requestLayout();
    }

    /// The differing row that is nearest: marks are small.
    private int nearest(int row) {
        for (int away = 0; away < rows.size(); away++) {
            for (int at : new int[] {row - away, row + away}) {
                if (at >= 0 && at < rows.size() && rows.get(at).differs()) {
                    return at;
                }
            }
        }
        return row;
    }

    private double step() {
        return Math.min(rowHeight, getHeight() / Math.max(1, rows.size()));
    }

    @Override
    protected void repaint() {
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        var graphics = canvas.getGraphicsContext2D();
        graphics.setFill(ink(Ink.BACKGROUND));
        graphics.fillRect(0, 0, getWidth(), getHeight());
        graphics.setFill(ink(Ink.LINE));
        graphics.fillRect(0, 0, 1, getHeight());
        graphics.fillRect(getWidth() - 1, 0, 1, getHeight());
        double step = step();
        for (int i = 0; i < rows.size(); ) {
            int end = i + 1;
            while (end < rows.size() && rows.get(end).kind() == rows.get(i).kind()) {
                end++;
            }
            if (rows.get(i).differs()) {
                graphics.setFill(
                        ink(
                                switch (rows.get(i).kind()) {
                                    case REMOVED -> Ink.VIOLATION;
                                    case ADDED -> Ink.VALID;
                                    case CHANGED, SAME -> Ink.ACCENT;
                                }));
                double height = Math.max(LEAST, (end - i) * step - (step > 8 ? 1 : 0));
                graphics.fillRect(SIDE, i * step, getWidth() - 2 * SIDE, height);
            }
            i = end;
        }
    }
}
