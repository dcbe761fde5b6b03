package io.sightglass.ui.topic;

import io.sightglass.model.Sentence;
import io.sightglass.ui.fx.SentenceFlow;

import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.List;

/// A part of a page: a title, a note at its right, and what stands below.
public final class Section extends VBox {
    private final Label note = new Label();
    private final HBox header;
    private final VBox body = new VBox();

    public Section(String title, String id) {
        setId(id);
        getStyleClass().add("topic-section");
        var name = new Label(title);
        name.getStyleClass().add("topic-section-title");
        name.setMinWidth(Region.USE_PREF_SIZE);
        note.getStyleClass().addAll("muted", "small");
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        header = new HBox(8, name, space, note);
        header.getStyleClass().add("topic-section-header");
        body.getStyleClass().add("topic-section-body");
        getChildren().addAll(header, body);
    }

    public void note(String text) {
        note.setText(text);
    }

    /// Something to press, at the right of the title.
    public void action(Node node) {
        header.getChildren().add(node);
    }

    public void show(List<? extends Node> nodes) {
        body.getChildren().setAll(nodes);
    }

    public void show(Node... nodes) {
        body.getChildren().setAll(nodes);
    }

    /// In place of what cannot be shown.
    public void say(Sentence sentence) {
        show(muted(sentence));
    }

    public static SentenceFlow muted(Sentence sentence) {
        var flow = new SentenceFlow(sentence);
        flow.getStyleClass().add("muted");
        return flow;
    }

    public static SentenceFlow muted(String text) {
        return muted(Sentence.of(text));
    }

    /// Text that wraps.
    public static Label words(String text, String... styles) {
        var label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().addAll(styles);
        return label;
    }

    /// Documentation: its lines were broken where its source is read, not here.
    public static Label prose(String text, String... styles) {
        return words(text.replaceAll("(?<![\\n])\\n(?![\\n\\-*])", " "), styles);
    }

    public static Hyperlink link(String text, Runnable action) {
        var link = new Hyperlink(text);
        link.getStyleClass().add("topic-link");
        link.setMnemonicParsing(false);
        link.setMinWidth(Region.USE_PREF_SIZE);
        link.setOnAction(_ -> {
            action.run();
            link.setVisited(false);
        });
        return link;
    }

    public static Label badge(String text, String... styles) {
        var badge = new Label(text);
        badge.getStyleClass().add("badge");
        badge.getStyleClass().addAll(styles);
        badge.setMinWidth(Region.USE_PREF_SIZE);
        return badge;
    }
}
