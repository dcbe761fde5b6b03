package io.sightglass.ui;

import io.sightglass.connect.Connection;
import io.sightglass.connect.Profiles;
import io.sightglass.ui.connect.Settings;
import io.sightglass.ui.fx.Fx;
import io.sightglass.ui.fx.FxTest;
import io.sightglass.ui.shell.Command;
import io.sightglass.ui.shell.ShellModel;
import io.sightglass.ui.shell.ShellTab;
import io.sightglass.ui.shell.ShellView;
import io.sightglass.ui.tail.TailModel;
import io.sightglass.ui.theme.Theme;

import javafx.scene.control.Button;

import java.nio.file.Files;
import java.nio.file.Path;

/// Draws a tail whose rules cannot keep up, and the Contract tab over it, to look at:
/// `SampledGallery FOLDER`.
final class SampledGallery {
    private SampledGallery() {}

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
        fake.flood();
        FxTest.await(
                "too many records",
                () ->
                        shell.tail()
                                .flatMap(TailModel::tail)
                                .filter(tail -> tail.sampled().isPart())
                                .isPresent());
        shot(view, size, theme, folder.resolve("sampled-" + name));
        FxTest.on(() -> ((Button) view.lookup("#sampled")).fire());
        shot(view, size, theme, folder.resolve("explained-" + name));
        FxTest.on(() -> shell.perform(Command.CONTRACT));
        FxTest.await(
                "the contract", () -> shell.selectedProperty().get() instanceof ShellTab.Contract);
        shot(view, size, theme, folder.resolve("contract-" + name));
        fake.endFlood();
        FxTest.get(shell::ending).run();
        System.out.println(name);
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
