package io.sightglass.ui.topic;

import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.List;

/// Two columns where there is room for them, else one above the other.
public final class Columns extends Region {
    private static final double LEAST = 940;
    private static final double LEFT = 0.56;
    private static final double GAP = 18;

    private final VBox left = new VBox(GAP);
    private final VBox right = new VBox(GAP);

    public Columns(List<Node> first, List<Node> second) {
        left.getChildren().setAll(first);
        right.getChildren().setAll(second);
        getChildren().addAll(left, right);
    }

    private boolean wide(double width) {
        return width >= LEAST;
    }

    private double leftWidth(double width) {
        return Math.floor((width - GAP) * LEFT);
    }

    @Override
    public javafx.geometry.Orientation getContentBias() {
        return javafx.geometry.Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computePrefHeight(double width) {
        double inner = (width < 0 ? LEAST : width) - snappedLeftInset() - snappedRightInset();
        double edges = snappedTopInset() + snappedBottomInset();
        if (!wide(inner)) {
            return edges + left.prefHeight(inner) + GAP + right.prefHeight(inner);
        }
        double first = leftWidth(inner);
        return edges + Math.max(left.prefHeight(first), right.prefHeight(inner - first - GAP));
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected void layoutChildren() {
        double x = snappedLeftInset();
        double y = snappedTopInset();
        double inner = getWidth() - x - snappedRightInset();
        if (wide(inner)) {
            double first = leftWidth(inner);
            double second = inner - first - GAP;
            left.resizeRelocate(x, y, first, left.prefHeight(first));
            right.resizeRelocate(x + first + GAP, y, second, right.prefHeight(second));
        } else {
            double height = left.prefHeight(inner);
            left.resizeRelocate(x, y, inner, height);
            right.resizeRelocate(x, y + height + GAP, inner, right.prefHeight(inner));
        }
    }
}
