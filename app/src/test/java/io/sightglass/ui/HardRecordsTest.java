package io.sightglass.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.model.Decoded;
import io.sightglass.model.Finding;
import io.sightglass.model.Format;
import io.sightglass.model.Mark;
import io.sightglass.model.Node;
import io.sightglass.tail.Row;
import io.sightglass.ui.fx.FxTest;
import io.sightglass.ui.fx.Texts;
import io.sightglass.ui.inspect.InspectModel;
import io.sightglass.ui.inspect.TreeEntry;

import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/// The window with the records on which other tools fail, walked with the keyboard.
class HardRecordsTest extends WindowFixture {
    @BeforeEach
    void openTheTopic() {
        outside.addTopic(HardRecords.TOPIC, HardRecords.all());
        mayStart.countDown();
        FxTest.await("the window", () -> shell.tail().isPresent());
        FxTest.on(() -> shell.openTopic(HardRecords.TOPIC));
        FxTest.await(
                "the four records",
                () ->
                        tail().tail()
                                .filter(tail -> tail.next() == 4 && tail.pending() == 0)
                                .isPresent());
    }

    /// Walks to a record with J, as a person does, and waits until it is read.
    private Decoded go(int offset) {
        FxTest.on(() -> {
            records().requestFocus();
            tail().selectedProperty().set(0);
        });
        for (int i = 0; i < offset; i++) {
            FxTest.press(KeyCode.J);
        }
        FxTest.await(
                "record " + offset,
                () ->
                        tail().inspect().contentProperty().get()
                                        instanceof InspectModel.Content.Shown(var record, _, _)
                                && record.offset() == offset);
        FxTest.settle();
        return shown();
    }

    private Mark mark(int offset) {
        return tail().tail().flatMap(tail -> tail.row(offset)).map(Row::mark).orElseThrow();
    }

    private void awaitWords(String text) {
        FxTest.await(
                "the words " + text,
                () ->
                        window.stage().getScene().getRoot().lookupAll("*").stream()
                                .filter(HardRecordsTest::isInSight)
                                .anyMatch(node ->
                                        node instanceof Labeled label
                                                && label.getText() != null
                                                && label.getText().contains(text)));
    }

    private static boolean isInSight(javafx.scene.Node node) {
        for (javafx.scene.Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    @SuppressWarnings("unchecked") // it is the only one
    private TreeView<TreeEntry> tree() {
        return (TreeView<TreeEntry>) find(".inspect-tree", TreeView.class);
    }

    @Test
    void unknownFieldsTwoLevelsDownAreShownInTheirPlace() {
        var value = go(HardRecords.UNKNOWN_DEEP);
        assertEquals(Mark.UNKNOWN, mark(HardRecords.UNKNOWN_DEEP));
        var finding = value.findings().getFirst();
        assertTrue(finding.path().startsWith("items[0]"), finding.path());
        // It is chosen without a click, and its bytes with it.
        var chosen = FxTest.get(() -> tail().inspect().selectionProperty().get());
        assertEquals(finding.path(), chosen.entry().path());
        assertEquals(finding.range(), chosen.range());
        var row = FxTest.get(() -> tree().getSelectionModel().getSelectedItem().getValue());
        assertEquals(finding.path(), row.path());
        // A step deeper: what is in the unknown message is readable too.
        awaitWords("rosetta");
    }

    @Test
    void aTruncatedRecordShowsWhatThereIsAndWhereItEnds() {
        var value = go(HardRecords.TRUNCATED);
        assertEquals(Mark.UNDECODABLE, mark(HardRecords.TRUNCATED));
        assertEquals(
                List.of("protobuf.truncated"),
                value.findings().stream().map(Finding::rule).toList());
        awaitWords("o-5512");
        awaitWords("kenya-aa");
        var length = HardRecords.truncated().length;
        assertEquals(length, value.findings().getFirst().range().end());
    }

    @Test
    void twentyMegabytesAreWhollyJudgedAndShownInPart() {
        var value = go(HardRecords.LARGE);
        assertEquals(Mark.VALID, mark(HardRecords.LARGE));
        assertEquals(Mark.VALID, value.mark());
        assertEquals("payload.shown-in-part", value.findings().getFirst().rule());
        awaitWords("first " + Texts.count(50_000, "element", "elements"));
        int before = values(value);
        FxTest.click(find("#read-on", Button.class));
        FxTest.await("more", () -> values(shown()) > before);
        assertEquals(List.of(), shown().findings());
    }

    @Test
    void aRecordWithoutSchemaOffersWhatItCouldBe() {
        var value = go(HardRecords.NO_SCHEMA);
        assertEquals(Format.PROTOBUF, ((Decoded.Undecodable) value).likely());
        FxTest.click(find("#undecodable-read-fields", Button.class));
        FxTest.await("its fields", () -> shown() instanceof Decoded.DecodedMessage);
        // The topic's orders have personal data, and nobody knows where this record might.
        FxTest.click(find("#masked", Button.class));
        FxTest.await("the question", () -> find("#mask-question", Parent.class).isVisible());
        FxTest.click(find("#mask-show", Button.class));
        awaitWords("grinder");
        awaitWords("s-14");
    }

    private Decoded shown() {
        return FxTest.get(() ->
                ((InspectModel.Content.Shown) tail().inspect().contentProperty().get())
                        .value()
                        .decoded());
    }

    private static int values(Decoded decoded) {
        var root = (Node.RecordNode) ((Decoded.DecodedMessage) decoded).root();
        return ((Node.ListNode) root.children().getFirst()).elements().size();
    }
}
