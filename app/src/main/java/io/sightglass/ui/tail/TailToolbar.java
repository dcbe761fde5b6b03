package io.sightglass.ui.tail;

import io.sightglass.model.Part;
import io.sightglass.ui.control.Figures;
import io.sightglass.ui.fx.Pulse;
import io.sightglass.ui.read.Purpose;
import io.sightglass.ui.read.ReadAsMenu;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

import java.util.List;
import java.util.function.Supplier;

/// What is read, and what of it is shown.
final class TailToolbar extends VBox {
    private static final PseudoClass INVALID = PseudoClass.getPseudoClass("invalid");

    private static final int FIGURES_EVERY_MILLIS = 100;
    private static final double NARROW = 1000;
    private static final double LEAST_BUTTON = 64;

    /// Gives way before the buttons' words do: `Frozen +12.3k` and the longest of them fit beside
    /// it.
    private static final double LEAST_FILTER = 48;

    private final TailModel model;
    private final ToggleButton live = new ToggleButton();
    private final FontIcon sign = new FontIcon(Feather.PAUSE);
    private final TextField filter = new TextField();
    private final Button find = new Button();
    private final Button about = new Button();
    private final ContractButton contract;

    TailToolbar(TailModel model, Supplier<List<Integer>> partitions) {
        this.model = model;
        // Without room, buttons say what is chosen and leave out what for.
        var narrow = widthProperty().lessThan(NARROW);
        live.setId("live");
        live.setGraphic(sign);
        live.setMinWidth(Region.USE_PREF_SIZE);
        live.setTooltip(new Tooltip("Freeze the view, or follow the newest record  Space"));
        live.setOnAction(_ -> model.liveProperty().set(!model.liveProperty().get()));
        model.liveProperty().subscribe(_ -> showLive());

        var from = new FromMenu(model, narrow);
        var parts = new PartitionsMenu(model, partitions, narrow);
        var readAs =
                new ReadAsMenu(
                        model.connection(),
                        model.readings(),
                        model.readerProperty(),
                        () -> model.choosing().open(Purpose.READ_AS, Part.VALUE),
                        narrow);
        contract = new ContractButton(model, narrow);
        for (Region menu : List.of(from, parts, readAs, contract)) {
            menu.setMinWidth(LEAST_BUTTON);
        }
        filter(model);
        about.setId("about-topic");
        about.setGraphic(new FontIcon(Feather.INFO));
        about.getStyleClass().add("icon-button");
        about.setMinWidth(Region.USE_PREF_SIZE);
        about.setAccessibleText("What this topic is");
        about.setTooltip(new Tooltip("What this topic is, who reads it, its settings  I"));
        find(narrow);
        var bar = new HBox(live, from, parts, readAs, filter, find, contract, about);
        bar.getStyleClass().add("tool-bar-row");

        var problem = new Label();
        problem.setId("filter-problem");
        problem.getStyleClass().addAll("danger", "small");
        problem.setWrapText(true);
        var problemRow = new HBox(problem);
        problemRow.getStyleClass().add("filter-problem");
        model.filterProblemProperty()
                .subscribe(sentence -> {
                    filter.pseudoClassStateChanged(INVALID, sentence != null);
                    problem.setText(sentence == null ? "" : sentence.plain());
                    problemRow.setVisible(sentence != null);
                    problemRow.setManaged(sentence != null);
                });
        getChildren().addAll(bar, problemRow);
        Pulse.every(FIGURES_EVERY_MILLIS, this, this::showLive);
    }

    private void filter(TailModel shown) {
        filter.setId("filter");
        filter.getStyleClass().add("filter-field");
        filter.setPromptText("Filter: text, or value.total > 20");
        filter.setAccessibleText("Filter");
        filter.setTooltip(
                new Tooltip(
                        """
                        Any text is looked for as it stands.
                        An expression may use value, key, headers, partition, offset, timestamp, \
                        size and findings:
                        value.status != "CANCELED" && headers.source == "pos"
                        "VIOLATION" in findings
                        value.items.exists(i, i.boldness > 10)\
                        """));
        filter.setMinWidth(LEAST_FILTER);
        // It takes all that the others leave; a wider wish would be shared out among them.
        filter.setPrefWidth(LEAST_FILTER);
        filter.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(filter, Priority.ALWAYS);
        filter.textProperty().bindBidirectional(shown.filterProperty());
        filter.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER && event.isShortcutDown()) {
                model.findInTopic();
                event.consume();
            } else if (event.getCode() == KeyCode.ESCAPE && !filter.getText().isEmpty()) {
                filter.clear();
                event.consume();
            }
        });
    }

    /// There once something is typed: the filter looks at what is held, this at everything.
    private void find(ObservableBooleanValue narrow) {
        find.setId("find-in-topic");
        find.setGraphic(new FontIcon(Feather.SEARCH));
        find.setAccessibleText("Find in the whole topic");
        find.setTooltip(
                new Tooltip(
                        "Look through the whole topic for this, from its oldest record on"
                                + "  Ctrl Enter"));
        find.setMinWidth(Region.USE_PREF_SIZE);
        find.textProperty().bind(Bindings.when(narrow).then("").otherwise("Find in topic"));
        find.visibleProperty().bind(model.filterProperty().isNotEmpty());
        find.managedProperty().bind(find.visibleProperty());
        find.setOnAction(_ -> model.findInTopic());
    }

    private void showLive() {
        boolean isLive = model.liveProperty().get();
        long newer = model.newer();
        live.setSelected(isLive);
        var text = isLive ? "Live" : newer == 0 ? "Frozen" : frozen(Figures.brief((double) newer));
        if (!text.equals(live.getText())) {
            live.setText(text);
            live.setAccessibleText(
                    isLive ? "Live: press to freeze the view" : text + ": press to follow");
        }
        if (live.getStyleClass().contains("live") != isLive) {
            if (isLive) {
                live.getStyleClass().add("live");
            } else {
                live.getStyleClass().remove("live");
            }
            sign.setIconCode(isLive ? Feather.PAUSE : Feather.PLAY);
        }
    }

    private String frozen(String newer) {
        return getWidth() < NARROW ? "Frozen +" + newer : "Frozen · " + newer + " newer";
    }

    void onAbout(Runnable action) {
        about.setOnAction(_ -> action.run());
    }

    void onContract(Runnable action) {
        contract.onHealth(action);
    }

    /// What happens when a person wants to try a payload.
    void onTry(Runnable action) {
        contract.onTry(action);
    }

    /// The field to type a filter into.
    void focusFilter() {
        filter.requestFocus();
        filter.selectAll();
    }
}
