package io.sightglass.ui.tail;

import io.sightglass.tail.find.TopicSearch;
import io.sightglass.ui.control.Figures;
import io.sightglass.ui.fx.Pulse;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import java.util.Locale;

/// How far looking through a whole topic has got, and how to end it. There only while somebody
/// looks.
final class FindBar extends HBox {
    private static final int EVERY_MILLIS = 100;

    private final TailModel model;
    private final ProgressBar bar = new ProgressBar(0);
    private final Label words = new Label();
    private final Button stop = new Button("Stop");
    private final Button back = new Button("Back to the tail");

    FindBar(TailModel model) {
        this.model = model;
        setId("find-bar");
        getStyleClass().addAll("notice-bar", "mark-none");
        words.setId("find-words");
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMaxWidth(Double.MAX_VALUE);
        stop.setId("find-stop");
        stop.setOnAction(_ -> model.finding().stop());
        back.setId("find-back");
        back.setOnAction(_ -> model.readTail());
        for (Region button : new Region[] {stop, back, bar}) {
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.managedProperty().bind(button.visibleProperty());
        }
        bar.setPrefWidth(120);
        bar.setAccessibleText("How far looking through the topic has got");
        getChildren().addAll(bar, words, stop, back);
        visibleProperty().bind(model.finding().onProperty());
        managedProperty().bind(visibleProperty());
        model.finding().onProperty().subscribe(_ -> look());
        Pulse.every(EVERY_MILLIS, this, this::look);
    }

    private void look() {
        var progress = model.finding().progress().orElse(null);
        if (progress == null) {
            return;
        }
        boolean running = progress.end() == TopicSearch.End.NOT_YET;
        bar.setVisible(running);
        stop.setVisible(running);
        bar.setProgress(share(progress));
        var text = words(progress);
        if (!text.equals(words.getText())) {
            words.setText(text);
        }
    }

    private static double share(TopicSearch.Progress progress) {
        return progress.expected() <= 0
                ? ProgressBar.INDETERMINATE_PROGRESS
                : Math.min(1, (double) progress.looked() / progress.expected());
    }

    private String words(TopicSearch.Progress progress) {
        var found = Figures.count(progress.found()) + " found";
        var looked = Figures.count(progress.looked());
        var of = progress.expected() < 0 ? "" : " of " + Figures.count(progress.expected());
        var what = "“" + model.finding().text() + "”";
        var text =
                switch (progress.end()) {
                    case NOT_YET ->
                            found
                                    + " · looked at "
                                    + looked
                                    + of
                                    + " records · "
                                    + Figures.count(Math.round(progress.perSecond()))
                                    + "/s · "
                                    + what;
                    case ALL_LOOKED_AT ->
                            found
                                    + " in all "
                                    + looked
                                    + " records of the topic, in "
                                    + String.format(Locale.ROOT, "%.1f s", progress.seconds())
                                    + " · "
                                    + what;
                    case STOPPED ->
                            found + " · stopped after " + looked + of + " records · " + what;
                    case FAILED -> found + " before it failed, in " + looked + of + " records";
                };
        return text + unread(progress) + shown(progress);
    }

    private static String unread(TopicSearch.Progress progress) {
        return progress.unread() == 0
                ? ""
                : " · "
                        + Figures.count(progress.unread())
                        + " could not be told, as their schema did not come";
    }

    private String shown(TopicSearch.Progress progress) {
        long held = model.tail().map(tail -> tail.next() - tail.first()).orElse(0L);
        return held >= progress.found() ? "" : " · the last " + Figures.count(held) + " are shown";
    }
}
