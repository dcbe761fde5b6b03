package io.sightglass.ui.connect;

import io.sightglass.model.ClusterProfile;
import io.sightglass.ui.fx.SentenceFlow;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;

import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

import java.util.Objects;

/// What is there already: the connections that are kept, and ways to take one from a file and to
/// give it away.
final class KeptPane extends VBox {
    private final ConnectModel model;
    private final VBox list = new VBox(4);

    KeptPane(ConnectModel model) {
        this.model = model;
        getStyleClass().add("connect-kept");
        getChildren().addAll(title("KEPT CONNECTIONS"), list, title("OTHER TOOLS' FILES"));
        getChildren().addAll(paste(), file(), copy());
        model.kept().subscribe(this::fill);
        fill();
    }

    private static Label title(String text) {
        var title = new Label(text);
        title.getStyleClass().add("side-title");
        return title;
    }

    private Button paste() {
        var paste = action("import-paste", "Paste from the clipboard", Feather.CLIPBOARD);
        paste.setTooltip(
                new Tooltip(
                        "Fills the form from the clipboard: client.properties, a configuration of"
                                + " kcat or librdkafka, or a URL such as kafka://host:9092."));
        paste.setOnAction(_ -> {
            var text = Clipboard.getSystemClipboard().getString();
            model.importText(text == null ? "" : text);
        });
        return paste;
    }

    private Button file() {
        var file = action("import-file", "Import a file…", Feather.UPLOAD);
        file.setTooltip(
                new Tooltip(
                        "Fills the form from client.properties, or a configuration of kcat or"
                                + " librdkafka."));
        file.setOnAction(_ -> {
            var chooser = new FileChooser();
            chooser.setTitle("client.properties, or a configuration of kcat");
            var chosen = chooser.showOpenDialog(Objects.requireNonNull(getScene()).getWindow());
            if (chosen != null) {
                model.importFile(chosen.toPath());
            }
        });
        return file;
    }

    private Button copy() {
        var copy = action("export", "Copy as client.properties", Feather.COPY);
        copy.setTooltip(new Tooltip("Copies what the form says, without its secrets."));
        copy.disableProperty().bind(model.form().readyProperty().not());
        copy.setOnAction(_ -> {
            var content = new ClipboardContent();
            content.putString(model.exported());
            Clipboard.getSystemClipboard().setContent(content);
        });
        return copy;
    }

    private static Button action(String id, String words, Feather sign) {
        var button = new Button(words, new FontIcon(sign));
        button.setId(id);
        button.getStyleClass().addAll("flat", "kept-name");
        button.setMaxWidth(Double.MAX_VALUE);
        return button;
    }

    private void fill() {
        list.getChildren().clear();
        for (var profile : model.kept()) {
            list.getChildren().add(line(profile));
        }
        if (model.kept().isEmpty()) {
            var none = new Label("None yet: fill in the form, or open the playground.");
            none.getStyleClass().addAll("muted", "small");
            none.setWrapText(true);
            list.getChildren().add(none);
        }
        var problem = model.keptProblem();
        if (problem != null) {
            list.getChildren().add(new SentenceFlow(problem));
        }
    }

    private Node line(ClusterProfile profile) {
        var open = new Button(profile.name());
        open.getStyleClass().addAll("flat", "kept-name");
        open.setMaxWidth(Double.MAX_VALUE);
        open.setTooltip(new Tooltip("Open " + profile.name() + " (" + profile.bootstrap() + ")"));
        open.setOnAction(_ -> model.choose(profile));
        HBox.setHgrow(open, Priority.ALWAYS);
        var edit = icon(Feather.EDIT_2, "Edit " + profile.name());
        edit.setOnAction(_ -> model.fill(profile));
        var forget = icon(Feather.TRASH_2, "Forget " + profile.name());
        forget.setOnAction(_ -> model.forget(profile));
        return new HBox(2, open, edit, forget);
    }

    static Button icon(Feather sign, String words) {
        var button = new Button();
        button.setGraphic(new FontIcon(sign));
        button.getStyleClass().addAll("flat", "icon-button");
        button.setMinWidth(USE_PREF_SIZE);
        button.setAccessibleText(words);
        button.setTooltip(new Tooltip(words));
        return button;
    }
}
