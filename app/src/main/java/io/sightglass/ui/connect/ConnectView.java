package io.sightglass.ui.connect;

import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Environment;
import io.sightglass.secret.Vault.Keeping;
import io.sightglass.ui.fx.SentenceFlow;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TitledPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;

import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// The connection panel: what is kept, the form, and what is being waited for.
public final class ConnectView extends StackPane {
    private final ConnectModel model;
    private final VBox kept = new VBox();
    private final VBox folders = new VBox();
    private final HBox failure = new HBox();
    private final SentenceFlow reason = new SentenceFlow();
    private final VBox notes = new VBox(2);
    private final VBox waiting = new VBox();
    private final QuestionPane question;
    private final Label step = new Label();
    private final Node page;

    public ConnectView(ConnectModel model) {
        this.model = model;
        setId("connect");
        getStyleClass().add("connect");
        question = new QuestionPane(model);
        page = page();
        waiting();
        getChildren().addAll(page, waiting, question);
        model.stateProperty().subscribe(this::show);
        model.kept().subscribe(this::fillKept);
        model.notes().subscribe(this::fillNotes);
        model.form().folders().subscribe(this::fillFolders);
        fillKept();
        fillFolders();
    }

    private void show(ConnectModel.State state) {
        boolean isWaiting = state instanceof ConnectModel.State.Waiting;
        boolean isAsking = state instanceof ConnectModel.State.Asking;
        waiting.setVisible(isWaiting);
        question.setVisible(isAsking);
        page.setVisible(!isWaiting && !isAsking);
        boolean refused = state instanceof ConnectModel.State.Refused;
        failure.setVisible(refused);
        failure.setManaged(refused);
        switch (state) {
            case ConnectModel.State.Idle() -> {}
            case ConnectModel.State.Waiting(var what) -> step.setText(what + "…");
            case ConnectModel.State.Asking asking -> question.show(asking);
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
                                + " offset is committed. A name and a broker's address will do;"
                                + " what else a cluster asks for stands below.");
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
        notes.setId("import-notes");
        var content = new VBox(14, heading, words, failure, notes, columns);
        content.getStyleClass().add("connect-page");
        content.setMaxWidth(860);
        var centred = new StackPane(content);
        var scroll = new ScrollPane(centred);
        scroll.setFitToWidth(true);
        return scroll;
    }

    private Region form() {
        var form = model.form();
        var name = FormGrid.text("name", form.nameProperty(), "Orders cluster");
        var bootstrap =
                FormGrid.text("bootstrap", form.bootstrapProperty(), "kafka-1:9092, kafka-2:9092");
        var registry =
                FormGrid.text(
                        "registry",
                        form.registryProperty(),
                        "http://localhost:8081 (none: leave empty)");
        var environment = FormGrid.choice("environment", form.environmentProperty());
        environment.getItems().setAll(Environment.values());
        var add = new Button("Add folder…", new FontIcon(Feather.FOLDER_PLUS));
        add.setOnAction(_ -> chooseFolder());

        var grid = new FormGrid();
        grid.line("Name", name);
        grid.problem(form.nameProblemProperty());
        grid.line("Bootstrap", bootstrap);
        grid.problem(form.bootstrapProblemProperty());
        grid.line("Registry", registry);
        grid.problem(form.registryProblemProperty());
        grid.line("Schema folders", new VBox(4, folders, add));
        grid.problem(form.folderProblemProperty());
        grid.line("Environment", environment);

        var security = section("security", "Encryption and login", new SecurityPane(form));
        var access = section("registry-access", "Login at the registry", new AccessPane(form));
        access.disableProperty().bind(form.registryProperty().map(String::isBlank));
        var more = section("more", "Writing, limits and client settings", new MorePane(form));
        opens(security, form.loginProblemProperty());
        opens(security, form.tlsProblemProperty());
        opens(access, form.accessProblemProperty());
        opens(more, form.moreProblemProperty());
        return new VBox(10, grid, security, access, more, keeping(), buttons());
    }

    private static TitledPane section(String id, String title, Node content) {
        var pane = new TitledPane(title, content);
        pane.setId(id);
        pane.setExpanded(false);
        pane.setAnimated(false);
        return pane;
    }

    /// What is wrong is not hidden.
    private static void opens(TitledPane pane, ObservableValue<String> problem) {
        problem.subscribe(text -> {
            if (!text.isEmpty()) {
                pane.setExpanded(true);
            }
        });
    }

    /// Where what is secret in the form will be kept; shown where something is.
    private Node keeping() {
        var choice = FormGrid.choice("keeping", model.keepingProperty());
        choice.setConverter(
                FormGrid.words(place ->
                        switch (place) {
                            case KEYCHAIN -> "in " + model.keychainProperty().get().orElse("");
                            case FILE -> "in a file, encrypted under a passphrase";
                            case NOWHERE -> "nowhere: ask each time";
                        }));
        model.keychainProperty()
                .subscribe(place -> {
                    var chosen = model.keepingProperty().get();
                    choice.getItems()
                            .setAll(
                                    place.isPresent()
                                            ? List.of(Keeping.values())
                                            : List.of(Keeping.FILE, Keeping.NOWHERE));
                    model.keepingProperty().set(chosen);
                });
        var label = new Label("Keep secrets");
        label.getStyleClass().addAll("muted", "form-label");
        var line = new HBox(8, label, choice);
        line.setAlignment(Pos.CENTER_LEFT);
        line.visibleProperty().bind(model.form().secretsProperty());
        line.managedProperty().bind(line.visibleProperty());
        return line;
    }

    private Node buttons() {
        var connect = new Button("Connect");
        connect.setId("connect-button");
        connect.getStyleClass().add("accent");
        connect.setDefaultButton(true);
        connect.disableProperty().bind(model.form().readyProperty().not());
        connect.setOnAction(_ -> model.connect());
        var playground = new Button("Open the playground");
        playground.setId("playground-button");
        playground.setTooltip(
                new Tooltip("A broker, a registry and producers of its own, on this machine."));
        playground.setOnAction(_ -> model.playground());
        var paste = new Button("Paste");
        paste.setId("import-paste");
        paste.setTooltip(
                new Tooltip(
                        "Fill the form from the clipboard: client.properties, a configuration of"
                                + " kcat or librdkafka, or a URL such as kafka://host:9092."));
        paste.setOnAction(_ -> {
            var text = Clipboard.getSystemClipboard().getString();
            model.importText(text == null ? "" : text);
        });
        var file = new Button("Import…");
        file.setId("import-file");
        file.setTooltip(
                new Tooltip("Fill the form from client.properties or a configuration of kcat."));
        file.setOnAction(_ -> importFile());
        var copy = new Button("Copy");
        copy.setId("export");
        copy.setTooltip(new Tooltip("Copy the form as client.properties, without its secrets."));
        copy.disableProperty().bind(model.form().readyProperty().not());
        copy.setOnAction(_ -> {
            var content = new ClipboardContent();
            content.putString(model.exported());
            Clipboard.getSystemClipboard().setContent(content);
        });
        return new HBox(8, connect, playground, paste, file, copy);
    }

    private void importFile() {
        var chooser = new FileChooser();
        chooser.setTitle("client.properties, or a configuration of kcat");
        var chosen = chooser.showOpenDialog(Objects.requireNonNull(getScene()).getWindow());
        if (chosen != null) {
            model.importFile(chosen.toPath());
        }
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

    private void fillNotes() {
        notes.getChildren().clear();
        model.notes().forEach(note -> notes.getChildren().add(new SentenceFlow(note)));
        notes.setManaged(!model.notes().isEmpty());
    }

    private void fillFolders() {
        folders.getChildren().clear();
        for (var folder : model.form().folders()) {
            var label = new Label(folder.toString());
            label.setTooltip(new Tooltip(folder.toString()));
            HBox.setHgrow(label, Priority.ALWAYS);
            label.setMaxWidth(Double.MAX_VALUE);
            var remove = icon(Feather.X, "Remove " + folder);
            remove.setOnAction(_ -> model.form().folders().remove(folder));
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
        if (chosen != null && !model.form().folders().contains(chosen.toPath())) {
            Path folder = chosen.toPath();
            model.form().folders().add(folder);
        }
    }
}
