package io.sightglass.ui.fx;

import javafx.animation.AnimationTimer;
import javafx.scene.Node;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/// Once a frame, every view on screen looks at its model: [#each] registers what it does then. So
/// the number of updates is bounded by the frame rate, however fast the data comes, and the threads
/// that bring the data never call the window.
///
/// Used from the JavaFX thread.
public final class Pulse {
    private static final List<Entry> ENTRIES = new ArrayList<>();
    private static final AnimationTimer TIMER =
            new AnimationTimer() {
                @Override
                public void handle(long now) {
                    look(false);
                }
            };
    private static boolean running;
    private static long lastNanos;

    private Pulse() {}

    /// Runs `look` once a frame while `view` is in a scene and visible. It should cost next to
    /// nothing when nothing has changed. Registration does not keep the view alive.
    public static void each(Node view, Runnable look) {
        every(0, view, look);
    }

    /// The same for what nobody can read sixty times a second: at most once in `millis`. Figures
    /// that change their width have their surroundings laid out anew.
    public static void every(int millis, Node view, Runnable look) {
        var entry = new Entry(new WeakReference<>(view), millis * 1_000_000L);
        view.getProperties().put(entry, look);
        ENTRIES.add(entry);
        if (!running) {
            running = true;
            TIMER.start();
        }
    }

    /// Does now what the next frame would do: for pictures and tests.
    public static void tick() {
        look(true);
    }

    private static void look(boolean all) {
        long start = System.nanoTime();
        for (var entry : List.copyOf(ENTRIES)) {
            var view = entry.view().get();
            if (view == null) {
                ENTRIES.remove(entry);
            } else if (view.getScene() != null
                    && view.isVisible()
                    && view.getProperties().get(entry) instanceof Runnable look
                    && entry.isDue(start, all)) {
                look.run();
            }
        }
        if (ENTRIES.isEmpty() && running) {
            running = false;
            TIMER.stop();
        }
        lastNanos = System.nanoTime() - start;
    }

    /// How long the views took in the last frame, in nanoseconds; drawing not included.
    public static long lastNanos() {
        return lastNanos;
    }

    /// The key under which a view holds its own `look`, by identity.
    private static final class Entry {
        private final WeakReference<Node> view;
        private final long every;
        private long last;

        private Entry(WeakReference<Node> view, long every) {
            this.view = view;
            this.every = every;
            this.last = System.nanoTime() - every;
        }

        private boolean isDue(long now, boolean anyway) {
            if (!anyway && now - last < every) {
                return false;
            }
            last = now;
            return true;
        }

        private WeakReference<Node> view() {
            return view;
        }
    }
}
