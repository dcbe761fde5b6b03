package io.sightglass.ui.fx;

import io.sightglass.model.Mark;
import io.sightglass.model.Sentence;

import javafx.scene.AccessibleRole;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

import org.jspecify.annotations.Nullable;

/// A [Sentence] in the window: it wraps, and its strong parts are bold. Style classes `sentence`,
/// `sentence-part`, `strong`.
public final class SentenceFlow extends TextFlow {
    /// With no words yet.
    public SentenceFlow() {
        getStyleClass().add("sentence");
        setAccessibleRole(AccessibleRole.TEXT);
    }

    public SentenceFlow(Sentence sentence) {
        this();
        show(null, sentence);
    }

    /// With a mark in front.
    public SentenceFlow(Mark mark, Sentence sentence) {
        this();
        show(mark, sentence);
    }

    /// Says something else.
    public void show(@Nullable Mark mark, Sentence sentence) {
        getChildren().clear();
        if (mark != null) {
            var shape = new Text(mark.shape() + " ");
            shape.getStyleClass().addAll("mark", "mark-" + mark.label());
            getChildren().add(shape);
        }
        for (var part : sentence.parts()) {
            if (part.text().isEmpty()) {
                continue; // an empty Text shifts the styles of what follows by a character
            }
            var text = new Text(part.text());
            text.getStyleClass().add("sentence-part");
            if (part.strong()) {
                text.getStyleClass().add("strong");
            }
            getChildren().add(text);
        }
        setAccessibleText((mark == null ? "" : mark.label() + ": ") + sentence.plain());
    }
}
