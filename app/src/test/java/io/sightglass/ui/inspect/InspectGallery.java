package io.sightglass.ui.inspect;

import io.sightglass.decode.DecodeOptions;
import io.sightglass.decode.Decoders;
import io.sightglass.decode.FindingSink;
import io.sightglass.model.Decoded;
import io.sightglass.model.Format;
import io.sightglass.model.Headers;
import io.sightglass.model.Part;
import io.sightglass.schema.LocalSchemas;
import io.sightglass.schema.SchemaCatalog;
import io.sightglass.ui.fx.FxTest;
import io.sightglass.ui.theme.Theme;

import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.TreeView;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/// Draws the inspector in both themes, for people to look at: arguments: a folder.
public final class InspectGallery {
    /// A Payment of the samples.
    private static final String PAYMENT =
            "0a04702d3737120248691a0d0a034555521009"
                    + "18ff93ebdc032a080a06632d31303239"
                    + "3801420b0880e2cfaa061080e59a77"
                    + "4a08b1070000b2070000550000803e";

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
                            "many",
                            "raw")) {
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
                case "raw" -> open(view);
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
            case "raw" -> {
                var payment = HexFormat.of().parseHex(PAYMENT);
                var read =
                        new Decoders(
                                        new SchemaCatalog(null, LocalSchemas.none()),
                                        new DecodeOptions(null, Format.PROTOBUF))
                                .newDecoder()
                                .decode(
                                        "payments",
                                        Part.VALUE,
                                        Headers.NONE,
                                        payment,
                                        FindingSink::collecting);
                model.show(Samples.record(payment), read, Samples.key());
            }
            default -> model.show(record, Samples.order(), Samples.key());
        }
    }

    /// Opens what else the second field, a number and a list may be.
    @SuppressWarnings("unchecked") // it is the only one
    private static void open(Parent view) {
        var tree = (TreeView<TreeEntry>) view.lookup(".inspect-tree");
        for (int row : new int[] {12, 9, 6, 1}) {
            tree.getTreeItem(row).setExpanded(true);
        }
        tree.getSelectionModel().select(2);
    }

    private static void press(Parent view, String tab) {
        for (var node : view.lookupAll(".pane-tab")) {
            if (node instanceof ToggleButton button && button.getText().equals(tab)) {
                button.fire();
            }
        }
    }
}
