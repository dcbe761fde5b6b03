package io.sightglass.ui.inspect;

import io.sightglass.decode.Decoders;
import io.sightglass.decode.FindingSink;
import io.sightglass.model.Headers;
import io.sightglass.model.Part;
import io.sightglass.schema.LocalSchemas;
import io.sightglass.schema.SchemaCatalog;
import io.sightglass.ui.fx.FxTest;

import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Shows one large record in the inspector and prints how long each step kept the window's thread.
/// Run by hand; argument: MiB (20).
final class LargeRecordSpeed {
    private LargeRecordSpeed() {}

    public static void main(String[] arguments) {
        int size = (arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20) << 20;
        FxTest.start();
        var text = new StringBuilder(size + 200).append("{\"events\":[");
        for (int i = 0; text.length() < size; i++) {
            text.append(i == 0 ? "" : ",")
                    .append("{\"id\":")
                    .append(i)
                    .append(
                            ",\"page\":\"/coffee/kenya-aa\",\"seconds\":12.5,\"tags\":[\"a\",\"b\"]}");
        }
        var flat = ("{\"note\":\"" + "x".repeat(size) + "\"}").getBytes(StandardCharsets.UTF_8);
        measure("many values", text.append("]}").toString().getBytes(StandardCharsets.UTF_8));
        measure("one long text", flat);
        measure("bytes", new byte[size]);
        System.exit(0);
    }

    private static void measure(String what, byte[] payload) {
        var decoders = new Decoders(new SchemaCatalog(null, LocalSchemas.none()));
        for (int round = 0; round < 3; round++) {
            long start = System.nanoTime();
            var decoded =
                    decoders.newDecoder()
                            .decode(
                                    "large",
                                    Part.VALUE,
                                    Headers.NONE,
                                    payload,
                                    FindingSink::collecting);
            double decode = millis(start);
            var model = FxTest.get(InspectModel::new);
            var view = FxTest.get(() -> new InspectView(model));
            FxTest.show(new BorderPane(view), 1000, 400);
            start = System.nanoTime();
            FxTest.on(() -> model.show(Samples.record(payload), decoded, Samples.key()));
            double show = millis(start);
            start = System.nanoTime();
            FxTest.settle();
            double settle = millis(start);
            start = System.nanoTime();
            FxTest.on(() -> model.selectByte(payload.length - 40));
            FxTest.settle();
            double end = millis(start);
            start = System.nanoTime();
            FxTest.on(() -> {
                for (Node node : view.lookupAll(".pane-tab")) {
                    if (node instanceof ToggleButton tab && tab.getText().equals("Text")) {
                        tab.fire();
                    }
                }
            });
            FxTest.settle();
            System.out.printf(
                    Locale.ROOT,
                    "%s: read %.0f ms; shown %.0f ms, drawn %.0f ms; last byte %.0f ms; text tab"
                            + " %.0f ms; findings %d%n",
                    what,
                    decode,
                    show,
                    settle,
                    end,
                    millis(start),
                    decoded.findings().size());
        }
    }

    private static double millis(long start) {
        return (System.nanoTime() - start) / 1e6;
    }
}
