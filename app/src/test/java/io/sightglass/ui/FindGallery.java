package io.sightglass.ui;

import io.sightglass.connect.Connection;
import io.sightglass.connect.Profiles;
import io.sightglass.tail.find.TopicSearch;
import io.sightglass.ui.connect.Settings;
import io.sightglass.ui.fx.Fx;
import io.sightglass.ui.fx.FxTest;
import io.sightglass.ui.shell.ShellModel;
import io.sightglass.ui.shell.ShellView;
import io.sightglass.ui.tail.TailModel;
import io.sightglass.ui.theme.Theme;

import java.nio.file.Files;
import java.nio.file.Path;

/// Draws what was found in a whole topic, and nothing found, to look at: `FindGallery FOLDER`.
final class FindGallery {
    private FindGallery() {}

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
        FxTest.picture(view, size[0], size[1], theme, folder.resolve("first-" + name));
        find(shell, "value.total > 20.0 && \"VIOLATION\" in findings");
        shot(view, size, theme, folder.resolve("found-" + name));
        find(shell, "no such word");
        shot(view, size, theme, folder.resolve("nothing-" + name));
        FxTest.get(shell::ending).run();
        System.out.println(name);
    }

    private static void find(ShellModel shell, String text) {
        var model = FxTest.get(() -> shell.tail().orElseThrow());
        FxTest.on(() -> {
            model.filterProperty().set(text);
            model.findInTopic();
        });
        FxTest.await("the end", () -> model.finding().text().equals(text) && isOver(model));
    }

    private static boolean isOver(TailModel model) {
        return model.finding()
                .progress()
                .filter(progress -> progress.end() == TopicSearch.End.ALL_LOOKED_AT)
                .isPresent();
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
