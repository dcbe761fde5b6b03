package io.sightglass.ui.tail;

import javafx.geometry.Orientation;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;

/// Two groups of nodes: one at the left, one at the right of the same line. Where there is no room
/// for both, the right one gets a line of its own below; where there is not even room for the left
/// one, it wraps.
final class EndsRow extends Region {
    private static final double GAP = 16;
    private static final double LINE_GAP = 4;

    private final FlowPane left;
    private final Region right;

    EndsRow(FlowPane left, Region right) {
        this.left = left;
        this.right = right;
        getChildren().addAll(left, right);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    private boolean fits(double width) {
        return oneLine() + GAP + right.prefWidth(-1)
                <= width - snappedLeftInset() - snappedRightInset();
    }

    /// The left group's width if none of it wraps; its own preferred width is another matter.
    private double oneLine() {
        double sum = left.getInsets().getLeft() + left.getInsets().getRight();
        for (var node : left.getChildren()) {
            sum += snapSizeX(node.prefWidth(-1)) + left.getHgap();
        }
        return sum;
    }

    private double leftWidth(double width) {
        double wanted = oneLine();
        return width < 0
                ? wanted
                : Math.min(wanted, width - snappedLeftInset() - snappedRightInset());
    }

    @Override
    protected double computeMinWidth(double height) {
        return left.minWidth(-1) + snappedLeftInset() + snappedRightInset();
    }

    @Override
    protected double computePrefWidth(double height) {
        return oneLine() + GAP + right.prefWidth(-1) + snappedLeftInset() + snappedRightInset();
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        double inner = left.prefHeight(leftWidth(width));
        if (width >= 0 && !fits(width)) {
            inner += LINE_GAP + right.prefHeight(-1);
        }
        return inner + snappedTopInset() + snappedBottomInset();
    }

    @Override
    protected void layoutChildren() {
        double x = snappedLeftInset();
        double y = snappedTopInset();
        double inner = getWidth() - x - snappedRightInset();
        double leftWidth = leftWidth(getWidth());
        double leftHeight = left.prefHeight(leftWidth);
        double rightWidth = Math.min(inner, right.prefWidth(-1));
        double rightHeight = right.prefHeight(-1);
        left.resizeRelocate(x, y, leftWidth, leftHeight);
        double rightY =
                fits(getWidth()) ? y + (leftHeight - rightHeight) / 2 : y + leftHeight + LINE_GAP;
        right.resizeRelocate(
                x + inner - rightWidth, snapPositionY(rightY), rightWidth, rightHeight);
    }
}
