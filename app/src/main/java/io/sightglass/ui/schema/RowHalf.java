package io.sightglass.ui.schema;

import io.sightglass.compat.outline.Row;

import javafx.beans.value.ObservableDoubleValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Locale;

/// One side of a row: line number, sign, and the text with what differs marked. Hatched where the
/// side has nothing.
final class RowHalf extends HBox {
    private static final PseudoClass NOTHING = PseudoClass.getPseudoClass("nothing");

    private final Label number = new Label();
    private final Label sign = new Label();
    private final HBox text = new HBox();

    /// @param shift how far the texts are moved to the left, in pixels
    RowHalf(ObservableDoubleValue shift) {
        getStyleClass().add("diff-half");
        number.getStyleClass().add("diff-number");
        sign.getStyleClass().add("diff-sign");
        text.getStyleClass().add("diff-text");
        text.setAlignment(Pos.CENTER_LEFT);
        text.translateXProperty()
                .bind(
                        new javafx.beans.binding.DoubleBinding() {
                            {
                                bind(shift);
                            }

                            @Override
                            protected double computeValue() {
                                return -shift.get();
                            }
                        });
        var frame = new Pane(text);
        var clip = new Rectangle();
        clip.widthProperty().bind(frame.widthProperty());
        clip.heightProperty().bind(frame.heightProperty());
        frame.setClip(clip);
        frame.setMinWidth(0);
        frame.setPrefWidth(0);
        text.prefHeightProperty().bind(frame.heightProperty());
        HBox.setHgrow(frame, Priority.ALWAYS);
        getChildren().addAll(number, sign, frame);
        setMinWidth(0);
    }

    void show(Row.@Nullable Half half, Row.Kind kind, boolean moved) {
        pseudoClassStateChanged(NOTHING, half == null);
        for (var each : Row.Kind.values()) {
            pseudoClassStateChanged(
                    PseudoClass.getPseudoClass(each.name().toLowerCase(Locale.ROOT)),
                    half != null && each == kind);
        }
        number.setText(half == null ? "" : Integer.toString(half.number()));
        sign.setText(half == null ? "" : moved ? "⇅" : String.valueOf(kind.sign()).strip());
        var parts = new ArrayList<Label>();
        if (half != null) {
            int at = 0;
            for (var span : half.spans()) {
                add(parts, half.text().substring(at, span.start()), false);
                add(parts, half.text().substring(span.start(), span.end()), true);
                at = span.end();
            }
            add(parts, half.text().substring(at), false);
        }
        text.getChildren().setAll(parts);
    }

    private static void add(ArrayList<Label> parts, String words, boolean differs) {
        if (!words.isEmpty()) {
            var part = new Label(words.replace("\t", "    "));
            part.setMinWidth(Region.USE_PREF_SIZE);
            part.getStyleClass().add(differs ? "diff-word" : "diff-words");
            parts.add(part);
        }
    }
}
