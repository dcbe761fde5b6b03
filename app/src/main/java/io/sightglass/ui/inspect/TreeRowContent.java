package io.sightglass.ui.inspect;

import io.sightglass.model.Mark;
import io.sightglass.model.Node;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.shape.ArcTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;

import java.util.List;

/// What a row of the tree shows, in three columns.
final class TreeRowContent extends Region {
    private static final double PAD = 12;
    private static final double INDENT = 14;
    private static final double GAP = 12;

    private final Label arrow = new Label();
    private final Label sign = new Label();
    private final Label name = new Label();
    private final Label type = new Label();
    private final Runs value = new Runs();
    private final Runs reason = new Runs();
    private final Path wave = new Path();
    private int depth;
    private boolean opens;
    private boolean waved;

    TreeRowContent() {
        arrow.getStyleClass().add("tree-arrow");
        sign.getStyleClass().addAll("mark-unknown", "tree-sign");
        name.getStyleClass().add("value-name");
        type.getStyleClass().add("value-muted");
        wave.getStyleClass().add("wave");
        getChildren().addAll(arrow, sign, name, type, value, reason, wave);
        setMouseTransparent(true);
    }

    void show(TreeEntry entry, int level, boolean open, Mark mark, List<Styled> reasons) {
        depth = level;
        opens = entry.hasChildren();
        arrow.setVisible(opens);
        arrow.setText(open ? "▾" : "▸");
        boolean unknown =
                entry.kind() == TreeEntry.Kind.FIELD && entry.node() instanceof Node.UnknownNode;
        sign.setVisible(unknown);
        sign.setText(Mark.UNKNOWN.shape());
        name.setText(ValueText.oneLine(entry.label()));
        name.getStyleClass().setAll("label", isAside(entry) ? "value-muted" : "value-name");
        type.setText(ValueText.type(entry));
        value.show(ValueText.value(entry));
        reason.show(reasons);
        waved = mark == Mark.VIOLATION && entry.node() instanceof Node.ScalarNode;
        wave.setVisible(waved);
        requestLayout();
    }

    private static boolean isAside(TreeEntry entry) {
        return entry.kind() == TreeEntry.Kind.READING || entry.kind() == TreeEntry.Kind.READINGS;
    }

    /// Whether a place in the row is on its arrow.
    boolean isArrow(double x) {
        double at = PAD + depth * INDENT;
        return opens && x >= at - 6 && x <= at + INDENT;
    }

    @Override
    protected double computePrefHeight(double width) {
        return name.prefHeight(-1);
    }

    @Override
    protected void layoutChildren() {
        double height = getHeight();
        double nameEnd = Math.max(130, Math.floor(getWidth() * 0.26));
        double typeEnd = nameEnd + Math.max(80, Math.floor(getWidth() * 0.2));
        double x = PAD + depth * INDENT;
        arrow.resizeRelocate(x, 0, INDENT, height);
        double signX = opens ? x + INDENT : x;
        sign.resizeRelocate(signX, 0, INDENT, height);
        double nameX = sign.isVisible() ? signX + INDENT : signX;
        name.resizeRelocate(nameX, 0, fit(name, nameEnd - GAP - nameX), height);
        double typeX = Math.max(nameEnd, nameX + name.getWidth() + GAP);
        type.resizeRelocate(typeX, 0, fit(type, typeEnd - GAP - typeX), height);
        double room = Math.max(0, getWidth() - typeEnd - PAD);
        double reasonWidth = Math.min(reason.prefWidth(-1), Math.max(room * 0.6, room - 160));
        double valueWidth = Math.min(value.prefWidth(-1), Math.max(0, room - reasonWidth - 8));
        value.resizeRelocate(typeEnd, 0, valueWidth, height);
        reason.resizeRelocate(
                typeEnd + valueWidth + 8, 0, Math.max(0, room - valueWidth - 8), height);
        if (waved) {
            drawWave(valueWidth);
            wave.setLayoutX(typeEnd);
            wave.setLayoutY(Math.floor(height / 2 + name.prefHeight(-1) / 2) - 1);
        }
    }

    private static double fit(Label label, double room) {
        return Math.max(0, Math.min(label.prefWidth(-1), room));
    }

    private void drawWave(double width) {
        wave.getElements().setAll(new MoveTo(0, 0));
        boolean up = true;
        for (double x = 3; x <= width; x += 3) {
            wave.getElements().add(new ArcTo(2.2, 2.2, 0, x, 0, false, up));
            up = !up;
        }
    }
}
