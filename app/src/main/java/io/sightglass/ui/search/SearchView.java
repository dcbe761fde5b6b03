package io.sightglass.ui.search;

import io.sightglass.schema.search.SearchHit;
import io.sightglass.ui.control.Figures;
import io.sightglass.ui.fx.Pulse;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.function.Consumer;

/// The tab in which all schemas are searched: a field to type into, and what was found. Enter or a
/// click opens the schema where it stands.
public final class SearchView extends BorderPane {
    private final SearchModel model;
    private final Consumer<SearchHit> opened;
    private final TextField field = new TextField();
    private final ListView<SearchHit> list = new ListView<>();
    private final Label summary = new Label();
    private final ProgressBar progress = new ProgressBar();
    private final Label emptyHeading = new Label();
    private final Label emptyWords = new Label();

    /// @param opened opens the schema where something was found
    public SearchView(SearchModel model, Consumer<SearchHit> opened) {
        this.model = model;
        this.opened = opened;
        getStyleClass().addAll("pane", "search-page");
        getStylesheets()
                .add(
                        Objects.requireNonNull(SearchView.class.getResource("search.css"))
                                .toExternalForm());
        setTop(top());
        setCenter(hits());
        model.stateProperty().subscribe(this::show);
        Pulse.each(this, model::look);
    }

    private Node top() {
        field.setId("search-field");
        field.setPromptText("A field, a type, a symbol or words: userId");
        field.setAccessibleText("Search all schemas");
        field.textProperty().bindBidirectional(model.typedProperty());
        HBox.setHgrow(field, Priority.ALWAYS);
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        summary.setId("search-summary");
        summary.getStyleClass().add("muted");
        summary.setMinWidth(Region.USE_PREF_SIZE);
        var row = new HBox(field, summary);
        row.getStyleClass().add("tool-bar-row");
        progress.getStyleClass().add("search-progress");
        progress.setMaxWidth(Double.MAX_VALUE);
        return new VBox(row, progress);
    }

    private void pressed(KeyEvent event) {
        switch (event.getCode()) {
            case DOWN -> model.move(1);
            case UP -> model.move(-1);
            case ENTER -> model.chosen().ifPresent(opened);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private Node hits() {
        list.setId("search-hits");
        list.getStyleClass().add("search-list");
        list.setItems(model.hits());
        list.setAccessibleText("What was found");
        list.setCellFactory(_ -> new HitCell());
        list.setPlaceholder(placeholder());
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                model.chosen().ifPresent(opened);
                event.consume();
            }
        });
        list.getSelectionModel()
                .selectedIndexProperty()
                .subscribe(index -> {
                    if (index.intValue() >= 0) {
                        model.selectedProperty().set(index.intValue());
                    }
                });
        model.selectedProperty().subscribe(index -> select(index.intValue()));
        return list;
    }

    private void select(int index) {
        var selection = list.getSelectionModel();
        if (index < 0) {
            selection.clearSelection();
        } else if (selection.getSelectedIndex() != index) {
            selection.clearAndSelect(index);
            list.scrollTo(Math.max(0, index - 5));
        }
    }

    private Node placeholder() {
        emptyHeading.getStyleClass().add("heading");
        emptyWords.getStyleClass().add("muted");
        emptyWords.setWrapText(true);
        emptyWords.setMaxWidth(560);
        var box = new VBox(emptyHeading, emptyWords);
        box.getStyleClass().add("empty-state");
        return box;
    }

    private void show(SearchModel.State state) {
        var read = state.progress();
        progress.setVisible(!read.isDone());
        progress.setManaged(!read.isDone());
        progress.setProgress(read.total() == 0 ? -1 : (double) read.done() / read.total());
        summary.setText(summary(state));
        if (state.typed().isEmpty()) {
            emptyHeading.setText("Who has a field userId?");
            emptyWords.setText(
                    "Type a part of a name, however it is written: userId finds user_id too. Types,"
                            + " symbols and words of the documentation are found as well; several"
                            + " words all have to fit.");
        } else if (!read.isDone()) {
            emptyHeading.setText("Looking…");
            emptyWords.setText("Nothing so far; not all schemas have been read yet.");
        } else {
            emptyHeading.setText("Nothing found");
            emptyWords.setText(
                    "No field, type, symbol or documentation of "
                            + schemas(read.total())
                            + " has a word that begins with "
                            + state.typed()
                            + ". Try a part of it, or another word for it.");
        }
    }

    private static String schemas(int count) {
        return Figures.count(count) + (count == 1 ? " schema" : " schemas");
    }

    private static String summary(SearchModel.State state) {
        var text = new StringBuilder();
        var results = state.results();
        if (!state.typed().isEmpty() && results.total() > 0) {
            text.append(Figures.count(results.total()))
                    .append(" in ")
                    .append(schemas(results.schemas()));
            if (results.hits().size() < results.total()) {
                text.append(", the best ")
                        .append(Figures.count(results.hits().size()))
                        .append(" shown");
            }
            text.append("  ·  ");
        }
        var read = state.progress();
        text.append(
                read.isDone()
                        ? schemas(read.total()) + " searched"
                        : Figures.count(read.done()) + " of " + schemas(read.total()) + " read");
        if (read.unread() > 0) {
            text.append(", ").append(Figures.count(read.unread())).append(" cannot be read");
        }
        if (read.full()) {
            text.append(", more than there is room for");
        }
        return text.toString();
    }

    /// Puts the keyboard into the field; answers whether it is there now.
    public boolean focusField() {
        field.requestFocus();
        field.selectAll();
        return field.isFocused();
    }

    /// Puts the keyboard on what was found.
    public boolean focusHits() {
        list.requestFocus();
        return true;
    }

    /// One hit: what it is, and below it what is said of it.
    private final class HitCell extends ListCell<SearchHit> {
        private final Label kind = new Label();
        private final Label path = new Label();
        private final Label type = new Label();
        private final Label where = new Label();
        private final Label doc = new Label();
        private final VBox box;

        HitCell() {
            getStyleClass().add("hit-cell");
            kind.getStyleClass().addAll("muted", "small", "hit-kind");
            kind.setMinWidth(Region.USE_PREF_SIZE);
            path.getStyleClass().addAll("mono", "hit-path");
            path.setMinWidth(80);
            type.getStyleClass().addAll("mono", "muted", "small");
            type.setMinWidth(0);
            where.getStyleClass().add("hit-where");
            where.setMinWidth(120);
            where.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
            doc.getStyleClass().addAll("muted", "hit-doc");
            doc.setMinWidth(0);
            var space = new Region();
            HBox.setHgrow(space, Priority.ALWAYS);
            var line = new HBox(10, kind, path, type, space, where);
            line.getStyleClass().add("hit-line");
            box = new VBox(1, line, doc);
            setPrefWidth(0);
            setOnMouseClicked(_ -> {
                if (getItem() != null) {
                    model.selectedProperty().set(getIndex());
                    opened.accept(getItem());
                }
            });
        }

        @Override
        protected void updateItem(@Nullable SearchHit hit, boolean empty) {
            super.updateItem(hit, empty);
            if (empty || hit == null) {
                setGraphic(null);
                setAccessibleText("");
                return;
            }
            var element = hit.element();
            kind.setText(element.kind().word());
            path.setText(element.path());
            type.setText(element.type());
            where.setText(hit.where() + (element.line() > 0 ? " · line " + element.line() : ""));
            var said = element.doc().replaceAll("\\s+", " ");
            doc.setText(said);
            doc.setVisible(!said.isEmpty());
            doc.setManaged(!said.isEmpty());
            setGraphic(box);
            setAccessibleText(
                    element.kind().word()
                            + " "
                            + element.path()
                            + " in "
                            + hit.where()
                            + " "
                            + said);
        }
    }
}
