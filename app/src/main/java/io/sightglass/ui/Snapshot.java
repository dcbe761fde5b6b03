package io.sightglass.ui;

import io.sightglass.connect.Connection;
import io.sightglass.connect.Profiles;
import io.sightglass.model.Mark;
import io.sightglass.tail.RowView;
import io.sightglass.tail.TailState;
import io.sightglass.ui.connect.Settings;
import io.sightglass.ui.fx.Fx;
import io.sightglass.ui.fx.Pulse;
import io.sightglass.ui.shell.ShellModel;
import io.sightglass.ui.shell.ShellView;
import io.sightglass.ui.tail.TailModel;
import io.sightglass.ui.theme.Theme;

import javafx.scene.Scene;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/// The whole window as a picture, with no display: opens a topic, waits until there is something to
/// see, chooses a record with several findings, and draws.
public final class Snapshot {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final Duration STEP = Duration.ofMillis(60);

    /// Topics in the side bar are given this long to show their formats and health.
    private static final Duration SURROUNDINGS = Duration.ofSeconds(8);

    /// More than a list of usual height shows.
    private static final int ROWS = 40;

    private static final int SEARCHED = 20_000;
    private static final int NEIGHBOURS = 9;

    /// So many rows follow the chosen one at least, so that it stands near the top of the list.
    private static final int BELOW = 40;

    private final ShellModel shell;
    private final Scene scene;
    private final long began = System.nanoTime();

    private Snapshot(Connection connection, String topic, Settings settings, Look look) {
        // A folder that is not there: a picture keeps nothing and shows no kept connections.
        var nowhere =
                Path.of(System.getProperty("java.io.tmpdir"), "sightglass-" + UUID.randomUUID());
        shell = new ShellModel(new NoConnector(), Profiles.read(nowhere), settings, Fx::later);
        scene = new Scene(new ShellView(shell), look.width(), look.height());
        (look.dark() ? Theme.DARK : Theme.LIGHT).apply(scene);
        shell.adopt(connection, topic);
    }

    /// How the picture is to look.
    ///
    /// @param width in pixels
    /// @param height in pixels
    public record Look(boolean dark, int width, int height) {}

    /// Draws the window on a topic into a PNG file. Blocks for up to half a minute; then it draws
    /// what there is. The connection stays open. Not for the JavaFX thread.
    ///
    /// @throws IOException when the picture cannot be written, or the toolkit cannot start here
    public static void take(Connection connection, String topic, Look look, Path file)
            throws IOException {
        Fx.headless();
        var problem = Fx.start();
        if (problem.isPresent()) {
            throw new IOException(problem.get().plain());
        }
        var settings = Settings.DEFAULT.withDark(look.dark());
        var snapshot = Fx.call(() -> new Snapshot(connection, topic, settings, look));
        try {
            snapshot.await(Snapshot::isFilled);
            if (Boolean.TRUE.equals(Fx.call(snapshot::choose))) {
                snapshot.await(Snapshot::isChosen);
            }
            snapshot.await(Snapshot::areSurroundingsKnown);
            write(snapshot, file);
        } finally {
            var ending = Fx.call(() -> snapshot.shell.ending());
            ending.run();
        }
    }

    private static void write(Snapshot snapshot, Path file) throws IOException {
        var failure =
                Fx.<@Nullable IOException>call(() -> {
                    try {
                        io.sightglass.ui.fx.Snapshot.write(snapshot.scene, file);
                        return null;
                    } catch (IOException e) {
                        return e;
                    }
                });
        if (failure != null) {
            throw failure;
        }
    }

    private interface Condition {
        boolean holds(Snapshot snapshot);
    }

    private void await(Condition condition) {
        while (System.nanoTime() - began < DEADLINE.toNanos()
                && !Boolean.TRUE.equals(
                        Fx.call(() -> {
                            frame();
                            return condition.holds(this);
                        }))) {
            LockSupport.parkNanos(STEP.toNanos());
        }
    }

    /// What the toolkit does once a frame for a window on screen.
    private void frame() {
        scene.getRoot().applyCss();
        scene.getRoot().layout();
        Pulse.tick();
        scene.getRoot().applyCss();
        scene.getRoot().layout();
    }

    private boolean isFilled() {
        var model = shell.tail().orElse(null);
        var tail = model == null ? null : model.tail().orElse(null);
        if (model == null
                || tail == null
                || model.stateProperty().get() instanceof TailState.Failed) {
            return model != null && tail != null;
        }
        return tail.next() >= ROWS
                && tail.pending() == 0
                && tail.rate() > 0
                && !model.timeline().buckets().isEmpty()
                && candidate(model) != RowView.NONE;
    }

    private boolean choose() {
        var model = shell.tail().orElse(null);
        if (model == null) {
            return false;
        }
        model.liveProperty().set(false);
        frame();
        long best = candidate(model);
        var rows = model.rows();
        if (best == RowView.NONE) {
            best = rows.sequenceAt(rows.size() - 1);
        }
        if (best == RowView.NONE) {
            return false;
        }
        // The row before it comes into sight first, so that it is not the topmost.
        long before = rows.sequenceAt(Math.max(0, rows.indexOf(best) - 1));
        if (before != RowView.NONE) {
            model.selectedProperty().set(before);
            frame();
        }
        model.selectedProperty().set(best);
        return true;
    }

    private boolean isChosen() {
        return shell.tail().map(model -> model.selectionProperty().get() != null).orElse(false);
    }

    private boolean areSurroundingsKnown() {
        var seen = shell.surroundingsProperty().get();
        return System.nanoTime() - began > SURROUNDINGS.toNanos()
                || (!seen.topics().isEmpty()
                        && seen.topics().stream()
                                .allMatch(known -> known.mark() != null && known.rate() >= 0));
    }

    /// The record whose findings and neighbours show most: several findings, and other marks below
    /// it.
    private static long candidate(TailModel model) {
        var tail = model.tail().orElse(null);
        if (tail == null) {
            return RowView.NONE;
        }
        long best = RowView.NONE;
        int bestScore = 0;
        // Of what is shown: a frozen view lacks the newest records.
        var rows = model.rows();
        long end = rows.sequenceAt(rows.size() - 1) - BELOW;
        for (long at = end; at >= Math.max(tail.first(), end - SEARCHED); at--) {
            var row = tail.row(at).orElse(null);
            if (row == null || row.mark() != Mark.VIOLATION) {
                continue;
            }
            var marks = EnumSet.noneOf(Mark.class);
            var partitions = new HashSet<Integer>();
            for (long near = at; near < at + NEIGHBOURS; near++) {
                tail.row(near)
                        .ifPresent(neighbour -> {
                            marks.add(neighbour.mark());
                            partitions.add(neighbour.partition());
                        });
            }
            int score =
                    Math.min(row.findings(), 4) * 3
                            + marks.size() * 2
                            + Math.min(partitions.size(), 3) * 2;
            if (score > bestScore) {
                bestScore = score;
                best = at;
            }
        }
        return best;
    }
}
