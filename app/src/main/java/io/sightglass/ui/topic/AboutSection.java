package io.sightglass.ui.topic;

import io.sightglass.contract.Contract;
import io.sightglass.model.Sentence;
import io.sightglass.ui.control.Figures;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What the topic is, in the words of those who made it: documentation, owner, contract, and what
/// the registry keeps beside the schema.
final class AboutSection {
    private final TopicModel model;
    private final Section section = new Section("What it is", "topic-about");

    AboutSection(TopicModel model) {
        this.model = model;
        model.schemasProperty().subscribe(_ -> show());
        model.contractProperty().subscribe(_ -> show());
    }

    Node node() {
        return section;
    }

    private void show() {
        var nodes = new ArrayList<Node>();
        var schemas = model.schemasProperty().get();
        var contract = model.contractProperty().get();
        if (schemas != null) {
            for (var schema : schemas) {
                if (!schema.doc().isEmpty()) {
                    nodes.add(
                            said(
                                    schema.doc(),
                                    "its "
                                            + schema.role().toLowerCase(Locale.ROOT)
                                            + "'s schema, "
                                            + schema.name()));
                }
            }
        }
        if (contract != null && contract.description() != null) {
            nodes.add(said(contract.description(), "contract " + contract.name()));
        }
        if (nodes.isEmpty()) {
            nodes.add(
                    Section.muted(
                            schemas == null
                                    ? Sentence.of("Asking the registry…")
                                    : Sentence.of(
                                            "Neither a schema nor a contract says what this topic"
                                                    + " is for. Its documentation would stand"
                                                    + " here.")));
        }
        var facts = facts(contract, schemas == null ? List.of() : schemas);
        if (!facts.isEmpty()) {
            nodes.add(grid(facts));
        }
        section.show(nodes);
    }

    private static Node said(String text, String by) {
        var words = Section.prose(text, "topic-doc");
        var source = new Label("— " + by);
        source.getStyleClass().addAll("muted", "small");
        return new VBox(2, words, source);
    }

    private static Map<String, String> facts(
            @org.jspecify.annotations.Nullable Contract contract, List<TopicSchema> schemas) {
        var facts = new LinkedHashMap<String, String>();
        if (contract != null && contract.owner() != null) {
            facts.put("Owner", contract.owner() + " (contract)");
        }
        for (var schema : schemas) {
            schema.properties().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(entry ->
                            facts.merge(
                                    title(entry.getKey()),
                                    entry.getValue() + " (registry)",
                                    AboutSection::both));
        }
        if (contract != null) {
            var objective = contract.validObjective();
            var file = contract.file().getFileName();
            facts.put(
                    "Contract",
                    contract.name()
                            + ": "
                            + Figures.count(contract.rules().size())
                            + (contract.rules().size() == 1 ? " rule" : " rules")
                            + (objective == null
                                    ? ""
                                    : ", " + Figures.percent(objective) + " valid promised")
                            + (file == null ? "" : ", in " + file));
        }
        return facts;
    }

    /// `order-desk (contract, registry)` where both say the same.
    private static String both(String one, String other) {
        var name = other.substring(0, other.lastIndexOf(" ("));
        return one.startsWith(name + " (")
                ? one.equals(other)
                        ? one
                        : one.substring(0, one.length() - 1)
                                + ", "
                                + other.substring(name.length() + 2)
                : one + ", " + other;
    }

    private static String title(String key) {
        return key.isEmpty()
                ? key
                : key.substring(0, 1).toUpperCase(Locale.ROOT) + key.substring(1);
    }

    private static Node grid(Map<String, String> facts) {
        var grid = new GridPane();
        grid.getStyleClass().add("facts");
        int row = 0;
        for (var fact : facts.entrySet()) {
            var name = new Label(fact.getKey());
            name.getStyleClass().add("muted");
            name.setMinWidth(Region.USE_PREF_SIZE);
            grid.addRow(row++, name, Section.words(fact.getValue()));
        }
        return grid;
    }
}
