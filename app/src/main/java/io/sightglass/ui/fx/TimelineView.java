package io.sightglass.ui.fx;

import io.sightglass.model.Mark;
import io.sightglass.tail.Timeline;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.util.Duration;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// How many records each moment brought, stacked by mark, newest at the right. The pointer tells a
/// bar's time and counts; dragging selects a span of time, a click clears it.
///
/// Each mark that a bar holds is at least two pixels high: one bad record among thousands shows.
public final class TimelineView extends Painted {
    private static final double WIDEST = 12;
    private static final double NARROWEST = 4;
    private static final double LEAST_HEIGHT = 2;
    private static final double CLICK = 4;

    /// A span of time in milliseconds since the epoch, end exclusive.
    public record Span(long from, long to) {}

    private final Canvas canvas = new Canvas();
    private final Tooltip tip = new Tooltip();
    private final ObjectProperty<Timeline> timeline =
            new SimpleObjectProperty<>(this, "timeline", new Timeline(1000, List.of()));
    private final ReadOnlyObjectWrapper<@Nullable Span> span =
            new ReadOnlyObjectWrapper<>(this, "span");
    private TimelineBars bars = TimelineBars.of(new Timeline(1000, List.of()), 1);
    private double pitch = WIDEST;
    private double pressedX = Double.NaN;
    private int pointed = -1;

    public TimelineView() {
        super("timeline");
        canvas.setManaged(false);
        getChildren().add(canvas);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        tip.setShowDelay(Duration.millis(120));
        timeline.addListener((_, _, _) -> requestLayout());
        span.addListener((_, _, _) -> requestLayout());
        setOnMouseMoved(e -> point(barAt(e.getX())));
        setOnMouseExited(_ -> point(-1));
        setOnMousePressed(this::press);
        setOnMouseDragged(this::drag);
        setOnMouseReleased(this::release);
    }

    /// What is shown.
    public ObjectProperty<Timeline> timelineProperty() {
        return timeline;
    }

    /// The selected span, or null.
    public ReadOnlyObjectProperty<@Nullable Span> spanProperty() {
        return span.getReadOnlyProperty();
    }

    public void clearSpan() {
        span.set(null);
    }

    @Override
    protected void repaint() {
        requestLayout();
    }

    @Override
    protected double computePrefHeight(double width) {
        return 54;
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        canvas.setWidth(width);
        canvas.setHeight(height);
        int most = Math.max(1, (int) Math.floor(width / NARROWEST));
        bars = TimelineBars.of(timeline.get(), most);
        pitch = Math.clamp(width / Math.max(1, bars.size()), NARROWEST, WIDEST);
        var g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, width, height);
        for (int i = 0; i < bars.size(); i++) {
            bar(g, i, height);
        }
        selection(g, height);
        setAccessibleText(bars.spoken());
    }

    private void bar(GraphicsContext g, int i, double height) {
        double gap = pitch >= 6 ? 2 : 1;
        double left = Math.round(x(i));
        double right = Math.round(x(i + 1)) - gap;
        double bottom = height;
        for (var mark : Mark.values()) {
            long count = bars.count(i, mark);
            if (count > 0) {
                double share = count * height / Math.max(1, bars.highest());
                double tall = Math.max(LEAST_HEIGHT, Math.rint(share));
                g.setFill(ink(mark == Mark.VALID ? Ink.BAR_VALID : Ink.of(mark)));
                g.fillRect(left, Math.max(0, bottom - tall), right - left, tall);
                bottom -= tall;
            }
        }
        if (i == pointed) {
            g.setGlobalAlpha(0.16);
            g.setFill(ink(Ink.TEXT));
            g.fillRect(left, 0, right - left, height);
            g.setGlobalAlpha(1);
        }
    }

    private void selection(GraphicsContext g, double height) {
        var chosen = span.get();
        if (chosen == null || bars.size() == 0) {
            return;
        }
        double left = Math.round(x(bars.indexOf(chosen.from())));
        double right = Math.round(x(bars.indexOf(chosen.to())));
        g.setGlobalAlpha(0.18);
        g.setFill(ink(Ink.ACCENT));
        g.fillRect(left, 0, right - left, height);
        g.setGlobalAlpha(1);
        g.fillRect(left, 0, 1, height);
        g.fillRect(right - 1, 0, 1, height);
    }

    /// The left edge of a bar: the last one ends at the right edge of the view.
    private double x(double bar) {
        return getWidth() - (bars.size() - bar) * pitch;
    }

    private int barAt(double at) {
        int bar = (int) Math.floor((at - x(0)) / pitch);
        return bar >= 0 && bar < bars.size() ? bar : -1;
    }

    private void point(int bar) {
        if (bar == pointed) {
            return;
        }
        pointed = bar;
        if (bar >= 0) {
            tip.setText(bars.told(bar));
            Tooltip.install(this, tip);
        } else {
            Tooltip.uninstall(this, tip);
        }
        requestLayout();
    }

    private void press(MouseEvent e) {
        pressedX = e.getX();
        e.consume();
    }

    private void drag(MouseEvent e) {
        if (bars.size() > 0 && Math.abs(e.getX() - pressedX) >= CLICK) {
            double low = Math.min(e.getX(), pressedX);
            double high = Math.max(e.getX(), pressedX);
            int from = Math.clamp((int) Math.floor((low - x(0)) / pitch), 0, bars.size() - 1);
            int to = Math.clamp((int) Math.ceil((high - x(0)) / pitch), from + 1, bars.size());
            span.set(new Span(bars.start(from), bars.start(to)));
        }
        e.consume();
    }

    private void release(MouseEvent e) {
        if (Math.abs(e.getX() - pressedX) < CLICK) {
            clearSpan();
        }
        pressedX = Double.NaN;
        e.consume();
    }
}
