package io.sightglass.ui;

import io.sightglass.connect.Connection;
import io.sightglass.connect.Profiles;
import io.sightglass.ui.connect.Settings;
import io.sightglass.ui.fx.Fx;
import io.sightglass.ui.fx.FxTest;
import io.sightglass.ui.schema.Mode;
import io.sightglass.ui.schema.SchemaModel;
import io.sightglass.ui.shell.ShellModel;
import io.sightglass.ui.shell.ShellTab;
import io.sightglass.ui.shell.ShellView;
import io.sightglass.ui.theme.Theme;

import javafx.scene.control.ButtonBase;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Draws the schema tab over the memory playground, to look at: `SchemaGallery FOLDER
/// [SUBJECT...]`.
final class SchemaGallery {
    private SchemaGallery() {}

    public static void main(String[] args) throws Exception {
        var folder = Path.of(args[0]);
        Files.createDirectories(folder);
        var fake = new MemoryPlayground();
        FxTest.start();
        try (var playground = fake.startPlayground(_ -> {});
                var connection = Connection.open(fake, playground.profile())) {
            for (var theme : Theme.values()) {
                for (var size : new int[][] {{1440, 900}, {1000, 700}}) {
                    draw(fake, connection, theme, size, folder);
                }
            }
        }
        System.exit(0);
    }

    private static void draw(
            MemoryPlayground fake, Connection connection, Theme theme, int[] size, Path folder)
            throws Exception {
        var name = (theme == Theme.DARK ? "dark-" : "light-") + size[0] + ".png";
        var config = Files.createTempDirectory("sightglass-gallery");
        var settings = Settings.DEFAULT.withDark(theme == Theme.DARK);
        var shell =
                FxTest.get(() -> new ShellModel(fake, Profiles.read(config), settings, Fx::later));
        var view = FxTest.get(() -> new ShellView(shell));
        FxTest.on(() -> shell.adopt(connection, "order-status"));
        var picture = new Picture(view, size, theme);
        picture.settle();
        FxTest.on(() -> shell.openSubject("order-status-value"));
        picture.shot(folder.resolve("diff-" + name));
        var model = model(shell);
        FxTest.on(() -> model.nextChange(1));
        FxTest.on(() -> fire(view, "#tab-matrix"));
        picture.shot(folder.resolve("matrix-" + name));
        FxTest.on(() -> model.modeProperty().set(Mode.SOURCE));
        FxTest.on(() -> fire(view, "#tab-changes"));
        picture.shot(folder.resolve("source-" + name));
        FxTest.on(() -> model.modeProperty().set(Mode.JSON));
        picture.shot(folder.resolve("json-" + name));
        for (var subject : List.of("orders-value", "coffee-catalog-value")) {
            FxTest.on(() -> shell.openSubject(subject));
            picture.shot(folder.resolve(subject + "-" + name));
        }
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
        FxTest.on(() -> fire(view, "#compare-with"));
        picture.shot(folder.resolve("picker-" + name));
        FxTest.get(shell::ending).run();
        System.out.println(name);
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
