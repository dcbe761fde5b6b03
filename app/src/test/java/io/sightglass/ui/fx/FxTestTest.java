package io.sightglass.ui.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.concurrent.atomic.AtomicInteger;

/// The harness itself: it must see what goes wrong, or it proves nothing.
@ExtendWith(FxTest.class)
class FxTestTest {
    @Test
    void noticesAnExceptionOnTheFxThread() {
        Fx.later(() -> {
            throw new IllegalStateException("planted");
        });
        FxTest.settle();
        var problems = FxTest.takeProblems();
        assertEquals(1, problems.size());
        assertTrue(problems.getFirst().contains("planted"), problems::toString);
    }

    @Test
    void noticesAnExceptionOnAnyThread() throws InterruptedException {
        var thread =
                Thread.ofVirtual()
                        .start(() -> {
                            throw new IllegalStateException("planted");
                        });
        thread.join();
        assertEquals(1, FxTest.takeProblems().size());
    }

    @Test
    void noticesAStyleThatDoesNotApply() {
        var label = new Label("x");
        FxTest.show(new VBox(label), 100, 100);
        FxTest.on(() -> label.setStyle("-fx-text-fill: -no-such-colour"));
        FxTest.settle();
        assertTrue(!FxTest.takeProblems().isEmpty());
    }

    @Test
    void clicksAndTypes() {
        var pressed = new AtomicInteger();
        var button = new Button("Press");
        button.setOnAction(_ -> pressed.incrementAndGet());
        FxTest.show(new VBox(button), 200, 100);
        FxTest.click(button);
        FxTest.press(KeyCode.SPACE);
        assertEquals(2, pressed.get());
    }

    @Test
    void coalescedRunsOnceForManyPulls() {
        var runs = new AtomicInteger();
        var trigger = Fx.coalesced(runs::incrementAndGet);
        FxTest.on(() -> {
            for (int i = 0; i < 100; i++) {
                trigger.run();
            }
        });
        FxTest.settle();
        assertEquals(1, runs.get());
        trigger.run();
        FxTest.settle();
        assertEquals(2, runs.get());
    }

    @Test
    void aViewThatIsGoneIsNoLongerLookedAt() {
        var looks = new AtomicInteger();
        var view = new Label("x");
        var box = new VBox(view);
        FxTest.on(() -> Pulse.each(view, looks::incrementAndGet));
        FxTest.settle();
        assertEquals(0, looks.get());
        FxTest.show(box, 100, 100);
        FxTest.await("looked at", () -> looks.get() > 0);
        FxTest.on(() -> box.getChildren().clear());
        int before = FxTest.get(looks::get);
        FxTest.settle();
        assertEquals(before, looks.get());
    }
}
