package io.sightglass.ui.contract;

import io.sightglass.model.Sentence;
import io.sightglass.ui.control.Figures;
import io.sightglass.ui.fx.SentenceFlow;
import io.sightglass.ui.topic.Section;
import io.sightglass.ui.topic.Table;
import io.sightglass.worker.RunFigures;
import io.sightglass.worker.RunProgress;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/// The runs of many workers: which there are, and, above the page, whose the figures are.
final class RunsView extends HBox {
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("d MMM HH:mm");

    private final RunsModel model;
    private final Section list = new Section("RUNS BY MANY WORKERS", "health-run-list");
    private final SentenceFlow whose = new SentenceFlow();

    /// @param left gives the keyboard back
    RunsView(RunsModel model, Runnable left) {
        this.model = model;
        setId("health-run-bar");
        setSpacing(8);
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("notice-bar");
        whose.setId("health-run-words");
        HBox.setHgrow(whose, Priority.ALWAYS);
        var back = new Button("Back to this tab's records");
        back.setId("health-run-back");
        back.setMinWidth(Region.USE_PREF_SIZE);
        back.setTooltip(new Tooltip("The figures of what this topic's tab holds  Esc"));
        back.setOnAction(_ -> {
            model.leave();
            left.run();
        });
        getChildren().addAll(whose, back);
        list.getStyleClass().add("run-list");
        model.openProperty().subscribe(_ -> fill());
        model.runsProperty().subscribe(_ -> fill());
        model.problemProperty().subscribe(_ -> fill());
        model.chosenProperty().subscribe(this::show);
    }

    /// Which runs there are; a part of the page.
    Node list() {
        return list;
    }

    /// Puts the keyboard on the first run; answers whether there is one on screen.
    boolean focusFirst() {
        var first = list.lookup(".topic-link");
        if (first == null) {
            return false;
        }
        first.requestFocus();
        return true;
    }

    private void fill() {
        boolean open = model.openProperty().get();
        list.setVisible(open);
        list.setManaged(open);
        if (!open || isHeld()) {
            return;
        }
        var rows = new ArrayList<List<Node>>();
        for (var run : model.runsProperty().get()) {
            var header = run.header();
            var progress = run.progress();
            var name = Section.link(header.name(), () -> model.choose(header.name()));
            name.setTooltip(new Tooltip("Show what its workers have counted"));
            rows.add(
                    List.of(
                            name,
                            new Label(when(header.started())),
                            new Label(header.by()),
                            Table.figure(Figures.count(progress.records())),
                            new Label(progress(progress))));
        }
        var nodes = new ArrayList<Node>();
        var problem = model.problemProperty().get();
        if (problem != null) {
            nodes.add(Section.muted(problem));
        }
        if (rows.isEmpty()) {
            nodes.add(
                    Section.muted(
                            Sentence.of(
                                    "None yet. sightglass check TOPIC --group NAME, on as many"
                                            + " machines as you like, goes over a topic that is too"
                                            + " large for one; what it finds is shown here.")));
        } else {
            var table =
                    new Table(
                            "runs",
                            new Table.Column("Run", false, false),
                            new Table.Column("Begun", false, false),
                            new Table.Column("By", false, true),
                            new Table.Column("Records", true, false),
                            new Table.Column("Progress", false, false));
            table.show(rows);
            nodes.add(table);
        }
        list.show(nodes);
    }

    /// Else what has the keyboard would be gone.
    private boolean isHeld() {
        var scene = getScene();
        for (Node node = scene == null ? null : scene.getFocusOwner();
                node != null;
                node = node.getParent()) {
            if (node == list) {
                return true;
            }
        }
        return false;
    }

    private static String progress(RunProgress progress) {
        if (progress.isDone()) {
            return "done";
        }
        long expected = progress.expected();
        var share =
                expected <= 0
                        ? ""
                        : ", " + Math.min(99, 100 * progress.records() / expected) + " %";
        return progress.done() + " of " + progress.partitions().size() + " partitions" + share;
    }

    private void show(@Nullable RunFigures chosen) {
        setVisible(chosen != null);
        setManaged(chosen != null);
        if (chosen == null) {
            return;
        }
        var run = chosen.run();
        var progress = chosen.progress();
        var words =
                Sentence.builder()
                        .text("These are the figures of the run ")
                        .strong(run.name())
                        .text(", begun by ")
                        .strong(run.by())
                        .text(" on " + when(run.started()) + ": ")
                        .text(Figures.count(progress.records()) + " records by ")
                        .text(many(progress.workers(), "worker") + ", ")
                        .text(progress.isDone() ? "done" : progress(progress));
        if (progress.last() >= 0) {
            words.text(", last heard of on " + when(progress.last()));
        }
        var filter = run.filter();
        if (filter != null) {
            words.text("; only records with ").strong(filter);
        }
        whose.show(null, words.text(".").build());
    }

    /// How far each partition is.
    static Table partitions(RunProgress progress) {
        var table =
                new Table(
                        "partitions",
                        new Table.Column("Partition", true, false),
                        new Table.Column("Records", true, false),
                        new Table.Column("Read", true, false),
                        new Table.Column("By", false, true));
        var rows = new ArrayList<List<Node>>();
        for (var each : progress.partitions()) {
            boolean endless = each.span().isEndless();
            var read =
                    endless
                            ? "to " + Figures.count(each.next())
                            : Math.round(Math.floor(100 * each.share())) + " %";
            rows.add(
                    List.of(
                            Table.figure(Integer.toString(each.partition())),
                            Table.figure(Figures.count(each.records())),
                            Table.figure(read),
                            new Label(each.by().isEmpty() ? "nobody yet" : each.by())));
        }
        table.show(rows);
        return table;
    }

    private static String many(long count, String what) {
        return Figures.count(count) + " " + what + (count == 1 ? "" : "s");
    }

    private static String when(long millis) {
        return WHEN.format(Instant.ofEpochMilli(millis).atZone(ZoneId.systemDefault()));
    }
}
