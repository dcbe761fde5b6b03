package io.sightglass.ui.tail;

import io.sightglass.contract.Contract;
import io.sightglass.model.Mark;
import io.sightglass.ui.control.Figures;
import io.sightglass.ui.fx.Chip;
import io.sightglass.ui.fx.Pulse;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

import java.util.EnumMap;
import java.util.Map;

/// How many records bear each mark, as switches that limit the list to them; and how the topic does
/// against its objective.
final class TailChips extends StackPane {
    private static final int EVERY_MILLIS = 100;

    private final TailModel model;
    private final Chip all = new Chip("All", null);
    private final Map<Mark, Chip> chips = new EnumMap<>(Mark.class);
    private final Label rate = new Label();
    private final Label objective = new Label();
    private final Label now = new Label();
    private final Label gone = new Label();
    private final Button sampled = new Button();

    TailChips(TailModel model) {
        this.model = model;
        // In one line where that fits; else it wraps.
        var left = new FlowPane(all);
        left.getStyleClass().add("chips");
        all.setId("chip-all");
        all.setOnAction(_ -> {
            model.showAll();
            showChosen();
        });
        all.setMinWidth(Region.USE_PREF_SIZE);
        chips.put(Mark.VALID, new Chip("Valid", Mark.VALID));
        chips.put(Mark.VIOLATION, new Chip("Violations", Mark.VIOLATION));
        chips.put(Mark.UNKNOWN, new Chip("Unknown fields", Mark.UNKNOWN));
        chips.put(Mark.UNDECODABLE, new Chip("Undecodable", Mark.UNDECODABLE));
        for (var mark : new Mark[] {Mark.VALID, Mark.VIOLATION, Mark.UNKNOWN, Mark.UNDECODABLE}) {
            var chip = chips.get(mark);
            if (chip != null) {
                chip.setId("chip-" + mark.label());
                chip.setMinWidth(Region.USE_PREF_SIZE);
                chip.setOnAction(_ -> {
                    model.toggle(mark);
                    showChosen();
                });
                left.getChildren().add(chip);
            }
        }
        rate.getStyleClass().add("muted");
        objective.getStyleClass().add("muted");
        now.getStyleClass().add("danger");
        gone.getStyleClass().add("danger");
        gone.setId("gone");
        gone.setTooltip(
                new Tooltip(
                        "The topic no longer held these records when reading came to them;"
                                + " reading went on behind them."));
        showSampling();
        for (var label : new Label[] {rate, objective, now, gone}) {
            label.setMinWidth(Region.USE_PREF_SIZE);
        }
        objective.setText(
                model.contract()
                        .map(Contract::validObjective)
                        .map(promised -> " · objective " + Figures.percent(promised) + " valid")
                        .orElse(""));
        var row = new EndsRow(left, new HBox(rate, objective, now, gone, sampled));
        row.getStyleClass().add("chips-row");
        getChildren().add(row);
        model.marksProperty().subscribe(_ -> showChosen());
        Pulse.every(EVERY_MILLIS, this, this::look);
        look();
    }

    /// Says so where not all records are held to all rules; pressing it tells more.
    private void showSampling() {
        sampled.setId("sampled");
        sampled.getStyleClass().addAll("chip-note", "warning");
        sampled.setMinWidth(Region.USE_PREF_SIZE);
        sampled.setTooltip(
                new Tooltip("The rules cannot keep up. Press to see why, and how to mend it."));
        sampled.setOnAction(_ -> model.sampling().toggle());
        model.sampling()
                .sampledProperty()
                .subscribe(now -> {
                    sampled.setText("· " + now.words());
                    sampled.setAccessibleText(now.words() + ": press to see why");
                    sampled.setVisible(now.isPart());
                    sampled.setManaged(now.isPart());
                });
    }

    private void showChosen() {
        var chosen = model.marksProperty().get();
        all.setSelected(!model.isLimited());
        chips.forEach((mark, chip) -> chip.setSelected(chosen.contains(mark)));
    }

    private void look() {
        var counts = model.counts();
        all.count(Figures.count(counts.total()));
        all.setSelected(!model.isLimited());
        chips.forEach((mark, chip) ->
                chip.count(
                        mark == Mark.VALID
                                ? Figures.percent(counts.wholeValid(), counts.whole())
                                : Figures.count(counts.of(mark))));
        rate.setText(Figures.count(Math.round(model.rate())) + " msg/s");
        gone.setText(
                model.gone() == 0 ? "" : " · " + Figures.count(model.gone()) + " deleted unread");
        now.setText(
                model.isBelowObjective()
                        ? " · now " + Figures.percent(counts.wholeValid(), counts.whole())
                        : "");
    }
}
