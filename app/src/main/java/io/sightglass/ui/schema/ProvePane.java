package io.sightglass.ui.schema;

import io.sightglass.port.From;
import io.sightglass.ui.fx.Pulse;
import io.sightglass.ui.fx.Texts;
import io.sightglass.ui.tail.FromText;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

import java.time.ZoneId;
import java.util.List;

/// Proof on a topic: which one and which records, how far it has got, and what was found.
final class ProvePane extends BorderPane {
    private static final int MILLIS = 200;

    private final ProofModel proof;
    private final ComboBox<String> topic = new ComboBox<>();
    private final MenuButton span = new MenuButton();
    private final Button start = new Button("Prove");
    private final Button cancel = new Button("Cancel");
    private final ProgressBar bar = new ProgressBar();
    private final Label progress = new Label();
    private final Label obstacle = new Label();
    private final HBox readers = new HBox();
    private final ProofResults results;
    private final ScrollPane page = new ScrollPane();
    private int chosenReader;
    private boolean filling;

    ProvePane(SchemaModel model) {
        this.proof = model.proof();
        setId("prove");
        getStyleClass().add("prove");
        results = new ProofResults(proof::show);
        topic.setId("prove-topic");
        topic.setPromptText("Choose a topic");
        topic.setVisibleRowCount(14);
        topic.setMaxWidth(280);
        topic.setAccessibleText("The topic whose records are read");
        topic.setOnShowing(_ -> fillTopics());
        topic.valueProperty()
                .subscribe(name -> {
                    if (!filling && name != null) {
                        proof.choose(name);
                    }
                });
        span.setId("prove-span");
        span.setMinWidth(Region.USE_PREF_SIZE);
        span.setOnShowing(_ -> fillSpans());
        // a menu button without items does not open
        span.getItems().add(new MenuItem());
        start.setId("prove-start");
        start.getStyleClass().add("accent");
        start.setDefaultButton(false);
        start.setMinWidth(Region.USE_PREF_SIZE);
        start.setTooltip(
                new Tooltip("Reads them as a reader with this schema would; commits nothing"));
        start.setOnAction(_ -> proof.start());
        cancel.setId("prove-cancel");
        cancel.setMinWidth(Region.USE_PREF_SIZE);
        cancel.setOnAction(_ -> proof.cancel());
        bar.setPrefWidth(140);
        bar.setId("prove-bar");
        progress.setId("prove-progress");
        progress.getStyleClass().add("muted");
        obstacle.setId("prove-obstacle");
        obstacle.getStyleClass().add("muted");
        readers.getStyleClass().add("prove-readers");
        var form =
                new FlowPane(
                        label("Records of"),
                        topic,
                        span,
                        start,
                        cancel,
                        bar,
                        progress,
                        obstacle,
                        readers);
        form.getStyleClass().add("prove-form");
        setTop(form);
        page.setContent(results);
        page.setFitToWidth(true);
        page.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        page.setId("prove-page");
        setCenter(page);
        proof.revisionProperty().subscribe(_ -> show());
        model.shownProperty().subscribe(_ -> show());
        Pulse.every(MILLIS, this, proof::look);
    }

    private static Label label(String text) {
        var label = new Label(text);
        label.getStyleClass().add("muted");
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private void fillTopics() {
        filling = true;
        var chosen = topic.getValue();
        topic.getItems().setAll(proof.topics());
        topic.setValue(chosen);
        filling = false;
    }

    private void fillSpans() {
        span.getItems().clear();
        for (var each : proof.spans()) {
            var item = new MenuItem(words(each));
            item.setOnAction(_ -> proof.choose(each));
            span.getItems().add(item);
        }
        span.getItems().addAll(new SeparatorMenuItem(), last(), since());
    }

    private String words(Span each) {
        return each instanceof Span.Held
                ? each.words()
                        + proof.held().map(count -> " (" + Texts.grouped(count) + ")").orElse("")
                : each.words();
    }

    private CustomMenuItem last() {
        return entry(
                "Last",
                "250000",
                text ->
                        FromText.offset(text)
                                .filter(from -> ((From.Offset) from).offset() > 0)
                                .map(from -> new Span.Last(((From.Offset) from).offset())));
    }

    private CustomMenuItem since() {
        return entry(
                "Since",
                "14:30 or 2026-11-22 14:30",
                text ->
                        FromText.time(text, ZoneId.systemDefault())
                                .map(from -> new Span.Since(((From.Time) from).instant())));
    }

    /// A field in the menu: Enter takes what was typed, if it can be understood.
    private CustomMenuItem entry(
            String name,
            String example,
            java.util.function.Function<String, java.util.Optional<? extends Span>> reading) {
        var field = new TextField();
        field.setPromptText(example);
        field.setPrefColumnCount(17);
        field.setAccessibleText(name + ", such as " + example);
        var label = new Label(name);
        label.setMinWidth(52);
        var box = new HBox(8, label, field);
        box.setAlignment(Pos.CENTER_LEFT);
        var item = new CustomMenuItem(box, false);
        field.setOnAction(_ -> {
            var read = reading.apply(field.getText());
            field.pseudoClassStateChanged(PseudoClass.getPseudoClass("invalid"), read.isEmpty());
            read.ifPresent(chosen -> {
                span.hide();
                proof.choose(chosen);
            });
        });
        return item;
    }

    /// Comes to the front.
    void open() {
        proof.propose();
        show();
    }

    /// Puts the keyboard on what comes next.
    void focus() {
        if (proof.isRunning()) {
            cancel.requestFocus();
        } else if (start.isDisabled()) {
            topic.requestFocus();
        } else {
            start.requestFocus();
        }
    }

    private void show() {
        filling = true;
        var name = proof.topicProperty().get();
        if (!name.isEmpty() && !name.equals(topic.getValue())) {
            topic.setValue(name);
        }
        filling = false;
        span.setText(words(proof.spanProperty().get()));
        var why = proof.obstacle();
        boolean running = proof.isRunning();
        start.setDisable(why.isPresent());
        start.setText(running || proof.proved().isPresent() ? "Prove again" : "Prove");
        visible(cancel, running);
        visible(bar, running);
        var got = proof.progress();
        visible(progress, got.isPresent());
        got.ifPresent(now -> {
            bar.setProgress(now.done());
            progress.setText(now.words() + (now.of().isEmpty() ? "" : " · " + now.of()));
        });
        obstacle.setText(why.map(sentence -> sentence.plain()).orElse(""));
        visible(obstacle, why.isPresent());
        var all = proof.results();
        chosenReader = Math.clamp(chosenReader, 0, Math.max(0, all.size() - 1));
        choices(all);
        results.show(all.isEmpty() ? null : all.get(chosenReader));
    }

    private void choices(List<ProofModel.Result> all) {
        visible(readers, all.size() > 1);
        if (all.size() < 2) {
            chosenReader = 0;
            return;
        }
        if (readers.getChildren().size() != all.size() + 1) {
            readers.getChildren().setAll(label("Readers on"));
            for (int i = 0; i < all.size(); i++) {
                int index = i;
                var button = new ToggleButton(all.get(i).reader());
                button.getStyleClass().add("version-pill");
                button.setMinWidth(Region.USE_PREF_SIZE);
                button.setMnemonicParsing(false);
                button.setOnAction(_ -> {
                    chosenReader = index;
                    show();
                });
                readers.getChildren().add(button);
            }
        }
        for (int i = 0; i < all.size(); i++) {
            if (readers.getChildren().get(i + 1) instanceof ToggleButton button) {
                button.setText(all.get(i).reader());
                button.setSelected(i == chosenReader);
                button.pseudoClassStateChanged(
                        PseudoClass.getPseudoClass("shown"), i == chosenReader);
            }
        }
    }

    private static void visible(Region node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }
}
