package io.sightglass.ui.schema;

import io.sightglass.model.Sentence;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What takes time happens here: off the window's thread, with its answer on it.
final class Work {
    private static final Logger LOG = LoggerFactory.getLogger(Work.class);

    private final Executor window;
    private final Consumer<Sentence> failed;

    /// @param window runs what changes properties on the window's thread
    /// @param failed is told, on the window's thread, that there was a fault
    Work(Executor window, Consumer<Sentence> failed) {
        this.window = window;
        this.failed = failed;
    }

    <T> void start(Supplier<T> work, Consumer<T> done) {
        start(work, done, () -> {});
    }

    /// @param fell is run on the window's thread, besides what is told, where there was a fault
    <T> void start(Supplier<T> work, Consumer<T> done, Runnable fell) {
        Thread.ofVirtual()
                .name("sightglass-schema")
                .start(() -> {
                    try {
                        var answer = work.get();
                        window.execute(() -> done.accept(answer));
                    } catch (RuntimeException | StackOverflowError e) {
                        LOG.error("a schema could not be shown", e);
                        window.execute(() -> {
                            fell.run();
                            failed.accept(
                                    Sentence.of(
                                            "The schema could not be shown; the log says more."));
                        });
                    }
                });
    }
}
