package io.sightglass.ui.topic;

import io.sightglass.model.Mark;
import io.sightglass.model.Sentence;
import io.sightglass.schema.explain.Meaning;
import io.sightglass.schema.search.SchemaHolder;
import io.sightglass.schema.search.SearchHit;
import io.sightglass.ui.control.Figures;
import io.sightglass.ui.topic.TopicModel.Example;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A record with every field explained; a click on one says who else has it.
final class FieldsSection {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");
    private static final double INDENT = 16;
    private static final double NAME_WIDTH = 190;
    private static final int MOST_CHOICES = 12;

    private final TopicModel model;
    private final TopicView.Doors doors;
    private final Section section = new Section("A record, field by field", "topic-fields");
    private final Button another = new Button("Another record");
    private final List<Row> rows = new ArrayList<>();

    private record Row(SampleField field, VBox node) {}

    FieldsSection(TopicModel model, TopicView.Doors doors) {
        this.model = model;
        this.doors = doors;
        another.setId("another-record");
        another.getStyleClass().addAll("flat", "link-button");
        another.setMinWidth(Region.USE_PREF_SIZE);
        another.setOnAction(_ -> model.nextSample());
        section.action(another);
        model.exampleProperty().subscribe(this::show);
        model.chosenProperty().subscribe(_ -> choose());
        model.sameProperty().subscribe(_ -> choose());
    }

    Node node() {
        return section;
    }

    private void show(Example example) {
        rows.clear();
        another.setVisible(example instanceof Example.Shown);
        another.setManaged(example instanceof Example.Shown);
        section.note("");
        switch (example) {
            case Example.Reading() -> section.say(Sentence.of("Reading a record…"));
            case Example.None(var why) -> {
                var again = new Button("Read again");
                again.setOnAction(_ -> model.readSamples());
                section.show(Section.muted(why), again);
            }
            case Example.Shown(var sample) -> show(sample);
        }
    }

    private void show(Sample sample) {
        var nodes = new ArrayList<Node>();
        nodes.add(Section.muted(where(sample)));
        if (sample.mark() != Mark.VALID) {
            nodes.add(
                    Section.muted(
                            sample.mark().shape()
                                    + " Something is wrong with this record; watch the records to"
                                    + " see what."));
        }
        for (var field : sample.fields()) {
            var row = row(field);
            rows.add(new Row(field, row));
            nodes.add(row);
        }
        if (sample.fields().isEmpty()) {
            nodes.add(Section.muted("The record has no fields."));
        } else {
            nodes.add(Section.muted("Click a field to see which other schemas have it."));
        }
        section.show(nodes);
        choose();
    }

    private static String where(Sample sample) {
        return "Partition "
                + sample.partition()
                + ", offset "
                + Figures.count(sample.offset())
                + (sample.key().isEmpty() ? "" : ", key " + sample.key())
                + (sample.timestamp() < 0
                        ? ""
                        : ", "
                                + TIME.format(
                                        Instant.ofEpochMilli(sample.timestamp())
                                                .atZone(ZoneId.systemDefault())))
                + (sample.schema() == null ? "" : ", read as " + sample.schema().label());
    }

    private VBox row(SampleField field) {
        var meaning = field.meaning();
        var name = new Label(field.name());
        name.getStyleClass().addAll("mono", "field-name");
        var type = new Label(type(field));
        type.getStyleClass().addAll("muted", "small");
        type.setWrapText(true);
        if (!meaning.precise().isEmpty()) {
            type.setTooltip(new Tooltip(meaning.precise()));
        }
        var left = new VBox(name, type);
        left.setMinWidth(NAME_WIDTH);
        left.setMaxWidth(NAME_WIDTH);
        left.setPrefWidth(NAME_WIDTH);
        left.setPadding(new javafx.geometry.Insets(0, 0, 0, field.depth() * INDENT));

        var value = Section.words(field.value(), "mono");
        value.getStyleClass().add(field.present() ? "field-value" : "muted");
        var right = new VBox(2, value);
        HBox.setHgrow(right, Priority.ALWAYS);
        right.setMinWidth(0);
        if (!meaning.doc().isEmpty()) {
            right.getChildren().add(Section.prose(meaning.doc(), "field-doc"));
        }
        if (!meaning.choices().isEmpty()) {
            right.getChildren().add(choices(meaning));
        }
        var traits = traits(field);
        if (!traits.isEmpty()) {
            var flow = new FlowPane(6, 3);
            flow.getChildren().setAll(traits);
            right.getChildren().add(flow);
        }
        var line = new HBox(10, left, right);
        var row = new VBox(4, line);
        row.getStyleClass().add("field-row");
        row.setFocusTraversable(true);
        row.setAccessibleText(
                field.path() + ", " + meaning.type() + ", " + field.value() + ", " + meaning.doc());
        row.setOnMouseClicked(_ -> {
            row.requestFocus();
            model.choose(field);
        });
        row.addEventHandler(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ENTER && event.getTarget() == row) {
                        model.choose(field);
                        event.consume();
                    }
                });
        return row;
    }

    /// `text · optional · may be null`.
    private static String type(SampleField field) {
        var meaning = field.meaning();
        var words = new StringBuilder(meaning.type().isEmpty() ? "type unknown" : meaning.type());
        if (meaning.optional()) {
            words.append(" · optional");
        }
        if (meaning.nullable()) {
            words.append(" · may be null");
        }
        var standard = meaning.standard();
        if (standard != null && !(meaning.nullable() && standard.equals("null"))) {
            words.append(" · ").append(standard).append(" if missing");
        }
        return words.toString();
    }

    private static List<Node> traits(SampleField field) {
        var traits = new ArrayList<Node>();
        if (!field.known()) {
            traits.add(Section.badge("not in the schema", "mark-unknown"));
        }
        if (field.meaning().deprecated()) {
            traits.add(Section.badge("deprecated", "mark-unknown"));
        }
        return traits;
    }

    private static Node choices(Meaning meaning) {
        var some = meaning.choices().stream().limit(MOST_CHOICES).toList();
        int rest = meaning.choices().size() - some.size();
        return Section.words(
                String.join(" · ", some) + (rest > 0 ? " · and " + rest + " more" : ""),
                "muted",
                "small");
    }

    /// The topic of a subject, under the registry's usual naming, where there is one.
    private Optional<String> topic(SearchHit hit) {
        return Optional.of(hit.holder())
                .filter(SchemaHolder.Subject.class::isInstance)
                .map(holder -> holder.name().replaceFirst("-(value|key)$", ""))
                .filter(name -> !name.equals(hit.holder().name()))
                .filter(doors.isTopic());
    }

    /// Shows who else has the chosen field, below it.
    private void choose() {
        var chosen = model.chosenProperty().get();
        for (var row : rows) {
            boolean here = row.field().path().equals(chosen);
            row.node().pseudoClassStateChanged(CHOSEN, here);
            var children = row.node().getChildren();
            if (children.size() > 1) {
                children.remove(1, children.size());
            }
            if (here) {
                children.add(same());
            }
        }
    }

    private Node same() {
        var box = new VBox(2);
        box.setId("same-field");
        box.getStyleClass().add("same-field");
        var same = model.sameProperty().get();
        if (same == null) {
            box.getChildren().add(Section.muted("Looking through the schemas…"));
            return box;
        }
        var results = same.results();
        var title =
                results.total() == 0
                        ? "No other schema has a field " + same.name() + "."
                        : "Also has "
                                + same.name()
                                + (results.total() == 1
                                        ? ":"
                                        : " (" + Figures.count(results.total()) + "):");
        box.getChildren().add(Section.words(title, "strong"));
        for (var hit : results.hits()) {
            var where = Section.link(hit.where(), () -> doors.hit().accept(hit));
            var what = new Label(hit.element().path());
            what.getStyleClass().addAll("mono", "small");
            what.setMinWidth(Region.USE_PREF_SIZE);
            var doc = new Label(hit.element().doc().lines().findFirst().orElse(""));
            doc.getStyleClass().addAll("muted", "small");
            doc.setMinWidth(0);
            HBox.setHgrow(doc, Priority.ALWAYS);
            var line = new HBox(10, where, what, doc);
            topic(hit)
                    .ifPresent(topic ->
                            line.getChildren()
                                    .add(
                                            2,
                                            Section.link(
                                                    "topic " + topic,
                                                    () -> doors.about().accept(topic))));
            line.getStyleClass().add("same-line");
            box.getChildren().add(line);
        }
        if (!same.progress().isDone()) {
            box.getChildren()
                    .add(
                            Section.muted(
                                    same.progress().done()
                                            + " of "
                                            + same.progress().total()
                                            + " schemas read so far."));
        }
        var wider =
                Section.link(
                        "Search all schemas for " + same.name(),
                        () -> doors.search().accept(same.name()));
        box.getChildren().add(wider);
        return box;
    }
}
