package io.sightglass.ui.shell;

import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

import org.jspecify.annotations.Nullable;

/// A schema's source text, to read.
final class SourceView extends BorderPane {
    SourceView(SourceModel model) {
        getStyleClass().add("pane");
        var title = new Label(model.title());
        title.getStyleClass().add("title");
        var about = new Label();
        about.getStyleClass().add("muted");
        about.textProperty().bind(model.aboutProperty());
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var bar = new HBox(title, versions(model), about, space);
        bar.getStyleClass().add("tool-bar-row");

        var problem = new Label();
        problem.setWrapText(true);
        var notice = new HBox(problem);
        notice.getStyleClass().addAll("notice-bar", "mark-violation");
        HBox.setHgrow(problem, Priority.ALWAYS);
        model.problemProperty()
                .subscribe(sentence -> {
                    problem.setText(sentence == null ? "" : sentence.plain());
                    notice.setVisible(sentence != null);
                    notice.setManaged(sentence != null);
                });
        var text = new TextArea();
        text.setEditable(false);
        text.getStyleClass().addAll("mono", "source-text");
        text.setAccessibleText("Source of " + model.title());
        text.textProperty().bind(model.textProperty());
        setTop(new VBox(bar, notice));
        setCenter(text);
    }

    private static ComboBox<Integer> versions(SourceModel model) {
        var box = new ComboBox<Integer>();
        box.setItems(model.versions());
        box.valueProperty().bindBidirectional(model.versionProperty());
        box.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(@Nullable Integer version) {
                        return version == null ? "" : "Version " + version;
                    }

                    @Override
                    public @Nullable Integer fromString(@Nullable String text) {
                        return null;
                    }
                });
        box.setAccessibleText("Version");
        Runnable show =
                () -> {
                    box.setVisible(!model.versions().isEmpty());
                    box.setManaged(!model.versions().isEmpty());
                };
        model.versions().subscribe(show);
        show.run();
        return box;
    }
}
