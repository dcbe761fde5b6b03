package io.sightglass.ui.tail;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;
import java.util.concurrent.Callable;

/// Work off the window's thread of which only the newest answer counts, fetched once a frame. At
/// most one piece runs and one waits; what was asked for in between is skipped.
final class Background<T> {
    private static final Logger log = LoggerFactory.getLogger(Background.class);

    private final String name;
    private @Nullable Callable<T> waiting;
    private @Nullable T answer;
    private boolean running;
    private long asked;

    /// @param name the name of its threads, for logs and thread dumps
    Background(String name) {
        this.name = name;
    }

    /// Begins `work`; what was asked for before is no longer wanted.
    synchronized void ask(Callable<T> work) {
        asked++;
        answer = null;
        waiting = work;
        if (!running) {
            next();
        }
    }

    /// Nothing is wanted any more.
    synchronized void cancel() {
        asked++;
        answer = null;
        waiting = null;
    }

    /// The answer to the last question, once.
    synchronized Optional<T> poll() {
        var found = Optional.ofNullable(answer);
        answer = null;
        return found;
    }

    /// Whether work is under way.
    synchronized boolean isBusy() {
        return running;
    }

    private synchronized void next() {
        var work = waiting;
        waiting = null;
        running = work != null;
        if (work != null) {
            long ticket = asked;
            Thread.ofVirtual().name(name).start(() -> run(work, ticket));
        }
    }

    private void run(Callable<T> work, long ticket) {
        T result = null;
        try {
            result = work.call();
        } catch (Exception e) {
            log.error("{} failed", name, e);
        } finally {
            finish(result, ticket);
        }
    }

    private synchronized void finish(@Nullable T result, long ticket) {
        if (ticket == asked) {
            answer = result;
        }
        next();
    }
}
