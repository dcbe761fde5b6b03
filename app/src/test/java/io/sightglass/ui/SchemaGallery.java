package io.sightglass.ui;

import io.sightglass.connect.Connection;
import io.sightglass.connect.Profiles;
import io.sightglass.ui.connect.Settings;
import io.sightglass.ui.fx.Fx;
import io.sightglass.ui.fx.FxTest;
import io.sightglass.ui.schema.Mode;
import io.sightglass.ui.schema.SchemaModel;
import io.sightglass.ui.schema.Span;
import io.sightglass.ui.shell.Command;
import io.sightglass.ui.shell.ShellModel;
import io.sightglass.ui.shell.ShellTab;
import io.sightglass.ui.shell.ShellView;
import io.sightglass.ui.theme.Theme;

import javafx.scene.control.ButtonBase;

import org.fxmisc.richtext.CodeArea;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Draws the schema tab over the memory playground, to look at: `SchemaGallery FOLDER`. With
/// `SchemaGallery --readme FILE.png` it draws the one of the README.
final class SchemaGallery {
    private SchemaGallery() {}

    public static void main(String[] args) {
        try {
            draw(args);
            System.exit(0);
        } catch (Exception | AssertionError e) {
            e.printStackTrace(); // the toolkit would go on without us
            System.exit(1);
        }
    }

    private static void draw(String[] args) throws Exception {
        boolean readme = args[0].equals("--readme");
        var target = Path.of(args[readme ? 1 : 0]).toAbsolutePath();
        Files.createDirectories(readme ? target.getParent() : target);
        var fake = new MemoryPlayground();
        FxTest.start();
        try (var playground = fake.startPlayground(_ -> {});
                var connection = Connection.open(fake, playground.profile())) {
            if (readme) {
                drawReadme(fake, connection, target);
            } else {
                for (var theme : Theme.values()) {
                    for (var size : new int[][] {{1440, 900}, {1000, 700}}) {
                        draw(fake, connection, theme, size, target);
                    }
                }
            }
        }
    }

    private static ShellModel shell(MemoryPlayground fake, Theme theme) throws Exception {
        var config = Files.createTempDirectory("sightglass-gallery");
        var settings = Settings.DEFAULT.withDark(theme == Theme.DARK);
        return FxTest.get(() -> new ShellModel(fake, Profiles.read(config), settings, Fx::later));
    }

    private static void drawReadme(MemoryPlayground fake, Connection connection, Path file)
            throws Exception {
        var shell = shell(fake, Theme.DARK);
        var view = FxTest.get(() -> new ShellView(shell));
        FxTest.on(() -> shell.adopt(connection, "order-status"));
        var picture = new Picture(view, new int[] {1440, 900}, Theme.DARK);
        picture.settle();
        FxTest.on(() -> shell.openSubject("order-status-value"));
        prove(shell);
        picture.shot(file);
        FxTest.get(shell::ending).run();
        System.out.println(file);
    }

    private static void draw(
            MemoryPlayground fake, Connection connection, Theme theme, int[] size, Path folder)
            throws Exception {
        var name = (theme == Theme.DARK ? "dark-" : "light-") + size[0] + ".png";
        var shell = shell(fake, theme);
        var view = FxTest.get(() -> new ShellView(shell));
        FxTest.on(() -> shell.adopt(connection, "order-status"));
        var picture = new Picture(view, size, theme);
        picture.settle();
        FxTest.on(() -> shell.openSubject("order-status-value"));
        var model = model(shell);
        picture.shot(folder.resolve("offer-" + name));
        prove(shell);
        picture.shot(folder.resolve("diff-" + name));
        FxTest.on(() -> fire(view, "#tab-prove"));
        picture.shot(folder.resolve("prove-" + name));
        FxTest.on(() -> model.lines().nextChange(1));
        FxTest.on(() -> fire(view, "#tab-matrix"));
        picture.shot(folder.resolve("matrix-" + name));
        FxTest.on(() -> model.lines().modeProperty().set(Mode.SOURCE));
        FxTest.on(() -> fire(view, "#tab-changes"));
        picture.shot(folder.resolve("source-" + name));
        FxTest.on(() -> model.lines().modeProperty().set(Mode.JSON));
        picture.shot(folder.resolve("json-" + name));
        for (var subject : List.of("orders-value", "coffee-catalog-value")) {
            FxTest.on(() -> shell.openSubject(subject));
            picture.shot(folder.resolve(subject + "-" + name));
        }
        FxTest.on(() -> shell.openSubject("orders-value"));
        FxTest.on(() -> fire(view, "#tab-about"));
        picture.shot(folder.resolve("about-" + name));
        FxTest.on(() -> shell.openSubject("coffeeco-item"));
        picture.shot(folder.resolve("item-" + name));
        FxTest.on(() -> fire(view, "#tab-references"));
        FxTest.await("the graph", () -> model(shell).references().graphProperty().get() != null);
        picture.shot(folder.resolve("references-" + name));
        FxTest.on(() -> {
            var samples = connection.profile().schemaFolders().getFirst();
            shell.openFile(samples, "orders/v4/order_service.proto");
        });
        picture.shot(folder.resolve("service-" + name));
        FxTest.on(() -> {
            var samples = connection.profile().schemaFolders().getFirst();
            shell.openFile(samples, "broken/coffee.avsc");
        });
        picture.shot(folder.resolve("broken-" + name));
        FxTest.on(() -> {
            var samples = connection.profile().schemaFolders().getFirst();
            shell.openFile(samples, "orders/v4/order_service.proto");
            model(shell).lines().modeProperty().set(Mode.SOURCE);
        });
        picture.shot(folder.resolve("text-proto-" + name));
        FxTest.on(() -> {
            shell.openSubject("order-status-value");
            model(shell).lines().modeProperty().set(Mode.SOURCE);
            model(shell).showLeft(null);
        });
        picture.shot(folder.resolve("text-avro-" + name));
        edit(shell, view, name, folder, picture);
        FxTest.on(() -> fire(view, "#compare-with"));
        picture.shot(folder.resolve("picker-" + name));
        FxTest.get(shell::ending).run();
        System.out.println(name);
    }

    /// A draft that breaks readers, one that is wrong, and what is asked before it goes.
    private static void edit(
            ShellModel shell, ShellView view, String name, Path folder, Picture picture) {
        FxTest.on(() -> fire(view, "#mode-edit"));
        FxTest.await(
                "the draft",
                () -> view.lookup("#source-text") instanceof CodeArea area && area.isEditable());
        FxTest.on(() -> fire(view, "#tab-changes"));
        replace(view, "\"loyaltyPoints\"", "\"points\"");
        picture.shot(folder.resolve("edit-" + name));
        replace(view, "\"points\"", "\"points\" oops");
        picture.shot(folder.resolve("edit-wrong-" + name));
        FxTest.on(() -> fire(view, "#draft-save"));
        picture.shot(folder.resolve("edit-save-" + name));
        FxTest.on(() -> {
            fire(view, "#draft-file-cancel");
            shell.perform(Command.CLOSE_TAB);
        });
        picture.shot(folder.resolve("edit-close-" + name));
        FxTest.on(() -> fire(view, "#draft-unsaved-stay"));
    }

    private static void replace(ShellView view, String from, String to) {
        FxTest.on(() -> {
            var area = (CodeArea) view.lookup("#source-text");
            int at = area.getText().indexOf(from);
            area.replaceText(at, at + from.length(), to);
        });
    }

    /// Proves both sides on the whole topic.
    private static void prove(ShellModel shell) {
        var model = model(shell);
        FxTest.await(
                "the topics",
                () -> {
                    shell.look();
                    return !shell.surroundingsProperty().get().topics().isEmpty();
                });
        FxTest.await("the schema", () -> !model.busyProperty().get() && model.isComparing());
        FxTest.on(() -> {
            model.proof().propose();
            model.proof().choose(new Span.Whole());
            model.proof().start();
        });
        FxTest.await(
                "the proof",
                () -> {
                    model.proof().look();
                    return !model.proof().isRunning() && model.proof().results().size() == 2;
                });
    }

    private static SchemaModel model(ShellModel shell) {
        return FxTest.get(() ->
                shell.selectedProperty().get() instanceof ShellTab.Schema(var model)
                        ? model
                        : null);
    }

    private static void fire(ShellView view, String id) {
        ((ButtonBase) view.lookup(id)).fire();
    }

    private record Picture(ShellView view, int[] size, Theme theme) {
        void settle() {
            for (int i = 0; i < 40; i++) {
                FxTest.settle();
            }
        }

        void shot(Path file) {
            settle();
            FxTest.picture(view, size[0], size[1], theme, file);
            settle();
            FxTest.picture(view, size[0], size[1], theme, file);
        }
    }
}
