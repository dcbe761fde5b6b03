package io.sightglass.ui.inspect;

import io.sightglass.model.Decoded;
import io.sightglass.model.Finding;
import io.sightglass.model.Part;
import io.sightglass.model.RawRecord;
import io.sightglass.model.Sentence;
import io.sightglass.ui.fx.SentenceFlow;
import io.sightglass.ui.fx.Texts;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

/// What stands where the tree would be when there is no tree: why, and what to do next.
final class StatePane extends VBox {
    private final Button otherwise = new Button("Read otherwise…");

    StatePane() {
        getStyleClass().add("inspect-state");
        otherwise.setId("undecodable-read-otherwise");
        otherwise.setTooltip(new Tooltip("Choose schema, format or framing  D"));
    }

    void onReadOtherwise(Runnable action) {
        otherwise.setOnAction(_ -> action.run());
    }

    void nothing() {
        getChildren().clear();
        title("No record selected");
        line("Select a record in the list to see its fields, its bytes and what is wrong with it.");
        line("J and K, or the arrows, go from record to record.");
    }

    void reading(RawRecord record) {
        getChildren().clear();
        var value = record.value();
        title("Reading " + Texts.bytes(value == null ? 0 : value.length) + " …");
    }

    void undecodable(Payload payload, Decoded.Undecodable undecodable) {
        getChildren().clear();
        title(undecodable.pending() ? "The schema is on its way" : "Not decodable");
        for (var finding : undecodable.findings()) {
            getChildren().add(sentence(finding));
        }
        if (!undecodable.findings().isEmpty() && undecodable.pending()) {
            line("The record is read again as soon as the schema is here.");
        }
        var attempts = HowRead.attempts(payload);
        if (!attempts.isEmpty()) {
            var tried = new Label("What was tried");
            tried.getStyleClass().add("title");
            getChildren().add(tried);
            attempts.forEach(attempt -> getChildren().add(muted(attempt)));
        }
        line("All bytes are kept; they stand at the right, and as text under Text.");
        if (!undecodable.pending()) {
            line("If you know what they are, say so:");
            getChildren().add(otherwise);
        }
    }

    void tombstone(RawRecord record, Part part) {
        getChildren().clear();
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
        getChildren().add(label);
    }

    private void line(String text) {
        getChildren().add(muted(Sentence.of(text)));
    }
}
