package io.sightglass.ui.fx;

import java.util.List;

/// Where a [RecordList]'s columns stand: widths in character cells as a person set them, and what
/// that means in pixels. Column -1 is the mark's.
final class RecordColumns {
    /// Pixels left and right of a column's text.
    static final double PAD = 8;

    private static final double MARK_CELLS = 4.5;
    private static final double LEAST_CELLS = 2;

    private final List<RecordColumn> columns;
    private final double[] cells;
    private final double[] x;
    private final double[] width;
    private double cell = 7.2;
    private double total;

    RecordColumns(List<RecordColumn> columns) {
        this.columns = List.copyOf(columns);
        int n = columns.size();
        cells = new double[n];
        x = new double[n];
        width = new double[n];
        for (int i = 0; i < n; i++) {
            cells[i] = columns.get(i).cells();
        }
    }

    int size() {
        return cells.length;
    }

    /// The widths that a person left, in character cells.
    double[] cells() {
        return cells.clone();
    }

    RecordColumn column(int i) {
        return columns.get(i);
    }

    /// Places the columns in `available` pixels, with character cells of `cellWidth` pixels.
    void place(double available, double cellWidth) {
        cell = cellWidth;
        double fixed = markWidth();
        for (int i = 0; i < cells.length; i++) {
            width[i] = Math.round(cells[i] * cell + 2 * PAD);
            fixed += width[i];
        }
        for (int i = 0; i < cells.length; i++) {
            if (columns.get(i).grows()) {
                width[i] += Math.max(0, available - fixed);
            }
        }
        double at = markWidth();
        for (int i = 0; i < cells.length; i++) {
            x[i] = at;
            at += width[i];
        }
        total = at;
    }

    double markWidth() {
        return Math.round(MARK_CELLS * cell + PAD);
    }

    double x(int i) {
        return x[i];
    }

    double width(int i) {
        return width[i];
    }

    /// Pixels that all columns take.
    double total() {
        return total;
    }

    /// Whole character cells that fit into a column.
    int fits(int i) {
        return (int) Math.floor((width[i] - 2 * PAD) / cell + 0.01);
    }

    /// The column whose right edge is within reach of `at`; -1 if none. The edge before a growing
    /// column's right neighbour moves that neighbour.
    int edgeAt(double at) {
        for (int i = 0; i < cells.length; i++) {
            if (Math.abs(x[i] + width[i] - at) <= 4) {
                return i;
            }
        }
        return -1;
    }

    /// Makes a column wider by so many pixels, or narrower. A growing column cannot: its right
    /// neighbour gives instead.
    void widen(int i, double pixels) {
        if (!columns.get(i).grows()) {
            cells[i] = Math.max(LEAST_CELLS, cells[i] + pixels / cell);
        } else if (i + 1 < cells.length) {
            cells[i + 1] = Math.max(LEAST_CELLS, cells[i + 1] - pixels / cell);
        }
    }

    /// Makes a column as wide as `wanted` cells.
    void fit(int i, int wanted) {
        if (!columns.get(i).grows()) {
            cells[i] = Math.max(LEAST_CELLS, wanted);
        }
    }
}
