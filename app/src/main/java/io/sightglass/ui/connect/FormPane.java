package io.sightglass.ui.connect;

import io.sightglass.model.Environment;
import io.sightglass.secret.Vault.Keeping;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;

import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

import java.util.List;
import java.util.Objects;

/// The form itself: what every connection has, and the sections for what only some need.
final class FormPane extends VBox {
    private final ConnectModel model;
    private final VBox folders = new VBox(4);

    FormPane(ConnectModel model) {
        super(10);
        this.model = model;
        var form = model.form();
        var security =
                new Section(
                        "security",
                        "Encryption and login",
                        form.securitySummaryProperty(),
                        new SecurityPane(form));
        security.opensFor(form.tlsProblemProperty());
        security.opensFor(form.loginProblemProperty());
        var access =
                new Section(
                        "registry-access",
                        "Login at the registry",
                        form.registrySummaryProperty(),
                        new AccessPane(form));
        access.disableProperty().bind(form.registryProperty().map(String::isBlank));
        access.opensFor(form.accessProblemProperty());
        access.opensFor(form.registryTlsProblemProperty());
        var more =
                new Section(
                        "more",
                        "Limit, writing, settings",
                        form.moreSummaryProperty(),
                        new MorePane(form));
        more.opensFor(form.moreProblemProperty());
        getChildren().addAll(basics(form), security, access, more, keeping());
        form.folders().subscribe(this::fillFolders);
        fillFolders();
    }

    private FormGrid basics(ConnectForm form) {
        var environment = FormGrid.choice("environment", form.environmentProperty());
        environment.getItems().setAll(Environment.values());
        var add = new Button("Add folder…", new FontIcon(Feather.FOLDER_PLUS));
        add.setId("add-folder");
        add.setOnAction(_ -> chooseFolder());
        folders.managedProperty().bind(folders.visibleProperty());

        var grid = new FormGrid();
        grid.line("Name", FormGrid.text("name", form.nameProperty(), "Orders cluster"));
        grid.problem(form.nameProblemProperty());
        grid.line(
                "Brokers",
                FormGrid.text("bootstrap", form.bootstrapProperty(), "kafka-1:9092, kafka-2:9092"));
        grid.problem(form.bootstrapProblemProperty());
        grid.line(
                "Schema registry",
                FormGrid.text(
                        "registry",
                        form.registryProperty(),
                        "http://localhost:8081 (none: leave empty)"));
        grid.problem(form.registryProblemProperty());
        grid.line("Schema folders", new VBox(4, folders, add));
        grid.problem(form.folderProblemProperty());
        grid.line("Environment", environment);
        return grid;
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
        var grid = new FormGrid();
        grid.line("Keep secrets", choice);
        grid.visibleProperty().bind(model.form().secretsProperty());
        grid.managedProperty().bind(grid.visibleProperty());
        return grid;
    }

    private void fillFolders() {
        folders.getChildren().clear();
        for (var folder : model.form().folders()) {
            var label = new Label(folder.toString());
            label.setTooltip(new Tooltip(folder.toString()));
            HBox.setHgrow(label, Priority.ALWAYS);
            label.setMaxWidth(Double.MAX_VALUE);
            var remove = KeptPane.icon(Feather.X, "Remove " + folder);
            remove.setOnAction(_ -> model.form().folders().remove(folder));
            folders.getChildren().add(new HBox(4, label, remove));
        }
        folders.setVisible(!folders.getChildren().isEmpty());
    }

    private void chooseFolder() {
        var chooser = new DirectoryChooser();
        chooser.setTitle("Folder of schemas and contracts");
        var chosen = chooser.showDialog(Objects.requireNonNull(getScene()).getWindow());
        if (chosen != null && !model.form().folders().contains(chosen.toPath())) {
            model.form().folders().add(chosen.toPath());
        }
    }
}
