package io.sightglass.ui.inspect;

import io.sightglass.model.Finding;
import io.sightglass.model.Mark;
import io.sightglass.ui.fx.SentenceFlow;
import io.sightglass.ui.fx.Texts;

import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// What is wrong with the payload, in sentences. Choosing one chooses its field and bytes.
final class FindingsPane extends BorderPane {
    /// Sentences shown at most.
    static final int MOST = 200;

    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

    /// Ids of the rules that say that there is more to see.
    private static final String SHOWN_IN_PART = "payload.shown-in-part";

    private static final String TOO_MANY = ".too-many";

    private final InspectModel model;
    private final Runnable readOn;
    private final Label title = new Label("Findings");
    private final VBox list = new VBox();
    private final ScrollPane scroll = new ScrollPane(list);
    private final List<Finding> findings = new ArrayList<>();

    /// @param readOn has more of a payload read that has more values than are read at first
    FindingsPane(InspectModel model, Runnable readOn) {
        this.readOn = readOn;
        this.model = model;
        getStyleClass().add("pane");
        title.getStyleClass().add("title");
        var header = new HBox(title);
        header.getStyleClass().add("pane-header");
        setTop(header);
        list.getStyleClass().add("findings");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        setCenter(scroll);
        model.payloadProperty().addListener((_, _, payload) -> show(payload));
        model.selectionProperty().addListener((_, _, chosen) -> choose(chosen));
        show(model.payloadProperty().get());
    }

    private void show(@Nullable Payload payload) {
        findings.clear();
        findings.addAll(model.findings());
        int count = findings.size();
        title.setText(count == 0 ? "Findings" : "Findings " + Texts.grouped(count));
        list.getChildren().clear();
        if (payload == null) {
            return;
        }
        if (count == 0) {
            list.getChildren()
                    .add(
                            quiet(
                                    Mark.VALID,
                                    "Nothing is wrong with this " + payload.part().label() + "."));
        }
        findings.stream().limit(MOST).forEach(finding -> list.getChildren().add(row(finding)));
        if (count > MOST) {
            list.getChildren().add(quiet(null, "and " + Texts.grouped(count - MOST) + " more"));
        }
        scroll.setVvalue(0);
        choose(model.selectionProperty().get());
    }

    private Node row(Finding finding) {
        var shape = new Label(finding.kind().mark().shape());
        shape.getStyleClass().addAll("mark", "mark-" + finding.kind().mark().label());
        shape.setMinWidth(Label.USE_PREF_SIZE);
        var words = new SentenceFlow(finding.message());
        HBox.setHgrow(words, Priority.ALWAYS);
        var row = new HBox(shape, words);
        if (finding.rule().equals(SHOWN_IN_PART) || finding.rule().endsWith(TOO_MANY)) {
            row.getChildren().add(more());
        }
        row.getStyleClass().add("finding");
        row.setAccessibleRole(AccessibleRole.LIST_ITEM);
        row.setAccessibleText(finding.kind().mark().label() + ": " + finding.message().plain());
        row.setOnMousePressed(_ -> model.selectFinding(finding));
        return row;
    }

    /// The rest of a long payload is read when somebody wants it.
    private Node more() {
        var more = new Button("Read on");
        more.setId("read-on");
        more.getStyleClass().addAll("flat", "read-line");
        more.setMinWidth(Button.USE_PREF_SIZE);
        more.setOnAction(_ -> readOn.run());
        return more;
    }

    private static Node quiet(@Nullable Mark mark, String text) {
        var shape = new Label(mark == null ? "" : mark.shape());
        shape.getStyleClass().addAll("mark", mark == null ? "mark-none" : "mark-" + mark.label());
        var words = new Label(text);
        words.getStyleClass().add("muted");
        var row = new HBox(shape, words);
        row.getStyleClass().add("finding");
        return row;
    }

    private void choose(@Nullable Selection chosen) {
        int at = chosen == null ? -1 : findings.indexOf(chosen.finding());
        var rows = list.getChildren();
        for (int i = 0; i < rows.size(); i++) {
            rows.get(i).pseudoClassStateChanged(SELECTED, i == at);
        }
        if (at >= 0 && at < rows.size()) {
            reveal(rows.get(at));
        }
    }

    private void reveal(Node row) {
        double room = list.getHeight() - scroll.getViewportBounds().getHeight();
        double top = scroll.getVvalue() * room;
        var bounds = row.getBoundsInParent();
        if (room <= 0) {
            return;
        }
        if (bounds.getMinY() < top) {
            scroll.setVvalue(bounds.getMinY() / room);
        } else if (bounds.getMaxY() > top + scroll.getViewportBounds().getHeight()) {
            scroll.setVvalue((bounds.getMaxY() - scroll.getViewportBounds().getHeight()) / room);
        }
    }
}
