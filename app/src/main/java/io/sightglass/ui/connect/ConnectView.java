package io.sightglass.ui.connect;

import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Environment;
import io.sightglass.ui.fx.SentenceFlow;

import javafx.beans.value.ObservableValue;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;

import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

import java.nio.file.Path;
import java.util.Objects;

/// The connection panel: what is kept, the form, and what is being waited for.
public final class ConnectView extends StackPane {
    private final ConnectModel model;
    private final VBox kept = new VBox();
    private final VBox folders = new VBox();
    private final HBox failure = new HBox();
    private final SentenceFlow reason = new SentenceFlow();
    private final VBox waiting = new VBox();
    private final Label step = new Label();
    private final Node page;

    public ConnectView(ConnectModel model) {
        this.model = model;
        setId("connect");
        getStyleClass().add("connect");
        page = page();
        waiting();
        getChildren().addAll(page, waiting);
        model.stateProperty().subscribe(this::show);
        model.kept().subscribe(this::fillKept);
        model.folders().subscribe(this::fillFolders);
        fillKept();
        fillFolders();
    }

    private void show(ConnectModel.State state) {
        boolean isWaiting = state instanceof ConnectModel.State.Waiting;
        waiting.setVisible(isWaiting);
        page.setVisible(!isWaiting);
        boolean refused = state instanceof ConnectModel.State.Refused;
        failure.setVisible(refused);
        failure.setManaged(refused);
        switch (state) {
            case ConnectModel.State.Idle() -> {}
            case ConnectModel.State.Waiting(var what) -> step.setText(what + "…");
            case ConnectModel.State.Refused(var sentence) -> reason.show(null, sentence);
        }
    }

    private void waiting() {
        var bar = new ProgressBar(ProgressBar.INDETERMINATE_PROGRESS);
        bar.setPrefWidth(320);
        bar.visibleProperty().bind(waiting.visibleProperty());
        step.setId("step");
        step.setWrapText(true);
        var cancel = new Button("Cancel");
        cancel.setId("cancel");
        cancel.setOnAction(_ -> model.cancel());
        waiting.getStyleClass().add("empty-state");
        waiting.getChildren().addAll(step, bar, cancel);
    }

    private Node page() {
        var heading = new Label("Connect to a cluster");
        heading.getStyleClass().add("heading");
        var words =
                new Label(
                        "Sightglass reads and never writes. No consumer group is joined and no"
                                + " offset is committed.");
        words.getStyleClass().add("muted");
        words.setWrapText(true);

        failure.getStyleClass().addAll("notice-bar", "mark-violation");
        failure.setId("failure");
        HBox.setHgrow(reason, Priority.ALWAYS);
        failure.getChildren().add(reason);

        kept.getStyleClass().add("connect-kept");
        kept.setMinWidth(190);
        kept.setPrefWidth(220);
        var form = form();
        HBox.setHgrow(form, Priority.ALWAYS);
        var columns = new HBox(28, kept, form);
        var content = new VBox(14, heading, words, failure, columns);
        content.getStyleClass().add("connect-page");
        content.setMaxWidth(860);
        var centred = new StackPane(content);
        var scroll = new ScrollPane(centred);
        scroll.setFitToWidth(true);
        return scroll;
    }

    private Region form() {
        var grid = new GridPane();
        grid.getStyleClass().add("connect-form");
        var labels = new ColumnConstraints();
        labels.setHalignment(HPos.LEFT);
        labels.setMinWidth(Region.USE_PREF_SIZE);
        var fields = new ColumnConstraints();
        fields.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().addAll(labels, fields);

        var name = new TextField();
        name.setId("name");
        name.setPromptText("Orders cluster");
        name.textProperty().bindBidirectional(model.nameProperty());
        var bootstrap = new TextField();
        bootstrap.setId("bootstrap");
        bootstrap.setPromptText("kafka-1:9092, kafka-2:9092");
        bootstrap.textProperty().bindBidirectional(model.bootstrapProperty());
        var registry = new TextField();
        registry.setId("registry");
        registry.setPromptText("http://localhost:8081 (none: leave empty)");
        registry.textProperty().bindBidirectional(model.registryProperty());
        var environment = new ComboBox<Environment>();
        environment.setId("environment");
        environment.getItems().setAll(Environment.values());
        environment.valueProperty().bindBidirectional(model.environmentProperty());

        var add = new Button("Add folder…", new FontIcon(Feather.FOLDER_PLUS));
        add.setOnAction(_ -> chooseFolder());
        var folderBox = new VBox(4, folders, add);

        int row = 0;
        row = line(grid, row, "Name", name, model.nameProblemProperty());
        row = line(grid, row, "Bootstrap", bootstrap, model.bootstrapProblemProperty());
        row = line(grid, row, "Registry", registry, model.registryProblemProperty());
        row = line(grid, row, "Schema folders", folderBox, model.folderProblemProperty());
        row = line(grid, row, "Environment", environment, null);

        var connect = new Button("Connect");
        connect.setId("connect-button");
        connect.getStyleClass().add("accent");
        connect.setDefaultButton(true);
        connect.disableProperty().bind(model.readyProperty().not());
        connect.setOnAction(_ -> model.connect());
        var playground = new Button("Open the playground");
        playground.setId("playground-button");
        playground.setTooltip(
                new Tooltip("A broker, a registry and producers of its own, on this machine."));
        playground.setOnAction(_ -> model.playground());
        grid.add(new HBox(8, connect, playground), 1, row);
        return grid;
    }

    private static int line(
            GridPane grid,
            int row,
            String title,
            Node field,
            @org.jspecify.annotations.Nullable ObservableValue<String> problem) {
        var label = new Label(title);
        label.getStyleClass().addAll("muted", "form-label");
        label.setLabelFor(field);
        GridPane.setValignment(label, VPos.TOP);
        grid.add(label, 0, row);
        grid.add(field, 1, row);
        if (problem == null) {
            return row + 1;
        }
        var words = new Label();
        words.getStyleClass().addAll("small", "danger");
        words.setWrapText(true);
        words.textProperty().bind(problem);
        words.visibleProperty().bind(problem.map(text -> !text.isEmpty()));
        words.managedProperty().bind(words.visibleProperty());
        grid.add(words, 1, row + 1);
        return row + 2;
    }

    private void fillKept() {
        kept.getChildren().clear();
        var title = new Label("KEPT CONNECTIONS");
        title.getStyleClass().add("side-title");
        kept.getChildren().add(title);
        for (var profile : model.kept()) {
            kept.getChildren().add(keptLine(profile));
        }
        if (model.kept().isEmpty()) {
            var none = new Label("None yet: fill in the form, or open the playground.");
            none.getStyleClass().addAll("muted", "small");
            none.setWrapText(true);
            kept.getChildren().add(none);
        }
        var problem = model.keptProblem();
        if (problem != null) {
            kept.getChildren().add(new SentenceFlow(problem));
        }
    }

    private Node keptLine(ClusterProfile profile) {
        var open = new Button(profile.name());
        open.getStyleClass().addAll("flat", "kept-name");
        open.setMaxWidth(Double.MAX_VALUE);
        open.setTooltip(new Tooltip(profile.bootstrap()));
        open.setOnAction(_ -> model.connect(profile));
        HBox.setHgrow(open, Priority.ALWAYS);
        var edit = icon(Feather.EDIT_2, "Edit " + profile.name());
        edit.setOnAction(_ -> model.fill(profile));
        var forget = icon(Feather.TRASH_2, "Forget " + profile.name());
        forget.setOnAction(_ -> model.forget(profile));
        return new HBox(2, open, edit, forget);
    }

    private void fillFolders() {
        folders.getChildren().clear();
        for (var folder : model.folders()) {
            var label = new Label(folder.toString());
            label.setTooltip(new Tooltip(folder.toString()));
            HBox.setHgrow(label, Priority.ALWAYS);
            label.setMaxWidth(Double.MAX_VALUE);
            var remove = icon(Feather.X, "Remove " + folder);
            remove.setOnAction(_ -> model.folders().remove(folder));
            folders.getChildren().add(new HBox(4, label, remove));
        }
    }

    private static Button icon(Feather sign, String words) {
        var button = new Button();
        button.setGraphic(new FontIcon(sign));
        button.getStyleClass().addAll("flat", "icon-button");
        button.setAccessibleText(words);
        button.setTooltip(new Tooltip(words));
        return button;
    }

    private void chooseFolder() {
        var chooser = new DirectoryChooser();
        chooser.setTitle("Folder of schemas and contracts");
        var chosen = chooser.showDialog(Objects.requireNonNull(getScene()).getWindow());
        if (chosen != null && !model.folders().contains(chosen.toPath())) {
            Path folder = chosen.toPath();
            model.folders().add(folder);
        }
    }
}
