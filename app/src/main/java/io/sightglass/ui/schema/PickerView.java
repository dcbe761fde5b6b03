package io.sightglass.ui.schema;

import io.sightglass.ui.schema.PickerModel.Choice;
import io.sightglass.ui.schema.PickerModel.Listing;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.function.Consumer;

/// Lets a person choose any schema, over the tab: type a part of its name, then Enter; the right
/// arrow, or the words at the end of a line, lead on to its revisions or versions, and the left one
/// back.
final class PickerView extends StackPane {
    private final PickerModel model;
    private final TextField field = new TextField();
    private final ObservableList<Choice> matching = FXCollections.observableArrayList();
    private final ListView<Choice> list = new ListView<>(matching);
    private final Label title = new Label();
    private final Label problem = new Label();
    private final Button back = new Button("‹ Back");
    private final ProgressBar busy = new ProgressBar();
    private final Runnable closed;
    private final Deque<Listing> passed = new ArrayDeque<>();
    private @Nullable Listing listing;
    private Consumer<SchemaSource> taker = _ -> {};
    private long asked;

    /// @param closed gives the keyboard back
    PickerView(PickerModel model, Runnable closed) {
        this.model = model;
        this.closed = closed;
        setId("schema-picker");
        getStyleClass().add("overlay");
        setVisible(false);
        field.setId("schema-picker-field");
        list.setId("schema-picker-list");
        list.getStyleClass().add("palette-list");
        list.setPrefHeight(360);
        list.setCellFactory(_ -> new Cell());
        list.setOnMouseClicked(_ -> take());
        title.getStyleClass().add("title");
        title.setMinWidth(0);
        HBox.setHgrow(title, Priority.ALWAYS);
        title.setMaxWidth(Double.MAX_VALUE);
        back.setId("schema-picker-back");
        back.getStyleClass().addAll("flat", "link-button");
        back.setMinWidth(Region.USE_PREF_SIZE);
        back.setOnAction(_ -> back());
        problem.setWrapText(true);
        problem.setId("schema-picker-problem");
        busy.getStyleClass().add("thin-progress");
        busy.setMaxWidth(Double.MAX_VALUE);
        var head = new HBox(8, title, back);
        head.setAlignment(Pos.CENTER_LEFT);
        var panel = new VBox(head, field, busy, problem, list);
        panel.getStyleClass().add("palette");
        panel.setMaxSize(600, Region.USE_PREF_SIZE);
        getChildren().add(panel);
        StackPane.setAlignment(panel, Pos.TOP_CENTER);
        setOnMousePressed(event -> {
            if (event.getTarget() == this) {
                close();
            }
        });
        field.textProperty().subscribe(_ -> filter());
        addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    }

    void open(Consumer<SchemaSource> chosen) {
        taker = chosen;
        passed.clear();
        show(model.begin());
        setVisible(true);
        field.requestFocus();
    }

    /// Answers whether the keyboard is in the text now.
    boolean focus() {
        field.requestFocus();
        return field.isFocused();
    }

    private void show(Listing now) {
        asked++;
        listing = now;
        title.setText(now.title());
        field.setPromptText(now.prompt());
        back.setVisible(!passed.isEmpty());
        visible(busy, false);
        var why = now.problem();
        problem.setText(why == null ? "" : why.plain());
        visible(problem, why != null);
        visible(list, why == null);
        field.clear();
        filter();
        field.requestFocus();
    }

    private static void visible(Region node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }

    private void filter() {
        var now = listing;
        if (now == null) {
            return;
        }
        var text = field.getText().strip();
        var words = text.toLowerCase(Locale.ROOT).split("\\s+");
        matching.setAll(now.choices().stream().filter(each -> matches(each, words)).toList());
        if (!text.isEmpty()) {
            now.typed().apply(text).ifPresent(matching::add);
        }
        list.getSelectionModel().selectFirst();
    }

    private static boolean matches(Choice choice, String[] words) {
        var name = (choice.title() + " " + choice.note()).toLowerCase(Locale.ROOT);
        for (var word : words) {
            if (!name.contains(word)) {
                return false;
            }
        }
        return true;
    }

    private void pressed(KeyEvent event) {
        int at = list.getSelectionModel().getSelectedIndex();
        switch (event.getCode()) {
            case ESCAPE -> {
                if (passed.isEmpty()) {
                    close();
                } else {
                    back();
                }
            }
            case ENTER -> {
                if (event.getTarget() == back) {
                    return;
                }
                take();
            }
            case DOWN -> move(at + 1);
            case UP -> move(at - 1);
            case RIGHT -> {
                // within a text the arrow belongs to it
                if (field.getCaretPosition() < field.getLength() || !leadsOn()) {
                    return;
                }
                follow(list.getSelectionModel().getSelectedItem());
            }
            case LEFT -> {
                if (field.getLength() > 0 || passed.isEmpty()) {
                    return;
                }
                back();
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    private boolean leadsOn() {
        var choice = list.getSelectionModel().getSelectedItem();
        return choice != null && choice.more() != null;
    }

    private void move(int to) {
        if (to >= 0 && to < matching.size()) {
            list.getSelectionModel().select(to);
            list.scrollTo(Math.max(0, to - 5));
        }
    }

    private void take() {
        var choice = list.getSelectionModel().getSelectedItem();
        if (choice == null) {
            return;
        }
        var schema = choice.schema();
        if (schema == null) {
            follow(choice);
        } else {
            close();
            taker.accept(schema);
        }
    }

    private void follow(Choice choice) {
        var before = listing;
        if (choice.more() == null || before == null) {
            return;
        }
        long ticket = ++asked;
        visible(busy, true);
        model.follow(
                choice,
                found -> {
                    if (ticket == asked && isVisible()) {
                        passed.push(before);
                        show(found);
                    }
                });
    }

    private void back() {
        if (!passed.isEmpty()) {
            show(passed.pop());
        }
    }

    private void close() {
        asked++;
        setVisible(false);
        closed.run();
    }

    private final class Cell extends ListCell<Choice> {
        private final Label name = new Label();
        private final Label note = new Label();
        private final Button more = new Button();
        private final HBox line;

        Cell() {
            name.setMinWidth(0);
            note.getStyleClass().addAll("muted", "small");
            note.setMinWidth(Region.USE_PREF_SIZE);
            more.getStyleClass().addAll("flat", "link-button");
            more.setMinWidth(Region.USE_PREF_SIZE);
            more.setFocusTraversable(false);
            more.setOnAction(_ -> {
                var choice = getItem();
                if (choice != null) {
                    follow(choice);
                }
            });
            var space = new Region();
            HBox.setHgrow(space, Priority.ALWAYS);
            line = new HBox(8, name, note, space, more);
            line.setAlignment(Pos.CENTER_LEFT);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable Choice choice, boolean empty) {
            super.updateItem(choice, empty);
            if (empty || choice == null) {
                setGraphic(null);
                return;
            }
            name.setText(choice.title());
            note.setText(choice.note());
            more.setText(choice.moreTitle() + " ›");
            more.setVisible(choice.more() != null);
            more.setManaged(choice.more() != null);
            setGraphic(line);
            setText(null);
        }
    }
}
