package io.sightglass.ui.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.connect.Profiles;
import io.sightglass.ui.MemoryPlayground;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

@Timeout(60)
class ConnectModelTest {
    @TempDir Path folder;

    /// What is to run on the window's thread; the test's own thread is it.
    private final BlockingQueue<Runnable> window = new LinkedBlockingQueue<>();

    private final List<Opening.Result.Opened> opened = new ArrayList<>();

    private ConnectModel model(MemoryPlayground outside) {
        return new ConnectModel(outside, Profiles.read(folder), window::add, opened::add);
    }

    private void until(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            var action = window.poll(30, TimeUnit.SECONDS);
            assertTrue(action != null, "nothing more happens");
            action.run();
        }
    }

    @Test
    void problemsAreNamedAsOneTypes() {
        var model = model(new MemoryPlayground());
        assertFalse(model.form().readyProperty().get());
        model.form().nameProperty().set("Kitchen");
        model.form().bootstrapProperty().set("kafka-1");
        assertTrue(model.form().bootstrapProblemProperty().get().contains("kafka-1:9092"));
        model.form().bootstrapProperty().set("kafka-1:9092");
        assertEquals("", model.form().bootstrapProblemProperty().get());
        assertTrue(model.form().readyProperty().get());
        model.form().folders().add(folder.resolve("gone"));
        assertFalse(model.form().readyProperty().get());
        model.form().folders().clear();
        model.form().nameProperty().set("Playground");
        assertFalse(model.form().readyProperty().get());
    }

    @Test
    void aRefusalIsOneSentenceAndTheConnectionIsKept() throws Exception {
        var model = model(new MemoryPlayground());
        model.form().nameProperty().set("Kitchen");
        model.form().bootstrapProperty().set("kafka-1:9092");
        model.connect();
        assertInstanceOf(ConnectModel.State.Waiting.class, model.stateProperty().get());
        until(() -> model.stateProperty().get() instanceof ConnectModel.State.Refused);
        var refused = (ConnectModel.State.Refused) model.stateProperty().get();
        assertEquals(
                "No broker answered at kafka-1:9092 within 6 s. Nothing listens there.",
                refused.sentence().plain());
        assertEquals("Kitchen", Profiles.read(folder).list().getFirst().name());
    }

    @Test
    void thePlaygroundOpensAndTellsItsSteps() throws Exception {
        var model = model(new MemoryPlayground());
        var steps = new ArrayList<String>();
        model.stateProperty()
                .subscribe(state -> {
                    if (state instanceof ConnectModel.State.Waiting(var what)) {
                        steps.add(what);
                    }
                });
        model.resume(List.of("Playground"));
        until(() -> !opened.isEmpty());
        assertTrue(steps.contains("Starting the broker"), steps.toString());
        assertTrue(steps.contains("Connecting to memory:9092"), steps.toString());
        for (var result : opened) {
            result.connection().close();
            var playground = result.playground();
            if (playground != null) {
                playground.close();
            }
        }
    }

    @Test
    void aCancelledAttemptLeavesNothingOpen() throws Exception {
        var mayStart = new CountDownLatch(1);
        var outside = new MemoryPlayground(mayStart);
        var model = model(outside);
        model.playground();
        model.cancel();
        until(() -> model.stateProperty().get() instanceof ConnectModel.State.Idle);
        mayStart.countDown();
        assertTrue(opened.isEmpty());
        outside.awaitAllClosed();
    }
}
