package io.sightglass.ui.topic;

import io.sightglass.port.ConnectionFailure;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// What a page has others find out, each on a virtual thread of its own. Ending it interrupts all
/// that is under way, and no answer is handed over any more.
public final class Work implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Work.class);

    private final String name;
    private final Executor window;
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /// @param window runs what changes properties on the window's thread
    public Work(String name, Executor window) {
        this.name = name;
        this.window = window;
    }

    public boolean isClosed() {
        return closed;
    }

    /// Has `work` done, and hands its answer over on the window's thread.
    ///
    /// @param failed is told there, in place of an answer, where `work` threw
    public <T> void ask(Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
        if (closed) {
            return;
        }
        Thread.ofVirtual().name(name).start(() -> run(work, done, failed));
    }

    private <T> void run(Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
        threads.add(Thread.currentThread());
        try {
            if (closed) {
                return;
            }
            var answer = work.call();
            hand(() -> done.accept(answer));
        } catch (ConnectionFailure e) {
            // Its sentence is shown.
            hand(() -> failed.accept(e));
        } catch (Exception e) {
            // What is interrupted because the page is closed is no failure.
            if (!closed) {
                LOG.error("{} failed", name, e);
                hand(() -> failed.accept(e));
            }
        } catch (StackOverflowError e) {
            LOG.error("{} failed", name, e);
            hand(() -> failed.accept(new IllegalStateException(e)));
        } finally {
            threads.remove(Thread.currentThread());
        }
    }

    private void hand(Runnable action) {
        window.execute(() -> {
            if (!closed) {
                action.run();
            }
        });
    }

    @Override
    public void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
    }
}
