package io.sightglass.ui.inspect;

import io.sightglass.model.Decoded;
import io.sightglass.model.Finding;
import io.sightglass.model.Format;
import io.sightglass.model.Part;
import io.sightglass.model.RawRecord;
import io.sightglass.model.Sentence;
import io.sightglass.ui.fx.SentenceFlow;
import io.sightglass.ui.fx.Texts;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/// What stands where the tree would be when there is no tree: why, and what to do next.
final class StatePane extends ScrollPane {
    private final VBox lines = new VBox();
    private final Button otherwise = new Button("Read otherwise…");
    private final Button fields = new Button();
    private Consumer<Format> readAs = _ -> {};

    StatePane() {
        setContent(lines);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        lines.getStyleClass().add("inspect-state");
        otherwise.setId("undecodable-read-otherwise");
        otherwise.setTooltip(new Tooltip("Choose schema, format or framing  D"));
        fields.setId("undecodable-read-fields");
    }

    void onReadOtherwise(Runnable action) {
        otherwise.setOnAction(_ -> action.run());
    }

    /// What happens when a person wants to see the payload in a format that it could have.
    void onReadAs(Consumer<Format> action) {
        readAs = action;
    }

    void nothing() {
        lines.getChildren().clear();
        setVvalue(0);
        title("No record selected");
        line("Select a record in the list to see its fields, its bytes and what is wrong with it.");
        line("J and K, or the arrows, go from record to record.");
    }

    void reading(RawRecord record) {
        lines.getChildren().clear();
        setVvalue(0);
        var value = record.value();
        title("Reading " + Texts.bytes(value == null ? 0 : value.length) + " …");
    }

    void undecodable(Payload payload, Decoded.Undecodable undecodable) {
        lines.getChildren().clear();
        setVvalue(0);
        title(undecodable.pending() ? "The schema is on its way" : "Not decodable");
        for (var finding : undecodable.findings()) {
            lines.getChildren().add(sentence(finding));
        }
        if (!undecodable.findings().isEmpty() && undecodable.pending()) {
            line("The record is read again as soon as the schema is here.");
        }
        if (!undecodable.pending()) {
            lines.getChildren().add(offer(undecodable.likely()));
        }
        line("All bytes are kept; they stand at the right, and as text under Text.");
        var attempts = HowRead.attempts(payload);
        if (!attempts.isEmpty()) {
            var tried = new Label("What was tried");
            tried.getStyleClass().add("title");
            lines.getChildren().add(tried);
            attempts.forEach(attempt -> lines.getChildren().add(muted(attempt)));
        }
    }

    private Node offer(@Nullable Format likely) {
        var offer = new HBox(otherwise);
        offer.getStyleClass().add("inspect-offer");
        if (likely != null) {
            fields.setText("Show it as " + likely.label() + " without a schema");
            fields.setOnAction(_ -> readAs.accept(likely));
            offer.getChildren().addFirst(fields);
        }
        return offer;
    }

    void tombstone(RawRecord record, Part part) {
        lines.getChildren().clear();
        setVvalue(0);
        if (part == Part.KEY) {
            title("No key");
            line("This record has no key, so its partition was the producer's choice.");
        } else {
            title("Tombstone");
            line("The value is null. In a compacted topic this record deletes its key.");
            if (record.key() == null) {
                line("It has no key either, so it deletes nothing.");
            }
        }
    }

    private static SentenceFlow sentence(Finding finding) {
        return new SentenceFlow(finding.kind().mark(), finding.message());
    }

    private static SentenceFlow muted(Sentence sentence) {
        var flow = new SentenceFlow(sentence);
        flow.getStyleClass().add("muted");
        return flow;
    }

    private void title(String text) {
        var label = new Label(text);
        label.getStyleClass().add("heading");
        lines.getChildren().add(label);
    }

    private void line(String text) {
        lines.getChildren().add(muted(Sentence.of(text)));
    }
}
