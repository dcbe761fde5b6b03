package io.sightglass.ui.shell;

import io.sightglass.port.Health;
import io.sightglass.ui.control.Figures;
import io.sightglass.ui.fx.Pulse;
import io.sightglass.ui.tail.TailModel;

import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/// The status bar: whether the cluster answers, how much is held, and how the window is doing.
final class StatusBarView extends HBox {
    private static final long EVERY_NANOS = 250_000_000;

    private final ShellModel shell;
    private final Region dot = new Region();
    private final Label state = new Label();
    private final Label held = new Label();
    private final Label decoded = new Label();
    private final Label frame = new Label();
    private long last;
    private double nanos;

    StatusBarView(ShellModel shell) {
        this.shell = shell;
        getStyleClass().add("status-bar");
        dot.getStyleClass().add("dot");
        state.setId("state");
        state.setGraphic(dot);
        state.setTextOverrun(OverrunStyle.ELLIPSIS);
        state.setMinWidth(90);
        held.setId("held");
        held.setMinWidth(Region.USE_PREF_SIZE);
        decoded.setMinWidth(Region.USE_PREF_SIZE);
        frame.setMinWidth(Region.USE_PREF_SIZE);
        var safe = new Label("No offsets are committed");
        safe.setMinWidth(Region.USE_PREF_SIZE);
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        getChildren().addAll(state, new ClusterStates(shell), held, decoded, space, frame, safe);
        Pulse.each(this, this::look);
        // Health changes seldom and matters at once; the figures wait their turn.
        shell.clusters().healthProperty().subscribe(health -> show(health));
        show();
    }

    private void look() {
        nanos = nanos * 0.95 + Pulse.lastNanos() * 0.05;
        long now = System.nanoTime();
        if (now - last >= EVERY_NANOS) {
            last = now;
            show();
        }
    }

    private void show() {
        shell.tail().ifPresentOrElse(this::show, this::showNothing);
        frame.setText(String.format(Locale.ROOT, "frame %.1f ms", nanos / 1e6));
    }

    private void show(@Nullable Health health) {
        dot.getStyleClass().removeIf(style -> style.startsWith("mark-"));
        state.getStyleClass().remove("danger");
        switch (health) {
            case Health.Up _ -> {
                state.setText("Connected");
                dot.getStyleClass().add("mark-valid");
            }
            case Health.Down(var sentence, _) -> {
                state.setText(sentence.plain());
                state.getStyleClass().add("danger");
                dot.getStyleClass().add("mark-violation");
            }
            case null -> state.setText("Not connected");
        }
    }

    private void showNothing() {
        held.setText("");
        decoded.setText("");
    }

    private void show(TailModel model) {
        model.tail()
                .ifPresent(tail -> {
                    long retained = tail.next() - tail.first();
                    held.setText(
                            "retained "
                                    + Figures.count(retained)
                                    + " of "
                                    + Figures.count(tail.counts().total())
                                    + " · "
                                    + Figures.bytes(tail.heldBytes()));
                    decoded.setText(
                            retained == 0
                                    ? ""
                                    : "decoded "
                                            + Figures.percent(retained - tail.pending(), retained));
                });
    }
}
