package io.sightglass.ui.inspect;

import io.sightglass.model.Decoded;
import io.sightglass.ui.fx.FxTest;
import io.sightglass.ui.theme.Theme;

import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Draws the inspector in both themes, for people to look at: arguments: a folder.
public final class InspectGallery {
    private InspectGallery() {}

    public static void main(String[] arguments) {
        var folder = Path.of(arguments[0]);
        FxTest.start();
        for (var theme : Theme.values()) {
            for (var scene :
                    List.of(
                            "tree",
                            "text",
                            "headers",
                            "key",
                            "undecodable",
                            "tombstone",
                            "nothing",
                            "narrow",
                            "many")) {
                var name = "inspect-" + scene + "-" + theme.name().toLowerCase(Locale.ROOT);
                picture(scene, theme, folder.resolve(name + ".png"));
            }
        }
        System.exit(0);
    }

    private static void picture(String scene, Theme theme, Path file) {
        double width = scene.equals("narrow") ? 700 : 1192;
        double height = scene.equals("narrow") ? 260 : 356;
        var model = FxTest.get(InspectModel::new);
        var view = FxTest.get(() -> new InspectView(model));
        FxTest.on(() -> {
            theme.apply(new Scene(view, width, height));
            fill(scene, model);
        });
        FxTest.picture(view, width, height, theme, file);
        FxTest.on(() -> {
            switch (scene) {
                case "text" -> press(view, "Text");
                case "headers" -> press(view, "Headers 5");
                case "key" -> press(view, "Key");
                case "tree" -> model.selectFinding(model.findings().get(1));
                default -> {}
            }
        });
        if (scene.equals("text")) {
            FxTest.await(
                    "text",
                    () ->
                            view.lookup(".inspect-text") instanceof ListView<?> list
                                    && !list.getItems().isEmpty());
        }
        FxTest.settle();
        FxTest.picture(view, width, height, theme, file);
        FxTest.picture(view, width, height, theme, file);
    }

    private static void fill(String scene, InspectModel model) {
        var record = Samples.record(Samples.ORDER);
        switch (scene) {
            case "nothing" -> model.clear();
            case "undecodable" ->
                    model.show(record, Samples.undecodable(Samples.ORDER), Samples.key());
            case "tombstone" ->
                    model.show(
                            Samples.record(null), new Decoded.Tombstone(List.of()), Samples.key());
            case "many" ->
                    model.show(
                            Samples.record(new byte[200_001]),
                            Samples.list(200_000),
                            Samples.key());
            default -> model.show(record, Samples.order(), Samples.key());
        }
    }

    private static void press(Parent view, String tab) {
        for (var node : view.lookupAll(".pane-tab")) {
            if (node instanceof ToggleButton button && button.getText().equals(tab)) {
                button.fire();
            }
        }
    }
}
