package io.sightglass.ui.fx;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// A list of records that holds at any speed: it looks at its [RowSource] once a frame, asks for
/// the rows in sight only, and shows them in pooled nodes.
///
/// It follows the newest row until something is scrolled or selected; then the view stays put,
/// however many rows come and go. Which rows are in sight is [ListPage]'s business.
///
/// Keys: up, down, J, K, page up and down, home, end; Ctrl C copies the selected row. Style
/// classes: `record-list`, `record-header`, `record-title`, `record-body`, `record-cell`,
/// `record-mark`, `record-count`.
public final class RecordList extends Painted {
    /// No row is selected.
    public static final long NONE = ListPage.NONE;

    private static final double ROW_PADDING = 8;

    private final ListPage page = new ListPage();
    private final RecordColumns columns;
    private final RecordHeader header;
    private final Pane body = new Pane();
    private final Rectangle clip = new Rectangle();
    private final Rectangle headerClip = new Rectangle();
    private final Region focusRing = new Region();
    private final ScrollBar vertical = new ScrollBar();
    private final ScrollBar horizontal = new ScrollBar();
    private final Text probe = new Text("0123456789");
    private final List<RecordRow> rows = new ArrayList<>();

    private final BooleanProperty following = new SimpleBooleanProperty(this, "following", true);
    private final ReadOnlyLongWrapper selected = new ReadOnlyLongWrapper(this, "selected", NONE);
    private final ObjectProperty<RowSource> source =
            new SimpleObjectProperty<>(this, "source", RowSource.EMPTY);
    private final ObjectProperty<@Nullable Node> placeholder =
            new SimpleObjectProperty<>(this, "placeholder");

    /// What the rows in sight showed last, by identity, so that a row is asked for once.
    private long[] knownIds = new long[0];

    private RowCells[] known = new RowCells[0];
    private int knownCount;

    /// What the source's looks were when each of them was read: a row that was gone meanwhile is
    /// read again when it is back.
    private long[] knownLooks = new long[0];

    private long revision = Long.MIN_VALUE;
    private boolean stale = true;
    private boolean moving;
    private double pointerY = -1;
    private double cell = 7.2;
    private double rowHeight = 24;

    public RecordList(List<RecordColumn> columns) {
        super("record-list");
        this.columns = new RecordColumns(columns);
        header = new RecordHeader(this.columns, this::repaint, this::fit);
        probe.getStyleClass().add("record-cell");
        probe.setVisible(false);
        probe.setManaged(false);
        body.getStyleClass().add("record-body");
        body.setClip(clip);
        header.setClip(headerClip);
        focusRing.getStyleClass().add("focus-ring");
        focusRing.setMouseTransparent(true);
        vertical.setOrientation(Orientation.VERTICAL);
        horizontal.setOrientation(Orientation.HORIZONTAL);
        // Unmanaged: a scroll bar whose value changes does not lay out the whole list.
        vertical.setManaged(false);
        horizontal.setManaged(false);
        vertical.setFocusTraversable(false);
        horizontal.setFocusTraversable(false);
        getChildren().addAll(probe, body, header, vertical, horizontal, focusRing);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TABLE_VIEW);
        setAccessibleText("Records");

        this.source.addListener((_, _, now) -> replaceSource(now));
        following.addListener((_, _, follow) -> setFollow(follow));
        selected.addListener((_, _, _) -> stale = true);
        placeholder.addListener((_, old, now) -> replacePlaceholder(old, now));
        vertical.valueProperty().addListener((_, _, now) -> scrolledByBar(now.doubleValue()));
        horizontal.valueProperty().addListener((_, _, _) -> repaint());
        probe.fontProperty().addListener((_, _, _) -> repaint());
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        body.addEventHandler(ScrollEvent.SCROLL, this::wheel);
        body.addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        body.addEventHandler(MouseEvent.MOUSE_MOVED, e -> point(e.getY()));
        body.addEventHandler(MouseEvent.MOUSE_EXITED, _ -> point(-1));
        Pulse.each(this, this::look);
    }

    /// The columns' widths in character cells, as a person left them, to be kept.
    public double[] cells() {
        return columns.cells();
    }

    /// What is shown. A change keeps the selection and, unless following, the place, by identity.
    public ObjectProperty<RowSource> sourceProperty() {
        return source;
    }

    /// Whether the list sticks to the newest row. Scrolling and selecting make it false.
    public BooleanProperty followingProperty() {
        return following;
    }

    /// The identity of the selected row, or [#NONE]. It stays when the row is evicted.
    public ReadOnlyLongProperty selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    /// What stands in the middle while there are no rows.
    public ObjectProperty<@Nullable Node> placeholderProperty() {
        return placeholder;
    }

    /// Selects a row and brings it into sight.
    public void select(long id) {
        if (id == NONE) {
            clearSelection();
            return;
        }
        following.set(false);
        selected.set(id);
        page.reveal(id);
        stale = true;
        notifyAccessibleAttributeChanged(AccessibleAttribute.SELECTED_ITEMS);
        notifyAccessibleAttributeChanged(AccessibleAttribute.FOCUS_ITEM);
    }

    public void clearSelection() {
        selected.set(NONE);
    }

    /// Rows in sight, the partly hidden ones included.
    int inSight() {
        return page.count();
    }

    long idInSight(int slot) {
        return page.id(slot);
    }

    double yOfRow(int slot) {
        return body.getLayoutY() + page.y(slot);
    }

    @Override
    protected void repaint() {
        requestLayout();
    }

    /// Once a frame.
    private void look() {
        var rowsNow = source.get();
        if (stale || rowsNow.revision() != revision) {
            refresh();
        }
    }

    private void refresh() {
        var rowsNow = source.get();
        revision = rowsNow.revision();
        stale = false;
        page.update();
        readCells(rowsNow);
        show();
        updateBar();
        var empty = placeholder.get();
        if (empty != null) {
            empty.setVisible(page.count() == 0);
        }
    }

    private void readCells(RowSource rowsNow) {
        long looks = rowsNow.looks();
        int n = page.count();
        var ids = new long[n];
        var seen = new long[n];
        var cells = new RowCells[Math.max(n, known.length)];
        var kept = new boolean[known.length];
        int old = 0;
        for (int i = 0; i < n; i++) {
            ids[i] = page.id(i);
            while (old < knownCount && knownIds[old] < ids[i]) {
                old++;
            }
            boolean same = old < knownCount && knownIds[old] == ids[i];
            seen[i] = looks;
            if (same && (knownLooks[old] == looks || page.isGone(i))) {
                cells[i] = known[old];
                seen[i] = knownLooks[old];
                kept[old] = true;
            }
        }
        int free = 0;
        for (int i = 0; i < cells.length; i++) {
            if (cells[i] != null) {
                continue;
            }
            while (free < kept.length && kept[free]) {
                free++;
            }
            cells[i] = free < kept.length ? known[free++] : new RowCells(columns.size());
            if (i < n) {
                cells[i].clear();
                rowsNow.show(ids[i], cells[i]);
            }
        }
        knownIds = ids;
        knownLooks = seen;
        known = cells;
        knownCount = n;
    }

    private void show() {
        int pointed = pointerY < 0 ? -1 : page.slotAt(pointerY);
        for (int i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            boolean used = i < page.count();
            row.setVisible(used);
            if (used) {
                row.setLayoutY(Math.rint(page.y(i)));
                boolean isSelected = page.id(i) == selected.get();
                row.show(known[i], isSelected, i == pointed, page.isGone(i), cell, this);
            }
        }
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double headerHeight = header.prefHeight(-1);
        double barWidth = vertical.prefWidth(-1);
        double textHeight = probe.getLayoutBounds().getHeight();
        cell = probe.getLayoutBounds().getWidth() / probe.getText().length();
        rowHeight = Math.round(textHeight + ROW_PADDING);

        columns.place(width - barWidth, cell);
        boolean wide = columns.total() > width - barWidth + 1;
        double barHeight = wide ? horizontal.prefHeight(-1) : 0;
        double bodyHeight = Math.max(0, getHeight() - headerHeight - barHeight);
        header.resizeRelocate(0, 0, width, headerHeight);
        headerClip.setWidth(width);
        headerClip.setHeight(headerHeight);
        body.resizeRelocate(0, headerHeight, Math.max(0, width - barWidth), bodyHeight);
        clip.setWidth(Math.max(0, width - barWidth));
        clip.setHeight(bodyHeight);
        vertical.resizeRelocate(width - barWidth, headerHeight, barWidth, bodyHeight);
        horizontal.setVisible(wide);
        horizontal.resizeRelocate(0, getHeight() - barHeight, width - barWidth, barHeight);
        horizontal.setMax(Math.max(0, columns.total() - (width - barWidth)));
        horizontal.setVisibleAmount(
                horizontal.getMax() * Math.min(1, (width - barWidth) / columns.total()));
        double shift = wide ? Math.min(horizontal.getValue(), horizontal.getMax()) : 0;
        header.shift(shift);
        focusRing.resizeRelocate(0, headerHeight, width, bodyHeight);
        var empty = placeholder.get();
        if (empty != null) {
            empty.resizeRelocate(0, headerHeight, width, bodyHeight);
        }

        page.measure(bodyHeight, rowHeight);
        int slots = (int) Math.ceil(bodyHeight / rowHeight) + 1;
        while (rows.size() < slots) {
            var row = new RecordRow(columns);
            rows.add(row);
            body.getChildren().add(row);
        }
        double rowWidth = Math.max(columns.total(), width);
        double textTop = Math.floor((rowHeight - 1 - textHeight) / 2);
        for (var row : rows) {
            row.place(rowWidth, rowHeight, textTop, cell, this);
            row.setLayoutX(-shift);
        }
        refresh();
    }

    @Override
    protected double computePrefHeight(double width) {
        return 240;
    }

    @Override
    protected double computePrefWidth(double height) {
        return 600;
    }

    private void updateBar() {
        moving = true;
        double end = page.end();
        double view = Math.max(1, clip.getHeight());
        vertical.setMax(end);
        vertical.setVisibleAmount(end * Math.clamp(view / (end + view), 0.03, 1));
        vertical.setUnitIncrement(rowHeight);
        vertical.setBlockIncrement(view - rowHeight);
        vertical.setValue(page.position());
        vertical.setVisible(end > 0);
        moving = false;
    }

    private void scrolledByBar(double position) {
        if (!moving) {
            following.set(false);
            page.scrollTo(position);
            stale = true;
        }
    }

    private void wheel(ScrollEvent e) {
        if (e.getDeltaY() != 0 && page.end() > 0) {
            following.set(false);
            page.scrollTo(page.position() - e.getDeltaY());
            stale = true;
        }
        if (e.getDeltaX() != 0 && horizontal.isVisible()) {
            horizontal.setValue(
                    Math.clamp(horizontal.getValue() - e.getDeltaX(), 0, horizontal.getMax()));
        }
        e.consume();
    }

    private void press(MouseEvent e) {
        requestFocus();
        int slot = page.slotAt(e.getY());
        if (slot >= 0) {
            select(page.id(slot));
        }
        e.consume();
    }

    private void point(double y) {
        pointerY = y;
        stale = true;
    }

    private void key(KeyEvent e) {
        if (e.isShortcutDown() && e.getCode() == KeyCode.C) {
            copy();
            e.consume();
            return;
        }
        if (e.isShortcutDown() || e.isAltDown() || e.isMetaDown()) {
            return;
        }
        long screen = Math.max(1, page.wholeRows() - 1);
        boolean taken = true;
        switch (e.getCode()) {
            case DOWN, J -> step(1);
            case UP, K -> step(-1);
            case PAGE_DOWN -> step(screen);
            case PAGE_UP -> step(-screen);
            case HOME -> go(page.at(0));
            case END -> go(page.at(source.get().size() - 1));
            default -> taken = false;
        }
        if (taken) {
            e.consume();
        }
    }

    private void go(long id) {
        if (id != NONE) {
            select(id);
        }
    }

    private void step(long by) {
        long from = selected.get();
        if (from != NONE) {
            go(page.step(from, by));
        } else if (page.count() > 0) {
            select(page.id(following.get() ? page.count() - 1 : 0));
        }
    }

    private void copy() {
        for (int i = 0; i < page.count(); i++) {
            if (page.id(i) == selected.get()) {
                var content = new ClipboardContent();
                content.putString(rows.get(i).copied());
                Clipboard.getSystemClipboard().setContent(content);
            }
        }
    }

    private void fit(int column) {
        int widest = Monospace.cells(columns.column(column).title());
        for (int i = 0; i < knownCount; i++) {
            widest = Math.max(widest, Monospace.cells(known[i].text(column)));
        }
        columns.fit(column, widest);
        repaint();
    }

    private void replaceSource(RowSource now) {
        page.source(now);
        knownCount = 0;
        stale = true;
        revision = Long.MIN_VALUE;
    }

    private void setFollow(boolean follow) {
        page.follow(follow);
        stale = true;
    }

    private void replacePlaceholder(@Nullable Node old, @Nullable Node now) {
        getChildren().remove(old);
        if (now != null) {
            now.setManaged(false);
            now.setVisible(page.count() == 0);
            getChildren().add(getChildren().indexOf(focusRing), now);
        }
        requestLayout();
    }

    @Override
    public @Nullable Object queryAccessibleAttribute(
            AccessibleAttribute attribute, Object... parameters) {
        return switch (attribute) {
            case ROW_COUNT -> (int) Math.min(Integer.MAX_VALUE, page.size());
            case COLUMN_COUNT -> columns.size();
            case FOCUS_ITEM -> selectedRow();
            case SELECTED_ITEMS -> {
                var row = selectedRow();
                yield FXCollections.observableArrayList(
                        row == null ? List.<Node>of() : List.<Node>of(row));
            }
            default -> super.queryAccessibleAttribute(attribute, parameters);
        };
    }

    private @Nullable RecordRow selectedRow() {
        for (int i = 0; i < page.count() && i < rows.size(); i++) {
            if (page.id(i) == selected.get()) {
                return rows.get(i);
            }
        }
        return null;
    }
}
