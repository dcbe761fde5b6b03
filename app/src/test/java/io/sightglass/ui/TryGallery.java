package io.sightglass.ui;

import io.sightglass.connect.Connection;
import io.sightglass.connect.Profiles;
import io.sightglass.ui.attempt.TryModel;
import io.sightglass.ui.connect.Settings;
import io.sightglass.ui.fx.Fx;
import io.sightglass.ui.fx.FxTest;
import io.sightglass.ui.shell.Command;
import io.sightglass.ui.shell.ShellModel;
import io.sightglass.ui.shell.ShellTab;
import io.sightglass.ui.shell.ShellView;
import io.sightglass.ui.theme.Theme;

import java.nio.file.Files;
import java.nio.file.Path;

/// Draws payloads that are tried, and masked records, over the memory playground, to look at:
/// `TryGallery FOLDER`.
final class TryGallery {
    private TryGallery() {}

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
        FxTest.on(() -> shell.adopt(connection, "orders"));
        shot(view, size, theme, folder.resolve("masked-" + name));
        FxTest.on(() -> shell.tail().orElseThrow().move(-1));
        shot(view, size, theme, folder.resolve("masked-record-" + name));
        FxTest.on(() -> shell.perform(Command.REVEAL));
        shot(view, size, theme, folder.resolve("question-" + name));
        FxTest.on(() -> shell.masks().decline());
        FxTest.on(() -> shell.perform(Command.TRY));
        shot(view, size, theme, folder.resolve("try-" + name));
        var model =
                FxTest.get(() ->
                        shell.selectedProperty().get() instanceof ShellTab.Try(var attempt)
                                ? attempt
                                : null);
        type(
                model,
                """
                {
                  "orderId" : 5513,
                  "timestamp" : "yesterday",
                  "status" : "LOST",
                  "items" : [ {
                    "coffee" : "Kenya AA",
                    "boldness" : 14
                  } ],
                  "loyalty" : true
                }
                """);
        shot(view, size, theme, folder.resolve("try-types-" + name));
        type(
                model,
                """
                {
                  "orderId" : "o-5513",
                  "timestamp" : "yesterday",
                  "status" : "STARTED",
                  "items" : [ {
                    "coffee" : "kenya-aa",
                    "boldness" : 14
                  } ]
                }
                """);
        shot(view, size, theme, folder.resolve("try-rules-" + name));
        type(model, "");
        shot(view, size, theme, folder.resolve("try-empty-" + name));
        FxTest.get(shell::ending).run();
        System.out.println(name);
    }

    private static void type(TryModel model, String text) {
        FxTest.on(() -> model.textProperty().set(text));
    }

    private static void shot(ShellView view, int[] size, Theme theme, Path file) {
        for (int i = 0; i < 3; i++) {
            FxTest.picture(view, size[0], size[1], theme, file);
            for (int k = 0; k < 30; k++) {
                FxTest.settle();
            }
        }
    }
}
