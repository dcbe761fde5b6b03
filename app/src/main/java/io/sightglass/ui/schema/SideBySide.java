package io.sightglass.ui.schema;

import io.sightglass.compat.outline.Row;

import javafx.beans.Observable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.geometry.Orientation;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;

/// Both sides in one list: a row is one cell, so the sides cannot scroll apart. Long lines are
/// moved sideways together, by the bar below, the wheel with Shift, or the arrow keys.
final class SideBySide extends Region {
    /// Cells of the widest line are about this wide, in pixels, before one has been drawn.
    private static final double CELL = 7.3;

    private static final double NUMBERS = 70;
    private static final double STEP = 40;

    private final SchemaModel model;
    private final ListView<Row> list;
    private final ChangeMap map;
    private final ScrollBar sideways = new ScrollBar();
    private final DoubleProperty shift = new SimpleDoubleProperty();
    private final BooleanProperty paired = new SimpleBooleanProperty();
    private int widest;

    SideBySide(SchemaModel model) {
        this.model = model;
        getStyleClass().add("side-by-side");
        list = new ListView<>(model.lines().rows());
        list.setId("diff-rows");
        list.getStyleClass().add("diff-list");
        list.setCellFactory(_ -> new RowCell(shift, paired));
        list.setAccessibleText("The schema, or two of them side by side");
        map = new ChangeMap(row -> model.lines().selectedProperty().set(row));
        map.setId("change-map");
        sideways.setOrientation(Orientation.HORIZONTAL);
        shift.bind(sideways.valueProperty());
        getChildren().addAll(list, map, sideways);
        model.lines().rows().addListener((Observable _) -> filled());
        model.shownProperty().subscribe(_ -> filled());
        list.getSelectionModel()
                .selectedIndexProperty()
                .subscribe(index -> {
                    if (index.intValue() >= 0) {
                        model.lines().selectedProperty().set(index.intValue());
                    }
                });
        model.lines().selectedProperty().subscribe(index -> choose(index.intValue()));
        addEventFilter(ScrollEvent.SCROLL, this::scrolled);
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    }

    private void filled() {
        boolean two = model.isComparing();
        if (paired.get() != two) {
            paired.set(two);
            list.refresh();
        }
        widest = 0;
        for (var row : model.lines().rows()) {
            var left = row.left();
            var right = row.right();
            widest =
                    Math.max(
                            widest,
                            Math.max(
                                    left == null ? 0 : left.text().length(),
                                    right == null ? 0 : right.text().length()));
        }
        sideways.setValue(0);
        requestLayout();
    }

    private void choose(int index) {
        var selection = list.getSelectionModel();
        if (index < 0) {
            selection.clearSelection();
        } else if (selection.getSelectedIndex() != index) {
            selection.select(index);
            reveal(index);
        }
    }

    /// Brings a row into sight, with a few before it.
    private void reveal(int index) {
        double height = rowHeight();
        int visible = (int) (list.getHeight() / height);
        if (model.lines().rows().size() > visible) {
            list.scrollTo(Math.max(0, index - visible / 3));
        }
    }

    /// Answers whether the keyboard is there now.
    boolean focus() {
        list.requestFocus();
        if (list.getSelectionModel().isEmpty() && !model.lines().rows().isEmpty()) {
            list.getFocusModel().focus(0);
        }
        return list.isFocused();
    }

    private void scrolled(ScrollEvent event) {
        if (event.getDeltaX() != 0 && sideways.isVisible()) {
            move(-event.getDeltaX());
            event.consume();
        }
    }

    private void pressed(KeyEvent event) {
        if (event.getCode() == KeyCode.LEFT || event.getCode() == KeyCode.RIGHT) {
            move(event.getCode() == KeyCode.LEFT ? -STEP : STEP);
            event.consume();
        }
    }

    private void move(double by) {
        sideways.setValue(Math.clamp(sideways.getValue() + by, 0, sideways.getMax()));
    }

    private double rowHeight() {
        return list.getFixedCellSize() > 0 ? list.getFixedCellSize() : 22;
    }

    @Override
    protected void layoutChildren() {
        double bar = upright();
        double width = getWidth() - bar;
        double side = paired.get() ? (width - RowCell.MAP) / 2 : width;
        double hidden = widest * CELL + NUMBERS - side;
        boolean wide = hidden > 0;
        double below = wide ? sideways.prefHeight(-1) : 0;
        sideways.setVisible(wide);
        sideways.setMax(Math.max(0, hidden));
        sideways.setVisibleAmount(Math.max(0, hidden) * side / Math.max(1, side + hidden));
        sideways.setUnitIncrement(STEP);
        list.resizeRelocate(0, 0, getWidth(), getHeight() - below);
        sideways.resizeRelocate(0, getHeight() - below, getWidth(), below);
        map.setVisible(paired.get());
        double at = Math.floor((width - RowCell.MAP) / 2);
        map.resizeRelocate(at, 0, RowCell.MAP, getHeight() - below);
        map.show(model.lines().rows(), rowHeight());
    }

    /// What the list's own scroll bar takes of the width.
    private double upright() {
        for (var node : list.lookupAll(".scroll-bar")) {
            if (node instanceof ScrollBar bar && bar.getOrientation() == Orientation.VERTICAL) {
                if (watched != bar) {
                    watched = bar;
                    bar.visibleProperty().subscribe(_ -> requestLayout());
                }
                return bar.isVisible() ? bar.prefWidth(-1) : 0;
            }
        }
        return 0;
    }

    private @org.jspecify.annotations.Nullable ScrollBar watched;

    /// For tests: the cells that are on screen.
    long cells() {
        return list.lookupAll(".diff-row").stream().filter(IndexedCell.class::isInstance).count();
    }
}
