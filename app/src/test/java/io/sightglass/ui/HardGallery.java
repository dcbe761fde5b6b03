package io.sightglass.ui;

import io.sightglass.connect.Connection;
import io.sightglass.connect.Profiles;
import io.sightglass.ui.connect.Settings;
import io.sightglass.ui.fx.Fx;
import io.sightglass.ui.fx.FxTest;
import io.sightglass.ui.inspect.InspectModel;
import io.sightglass.ui.shell.ShellModel;
import io.sightglass.ui.shell.ShellView;
import io.sightglass.ui.theme.Theme;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Draws the window with the records on which other tools fail, to look at: `HardGallery FOLDER`.
final class HardGallery {
    private static final String[] NAMES = {"unknown-deep", "truncated", "large", "no-schema"};

    private HardGallery() {}

    public static void main(String[] args) throws Exception {
        var folder = Path.of(args[0]);
        FxTest.start();
        var outside = new MemoryPlayground();
        outside.addTopic(HardRecords.TOPIC, HardRecords.all());
        try (var playground = outside.startPlayground(_ -> {});
                var connection = Connection.open(outside, playground.profile())) {
            for (var theme : Theme.values()) {
                for (var size : new int[][] {{1440, 900}, {1000, 700}}) {
                    draw(outside, connection, theme, size, folder);
                }
            }
        }
        System.exit(0);
    }

    private static void draw(
            MemoryPlayground outside, Connection connection, Theme theme, int[] size, Path folder)
            throws Exception {
        var profiles = Profiles.read(Files.createTempDirectory("sightglass-gallery"));
        var settings = Settings.DEFAULT.withDark(theme == Theme.DARK);
        var shell = FxTest.get(() -> new ShellModel(outside, profiles, settings, Fx::later));
        var view = FxTest.get(() -> new ShellView(shell));
        var look = theme.name().toLowerCase(Locale.ROOT) + "-" + size[0] + ".png";
        FxTest.picture(view, size[0], size[1], theme, folder.resolve("nothing-" + look));
        FxTest.on(() -> shell.adopt(connection, HardRecords.TOPIC));
        FxTest.await(
                "the records",
                () ->
                        shell.tail()
                                .flatMap(tail -> tail.tail())
                                .filter(tail -> tail.next() == NAMES.length)
                                .filter(tail -> tail.pending() == 0)
                                .isPresent());
        for (int i = 0; i < NAMES.length; i++) {
            long sequence = i;
            var tail = FxTest.get(() -> shell.tail().orElseThrow());
            FxTest.on(() -> tail.selectedProperty().set(sequence));
            FxTest.await(
                    "the record",
                    () ->
                            tail.inspect().contentProperty().get()
                                            instanceof InspectModel.Content.Shown(var it, _, _)
                                    && it.offset() == sequence);
            FxTest.settle();
            FxTest.picture(view, size[0], size[1], theme, folder.resolve(NAMES[i] + "-" + look));
        }
        FxTest.get(shell::ending).run();
    }
}
