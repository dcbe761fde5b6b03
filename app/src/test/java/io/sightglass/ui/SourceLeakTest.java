package io.sightglass.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sightglass.ui.fx.FxTest;
import io.sightglass.ui.schema.Mode;
import io.sightglass.ui.shell.ShellTab;

import javafx.scene.input.KeyCode;

import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.Test;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/// What a closed source leaves behind: nothing.
class SourceLeakTest extends WindowFixture {
    private static final int ROUNDS = 5;
    private static final int MOST_COLLECTIONS = 60;

    /// Opens a subject in its source, with the keyboard in it, and closes its tab.
    private WeakReference<CodeArea> openAndClose(String subject) {
        FxTest.on(() -> shell.openSubject(subject));
        FxTest.await(
                "the schema",
                () ->
                        shell.selectedProperty().get() instanceof ShellTab.Schema(var schema)
                                && schema.shownProperty().get() != null);
        FxTest.on(() -> {
            if (shell.selectedProperty().get() instanceof ShellTab.Schema(var schema)) {
                schema.lines().modeProperty().set(Mode.SOURCE);
                schema.showLeft(null);
            }
        });
        FxTest.await("the source", () -> area() instanceof CodeArea area && area.getLength() > 0);
        FxTest.on(() -> area().requestFocus());
        FxTest.await("the keyboard", () -> area().isFocused());
        var seen = FxTest.get(() -> new WeakReference<>(area()));
        FxTest.press(KeyCode.CONTROL, KeyCode.W);
        FxTest.await("closed", () -> area() == null);
        return seen;
    }

    private CodeArea area() {
        return (CodeArea) window.stage().getScene().getRoot().lookup("#source-text");
    }

    private static void awaitGone(String what, List<? extends Reference<?>> seen) {
        for (int i = 0; i < MOST_COLLECTIONS && left(seen) > 0; i++) {
            System.gc();
            FxTest.settle();
        }
        assertEquals(0, left(seen), what);
    }

    private static long left(List<? extends Reference<?>> seen) {
        return seen.stream().filter(each -> each.get() != null).count();
    }

    @Test
    void aClosedTabLeavesNoSource() {
        ready();
        List<WeakReference<CodeArea>> seen = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            seen.add(openAndClose("order-status-value"));
        }
        // The scene remembers where the keyboard was last.
        FxTest.on(() -> shell.openTopic("orders"));
        awaitGone("sources that stay", seen);
    }

    @Test
    void aTabThatShowsNoSourceMakesNone() {
        ready();
        FxTest.on(() -> shell.openSubject("order-status-value"));
        FxTest.await(
                "the schema",
                () ->
                        shell.selectedProperty().get() instanceof ShellTab.Schema(var schema)
                                && schema.shownProperty().get() != null);
        FxTest.settle();
        assertEquals(null, FxTest.get(this::area));
    }
}
