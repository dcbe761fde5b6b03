package io.sightglass.ui.fx;

import io.sightglass.ui.theme.Theme;

import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// The window's tests, with no display: `@ExtendWith(FxTest.class)`.
///
/// A test fails if any thread threw an exception that nobody caught, or if the toolkit logged a
/// warning (a style sheet that it could not apply, say): a window that looks right may still be
/// broken. Stages stay within the headless screen of 1000 x 1000 and are closed after each test.
///
/// The static methods may be called from the test's own thread.
public final class FxTest implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback {
    private static final Queue<String> PROBLEMS = new ConcurrentLinkedQueue<>();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// A strong reference: a logger that nobody holds loses its handler.
    private static final Logger TOOLKIT_LOG = Logger.getLogger("javafx");

    private static boolean installed;

    private static @Nullable Robot robot;

    @Override
    public void beforeAll(ExtensionContext context) {
        start();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        PROBLEMS.clear();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        on(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
        settle();
        var problems = String.join("\n", PROBLEMS);
        PROBLEMS.clear();
        if (!problems.isEmpty()) {
            Assertions.fail("Uncaught during the test:\n" + problems);
        }
    }

    /// Starts the toolkit with no display; for main classes of the tests, too.
    public static synchronized void start() {
        if (installed) {
            return;
        }
        installed = true;
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, e) -> PROBLEMS.add(thread.getName() + ": " + trace(e)));
        TOOLKIT_LOG.addHandler(new Warnings());
        Fx.headless();
        Fx.start().ifPresent(sentence -> Assertions.fail(sentence.plain()));
    }

    /// What has gone wrong so far in this test; clears it. For tests of this class.
    static List<String> takeProblems() {
        var problems = new ArrayList<>(PROBLEMS);
        PROBLEMS.clear();
        return problems;
    }

    /// Runs `action` on the JavaFX thread and waits.
    public static void on(Runnable action) {
        Fx.call(() -> {
            action.run();
            return Boolean.TRUE;
        });
    }

    /// Answers what `action` answers on the JavaFX thread.
    public static <T> T get(Callable<T> action) {
        return Fx.call(action);
    }

    /// Shows `root` on a stage in the dark theme; at most 1000 x 1000.
    public static Stage show(Parent root, double width, double height) {
        return show(root, width, height, Theme.DARK);
    }

    public static Stage show(Parent root, double width, double height, Theme theme) {
        if (width > 1000 || height > 1000) {
            throw new IllegalArgumentException("larger than the headless screen");
        }
        var stage =
                get(() -> {
                    var scene = new Scene(root, width, height);
                    theme.apply(scene);
                    var made = new Stage();
                    made.setScene(scene);
                    made.setX(0);
                    made.setY(0);
                    made.show();
                    made.requestFocus();
                    return made;
                });
        settle();
        return stage;
    }

    /// Draws `root`, which is in no window, at any size into a PNG file.
    public static void picture(Parent root, double width, double height, Theme theme, Path file) {
        on(() -> {
            var scene = root.getScene();
            if (scene == null) {
                scene = new Scene(root, width, height);
            }
            theme.apply(scene);
            try {
                Snapshot.write(scene, file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /// Waits until the toolkit has drawn two frames, so that layout and what it caused are done.
    public static void settle() {
        for (int i = 0; i < 2; i++) {
            var drawn = new CountDownLatch(1);
            on(() -> {
                var timer =
                        new javafx.animation.AnimationTimer() {
                            @Override
                            public void handle(long now) {
                                stop();
                                Platform.runLater(drawn::countDown);
                            }
                        };
                timer.start();
                Platform.requestNextPulse();
            });
            try {
                if (!drawn.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    Assertions.fail("no frame was drawn; so far: " + PROBLEMS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /// Waits frame by frame until `condition`, asked on the JavaFX thread, holds.
    public static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!get(condition::getAsBoolean)) {
            if (System.nanoTime() > deadline) {
                Assertions.fail("not in time: " + what);
            }
            settle();
        }
    }

    /// Presses `keys` together, and lets them go in reverse.
    public static void press(KeyCode... keys) {
        on(() -> {
            for (var key : keys) {
                robot().keyPress(key);
            }
            for (int i = keys.length - 1; i >= 0; i--) {
                robot().keyRelease(keys[i]);
            }
        });
        settle();
    }

    /// Clicks in the middle of `node`.
    public static void click(Node node) {
        var bounds = get(node::getBoundsInLocal);
        click(node, bounds.getCenterX(), bounds.getCenterY());
    }

    /// Clicks at a place of `node`, in its own coordinates.
    public static void click(Node node, double x, double y) {
        on(() -> click(node, x, y, 1));
        settle();
    }

    /// Clicks twice at a place of `node`, in its own coordinates.
    public static void doubleClick(Node node, double x, double y) {
        on(() -> {
            click(node, x, y, 1);
            click(node, x, y, 2);
        });
        settle();
    }

    private static void click(Node node, double x, double y, int clicks) {
        Pointer.send(node, x, y, MouseEvent.MOUSE_PRESSED, clicks);
        Pointer.send(node, x, y, MouseEvent.MOUSE_RELEASED, clicks);
        Pointer.send(node, x, y, MouseEvent.MOUSE_CLICKED, clicks);
    }

    /// Moves the pointer to a place of `node`, in its own coordinates.
    public static void move(Node node, double x, double y) {
        on(() -> Pointer.send(node, x, y, MouseEvent.MOUSE_MOVED, 0));
        settle();
    }

    /// Presses at one place of `node`, moves to another and lets go.
    public static void drag(Node node, double fromX, double fromY, double toX, double toY) {
        on(() -> {
            var place = node.localToScene(fromX, fromY);
            var target = Pointer.pick(node.getScene().getRoot(), place.getX(), place.getY());
            Pointer.send(node, fromX, fromY, MouseEvent.MOUSE_PRESSED, 1, target);
            double middleX = (fromX + toX) / 2;
            double middleY = (fromY + toY) / 2;
            Pointer.send(node, middleX, middleY, MouseEvent.MOUSE_DRAGGED, 1, target);
            Pointer.send(node, toX, toY, MouseEvent.MOUSE_DRAGGED, 1, target);
            Pointer.send(node, toX, toY, MouseEvent.MOUSE_RELEASED, 1, target);
        });
        settle();
    }

    /// Turns the wheel over the middle of `node`; `pixels` is positive towards the top.
    public static void wheel(Node node, double pixels) {
        on(() ->
                Event.fireEvent(
                        node,
                        new ScrollEvent(
                                ScrollEvent.SCROLL,
                                0,
                                0,
                                0,
                                0,
                                false,
                                false,
                                false,
                                false,
                                false,
                                false,
                                0,
                                pixels,
                                0,
                                pixels,
                                ScrollEvent.HorizontalTextScrollUnits.NONE,
                                0,
                                ScrollEvent.VerticalTextScrollUnits.NONE,
                                0,
                                0,
                                null)));
        settle();
    }

    /// The headless toolkit's robot keeps state, so there is one for all.
    private static Robot robot() {
        var made = robot;
        if (made == null) {
            made = new Robot();
            robot = made;
        }
        return made;
    }

    private static String trace(Throwable e) {
        var text = new java.io.StringWriter();
        e.printStackTrace(new java.io.PrintWriter(text));
        return text.toString();
    }

    private static final class Warnings extends Handler {
        @Override
        public void publish(LogRecord record) {
            if (record.getLevel().intValue() >= Level.WARNING.intValue()
                    && !record.getMessage().startsWith("Unsupported JavaFX configuration")) {
                var cause = record.getThrown();
                PROBLEMS.add(
                        record.getLoggerName()
                                + ": "
                                + record.getMessage()
                                + (cause == null ? "" : trace(cause)));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
