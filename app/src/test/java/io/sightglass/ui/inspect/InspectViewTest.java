package io.sightglass.ui.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.decode.DecodeOptions;
import io.sightglass.decode.Decoders;
import io.sightglass.decode.FindingSink;
import io.sightglass.decode.Limits;
import io.sightglass.model.Decoded;
import io.sightglass.model.Format;
import io.sightglass.model.Header;
import io.sightglass.model.Headers;
import io.sightglass.model.Part;
import io.sightglass.schema.LocalSchemas;
import io.sightglass.schema.SchemaCatalog;
import io.sightglass.ui.fx.FxTest;

import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.TreeView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

@ExtendWith(FxTest.class)
class InspectViewTest {
    private final InspectModel model = FxTest.get(InspectModel::new);
    private final InspectView view = FxTest.get(() -> new InspectView(model));

    private void show(Decoded value) {
        show(Samples.ORDER, value);
    }

    private void show(byte[] bytes, Decoded value) {
        FxTest.on(() -> model.show(Samples.record(bytes), value, Samples.key()));
        FxTest.show(new BorderPane(view), 1000, 400);
    }

    @SuppressWarnings("unchecked") // it is the only one
    private TreeView<TreeEntry> tree() {
        return (TreeView<TreeEntry>) view.lookup(".inspect-tree");
    }

    private String chosenPath() {
        return FxTest.get(() -> model.selectionProperty().get().entry().path());
    }

    private void press(String tab) {
        FxTest.on(() -> {
            for (var node : view.lookupAll(".pane-tab")) {
                if (node instanceof ToggleButton button && button.getText().equals(tab)) {
                    button.fire();
                }
            }
        });
        FxTest.settle();
    }

    /// Rows come with the next frames.
    private boolean says(String text) {
        for (int i = 0; i < 30 && !saysNow(text); i++) {
            FxTest.settle();
        }
        return saysNow(text);
    }

    private boolean saysNow(String text) {
        return FxTest.get(() ->
                view.lookupAll("*").stream()
                        .filter(InspectViewTest::isInSight)
                        .anyMatch(node ->
                                node instanceof Labeled label
                                        && label.getText() != null
                                        && label.getText().contains(text)));
    }

    private static boolean isInSight(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    @Test
    void aPayloadThatIsReadInPartOffersToReadOn() {
        var text = ("[" + "1,".repeat(Limits.NODES) + "1]").getBytes(StandardCharsets.UTF_8);
        var decoder = new Decoders(new SchemaCatalog(null, LocalSchemas.none())).newDecoder();
        var asked = new AtomicInteger();
        FxTest.on(() -> view.onReadOn(asked::incrementAndGet));
        show(text, decoder.decode("t", Part.VALUE, Headers.NONE, text, FindingSink::collecting));
        FxTest.click(FxTest.get(() -> view.lookup("#read-on")));
        assertEquals(1, asked.get());
    }

    @Test
    void aCompressedPayloadSaysThatItWasUnwrapped() throws IOException {
        var plain = "{\"orderId\":\"o-5513\",\"note\":\"hot hot hot hot hot hot hot\"}";
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain.getBytes(StandardCharsets.UTF_8));
        }
        var bytes = packed.toByteArray();
        show(bytes, decoded(bytes, DecodeOptions.NONE));
        var says = "unwrapped from gzip · " + plain.length() + "\u00a0B of " + bytes.length;
        assertTrue(says(says), "the bytes pane says it");
        assertTrue(says("Read as JSON · no schema · no framing · " + says), "the foot says it");
        var uncompressed = plain.getBytes(StandardCharsets.UTF_8);
        var read = decoded(uncompressed, DecodeOptions.NONE);
        FxTest.on(() -> model.show(Samples.record(uncompressed), read, Samples.key()));
        FxTest.settle();
        assertFalse(says("unwrapped"));
    }

    private static Decoded decoded(byte[] bytes, DecodeOptions options) {
        var schemas = new SchemaCatalog(null, LocalSchemas.none());
        var decoder = new Decoders(schemas, options).newDecoder();
        return decoder.decode("t", Part.VALUE, Headers.NONE, bytes, FindingSink::collecting);
    }

    /// Opened by key, a field that no schema names has what else it may be below it.
    @Test
    void aFieldWithoutASchemaShowsWhatElseItMayBe() {
        var bytes = HexFormat.of().parseHex("089601" + "12020805" + "1a024869");
        var raw = new DecodeOptions(null, Format.PROTOBUF);
        show(bytes, decoded(bytes, raw));
        assertEquals(List.of("1", "2", "1", "other readings", "3"), rows());
        assertTrue(says("1 int64?") && says("2 message?") && says("3 string?"));
        FxTest.on(() -> {
            tree().requestFocus();
            tree().getSelectionModel().select(0);
        });
        FxTest.settle();
        FxTest.press(KeyCode.RIGHT);
        assertEquals(List.of("1", "or sint64", "2", "1", "other readings", "3"), rows());
        assertTrue(says("zigzag") && says("75"));
        FxTest.press(KeyCode.DOWN);
        assertEquals("1", chosenPath());
        assertEquals(
                Samples.range(0, 3), FxTest.get(() -> model.selectionProperty().get().range()));
        FxTest.press(KeyCode.CONTROL, KeyCode.C);
        assertEquals("75", FxTest.get(() -> Clipboard.getSystemClipboard().getString()));
        // The message in 2 keeps its other readings to itself until they are asked for.
        assertTrue(says("packed int64, bytes"));
        FxTest.on(() -> tree().getSelectionModel().select(4));
        FxTest.press(KeyCode.RIGHT);
        assertEquals(
                List.of(
                        "1",
                        "or sint64",
                        "2",
                        "1",
                        "other readings",
                        "or packed int64",
                        "or bytes",
                        "3"),
                rows());
        FxTest.on(() -> tree().getSelectionModel().select(7));
        FxTest.press(KeyCode.RIGHT);
        FxTest.on(() -> tree().getSelectionModel().select(8));
        FxTest.press(KeyCode.RIGHT);
        assertEquals(List.of("3", "or message", "9", "or bytes"), rows().subList(7, 11));
        var told = FxTest.get(() -> ReadingText.told(tree().getTreeItem(0).getValue()));
        assertEquals(
                "No schema names it. It is read as int64, and may be as well:\n  sint64  75", told);
    }

    private List<String> rows() {
        return FxTest.get(() ->
                IntStream.range(0, tree().getExpandedItemCount())
                        .mapToObj(row -> tree().getTreeItem(row).getValue().label())
                        .toList());
    }

    @Test
    void rowsFollowTheModelAndTheModelFollowsRows() {
        show(Samples.order());
        FxTest.on(() -> model.selectByte(40));
        FxTest.settle();
        assertEquals(
                "items[0].boldness",
                FxTest.get(() -> tree().getSelectionModel().getSelectedItem().getValue().path()));
        FxTest.on(() -> tree().requestFocus());
        FxTest.press(KeyCode.DOWN);
        assertEquals("total", chosenPath());
        assertTrue(says("bytes 41–49"), "the bytes pane tells of it");
    }

    @Test
    void aClickOnAByteChoosesItsField() {
        show(Samples.order());
        var hex = view.lookup(".hex-view");
        FxTest.click(hex, 75, 10);
        assertTrue(FxTest.get(() -> model.selectionProperty().get().entry() == null));
        assertTrue(says("framing · bytes 0–5"));
    }

    @Test
    void copiesTheValue() {
        show(Samples.order());
        FxTest.on(() -> {
            model.selectByte(30);
            tree().requestFocus();
        });
        FxTest.settle();
        FxTest.press(KeyCode.CONTROL, KeyCode.C);
        assertEquals("kenya-aa", FxTest.get(() -> Clipboard.getSystemClipboard().getString()));
    }

    @Test
    void whatHasNoTreeIsExplained() {
        show(Samples.undecodable(Samples.ORDER));
        assertTrue(says("Not decodable"));
        assertTrue(says("What was tried"));
        FxTest.on(() ->
                model.show(Samples.record(null), new Decoded.Tombstone(List.of()), Samples.key()));
        FxTest.settle();
        assertTrue(says("Tombstone"));
        FxTest.on(model::clear);
        FxTest.settle();
        assertTrue(says("No record selected"));
        assertFalse(says("Tombstone"));
    }

    @Test
    void headersKeepTheirOrderAndDuplicates() {
        show(Samples.order());
        press("Headers 5");
        var list = (ListView<?>) view.lookup(".inspect-headers");
        assertEquals(
                List.of("source", "trace", "source", "retries", "nothing"),
                FxTest.get(() -> list.getItems().stream().map(h -> ((Header) h).name()).toList()));
        assertTrue(says("integer of 4 bytes"));
        assertTrue(says("kiosk"));
    }

    @Test
    void headerValuesShowByContent() {
        assertEquals("text", HeaderText.of(header("a", "héllo")).kind());
        assertEquals("JSON", HeaderText.of(header("a", "[1]")).kind());
        var number = HeaderText.of(new Header("a", new byte[] {-1, 0}));
        assertEquals("-256", number.value().text());
        assertEquals("integer of 2 bytes", number.kind());
        assertEquals("3 bytes", HeaderText.of(new Header("a", new byte[] {-1, 0, 1})).kind());
        assertEquals("null", HeaderText.of(new Header("a", null)).value().text());
        assertEquals("empty", HeaderText.of(new Header("a", new byte[0])).value().text());
        var guid = UUID.fromString("11111111-2222-3333-4444-555555555555");
        var bytes =
                java.nio.ByteBuffer.allocate(17)
                        .put((byte) 1)
                        .putLong(guid.getMostSignificantBits())
                        .putLong(guid.getLeastSignificantBits())
                        .array();
        assertEquals(
                guid.toString(),
                HeaderText.of(new Header("__value_schema_id", bytes)).value().text());
    }

    private static Header header(String name, String value) {
        return new Header(name, value.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void textIsTheValueAsJson() {
        show(Samples.order());
        press("Text");
        var list = (ListView<?>) view.lookup(".inspect-text");
        FxTest.await("lines", () -> !list.getItems().isEmpty());
        assertTrue(FxTest.get(() -> list.getItems().contains("  \"orderId\": \"o-5513\",")));
    }

    @Test
    void aListOfManyOpensWithoutMakingAllItsRows() {
        show(new byte[200_001], Samples.list(200_000));
        FxTest.on(() -> tree().getRoot().getChildren().getFirst().setExpanded(true));
        FxTest.settle();
        assertEquals(401, FxTest.get(() -> tree().getExpandedItemCount()));
        FxTest.on(() -> model.selectByte(150_001));
        FxTest.settle();
        assertEquals("values[150000]", chosenPath());
    }

    @Test
    void theKeyTabShowsTheKey() {
        show(Samples.order());
        press("Key");
        assertTrue(says("\"c-1029\""));
        press("Tree");
        assertTrue(says("\"o-5513\""));
    }
}
