package io.sightglass.ui.fx;

import io.sightglass.model.Sentence;

import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/// The JavaFX thread: how to start the toolkit, and how other threads reach it. The only place that
/// calls `Platform.runLater`.
public final class Fx {
    private static final Logger LOG = LoggerFactory.getLogger(Fx.class);
    private static boolean started;

    private Fx() {}

    /// Whether this machine has somewhere to open a window. On Linux that is an X display; other
    /// systems always have one.
    public static boolean hasDisplay() {
        var os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (os.contains("win") || os.contains("mac")) {
            return true;
        }
        var display = System.getenv("DISPLAY");
        return display != null && !display.isBlank();
    }

    /// Makes the toolkit draw in memory only, with no display. Call it before [#start].
    public static void headless() {
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
    }

    /// Starts the toolkit, once; returns when it is ready. The toolkit goes on when the last window
    /// closes, until [#exit].
    ///
    /// @return what a person can do about it, if the toolkit cannot start on this machine
    public static synchronized Optional<Sentence> start() {
        if (started) {
            return Optional.empty();
        }
        var ready = new CountDownLatch(1);
        try {
            Platform.startup(ready::countDown);
            ready.await();
            Platform.setImplicitExit(false);
            started = true;
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(Sentence.of("The start of the window was interrupted."));
        } catch (RuntimeException | LinkageError e) {
            LOG.debug("toolkit", e);
            return Optional.of(
                    Sentence.builder()
                            .text("The window cannot open on this machine: it needs an X display ")
                            .text("and the packages ")
                            .strong("libgtk-3-0")
                            .text(" and ")
                            .strong("libgl1")
                            .text(". The commands work without them.")
                            .build());
        }
    }

    /// Ends the toolkit.
    public static void exit() {
        Platform.exit();
    }

    public static boolean isFxThread() {
        return Platform.isFxApplicationThread();
    }

    /// Runs `action` on the JavaFX thread: now, if this is it, else soon.
    public static void run(Runnable action) {
        if (isFxThread()) {
            action.run();
        } else {
            Platform.runLater(action);
        }
    }

    /// Runs `action` on the JavaFX thread, after what it is doing now.
    public static void later(Runnable action) {
        Platform.runLater(action);
    }

    /// Answers what `action` answers on the JavaFX thread, and waits for it.
    ///
    /// @throws IllegalStateException if `action` throws, with its exception as cause
    public static <T extends @org.jspecify.annotations.Nullable Object> T call(Callable<T> action) {
        if (isFxThread()) {
            try {
                return action.call();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        var answer = new CompletableFuture<T>();
        Platform.runLater(() -> {
            try {
                answer.complete(action.call());
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// A trigger that any thread may pull, as often as it likes: `action` runs on the JavaFX thread
    /// once for all pulls since it last began.
    public static Runnable coalesced(Runnable action) {
        var pending = new AtomicBoolean();
        return () -> {
            if (pending.compareAndSet(false, true)) {
                Platform.runLater(() -> {
                    pending.set(false);
                    action.run();
                });
            }
        };
    }

    /// A trigger for the JavaFX thread, to be pulled as often as one likes: `action` runs once for
    /// all pulls, when the next frame has its styles and its layout. To ask a node what it shows
    /// before that may make parts of it that have no style yet. What is in no window has no frames:
    /// there `action` runs soon.
    public static Runnable laidOut(Node node, Runnable action) {
        var soon = coalesced(action);
        return new Runnable() {
            private @Nullable Scene awaited;

            @Override
            public void run() {
                var scene = node.getScene();
                if (scene == null || scene.getWindow() == null) {
                    soon.run();
                } else if (awaited != scene) {
                    awaited = scene;
                    scene.addPostLayoutPulseListener(
                            new Runnable() {
                                @Override
                                public void run() {
                                    scene.removePostLayoutPulseListener(this);
                                    awaited = null;
                                    action.run();
                                }
                            });
                    Platform.requestNextPulse();
                }
            }
        };
    }
}
