package io.sightglass.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.compat.outline.Row;
import io.sightglass.model.Auth;
import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Environment;
import io.sightglass.ui.fx.FxTest;
import io.sightglass.ui.schema.PickerModel;
import io.sightglass.ui.schema.SchemaModel;
import io.sightglass.ui.schema.SchemaSource;
import io.sightglass.ui.shell.ShellTab;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What may stand on a side, and what becomes of it while it is shown.
class SidesTest extends WindowFixture {
    private static final String ORDER =
            """
            {
              "type": "record",
              "name": "Order",
              "fields": [
                {"name": "id", "type": "string"},
                {"name": "size", "type": "%s"}%s
              ]
            }
            """;

    private SchemaModel schema() {
        return FxTest.get(() ->
                shell.selectedProperty().get() instanceof ShellTab.Schema(var model)
                        ? model
                        : null);
    }

    private static String title(SchemaModel model) {
        return FxTest.get(() -> model.titleProperty().get());
    }

    private static List<String> right(SchemaModel model) {
        return FxTest.get(() ->
                model.lines().rows().stream()
                        .map(Row::right)
                        .filter(half -> half != null)
                        .map(half -> half.text().strip())
                        .toList());
    }

    private SchemaModel subject() {
        ready();
        FxTest.on(() -> shell.openSubject("order-status-value"));
        var model = schema();
        FxTest.await("the schema", () -> !model.busyProperty().get() && model.isComparing());
        return model;
    }

    /// A connection to a cluster without a registry, with a folder of schemas.
    private SchemaModel file(Path schemas, String path) {
        ready();
        var profile =
                new ClusterProfile(
                        "Mine",
                        "memory:9092",
                        null,
                        List.of(schemas),
                        Environment.DEMO,
                        new Auth.None());
        FxTest.on(() -> shell.connect().connect(profile));
        FxTest.await(
                "the connection",
                () ->
                        shell.connectionProperty().get() != null
                                && shell.connectionProperty().get().profile().name().equals("Mine")
                                && shell.surroundingsProperty().get().folders().stream()
                                        .anyMatch(folder -> !folder.files().isEmpty()));
        FxTest.on(() -> shell.openFile(schemas, path));
        var model = schema();
        FxTest.await("the file", () -> !model.busyProperty().get());
        return model;
    }

    private static void git(Path in, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        var process =
                new ProcessBuilder(command)
                        .directory(in.toFile())
                        .redirectErrorStream(true)
                        .start();
        var said = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), said);
    }

    private static boolean hasGit() throws Exception {
        try {
            return new ProcessBuilder("git", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private void type(String text) {
        FxTest.on(() -> {
            var field = find("#schema-picker-field", TextField.class);
            field.setText(text);
            field.end();
        });
        FxTest.settle();
    }

    private String pickerTitle() {
        return FxTest.get(() -> text("#schema-picker .title"));
    }

    @Test
    void aGitRevisionOfAFileIsASide() throws Exception {
        Assumptions.assumeTrue(hasGit(), "git is not on the PATH");
        var repository = Files.createDirectory(folder.resolve("schemas"));
        git(repository, "init", "-q", "-b", "main");
        git(repository, "config", "user.name", "Ada");
        git(repository, "config", "user.email", "ada@example.org");
        git(repository, "config", "commit.gpgsign", "false");
        var order = repository.resolve("order.avsc");
        Files.writeString(order, ORDER.formatted("int", ""));
        git(repository, "add", "-A");
        git(repository, "commit", "-q", "-m", "The first order");
        Files.writeString(order, ORDER.formatted("long", ""));
        var model = file(repository, "order.avsc");
        FxTest.await("the keyboard", () -> find("#diff-rows", Node.class).isFocused());
        FxTest.on(() -> find("#compare-with", Button.class).fire());
        FxTest.await("the picker", () -> find("#schema-picker-field", Node.class).isFocused());
        type("order.avsc");
        FxTest.press(KeyCode.RIGHT);
        FxTest.await("revisions", () -> pickerTitle().equals("Revisions of order.avsc"));
        type("first");
        FxTest.press(KeyCode.ENTER);
        FxTest.await("two sides", model::isComparing);
        assertTrue(title(model).matches("order.avsc · order.avsc@[0-9a-f]{8} ↔ order.avsc"));
        assertTrue(
                FxTest.get(() ->
                        model.shownProperty().get().changes().stream()
                                .anyMatch(each -> each.message().plain().contains("long"))));
        // a revision that git does not know is a sentence, and the other side stays
        FxTest.on(() -> model.showLeft(new SchemaSource.Revision(repository, "order.avsc", "v9")));
        FxTest.await("the sentence", () -> text("#schema-problem").endsWith("no revision v9."));
        assertTrue(right(model).stream().anyMatch(line -> line.contains("size")));
    }

    @Test
    void aSavedFileIsShownAnewAndThePlaceIsKept() throws Exception {
        var schemas = Files.createDirectory(folder.resolve("schemas"));
        var order = schemas.resolve("order.avsc");
        Files.writeString(order, ORDER.formatted("int", ""));
        Files.writeString(schemas.resolve("other.avsc"), ORDER.formatted("int", ""));
        var model = file(schemas, "order.avsc");
        FxTest.on(() -> model.showLeft(new SchemaSource.File(schemas, "other.avsc")));
        FxTest.await("two sides", () -> model.isComparing() && !model.busyProperty().get());
        int size = right(model).indexOf("int size;");
        FxTest.on(() -> model.lines().selectedProperty().set(size));
        Files.writeString(
                order, ORDER.formatted("int", ",\n    {\"name\": \"note\", \"type\": \"string\"}"));
        FxTest.await("the new field", () -> right(model).contains("string note;"));
        assertEquals(
                "int size;",
                FxTest.get(() ->
                                model.lines()
                                        .rows()
                                        .get(model.lines().selectedProperty().get())
                                        .right()
                                        .text())
                        .strip());
        // what does not parse says where; both sides stay
        Files.writeString(order, "{\"type\": \"record\",\n \"name\": }");
        FxTest.await("the place", () -> text("#schema-problem").contains("order.avsc:2:"));
        assertTrue(right(model).contains("string note;"));
        assertTrue(FxTest.get(model::isComparing));
        Files.writeString(order, ORDER.formatted("long", ""));
        FxTest.await("mended", () -> right(model).contains("long size;"));
        assertFalse(FxTest.get(() -> find("#schema-problem", Node.class).getParent().isVisible()));
    }

    @Test
    void aSubjectOfAnotherRegistryIsASide() {
        var model = subject();
        var url = FxTest.get(() -> shell.connectionProperty().get().profile().registry());
        FxTest.on(() -> find("#compare-with", Button.class).fire());
        type(url);
        FxTest.press(KeyCode.ENTER);
        FxTest.await("subjects", () -> pickerTitle().startsWith("Subjects at "));
        type("customers");
        FxTest.press(KeyCode.RIGHT);
        FxTest.await("versions", () -> pickerTitle().startsWith("Versions of customers-value at "));
        FxTest.press(KeyCode.LEFT);
        FxTest.await("back", () -> pickerTitle().startsWith("Subjects at "));
        type("order-status");
        FxTest.press(KeyCode.RIGHT);
        FxTest.await("versions", () -> pickerTitle().startsWith("Versions of order-status-value"));
        FxTest.press(KeyCode.DOWN);
        FxTest.press(KeyCode.DOWN);
        FxTest.press(KeyCode.ENTER);
        FxTest.await("the side", () -> title(model).matches(".* v2 at [\\d.:a-z]+ ↔ v4"));
        assertTrue(FxTest.get(() -> model.shownProperty().get().changes().size()) > 3);
        // where nothing listens
        FxTest.on(() -> find("#compare-with", Button.class).fire());
        type("http://127.0.0.1:1");
        FxTest.press(KeyCode.ENTER);
        FxTest.await("the sentence", () -> text("#schema-picker-problem").contains("127.0.0.1:1"));
        FxTest.press(KeyCode.ESCAPE);
        FxTest.press(KeyCode.ESCAPE);
        assertFalse(FxTest.get(() -> find("#schema-picker", Node.class).isVisible()));
    }

    @Test
    void aDeletedVersionIsMarkedAndCanBeASide() throws Exception {
        ready();
        var url = FxTest.get(() -> shell.connectionProperty().get().profile().registry());
        assertEquals(200, delete(url + "/subjects/order-status-value/versions/2"));
        var model = subject();
        FxTest.await("the deleted", () -> model.versions().deleted().contains(2));
        FxTest.on(() -> find("#left-schema", MenuButton.class).show());
        FxTest.settle();
        var items =
                FxTest.get(() ->
                        find("#left-schema", MenuButton.class).getItems().stream()
                                .map(item -> item.getText())
                                .filter(text -> text != null)
                                .toList());
        assertEquals(List.of("v4", "v3", "v2  ✕ deleted", "v1"), items.subList(0, 4));
        FxTest.on(() -> find("#left-schema", MenuButton.class).hide());
        FxTest.on(() -> model.showLeft(new SchemaSource.Version("order-status-value", 2)));
        FxTest.await("the side", () -> title(model).equals("order-status-value · v2 ↔ v4"));
        FxTest.await("marked", () -> text("#left-schema").endsWith(" · deleted"));
        assertTrue(FxTest.get(() -> model.shownProperty().get().changes().size()) > 3);
        // the picker lists it too
        FxTest.on(() -> find("#compare-with", Button.class).fire());
        type("order-status-value");
        FxTest.press(KeyCode.RIGHT);
        FxTest.await("versions", () -> pickerTitle().equals("Versions of order-status-value"));
        FxTest.settle();
        assertEquals(
                List.of("", "", "✕ deleted", ""),
                FxTest.get(() ->
                        find("#schema-picker-list", ListView.class).getItems().stream()
                                .map(each -> ((PickerModel.Choice) each).note())
                                .toList()));
    }

    private static int delete(String url) throws IOException {
        var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setRequestMethod("DELETE");
        int status = connection.getResponseCode();
        connection.disconnect();
        return status;
    }

    @Test
    void theRegistrysOwnAnswerStandsBesideOurs() {
        var model = subject();
        FxTest.await("the answer", () -> model.registryProperty().get() != null);
        FxTest.settle();
        assertEquals("registry refuses", text("#registry-verdict"));
        assertFalse(FxTest.get(() -> model.registryProperty().get().differs()));
        assertTrue(
                FxTest.get(() -> model.registryProperty().get().sentence().plain())
                        .startsWith("The registry refuses v4 after v3 under BACKWARD"));
        FxTest.on(() -> model.show(1, 2));
        FxTest.await(
                "another",
                () ->
                        model.registryProperty().get() != null
                                && text("#registry-verdict").equals("registry takes it"));
        FxTest.on(() -> model.showLeft(null));
        FxTest.await("nothing to judge", () -> !find("#registry-verdict", Node.class).isVisible());
    }
}
