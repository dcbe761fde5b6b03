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
import io.sightglass.ui.shell.SideItem;
import io.sightglass.ui.theme.Theme;
import io.sightglass.ui.topic.TopicModel;
import io.sightglass.worker.SampleRuns;

import javafx.scene.control.ScrollPane;

import java.nio.file.Files;
import java.nio.file.Path;

/// Draws topics' pages, their health, a group's and the search over the memory playground, to look
/// at: `ExploreGallery FOLDER`.
final class ExploreGallery {
    private ExploreGallery() {}

    public static void main(String[] args) throws Exception {
        var folder = Path.of(args[0]);
        Files.createDirectories(folder);
        var fake = new MemoryPlayground();
        FxTest.start();
        try (var playground = fake.startPlayground(_ -> {});
                var connection = Connection.open(fake, playground.profile())) {
            fake.addEntries("orders-sightglass-checks", SampleRuns.of(connection, "orders"));
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
        var picture = new Picture(view, size, theme);
        picture.shot(folder.resolve("tail-" + name));
        FxTest.on(() -> shell.perform(Command.CONTRACT));
        picture.shot(folder.resolve("contract-" + name));
        FxTest.on(() -> ((ScrollPane) view.lookup("#health-page")).setVvalue(1));
        picture.shot(folder.resolve("contract-end-" + name));
        FxTest.on(() -> ((ScrollPane) view.lookup("#health-page")).setVvalue(0));
        FxTest.on(() -> shell.perform(Command.WORKERS));
        picture.shot(folder.resolve("contract-runs-" + name));
        var health =
                FxTest.get(() ->
                        shell.selectedProperty().get() instanceof ShellTab.Contract(var contract)
                                ? contract
                                : null);
        FxTest.on(() -> health.runs().choose(SampleRuns.GOING));
        FxTest.await("the run", () -> health.runs().chosenProperty().get() != null);
        picture.shot(folder.resolve("contract-run-" + name));
        FxTest.on(() -> shell.openAbout("orders"));
        picture.shot(folder.resolve("about-orders-" + name));
        var model =
                FxTest.get(() ->
                        shell.selectedProperty().get() instanceof ShellTab.About(var about)
                                ? about
                                : null);
        FxTest.on(() -> {
            if (model.exampleProperty().get() instanceof TopicModel.Example.Shown(var sample)) {
                sample.fields().stream()
                        .filter(field -> field.path().equals("userId"))
                        .findFirst()
                        .ifPresent(model::choose);
            }
        });
        picture.shot(folder.resolve("about-same-" + name));
        FxTest.on(() -> ((ScrollPane) view.lookup("#topic-page")).setVvalue(1));
        picture.shot(folder.resolve("about-end-" + name));
        for (var topic : new String[] {"customers", "coffee-catalog", "legacy-pos"}) {
            FxTest.on(() -> shell.openAbout(topic));
            picture.shot(folder.resolve("about-" + topic + "-" + name));
        }
        FxTest.on(() -> shell.sideBar().choose(new SideItem.Group("billing")));
        picture.shot(folder.resolve("group-" + name));
        FxTest.on(() -> shell.perform(Command.SEARCH_SCHEMAS));
        picture.shot(folder.resolve("search-empty-" + name));
        FxTest.on(() -> shell.openSearch("user_id"));
        FxTest.on(() -> shell.sideBar().searchProperty().set("user"));
        picture.shot(folder.resolve("search-" + name));
        FxTest.on(() -> {
            shell.sideBar().searchProperty().set("");
            shell.perform(Command.PALETTE);
            shell.palette().typedProperty().set("orders");
        });
        picture.shot(folder.resolve("palette-" + name));
        FxTest.get(shell::ending).run();
        System.out.println(name);
    }

    private record Picture(ShellView view, int[] size, Theme theme) {
        void settle() {
            for (int i = 0; i < 50; i++) {
                FxTest.settle();
            }
        }

        void shot(Path file) {
            FxTest.picture(view, size[0], size[1], theme, file);
            settle();
            FxTest.picture(view, size[0], size[1], theme, file);
            settle();
            FxTest.picture(view, size[0], size[1], theme, file);
        }
    }
}
