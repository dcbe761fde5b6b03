package io.sightglass.ui.schema;

import io.sightglass.ui.schema.DraftFile.Outcome;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Consumer;

/// Asks, over the tab, which file a draft is to be; a file that is there is replaced only when the
/// person has said so.
final class SaveDraftView extends StackPane {
    private final DraftsModel drafts;
    private final TextField field = new TextField();
    private final Label words = new Label();
    private final Button save = new Button("Save");
    private final Runnable closed;
    private final Consumer<String> tell;
    private boolean replace;

    /// @param closed gives the keyboard back
    /// @param tell says what became of it
    SaveDraftView(DraftsModel drafts, Runnable closed, Consumer<String> tell) {
        this.drafts = drafts;
        this.closed = closed;
        this.tell = tell;
        setId("draft-saving");
        getStyleClass().add("overlay");
        setVisible(false);
        var title = new Label("Save the draft as");
        title.getStyleClass().add("title");
        field.setId("draft-file");
        field.setAccessibleText("The file's path");
        field.textProperty().subscribe((_, _) -> offer(false, ""));
        field.setOnAction(_ -> save());
        HBox.setHgrow(field, Priority.ALWAYS);
        words.setId("draft-file-words");
        words.setWrapText(true);
        var browse = new Button("Browse…");
        browse.setMinWidth(Region.USE_PREF_SIZE);
        browse.setOnAction(_ -> browse());
        save.setId("draft-file-save");
        save.setOnAction(_ -> save());
        var cancel = new Button("Cancel");
        cancel.setId("draft-file-cancel");
        cancel.setOnAction(_ -> close());
        var buttons = new HBox(8, save, cancel);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        var panel = new VBox(10, title, new HBox(8, field, browse), words, buttons);
        panel.getStyleClass().addAll("palette", "draft-panel");
        panel.setMaxSize(640, Region.USE_PREF_SIZE);
        getChildren().add(panel);
        StackPane.setAlignment(panel, Pos.TOP_CENTER);
        setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                close();
                event.consume();
            }
        });
    }

    void open() {
        field.setText(drafts.proposed().toString());
        offer(false, "");
        setVisible(true);
        field.requestFocus();
        field.end();
    }

    /// Answers whether the keyboard is in the text now.
    boolean focus() {
        field.requestFocus();
        return field.isFocused();
    }

    private void offer(boolean replacing, String said) {
        replace = replacing;
        save.setText(replacing ? "Replace it" : "Save");
        words.setText(said);
        words.setVisible(!said.isEmpty());
        words.setManaged(!said.isEmpty());
    }

    private void browse() {
        var chooser = new FileChooser();
        chooser.setTitle("Save the draft");
        var name = drafts.proposed().getFileName();
        chooser.setInitialFileName(name == null ? "" : name.toString());
        var file = chooser.showSaveDialog(getScene().getWindow());
        if (file != null) {
            field.setText(file.toString());
        }
    }

    private void save() {
        try {
            drafts.save(Path.of(field.getText().strip()), replace, this::told);
        } catch (InvalidPathException e) {
            offer(false, "That is no name for a file.");
        }
    }

    private void told(Outcome outcome) {
        switch (outcome) {
            case Outcome.Saved(var sentence) -> {
                close();
                tell.accept(sentence.plain());
                drafts.saved();
            }
            case Outcome.There(var sentence) -> offer(true, sentence.plain());
            case Outcome.Failed(var sentence) -> offer(false, sentence.plain());
        }
    }

    private void close() {
        setVisible(false);
        closed.run();
    }
}
