package io.sightglass.ui.connect;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.stage.FileChooser;
import javafx.util.StringConverter;

import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

import java.util.Objects;
import java.util.function.Function;

/// Lines of a form: a label and a field each, which come and go with what they belong to.
final class FormGrid extends GridPane {
    private int row;

    FormGrid() {
        getStyleClass().add("connect-form");
        var labels = new ColumnConstraints();
        labels.setHalignment(HPos.LEFT);
        labels.setMinWidth(130);
        var fields = new ColumnConstraints();
        fields.setHgrow(Priority.ALWAYS);
        getColumnConstraints().addAll(labels, fields);
    }

    void line(String title, Node field) {
        var label = label(title, field);
        add(label, 0, row);
        add(field, 1, row);
        row++;
    }

    /// A line that is there while `shown` is true.
    void line(String title, Node field, ObservableValue<Boolean> shown) {
        line(title, field);
        var label = getChildren().get(getChildren().size() - 2);
        for (var node : new Node[] {label, field}) {
            node.visibleProperty().bind(shown);
            node.managedProperty().bind(node.visibleProperty());
        }
    }

    private static Label label(String title, Node field) {
        var label = new Label(title);
        label.getStyleClass().addAll("muted", "form-label");
        label.setMinWidth(Region.USE_PREF_SIZE);
        label.setLabelFor(field);
        GridPane.setValignment(label, VPos.TOP);
        return label;
    }

    /// What is wrong with the lines above, while something is.
    void problem(ObservableValue<String> problem) {
        var words = new Label();
        words.getStyleClass().addAll("small", "danger");
        words.setWrapText(true);
        words.textProperty().bind(problem);
        words.visibleProperty().bind(problem.map(text -> !text.isEmpty()));
        words.managedProperty().bind(words.visibleProperty());
        add(words, 1, row++);
    }

    static TextField text(String id, StringProperty value, String prompt) {
        var field = new TextField();
        field.setId(id);
        field.setPromptText(prompt);
        field.textProperty().bindBidirectional(value);
        return field;
    }

    static PasswordField secret(String id, SecretField secret) {
        var field = new PasswordField();
        field.setId(id);
        field.textProperty().bindBidirectional(secret.typedProperty());
        field.promptTextProperty().bind(secret.hintProperty());
        return field;
    }

    /// The path of a file, typed or chosen.
    static Node file(String id, StringProperty value, String prompt) {
        var field = text(id, value, prompt);
        HBox.setHgrow(field, Priority.ALWAYS);
        var choose = new Button();
        choose.setGraphic(new FontIcon(Feather.FOLDER));
        choose.getStyleClass().addAll("flat", "icon-button");
        choose.setAccessibleText("Choose a file");
        choose.setTooltip(new Tooltip("Choose a file"));
        choose.setOnAction(_ -> {
            var window = Objects.requireNonNull(field.getScene()).getWindow();
            var chosen = new FileChooser().showOpenDialog(window);
            if (chosen != null) {
                value.set(chosen.getPath());
            }
        });
        return new HBox(4, field, choose);
    }

    static <T> ComboBox<T> choice(String id, ObjectProperty<T> value) {
        var box = new ComboBox<T>();
        box.setId(id);
        box.valueProperty().bindBidirectional(value);
        return box;
    }

    /// Shows a choice's values in words.
    static <T> StringConverter<T> words(Function<T, String> words) {
        return new StringConverter<>() {
            @Override
            public String toString(T value) {
                return value == null ? "" : words.apply(value);
            }

            @Override
            public T fromString(String text) {
                throw new UnsupportedOperationException("nobody types a choice");
            }
        };
    }
}
