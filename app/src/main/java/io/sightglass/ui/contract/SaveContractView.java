package io.sightglass.ui.contract;

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

/// Asks, over the tab, which file a drafted contract is to be.
final class SaveContractView extends StackPane {
    private final ContractModel model;
    private final TextField field = new TextField();
    private final Label words = new Label();
    private final Runnable closed;
    private final Consumer<String> tell;

    /// @param closed gives the keyboard back
    /// @param tell says what became of it
    SaveContractView(ContractModel model, Runnable closed, Consumer<String> tell) {
        this.model = model;
        this.closed = closed;
        this.tell = tell;
        setId("health-saving");
        getStyleClass().add("overlay");
        setVisible(false);
        var title = new Label("Save the drafted contract as");
        title.getStyleClass().add("title");
        field.setId("health-file");
        field.setAccessibleText("The file's path");
        field.textProperty().subscribe((_, _) -> say(""));
        field.setOnAction(_ -> save());
        HBox.setHgrow(field, Priority.ALWAYS);
        words.setId("health-file-words");
        words.setWrapText(true);
        words.setMinHeight(Region.USE_PREF_SIZE);
        var effect = new Label(model.effect());
        effect.setWrapText(true);
        effect.setMinHeight(Region.USE_PREF_SIZE);
        effect.getStyleClass().addAll("muted", "small");
        var browse = new Button("Browse…");
        browse.setMinWidth(Region.USE_PREF_SIZE);
        browse.setOnAction(_ -> browse());
        var save = new Button("Save");
        save.setId("health-file-save");
        save.setOnAction(_ -> save());
        var cancel = new Button("Cancel");
        cancel.setId("health-file-cancel");
        cancel.setOnAction(_ -> close());
        var buttons = new HBox(8, save, cancel);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        var panel = new VBox(10, title, new HBox(8, field, browse), effect, words, buttons);
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
        field.setText(model.proposed().toString());
        say("");
        setVisible(true);
        field.requestFocus();
        field.end();
    }

    private void say(String text) {
        words.setText(text);
        words.setVisible(!text.isEmpty());
        words.setManaged(!text.isEmpty());
    }

    private void browse() {
        var chooser = new FileChooser();
        chooser.setTitle("Save the drafted contract");
        var name = model.proposed().getFileName();
        chooser.setInitialFileName(name == null ? "" : name.toString());
        var file = chooser.showSaveDialog(getScene().getWindow());
        if (file != null) {
            field.setText(file.toString());
        }
    }

    private void save() {
        try {
            model.save(Path.of(field.getText().strip()), this::told);
        } catch (InvalidPathException e) {
            say("That is no name for a file.");
        }
    }

    private void told(SavedDraft saved) {
        if (saved.done()) {
            close();
            tell.accept(saved.sentence().plain());
        } else {
            say(saved.sentence().plain());
        }
    }

    private void close() {
        setVisible(false);
        closed.run();
    }
}
