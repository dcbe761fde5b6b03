package io.sightglass.ui.fx;

import io.sightglass.model.ByteRange;
import io.sightglass.model.Mark;

import javafx.geometry.Orientation;
import javafx.geometry.Rectangle2D;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;

import org.jspecify.annotations.Nullable;

import java.util.BitSet;
import java.util.List;
import java.util.function.IntConsumer;

/// The bytes of one payload: offset, bytes in hexadecimal, and as text. Sixteen to a line, eight
/// where it is narrow. Only lines in sight are drawn, so any size will do.
///
/// Keys: the arrows move from byte to byte and line to line, page up and down, home, end.
public final class HexView extends Painted {
    /// Bytes that bear a mark.
    public record Tint(ByteRange range, Mark mark) {}

    private static final double LINE_PADDING = 6;
    private static final String HEX = "0123456789abcdef";

    private final Canvas canvas = new Canvas();
    private final ScrollBar bar = new ScrollBar();
    private final Region focusRing = new Region();
    private final Text probe = new Text("0123456789");
    private HexLayout layout = HexLayout.of(500, 0, 7);
    private double lineHeight = 20;

    private byte[] bytes = new byte[0];
    private int framingEnd;
    private List<Tint> tints = List.of();

    /// Bytes that are not to be seen.
    private final BitSet masked = new BitSet();

    private @Nullable ByteRange selected;
    private int caret = -1;
    private double position;
    private boolean moving;
    private IntConsumer onByte = _ -> {};

    public HexView() {
        super("hex-view");
        probe.getStyleClass().add("hex-cell");
        probe.setVisible(false);
        probe.setManaged(false);
        canvas.setManaged(false);
        focusRing.getStyleClass().add("focus-ring");
        focusRing.setMouseTransparent(true);
        bar.setOrientation(Orientation.VERTICAL);
        bar.setManaged(false);
        bar.setFocusTraversable(false);
        getChildren().addAll(probe, canvas, bar, focusRing);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TEXT_AREA);
        bar.valueProperty().addListener((_, _, now) -> scrolledByBar(now.doubleValue()));
        probe.fontProperty().addListener((_, _, _) -> requestLayout());
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        setOnScroll(e -> {
            scrollTo(position - e.getDeltaY());
            e.consume();
        });
        tell();
    }

    /// Shows other bytes, from their beginning, nothing selected.
    ///
    /// @param framing how many bytes at the start are framing, which is muted
    /// @param marked bytes that bear a mark; where several overlap, the worst shows
    public void show(byte[] payload, int framing, List<Tint> marked) {
        bytes = payload;
        framingEnd = framing;
        tints = List.copyOf(marked);
        masked.clear();
        selected = null;
        caret = -1;
        position = 0;
        tell();
        requestLayout();
    }

    /// Says which of the bytes stand for others that are not to be seen.
    public void mask(List<ByteRange> ranges) {
        masked.clear();
        for (var range : ranges) {
            masked.set(Math.min(range.start(), bytes.length), Math.min(range.end(), bytes.length));
        }
        tell();
        requestLayout();
    }

    /// Outlines bytes and brings the first of them into sight; null for none.
    public void select(@Nullable ByteRange range) {
        selected = range;
        if (range != null) {
            if (!range.contains(caret)) {
                caret = Math.min(range.start(), bytes.length - 1);
            }
            reveal(range);
        }
        tell();
        requestLayout();
    }

    /// What to do when a byte is clicked or reached by key: it is told the byte's position.
    public void onByte(IntConsumer action) {
        onByte = action;
    }

    /// Where a byte is drawn, in the view's coordinates.
    Rectangle2D boundsOf(int index) {
        int column = index % layout.columns();
        double y = (double) (index / layout.columns()) * lineHeight - position;
        return new Rectangle2D(layout.byteX(column), Math.max(0, y), 2 * layout.cell(), lineHeight);
    }

    @Override
    protected void repaint() {
        requestLayout();
    }

    @Override
    protected double computePrefHeight(double width) {
        return 120;
    }

    @Override
    protected double computePrefWidth(double height) {
        return 500;
    }

    @Override
    protected void layoutChildren() {
        double cell = probe.getLayoutBounds().getWidth() / probe.getText().length();
        lineHeight = Math.round(probe.getLayoutBounds().getHeight() + LINE_PADDING);
        double barWidth = bar.prefWidth(-1);
        double width = Math.max(0, getWidth() - barWidth);
        int columnsBefore = layout.columns();
        layout = HexLayout.of(width, bytes.length, cell);
        if (columnsBefore != layout.columns() && selected != null) {
            reveal(selected);
        }
        canvas.setWidth(width);
        canvas.setHeight(getHeight());
        bar.resizeRelocate(width, 0, barWidth, getHeight());
        focusRing.resizeRelocate(0, 0, getWidth(), getHeight());
        position = Math.clamp(position, 0, end());
        updateBar();
        draw();
    }

    private void draw() {
        var g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        g.setFont(probe.getFont());
        g.setTextBaseline(VPos.CENTER);
        int columns = layout.columns();
        int first = (int) (position / lineHeight);
        int last = (int) Math.min(lines() - 1.0, (position + getHeight()) / lineHeight);
        if (bytes.length == 0 || last < first) {
            return;
        }
        int from = first * columns;
        int to = (int) Math.min(bytes.length, (last + 1L) * columns);
        var marks = marks(from, to);
        for (int line = first; line <= last; line++) {
            double y = Math.round(line * lineHeight - position);
            g.setFill(ink(Ink.MUTED));
            g.fillText(layout.offset(line * columns), HexLayout.PAD, y + lineHeight / 2);
            int end = Math.min(bytes.length, (line + 1) * columns);
            for (int i = line * columns; i < end; i++) {
                if (selected == null || !selected.contains(i)) {
                    tint(g, i % columns, y, marks[i - from]);
                }
            }
            outline(g, line * columns, end, y);
            for (int i = line * columns; i < end; i++) {
                value(g, i, i % columns, y + lineHeight / 2, marks[i - from]);
            }
        }
    }

    /// The worst mark of each byte in sight, by ordinal; 0 for none.
    private byte[] marks(int from, int to) {
        var marks = new byte[to - from];
        for (var tint : tints) {
            int start = Math.max(from, tint.range().start());
            int end = Math.min(to, tint.range().end());
            for (int i = start; i < end; i++) {
                marks[i - from] = (byte) Math.max(marks[i - from], tint.mark().ordinal());
            }
        }
        return marks;
    }

    private void tint(GraphicsContext g, int column, double y, byte mark) {
        var ink = byteInk(mark);
        if (ink != null) {
            g.setFill(ink(ink));
            double left = layout.byteX(column) - 3;
            g.fillRect(left, y + 1, 2 * layout.cell() + 6, lineHeight - 2);
            g.fillRect(layout.textX(column), y + 1, layout.cell(), lineHeight - 2);
        }
    }

    private static @Nullable Ink byteInk(byte mark) {
        return switch (Mark.values()[mark]) {
            case VALID -> null;
            case UNKNOWN -> Ink.BYTE_UNKNOWN;
            case VIOLATION -> Ink.BYTE_VIOLATION;
            case UNDECODABLE -> Ink.BYTE_UNDECODABLE;
        };
    }

    private void outline(GraphicsContext g, int lineStart, int lineEnd, double y) {
        var range = selected;
        if (range == null || range.length() == 0) {
            return;
        }
        int start = Math.max(lineStart, range.start());
        int end = Math.min(lineEnd, range.end());
        if (start >= end) {
            return;
        }
        double left = layout.byteX(start - lineStart) - 3;
        double right = layout.byteX(end - 1 - lineStart) + 2 * layout.cell() + 3;
        box(g, left, y, right - left);
        double textLeft = layout.textX(start - lineStart);
        box(g, textLeft - 1, y, layout.textX(end - lineStart) - textLeft + 2);
    }

    private void box(GraphicsContext g, double x, double y, double width) {
        double left = Math.round(x);
        double right = Math.round(x + width);
        g.setGlobalAlpha(0.28);
        g.setFill(ink(Ink.ACCENT));
        g.fillRoundRect(left, y + 1, right - left, lineHeight - 2, 6, 6);
        g.setGlobalAlpha(1);
        g.setStroke(ink(Ink.ACCENT));
        g.setLineWidth(1);
        g.strokeRoundRect(left + 0.5, y + 1.5, right - left - 1, lineHeight - 3, 6, 6);
    }

    private void value(GraphicsContext g, int index, int column, double middle, byte mark) {
        int value = bytes[index] & 0xff;
        boolean chosen = selected != null && selected.contains(index);
        boolean framing = index < framingEnd && !chosen && mark == 0;
        if (masked.get(index)) {
            g.setFill(ink(Ink.MUTED));
            g.fillText("••", layout.byteX(column), middle);
            g.fillText("•", layout.textX(column), middle);
            return;
        }
        g.setFill(ink(framing ? Ink.MUTED : Ink.TEXT));
        var hex = new String(new char[] {HEX.charAt(value >> 4), HEX.charAt(value & 15)});
        g.fillText(hex, layout.byteX(column), middle);
        boolean printable = value >= 0x20 && value < 0x7f;
        g.setFill(ink(chosen && printable ? Ink.TEXT : printable ? Ink.MUTED : Ink.FAINT));
        g.fillText(printable ? String.valueOf((char) value) : "·", layout.textX(column), middle);
    }

    private long lines() {
        return Math.ceilDiv((long) bytes.length, layout.columns());
    }

    private double end() {
        return Math.max(0, lines() * lineHeight + 4 - getHeight());
    }

    private void reveal(ByteRange range) {
        double top = (double) (range.start() / layout.columns()) * lineHeight;
        if (top < position || top + lineHeight > position + getHeight()) {
            position = Math.clamp(top - getHeight() / 3, 0, end());
        }
    }

    private void scrollTo(double to) {
        position = Math.clamp(to, 0, end());
        requestLayout();
    }

    private void updateBar() {
        moving = true;
        double end = end();
        double view = Math.max(1, getHeight());
        bar.setMax(end);
        bar.setVisibleAmount(end * Math.clamp(view / (end + view), 0.05, 1));
        bar.setUnitIncrement(lineHeight);
        bar.setBlockIncrement(view - lineHeight);
        bar.setValue(position);
        bar.setVisible(end > 0);
        moving = false;
    }

    private void scrolledByBar(double to) {
        if (!moving) {
            scrollTo(to);
        }
    }

    private void press(MouseEvent e) {
        requestFocus();
        int column = layout.columnAt(e.getX());
        long index = ((long) ((e.getY() + position) / lineHeight)) * layout.columns() + column;
        if (column >= 0 && index < bytes.length) {
            choose((int) index);
        }
        e.consume();
    }

    private void key(KeyEvent e) {
        if (e.isShortcutDown() || e.isAltDown() || bytes.length == 0) {
            return;
        }
        int columns = layout.columns();
        int screen = ((int) Math.max(1, getHeight() / lineHeight - 1)) * columns;
        int at = Math.max(0, caret);
        long to =
                switch (e.getCode()) {
                    case LEFT -> at - 1L;
                    case RIGHT -> at + 1L;
                    case UP -> at - (long) columns;
                    case DOWN -> at + (long) columns;
                    case PAGE_UP -> at - (long) screen;
                    case PAGE_DOWN -> at + (long) screen;
                    case HOME -> 0;
                    case END -> bytes.length - 1L;
                    default -> Long.MIN_VALUE;
                };
        if (to != Long.MIN_VALUE) {
            choose((int) Math.clamp(to, 0, bytes.length - 1L));
            e.consume();
        }
    }

    private void choose(int index) {
        caret = index;
        reveal(new ByteRange(index, index + 1));
        onByte.accept(index);
        tell();
        requestLayout();
    }

    private void tell() {
        var text = new StringBuilder(Texts.count(bytes.length, "byte", "bytes"));
        if (caret >= 0 && caret < bytes.length && masked.get(caret)) {
            text.append(", at ").append(caret).append(": masked");
        } else if (caret >= 0 && caret < bytes.length) {
            int value = bytes[caret] & 0xff;
            text.append(", at ").append(caret).append(": ").append(value);
            text.append(" (hex ").append(Integer.toHexString(value)).append(')');
        }
        var range = selected;
        if (range != null) {
            text.append(", selected ").append(range.start()).append(" to ").append(range.end());
        }
        setAccessibleText(text.toString());
    }
}
