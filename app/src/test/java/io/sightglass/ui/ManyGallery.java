package io.sightglass.ui;

import io.sightglass.connect.Connection;
import io.sightglass.connect.Profiles;
import io.sightglass.model.Auth;
import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Environment;
import io.sightglass.model.Sentence;
import io.sightglass.port.Health;
import io.sightglass.ui.connect.Settings;
import io.sightglass.ui.fx.Fx;
import io.sightglass.ui.fx.FxTest;
import io.sightglass.ui.shell.Command;
import io.sightglass.ui.shell.ShellModel;
import io.sightglass.ui.shell.ShellView;
import io.sightglass.ui.shell.SideLine;
import io.sightglass.ui.theme.Theme;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// Draws a window with two clusters open, to look at: `ManyGallery FOLDER`.
final class ManyGallery {
    private ManyGallery() {}

    public static void main(String[] args) throws Exception {
        var folder = Path.of(args[0]);
        Files.createDirectories(folder);
        var outside = new ManyOutsides(new CountDownLatch(0));
        for (var topic : List.of("orders", "fridges", "deliveries")) {
            outside.other.addTopic(topic, List.of("{\"id\":7}".getBytes(StandardCharsets.UTF_8)));
        }
        var kitchen =
                new ClusterProfile(
                        "Kitchen Berlin",
                        ManyOutsides.OTHER,
                        null,
                        List.of(),
                        Environment.PROD,
                        new Auth.None());
        FxTest.start();
        try (var playground = outside.startPlayground(_ -> {});
                var first = Connection.open(outside, playground.profile());
                var second = Connection.open(outside, kitchen)) {
            for (var theme : Theme.values()) {
                for (var size : new int[][] {{1440, 900}, {1000, 700}}) {
                    draw(outside, first, second, theme, size, folder);
                }
            }
        }
        System.exit(0);
    }

    private static void draw(
            ManyOutsides outside,
            Connection first,
            Connection second,
            Theme theme,
            int[] size,
            Path folder)
            throws Exception {
        var name = (theme == Theme.DARK ? "dark-" : "light-") + size[0] + ".png";
        var config = Files.createTempDirectory("sightglass-gallery");
        var settings = Settings.DEFAULT.withDark(theme == Theme.DARK);
        var shell =
                FxTest.get(
                        () -> new ShellModel(outside, Profiles.read(config), settings, Fx::later));
        var view = FxTest.get(() -> new ShellView(shell));
        FxTest.on(() -> shell.adopt(first, "orders"));
        FxTest.on(() -> shell.openSubject("orders-value"));
        for (int i = 0; i < 60; i++) {
            FxTest.settle();
        }
        FxTest.on(() -> shell.adopt(second, "orders"));
        FxTest.on(() -> shell.openTopic("fridges"));
        shot(view, size, theme, folder.resolve("second-" + name));
        FxTest.on(() -> shell.side().choose(new SideLine.Heading(shell.clusters().all().get(0))));
        shot(view, size, theme, folder.resolve("folded-" + name));
        FxTest.on(() -> shell.perform(Command.NEXT_CLUSTER));
        FxTest.on(() -> shell.openTopic("orders"));
        outside.other.setHealth(
                new Health.Down(
                        Sentence.of("No broker answers at other:9092 since 16:04."),
                        Instant.now()));
        shot(view, size, theme, folder.resolve("away-" + name));
        FxTest.on(() -> shell.perform(Command.NEXT_CLUSTER));
        shot(view, size, theme, folder.resolve("away-front-" + name));
        outside.other.setHealth(new Health.Up(3));
        FxTest.on(() -> {
            shell.perform(Command.PALETTE);
            shell.palette().typedProperty().set("orders");
        });
        shot(view, size, theme, folder.resolve("palette-" + name));
        FxTest.on(() -> {
            shell.palette().close();
            shell.perform(Command.KEYS);
        });
        shot(view, size, theme, folder.resolve("keys-" + name));
        FxTest.get(shell::ending).run();
        System.out.println(name);
    }

    private static void shot(ShellView view, int[] size, Theme theme, Path file) {
        for (int round = 0; round < 3; round++) {
            FxTest.picture(view, size[0], size[1], theme, file);
            for (int i = 0; i < 40; i++) {
                FxTest.settle();
            }
        }
        FxTest.picture(view, size[0], size[1], theme, file);
    }
}
