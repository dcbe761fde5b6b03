package io.sightglass.ui.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

@ExtendWith(FxTest.class)
class LatestTest {
    private final Latest<Integer> latest = new Latest<>("test");
    private final List<Integer> answers = new ArrayList<>();
    private final CountDownLatch gate = new CountDownLatch(1);

    private void ask(int number) {
        latest.ask(
                () -> {
                    try {
                        gate.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return number;
                },
                answers::add,
                _ -> {});
    }

    @Test
    void onlyTheNewestAnswerArrives() {
        FxTest.on(() -> {
            for (int i = 0; i < 100; i++) {
                ask(i);
            }
        });
        gate.countDown();
        FxTest.await("idle", () -> !latest.isBusy());
        assertEquals(List.of(99), answers);
    }

    @Test
    void nothingArrivesOnceCancelled() {
        FxTest.on(() -> {
            ask(1);
            ask(2);
            latest.cancel();
        });
        gate.countDown();
        FxTest.await("idle", () -> !latest.isBusy());
        assertEquals(List.of(), answers);
    }
}
