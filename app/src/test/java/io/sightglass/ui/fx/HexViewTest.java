package io.sightglass.ui.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.model.ByteRange;

import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.ArrayList;
import java.util.List;

@ExtendWith(FxTest.class)
class HexViewTest {
    private final HexView view = FxTest.get(HexView::new);
    private final List<Integer> told = new ArrayList<>();

    private void show(byte[] bytes, double width) {
        FxTest.on(() -> {
            view.onByte(told::add);
            view.show(bytes, 0, List.of());
        });
        FxTest.show(new BorderPane(view), width, 300);
    }

    private void clickByte(int index) {
        var bounds = FxTest.get(() -> view.boundsOf(index));
        FxTest.click(view, bounds.getMinX() + 3, bounds.getMinY() + 5);
    }

    @Test
    void aClickTellsTheByteAtAnyWidth() {
        show(new byte[100], 700);
        clickByte(0);
        clickByte(15);
        clickByte(37);
        assertEquals(List.of(0, 15, 37), told);
    }

    @Test
    void narrowLinesHoldEightBytes() {
        show(new byte[100], 350);
        clickByte(7);
        clickByte(8);
        assertEquals(List.of(7, 8), told);
        double first = FxTest.get(() -> view.boundsOf(0).getMinX());
        assertEquals(first, FxTest.get(() -> view.boundsOf(8).getMinX()));
    }

    @Test
    void keysMoveFromByteToByteWithinBounds() {
        show(new byte[40], 700);
        clickByte(0);
        FxTest.press(KeyCode.LEFT);
        FxTest.press(KeyCode.DOWN);
        FxTest.press(KeyCode.RIGHT);
        FxTest.press(KeyCode.END);
        FxTest.press(KeyCode.DOWN);
        FxTest.press(KeyCode.HOME);
        assertEquals(List.of(0, 0, 16, 17, 39, 39, 0), told);
        assertTrue(view.getAccessibleText().contains("at 0: 0"), view::getAccessibleText);
    }

    @Test
    void sixtyFourMebibytesScrollToTheirLastByte() {
        show(new byte[64 << 20], 700);
        FxTest.on(() -> view.select(new ByteRange((64 << 20) - 4, 64 << 20)));
        FxTest.settle();
        int last = (64 << 20) - 1;
        var bounds = FxTest.get(() -> view.boundsOf(last));
        assertTrue(bounds.getMinY() > 0 && bounds.getMaxY() <= 301, bounds::toString);
        clickByte(last);
        assertEquals(List.of(last), told);
    }

    @Test
    void nothingToShowIsFine() {
        show(new byte[0], 700);
        FxTest.click(view, 100, 10);
        FxTest.press(KeyCode.DOWN);
        assertEquals(List.of(), told);
    }
}
