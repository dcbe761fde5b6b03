package io.sightglass.ui.tail;

import io.sightglass.contract.Contract;
import io.sightglass.contract.RuleInfo;
import io.sightglass.ui.control.Figures;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

import java.util.Comparator;

/// Which contract the records are held against, and, in a popover, what it demands.
final class ContractButton extends Button {
    private final Button health = new Button("How healthy the topic is");
    private final Button attempt = new Button("Try a payload");
    private Runnable opened = () -> {};
    private Runnable tried = () -> {};

    ContractButton(TailModel model, ObservableValue<Boolean> narrow) {
        setId("contract");
        var contract = model.contract();
        var name = contract.map(Contract::name);
        textProperty()
                .bind(
                        narrow.map(is ->
                                is
                                        ? name.orElse("No contract")
                                        : "Contract: " + name.orElse("none")));
        setGraphic(new FontIcon(Feather.CHEVRON_DOWN));
        setContentDisplay(javafx.scene.control.ContentDisplay.RIGHT);
        health.setId("contract-health");
        health.setTooltip(
                new Tooltip("Indicators against objectives, data downtime, fields, rules  H"));
        var content =
                new VBox(
                        8,
                        new HBox(8, health, attempt),
                        contract.map(ContractButton::describe)
                                .orElseGet(() -> nothing(model.topic())));
        var item = new CustomMenuItem(content, false);
        item.getStyleClass().add("popover-item");
        var popover = new ContextMenu(item);
        popover.getStyleClass().add("popover");
        health.setOnAction(_ -> {
            popover.hide();
            opened.run();
        });
        attempt.setId("contract-try");
        attempt.setTooltip(
                new Tooltip("Whether a payload would be let through, before it is sent  T"));
        attempt.setOnAction(_ -> {
            popover.hide();
            tried.run();
        });
        setOnAction(_ -> {
            if (popover.isShowing()) {
                popover.hide();
            } else {
                popover.show(this, Side.BOTTOM, 0, 4);
            }
        });
    }

    /// What happens when a person wants to know how healthy the topic is.
    void onHealth(Runnable action) {
        opened = action;
    }

    /// What happens when a person wants to try a payload.
    void onTry(Runnable action) {
        tried = action;
    }

    private static Node nothing(String topic) {
        var words =
                new Label(
                        "No contract speaks about "
                                + topic
                                + ". Put a *.contract.yaml (Open Data Contract Standard) with"
                                + " physicalName: "
                                + topic
                                + " into a schema folder of this connection.");
        words.setWrapText(true);
        words.setPrefWidth(360);
        words.setMinHeight(USE_PREF_SIZE);
        return new VBox(words);
    }

    private static Node describe(Contract contract) {
        var title = new Label(contract.name());
        title.getStyleClass().add("title");
        var box = new VBox(8, title);
        if (contract.description() != null && !contract.description().isBlank()) {
            var words = new Label(contract.description().strip());
            words.setWrapText(true);
            words.setPrefWidth(400);
            words.setMinHeight(USE_PREF_SIZE);
            box.getChildren().add(words);
        }
        var facts = new GridPane();
        facts.getStyleClass().add("facts");
        fact(facts, "Owner", contract.owner() == null ? "not said" : contract.owner());
        var objective = contract.validObjective();
        fact(
                facts,
                "Objective",
                objective == null ? "none" : Figures.percent(objective) + " of records valid");
        fact(facts, "File", String.valueOf(contract.file().getFileName()));
        box.getChildren().add(facts);

        var rules = new GridPane();
        rules.getStyleClass().add("facts");
        contract.rules().stream()
                .sorted(Comparator.comparing(RuleInfo::path))
                .forEach(rule -> rule(rules, rule));
        var heading = new Label("RULES · " + contract.rules().size());
        heading.getStyleClass().add("popover-title");
        var scroll = new ScrollPane(rules);
        scroll.setFitToWidth(true);
        scroll.setMaxHeight(260);
        scroll.setPrefWidth(400);
        box.getChildren().addAll(heading, scroll);
        return box;
    }

    private static void fact(GridPane grid, String name, String value) {
        var label = new Label(name);
        label.getStyleClass().add("muted");
        grid.addRow(grid.getRowCount(), label, new Label(value));
    }

    private static void rule(GridPane grid, RuleInfo rule) {
        var path = new Label(rule.path().isEmpty() ? "the event" : rule.path());
        path.getStyleClass().add("mono");
        path.setMinWidth(USE_PREF_SIZE);
        var words = new Label(rule.words());
        words.getStyleClass().add("muted");
        words.setWrapText(true);
        words.setTooltip(new Tooltip(rule.origin().place()));
        grid.addRow(grid.getRowCount(), path, words);
    }
}
