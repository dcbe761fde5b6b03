package io.sightglass.ui.schema;

import io.sightglass.ui.fx.Texts;
import io.sightglass.ui.source.SourceArea;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

/// One schema's source, with what finds the way in it above.
public final class SourcePane extends BorderPane {
    private final SourceModel model;
    private final SourceArea area;
    private final TextField field = new TextField();
    private final Label note = new Label();
    private final Button faults;
    private final Button save;
    private final DraftsModel drafts;
    private @Nullable SchemaSource shown;

    /// @param saving asks where to save the draft
    SourcePane(SourceModel model, DraftsModel drafts, Runnable saving) {
        this.model = model;
        this.drafts = drafts;
        area = new SourceArea(new Heard());
        getStyleClass().add("source-pane");
        setId("source-pane");
        field.setId("source-find");
        field.getStyleClass().add("source-find");
        field.setPromptText("Find in this text");
        field.setTooltip(new Tooltip("Find in this text  Ctrl F; Enter for the next one"));
        field.textProperty().subscribe((_, _) -> tell(""));
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::pressedInField);
        note.setId("source-note");
        note.getStyleClass().add("muted");
        note.setMinWidth(0);
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        faults =
                button("▲", "source-faults", "To the next line that is wrong  F8", this::nextFault);
        faults.getStyleClass().add("mark-violation");
        save = button("Save as…", "draft-save", "Save the draft as a file  Ctrl S", saving);
        var bar =
                new HBox(
                        button(
                                "‹ Back",
                                "source-back",
                                "Back to where you were  Alt ←",
                                this::back),
                        button(
                                "Go to type",
                                "source-follow",
                                "To where the type under the caret is declared  F12, or Ctrl and"
                                        + " a click",
                                area::follow),
                        button(
                                "Fold",
                                "source-fold",
                                "Fold or unfold this block  Ctrl ⏎",
                                area::fold),
                        save,
                        faults,
                        space,
                        note,
                        field,
                        button("↑", "source-previous", "The one before  Shift F3", () -> find(-1)),
                        button("↓", "source-next", "The next one  F3", () -> find(1)));
        bar.getStyleClass().add("source-bar");
        bar.setAlignment(Pos.CENTER_LEFT);
        setTop(bar);
        setCenter(area);
        addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        model.contentProperty()
                .subscribe(content -> {
                    if (content != null) {
                        take(content);
                    }
                });
        model.goalProperty()
                .subscribe(place -> {
                    if (place != null) {
                        area.go(place);
                    }
                });
        model.noteProperty().subscribe(sentence -> tell(sentence.plain()));
    }

    private static Button button(String text, String id, String hint, Runnable action) {
        var button = new Button(text);
        button.setId(id);
        button.setTooltip(new Tooltip(hint));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setFocusTraversable(true);
        button.setOnAction(_ -> action.run());
        return button;
    }

    private void take(SourceModel.Text text) {
        boolean same = text.source().equals(shown);
        if (!same) {
            shown = text.source();
            area.show(text.content(), text.isDraft());
        } else if (!text.isDraft()) {
            area.renew(text.content());
        } else if (area.text().equals(text.content().text())) {
            area.refresh(text.content());
        } else {
            return; // something newer was typed, and is being read
        }
        int wrong = text.content().faults().size();
        faults.setText("▲ " + Texts.count(wrong, "line is wrong", "lines are wrong"));
        visible(faults, wrong > 0);
        visible(save, text.isDraft());
    }

    private static void visible(Region node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }

    private void nextFault() {
        if (!area.nextFault()) {
            tell("Nothing is wrong here.");
        }
        area.focus();
    }

    private void pressed(KeyEvent event) {
        if (event.getCode() == KeyCode.F8) {
            nextFault();
            event.consume();
        }
        if (event.getCode() == KeyCode.F3) {
            find(event.isShiftDown() ? -1 : 1);
            event.consume();
        }
    }

    private void pressedInField(KeyEvent event) {
        switch (event.getCode()) {
            case ENTER -> {
                if (!event.isShortcutDown()) {
                    find(event.isShiftDown() ? -1 : 1);
                    event.consume();
                }
            }
            case ESCAPE -> {
                area.focus();
                event.consume();
            }
            default -> {}
        }
    }

    private void find(int step) {
        var text = field.getText();
        tell(
                text.isEmpty()
                        ? "Type what to find."
                        : area.find(text, step) ? "" : "“" + text + "” is not in this text.");
    }

    private final class Heard implements SourceArea.Listener {
        @Override
        public void follow(String name) {
            model.follow(name, area.caret());
        }

        @Override
        public void tell(String words) {
            SourcePane.this.tell(words);
        }

        @Override
        public void typed(String text) {
            drafts.typed(text);
        }

        @Override
        public void leave() {
            save.requestFocus();
        }
    }

    /// Puts the keyboard where what to find is typed.
    public void find() {
        field.requestFocus();
        field.selectAll();
    }

    /// To where the type under the caret is declared.
    public void follow() {
        area.follow();
    }

    /// Folds the block around the caret, or unfolds it.
    public void fold() {
        area.fold();
    }

    /// To where the last type was followed from.
    public void back() {
        if (!model.back()) {
            tell("There is nothing to go back to.");
        }
    }

    private void tell(String words) {
        note.setText(words);
    }

    /// Answers whether the keyboard is there now.
    boolean focus() {
        return area.focus();
    }

    /// Whether the keyboard is in a text that is edited.
    boolean isTyping() {
        return area.isTyping();
    }

    void close() {
        area.close();
    }
}
