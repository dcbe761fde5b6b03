package io.sightglass.ui.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.AccessibleAttribute;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

@ExtendWith(FxTest.class)
class RecordListTest {
    private final FakeRows rows = new FakeRows();
    private final RecordList list = FxTest.get(() -> new RecordList(FakeRows.COLUMNS));

    private void show(long first) {
        rows.append(first);
        FxTest.on(() -> list.sourceProperty().set(rows));
        FxTest.show(new BorderPane(list), 900, 500);
    }

    private List<Long> inSight() {
        return FxTest.get(() -> {
            var ids = new ArrayList<Long>();
            for (int i = 0; i < list.inSight(); i++) {
                ids.add(list.idInSight(i));
            }
            return ids;
        });
    }

    private long selected() {
        return FxTest.get(() -> list.selectedProperty().get());
    }

    private boolean following() {
        return FxTest.get(() -> list.followingProperty().get());
    }

    private void frame(Consumer<FakeRows> change) {
        FxTest.on(() -> {
            change.accept(rows);
            Pulse.tick();
        });
    }

    @Test
    void anUpdateAsksForVisibleRowsOnlyHoweverManyCame() {
        show(1_000_000);
        int visible = inSight().size();
        assertTrue(visible > 10 && visible < 30, "visible " + visible);
        for (int i = 0; i < 50; i++) {
            rows.shows = 0;
            rows.reads = 0;
            frame(r -> r.append(1700));
            assertEquals(visible, rows.shows);
            assertTrue(rows.reads <= 3, "reads " + rows.reads);
        }
    }

    @Test
    void appendingFromAnotherThreadCostsAtMostOneUpdateAPulse() throws InterruptedException {
        show(100);
        int visible = inSight().size();
        var ticks = new long[1];
        FxTest.on(() -> {
            rows.shows = 0;
            Pulse.each(list, () -> ticks[0]++);
        });
        var stop = new AtomicBoolean();
        var writer =
                Thread.ofPlatform()
                        .start(() -> {
                            while (!stop.get()) {
                                rows.append(100);
                                Thread.onSpinWait();
                            }
                        });
        FxTest.await("twenty pulses", () -> ticks[0] >= 20);
        stop.set(true);
        writer.join();
        long[] seen = FxTest.get(() -> new long[] {rows.shows, ticks[0]});
        assertTrue(seen[0] <= (seen[1] + 1) * visible, seen[0] + " in " + seen[1] + " pulses");
    }

    @Test
    void nothingIsAskedWhileNothingChanges() {
        show(1000);
        FxTest.settle();
        rows.shows = 0;
        rows.reads = 0;
        FxTest.settle();
        FxTest.settle();
        assertEquals(0, rows.shows);
        assertEquals(0, rows.reads);
    }

    @Test
    void followsTheNewestAndScrollingAwayFreezes() {
        show(1000);
        assertEquals(999, inSight().getLast());
        frame(r -> r.append(500));
        assertEquals(1499, inSight().getLast());
        FxTest.wheel(list.lookup(".record-body"), 240);
        assertFalse(following());
        var before = inSight();
        frame(r -> r.append(100_000));
        assertEquals(before, inSight());
        FxTest.on(() -> list.followingProperty().set(true));
        frame(r -> r.append(1));
        assertEquals(101_500, inSight().getLast());
    }

    @Test
    void aFrozenViewStaysWhileRowsInSightAreEvicted() {
        show(1000);
        FxTest.wheel(list.lookup(".record-body"), 240);
        var before = inSight();
        double y = FxTest.get(() -> list.yOfRow(0));
        frame(r -> r.evictBefore(before.get(3)));
        assertEquals(before, inSight());
        frame(r -> {
            r.append(50_000);
            r.evictBefore(40_000);
        });
        assertEquals(before, inSight());
        assertEquals(y, FxTest.get(() -> list.yOfRow(0)));
        FxTest.wheel(list.lookup(".record-body"), -24);
        assertTrue(inSight().getFirst() >= 40_000, "scrolling leaves what is gone");
    }

    @Test
    void evictionUnderTheSelectionKeepsItAndGoesOnFromTheOldest() {
        show(1000);
        FxTest.on(() -> list.select(900));
        frame(r -> r.evictBefore(950));
        assertEquals(900, selected());
        FxTest.on(list::requestFocus);
        FxTest.press(KeyCode.DOWN);
        assertEquals(950, selected());
        FxTest.press(KeyCode.UP);
        assertEquals(950, selected());
        frame(r -> r.evictBefore(1000));
        FxTest.press(KeyCode.DOWN);
        assertEquals(950, selected(), "no rows are left to go to");
    }

    @Test
    void keysMoveTheSelectionAndKeepItInSight() {
        show(1000);
        FxTest.on(list::requestFocus);
        FxTest.press(KeyCode.HOME);
        assertEquals(0, selected());
        FxTest.press(KeyCode.J);
        FxTest.press(KeyCode.DOWN);
        assertEquals(2, selected());
        FxTest.press(KeyCode.K);
        FxTest.press(KeyCode.UP);
        FxTest.press(KeyCode.UP);
        assertEquals(0, selected());
        FxTest.press(KeyCode.PAGE_DOWN);
        long page = selected();
        assertTrue(page > 10, "page " + page);
        FxTest.press(KeyCode.PAGE_DOWN);
        assertEquals(2 * page, selected());
        assertTrue(inSight().contains(selected()));
        FxTest.press(KeyCode.END);
        assertEquals(999, selected());
        assertTrue(inSight().contains(999L));
        assertFalse(following());
    }

    @Test
    void aClickSelectsTheRowUnderIt() {
        show(1000);
        long third = inSight().get(3);
        double y = FxTest.get(() -> list.yOfRow(3));
        FxTest.click(list, 300, y + 5);
        assertEquals(third, selected());
        assertFalse(following(), "a selected row must not run away");
    }

    @Test
    void draggingAnEdgeResizesAColumn() {
        show(10);
        var header = (RecordHeader) list.lookup(".record-header");
        double edge = FxTest.get(() -> titleEdge(header, 2));
        FxTest.drag(header, edge, 8, edge + 60, 8);
        assertEquals(edge + 60, FxTest.get(() -> titleEdge(header, 2)), 2);
    }

    private static double titleEdge(RecordHeader header, int column) {
        return header.getChildrenUnmodifiable().get(column).getBoundsInParent().getMaxX()
                + RecordColumns.PAD;
    }

    @Test
    void rowsThatLookDifferentAreAskedAgain() {
        show(10);
        rows.shows = 0;
        frame(r -> r.looks++);
        assertEquals(10, rows.shows);
    }

    /// While a filter that has just been set finds its first rows, those in sight are gone.
    @Test
    void rowsThatComeBackAndLookDifferentAreAskedAgain() {
        show(1000);
        FxTest.wheel(list.lookup(".record-body"), 240);
        var before = inSight();
        frame(r -> r.evictBefore(2_000));
        frame(r -> r.looks++);
        rows.shows = 0;
        frame(r -> r.comeBack());
        assertEquals(before, inSight());
        assertTrue(rows.shows >= before.size() - 1, "asked for " + rows.shows);
    }

    @Test
    void tellsTheSelectedRowInWords() {
        show(10);
        FxTest.on(() -> list.select(1));
        FxTest.settle();
        var row =
                FxTest.get(() ->
                        (RecordRow) list.queryAccessibleAttribute(AccessibleAttribute.FOCUS_ITEM));
        var spoken = FxTest.get(() -> row.queryAccessibleAttribute(AccessibleAttribute.TEXT));
        assertTrue(
                spoken.toString().startsWith("violation, 4\u00a0findings, P 1, Offset 184"),
                spoken::toString);
        assertEquals(
                10, FxTest.get(() -> list.queryAccessibleAttribute(AccessibleAttribute.ROW_COUNT)));
    }

    @Test
    void billionsOfRowsScrollLikeFew() {
        show(3_000_000_000L);
        FxTest.on(() -> list.select(1_500_000_000L));
        FxTest.settle();
        assertTrue(inSight().contains(1_500_000_000L));
        FxTest.on(() -> list.select(2_999_999_999L));
        FxTest.settle();
        assertEquals(2_999_999_999L, inSight().getLast());
    }
}
