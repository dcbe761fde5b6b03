package io.sightglass.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.ui.fx.FxTest;

import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.Test;

/// Looking through a whole topic in the window, with mouse and keyboard.
class FindInTopicTest extends WindowFixture {
    private static final String FIVE = "partition == 0 && offset < 5";

    private boolean isShown(String selector) {
        return FxTest.get(() -> {
            var node = window.stage().getScene().getRoot().lookup(selector);
            return node != null && node.isVisible() && node.getLayoutBounds().getWidth() > 0;
        });
    }

    private void type(String text) {
        var filter = find("#filter", TextField.class);
        FxTest.on(() -> {
            filter.requestFocus();
            filter.setText(text);
        });
    }

    private long rows() {
        return FxTest.get(() -> tail().rows().size());
    }

    @Test
    void whatIsTypedIsFoundInAllOfTheTopic() {
        ready();
        assertFalse(isShown("#find-bar"));
        assertFalse(isShown("#find-in-topic"));
        type(FIVE);
        FxTest.await("the button", () -> isShown("#find-in-topic"));
        FxTest.on(() -> find("#find-in-topic", Button.class).fire());
        FxTest.await(
                "the end", () -> isShown("#find-bar") && text("#find-words").contains(" in all "));
        assertTrue(text("#find-words").startsWith("5 found in all "), text("#find-words"));
        assertTrue(text("#find-words").endsWith("“" + FIVE + "”"), text("#find-words"));
        assertFalse(isShown("#find-stop"));
        assertEquals(5, rows());
        assertEquals(5, FxTest.get(() -> tail().counts().total()));

        FxTest.on(() -> find("#find-back", Button.class).fire());
        FxTest.await("the tail", () -> !isShown("#find-bar"));
        FxTest.await("all records", () -> FxTest.get(() -> tail().counts().total()) > 2_000);
    }

    @Test
    void theKeyboardDoesItToo() {
        ready();
        FxTest.press(KeyCode.F);
        FxTest.await("the filter", () -> find("#filter", TextField.class).isFocused());
        type(FIVE);
        FxTest.press(KeyCode.CONTROL, KeyCode.ENTER);
        FxTest.await(
                "the end", () -> isShown("#find-bar") && text("#find-words").contains(" in all "));
        assertEquals(5, rows());

        // What cannot be understood is said, and what was found stays.
        type("partition == ");
        FxTest.press(KeyCode.CONTROL, KeyCode.ENTER);
        FxTest.await("the problem", () -> isShown("#filter-problem"));
        assertEquals(5, rows());
        assertTrue(isShown("#find-bar"));
    }

    @Test
    void nothingFoundSaysSo() {
        ready();
        type("no such word anywhere");
        FxTest.await("the offer", () -> isShown("#empty-find"));
        FxTest.on(() -> find("#empty-find", Button.class).fire());
        FxTest.await(
                "the end", () -> isShown("#find-bar") && text("#find-words").contains(" in all "));
        assertTrue(text("#find-words").startsWith("0 found in all "), text("#find-words"));
        assertFalse(isShown("#empty-find"));
    }
}
