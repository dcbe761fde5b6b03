package io.sightglass.ui.fx;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.function.Consumer;
import java.util.function.Supplier;

/// Work in the background of which only the newest answer counts, such as decoding the selected
/// record while the selection moves on. Used from the JavaFX thread.
///
/// At most one piece of work runs at a time, on a virtual thread, and at most one waits: whatever
/// was asked for in between is skipped.
public final class Latest<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Latest.class);

    private final String name;
    private @Nullable Job<T> running;
    private @Nullable Job<T> waiting;

    private record Job<T>(Supplier<T> work, Consumer<T> done, Consumer<RuntimeException> failed) {}

    /// @param name the name of its threads, for logs and thread dumps
    public Latest(String name) {
        this.name = name;
    }

    /// Runs `work` in the background, then `done` with its answer, or `failed` with what it threw,
    /// on the JavaFX thread; neither, if something newer was asked for meanwhile.
    public void ask(Supplier<T> work, Consumer<T> done, Consumer<RuntimeException> failed) {
        waiting = new Job<>(work, done, failed);
        if (running == null) {
            next();
        }
    }

    /// Forgets what is under way.
    public void cancel() {
        waiting = null;
        if (running != null) {
            running = new Job<>(running.work, _ -> {}, _ -> {});
        }
    }

    /// Whether an answer is still to come.
    public boolean isBusy() {
        return running != null;
    }

    private void next() {
        var job = waiting;
        waiting = null;
        running = job;
        if (job != null) {
            Thread.ofVirtual().name(name).start(() -> work(job));
        }
    }

    private void work(Job<T> job) {
        try {
            var answer = job.work.get();
            Fx.later(() -> finish(() -> current().done.accept(answer)));
        } catch (RuntimeException e) {
            LOG.warn("{} failed", name, e);
            Fx.later(() -> finish(() -> current().failed.accept(e)));
        }
    }

    private Job<T> current() {
        var job = running;
        if (job == null) {
            throw new IllegalStateException(name);
        }
        return job;
    }

    private void finish(Runnable deliver) {
        try {
            if (waiting == null) {
                deliver.run();
            }
        } finally {
            next();
        }
    }
}
