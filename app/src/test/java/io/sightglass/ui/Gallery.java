package io.sightglass.ui;

import io.sightglass.connect.Connection;
import io.sightglass.connect.Profiles;
import io.sightglass.decode.DecodeOptions;
import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Part;
import io.sightglass.model.SchemaRef;
import io.sightglass.ui.connect.Settings;
import io.sightglass.ui.fx.Fx;
import io.sightglass.ui.fx.FxTest;
import io.sightglass.ui.read.Scope;
import io.sightglass.ui.shell.Command;
import io.sightglass.ui.shell.ShellModel;
import io.sightglass.ui.shell.ShellView;
import io.sightglass.ui.theme.Theme;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Draws the window over the memory playground, to look at: `Gallery FOLDER [TOPIC]`.
final class Gallery {
    private Gallery() {}

    public static void main(String[] args) throws Exception {
        var folder = Path.of(args[0]);
        var topic = args.length > 1 ? args[1] : "orders";
        var fake = new MemoryPlayground();
        try (var playground = fake.startPlayground(_ -> {});
                var connection = Connection.open(fake, playground.profile())) {
            for (var theme : Theme.values()) {
                for (var size : new int[][] {{1440, 900}, {1000, 700}}) {
                    boolean dark = theme == Theme.DARK;
                    var name = (dark ? "dark-" : "light-") + size[0] + ".png";
                    Snapshot.take(
                            connection,
                            topic,
                            new Snapshot.Look(dark, size[0], size[1]),
                            folder.resolve(topic + "-" + name));
                    if (args.length < 2) {
                        panels(fake, connection, folder, name, theme, size);
                    }
                    System.out.println(name);
                }
            }
        }
        System.exit(0);
    }

    private static void panels(
            MemoryPlayground fake,
            Connection connection,
            Path folder,
            String name,
            Theme theme,
            int[] size)
            throws Exception {
        FxTest.start();
        var config = Files.createTempDirectory("sightglass-gallery");
        var profiles = Profiles.read(config);
        var kept = connection.profile();
        profiles.keep(
                new ClusterProfile(
                        "Kitchen",
                        "kafka-1:9092",
                        kept.registry(),
                        List.of(),
                        kept.environment(),
                        kept.auth()));
        var shell =
                FxTest.get(() ->
                        new ShellModel(
                                fake,
                                profiles,
                                Settings.DEFAULT.withDark(theme == Theme.DARK),
                                Fx::later));
        var view = FxTest.get(() -> new ShellView(shell));
        shot(view, size, theme, folder.resolve("connect-" + name));
        FxTest.on(() -> {
            shell.connect().fill(profiles.list().getFirst());
            shell.connect().form().bootstrapProperty().set("kafka-1");
            shell.connect().connect(profiles.list().getFirst());
        });
        FxTest.settle();
        shot(view, size, theme, folder.resolve("refused-" + name));
        FxTest.on(() -> shell.adopt(connection, "legacy-pos"));
        for (int i = 0; i < 60; i++) {
            FxTest.settle();
        }
        FxTest.on(() -> shell.tail().orElseThrow().move(-1));
        for (int i = 0; i < 10; i++) {
            FxTest.settle();
        }
        for (var command : List.of(Command.DECODE_AS, Command.READ_AS)) {
            FxTest.on(() -> shell.perform(command));
            for (int i = 0; i < 10; i++) {
                FxTest.settle();
            }
            shot(
                    view,
                    size,
                    theme,
                    folder.resolve(command.name().toLowerCase(Locale.ROOT) + "-" + name));
            FxTest.on(() -> shell.tail().orElseThrow().choosing().close());
        }
        lens(shell, view, size, theme, folder.resolve("lens-" + name));
        FxTest.on(() -> {
            shell.perform(Command.PALETTE);
            shell.palette().typedProperty().set("or");
        });
        shot(view, size, theme, folder.resolve("palette-" + name));
        FxTest.on(() -> {
            shell.palette().close();
            shell.openSubject("orders-value");
        });
        for (int i = 0; i < 20; i++) {
            FxTest.settle();
        }
        shot(view, size, theme, folder.resolve("source-" + name));
        FxTest.on(() -> shell.perform(Command.KEYS));
        shot(view, size, theme, folder.resolve("keys-" + name));
        FxTest.get(shell::ending).run();
    }

    /// Read as v4: what a reader with another version makes of order-status.
    private static void lens(ShellModel shell, ShellView view, int[] size, Theme theme, Path file)
            throws Exception {
        FxTest.on(() -> shell.openTopic("order-status"));
        for (int i = 0; i < 60; i++) {
            FxTest.settle();
        }
        FxTest.on(() -> {
            var tail = shell.tail().orElseThrow();
            tail.readings()
                    .choose(
                            Part.VALUE,
                            DecodeOptions.NONE.withReader(
                                    new SchemaRef.BySubjectVersion("order-status-value", 1)),
                            Scope.TOPIC);
            tail.move(-1);
        });
        for (int i = 0; i < 60; i++) {
            FxTest.settle();
        }
        shot(view, size, theme, file);
    }

    private static void shot(ShellView view, int[] size, Theme theme, Path file) {
        FxTest.picture(view, size[0], size[1], theme, file);
    }
}
