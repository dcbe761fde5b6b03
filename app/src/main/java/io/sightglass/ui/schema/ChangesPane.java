package io.sightglass.ui.schema;

import io.sightglass.compat.report.Report;
import io.sightglass.model.Direction;
import io.sightglass.model.SchemaChange;
import io.sightglass.ui.fx.SentenceFlow;
import io.sightglass.ui.fx.Texts;

import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What changed and whom it breaks, in words. Choosing a change chooses its row.
final class ChangesPane extends ScrollPane {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

    /// More are counted only.
    private static final int MOST = 400;

    private final SchemaModel model;
    private final VBox list = new VBox();
    private final HBox offer = new HBox();
    private final List<SchemaChange> changes = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();

    /// @param proving shows where a proof is begun
    ChangesPane(SchemaModel model, Runnable proving) {
        this.model = model;
        setContent(list);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setId("changes");
        list.getStyleClass().add("changes");
        model.shownProperty().subscribe(this::show);
        model.lines().selectedProperty().subscribe(_ -> choose());
        model.proof().revisionProperty().subscribe(_ -> count());
        offer.getStyleClass().addAll("change", "change-offer");
        var prove = new Button("Prove on topic");
        prove.setId("offer-prove");
        prove.getStyleClass().addAll("flat", "link-button");
        prove.setMinWidth(Region.USE_PREF_SIZE);
        prove.setOnAction(_ -> proving.run());
        var words = new Label("How many records of a topic does each change concern?");
        words.getStyleClass().add("muted");
        words.setMinWidth(0);
        offer.getChildren().addAll(words, prove);
    }

    private void show(@Nullable Shown shown) {
        // What is shown again, since a file was saved, stays where it is.
        double place = changes.isEmpty() ? 0 : getVvalue();
        changes.clear();
        rows.clear();
        list.getChildren().clear();
        var comparison = shown == null ? null : shown.comparison();
        if (comparison == null) {
            return;
        }
        // What breaks comes first, and within that what a reader of today meets first.
        comparison.changes().stream()
                .sorted(Comparator.comparingInt(ChangesPane::weight))
                .forEach(changes::add);
        if (changes.isEmpty()) {
            list.getChildren().add(quiet("Nothing that matters to a reader has changed."));
        }
        changes.stream().limit(MOST).forEach(change -> rows.add(row(change)));
        rows.forEach(row -> list.getChildren().add(row.node()));
        if (!rows.isEmpty()) {
            list.getChildren().add(offer);
        }
        if (changes.size() > MOST) {
            list.getChildren().add(quiet("and " + Texts.grouped(changes.size() - MOST) + " more"));
        }
        count();
        setVvalue(place);
    }

    /// A change and what is said below it of records.
    private record Row(SchemaChange change, Node node, VBox counts) {}

    /// Says how many records each change is about, as far as that is proved by now.
    private void count() {
        boolean proved = model.proof().isOfShown();
        offer.setVisible(!proved);
        offer.setManaged(!proved);
        for (var row : rows) {
            var said = model.proof().counts(row.change());
            if (!said.equals(row.counts().getUserData())) {
                row.counts().setUserData(said);
                row.counts().getChildren().clear();
                for (var sentence : said) {
                    var words = new SentenceFlow(sentence);
                    words.getStyleClass().add("change-count");
                    row.counts().getChildren().add(words);
                }
            }
        }
    }

    private static int weight(SchemaChange change) {
        return change.breaks().isEmpty() ? 2 : change.breaks().contains(Direction.BACKWARD) ? 0 : 1;
    }

    private Row row(SchemaChange change) {
        boolean safe = change.breaks().isEmpty();
        var breaks = new Label((safe ? "✓ " : "✕ ") + Report.breaks(change));
        breaks.getStyleClass().addAll("change-breaks", safe ? "mark-valid" : "mark-violation");
        var sentence = new SentenceFlow(change.message());
        var place = new Label(Report.place(change));
        place.getStyleClass().addAll("muted", "small");
        place.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
        place.setMinWidth(0);
        var counts = new VBox();
        var words = new VBox(sentence, counts, place);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        var type = new Label(change.type());
        type.getStyleClass().addAll("mono", "muted", "change-type");
        type.setMinWidth(Region.USE_PREF_SIZE);
        if (!change.rules().isEmpty()) {
            type.setTooltip(new Tooltip("buf: " + String.join(", ", change.rules())));
        }
        var row = new HBox(breaks, words, type);
        row.getStyleClass().add("change");
        row.setAccessibleRole(AccessibleRole.LIST_ITEM);
        row.setAccessibleText(
                Report.breaks(change) + ": " + change.message().plain() + " " + change.type());
        row.setFocusTraversable(true);
        row.setOnMousePressed(_ -> {
            row.requestFocus();
            model.lines().choose(change);
        });
        row.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
                model.lines().choose(change);
                event.consume();
            }
        });
        return new Row(change, row, counts);
    }

    private static Node quiet(String text) {
        var words = new Label(text);
        words.getStyleClass().add("muted");
        var row = new HBox(words);
        row.getStyleClass().add("change");
        return row;
    }

    private void choose() {
        var chosen = model.lines().chosenChange().orElse(null);
        for (var row : rows) {
            row.node().pseudoClassStateChanged(SELECTED, row.change().equals(chosen));
        }
    }

    void focus() {
        if (!list.getChildren().isEmpty()) {
            list.getChildren().getFirst().requestFocus();
        }
    }
}
