package io.sightglass.ui.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.model.ByteRange;
import io.sightglass.model.Decoded;
import io.sightglass.model.FieldInfo;
import io.sightglass.model.Finding;
import io.sightglass.model.FindingKind;
import io.sightglass.model.Mark;
import io.sightglass.model.Node;
import io.sightglass.model.Part;
import io.sightglass.model.Sentence;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/// No toolkit is needed: the model knows no control.
class InspectModelTest {
    private final InspectModel model = new InspectModel();

    private void showOrder() {
        model.show(Samples.record(Samples.ORDER), Samples.order(), Samples.key());
    }

    private Selection chosen() {
        var chosen = model.selectionProperty().get();
        assertNotNull(chosen);
        return chosen;
    }

    private String path() {
        var entry = chosen().entry();
        assertNotNull(entry);
        return entry.path();
    }

    @Test
    void showsTheFirstFindingThatHasBytes() {
        showOrder();
        assertEquals("timestamp", path());
        assertEquals(new ByteRange(14, 25), chosen().range());
    }

    @Test
    void aByteChoosesTheDeepestFieldAndItsFinding() {
        showOrder();
        model.selectByte(40);
        assertEquals("items[0].boldness", path());
        assertEquals(new ByteRange(39, 41), chosen().range());
        assertEquals("contract.maximum", chosen().finding().rule());
        model.selectByte(8);
        assertEquals("orderId", path());
        assertNull(chosen().finding());
    }

    @Test
    void aByteOfTheFramingChoosesTheFraming() {
        showOrder();
        model.selectByte(2);
        assertNull(chosen().entry());
        assertEquals(new ByteRange(0, 6), chosen().range());
    }

    @Test
    void everyByteOfTheOrderHasAPlace() {
        showOrder();
        for (int i = 0; i < Samples.ORDER.length; i++) {
            model.selectByte(i);
            assertTrue(chosen().range().contains(i), "byte " + i);
        }
    }

    @Test
    void aFindingChoosesItsFieldAndBytes() {
        showOrder();
        for (var finding : model.findings()) {
            model.selectFinding(finding);
            assertEquals(finding.path(), path());
            assertEquals(finding, chosen().finding());
        }
        model.selectFinding(model.findings().getFirst());
        assertEquals(0, chosen().range().length(), "a missing field has no bytes");
    }

    @Test
    void nextAndPreviousWalkTheFindings() {
        showOrder();
        assertTrue(model.nextFinding());
        assertEquals("items[0].boldness", path());
        assertTrue(model.nextFinding());
        assertEquals("14", path());
        assertFalse(model.nextFinding());
        assertTrue(model.previousFinding());
        assertTrue(model.previousFinding());
        assertTrue(model.previousFinding());
        assertEquals("userId", path());
        assertFalse(model.previousFinding());
    }

    @Test
    void readingTheSameRecordAgainKeepsTheChoice() {
        showOrder();
        model.selectByte(40);
        showOrder();
        assertEquals("items[0].boldness", path());
        model.reading(Samples.record(Samples.ORDER));
        assertEquals("items[0].boldness", path());
    }

    @Test
    void theKeyIsAPayloadOfItsOwn() {
        showOrder();
        model.partProperty().set(Part.KEY);
        assertEquals(6, model.payloadProperty().get().bytes().length);
        assertNull(model.selectionProperty().get());
        assertTrue(model.findings().isEmpty());
    }

    @Test
    void undecodableBytesCanBeChosen() {
        model.show(
                Samples.record(Samples.ORDER), Samples.undecodable(Samples.ORDER), Samples.key());
        model.selectByte(7);
        assertNull(chosen().entry());
        assertEquals("schema.unknown-id", chosen().finding().rule());
        model.show(Samples.record(null), new Decoded.Tombstone(List.of()), Samples.key());
        model.selectByte(0);
        assertNull(model.selectionProperty().get());
    }

    @Test
    void longListsComeInGroupsThatAreMadeWhenOpened() {
        model.show(Samples.record(new byte[200_001]), Samples.list(200_000), Samples.key());
        model.selectByte(123_457);
        assertEquals("values[123456]", path());
        var list = model.payloadProperty().get().tree().root().children().getFirst();
        assertEquals(400, list.children().size());
        assertEquals("[123000 … 123499]", list.children().get(246).label());
        assertEquals(500, list.children().get(246).children().size());
        var found = model.payloadProperty().get().tree().find("values[199999]", null);
        assertEquals(200_000, found.range().start());
        assertTrue(found.parent().kind() == TreeEntry.Kind.GROUP);
    }

    @Test
    void aRequiredFieldThatNobodyDeclaredIsARowAllTheSame() {
        var root =
                new Node.RecordNode(
                        FieldInfo.of("", -1, "object"), new ByteRange(0, 2), "", List.of());
        var finding =
                new Finding(
                        FindingKind.VIOLATION,
                        "contract.required",
                        "userId",
                        new ByteRange(0, 2),
                        Sentence.of("The event is missing userId."));
        var tree = new PayloadTree(root, new byte[0], List.of(finding), "value");
        var row = tree.root().children().getFirst();
        assertEquals(TreeEntry.Kind.MISSING, row.kind());
        assertEquals("userId", row.path());
        assertEquals(Mark.VIOLATION, row.mark());
        assertEquals(row, tree.of(finding));
    }

    @Test
    void namesThatNeedQuotesAreFoundAgain() {
        var names = List.of("a.b", "x[1]", "plain", "with space", "\"quoted\"");
        var children = new ArrayList<Node>();
        for (int i = 0; i < names.size(); i++) {
            children.add(new Node.AbsentNode(FieldInfo.of(names.get(i), i, "int"), 0));
        }
        var root =
                new Node.RecordNode(
                        FieldInfo.of("", -1, "object"), new ByteRange(0, 2), "", children);
        var tree = new PayloadTree(root, new byte[0], List.of(), "value");
        for (var child : tree.root().children()) {
            assertEquals(child, tree.find(child.path(), null), child.path());
        }
    }

    @Test
    void briefReasonsLeaveOutWhatIsInSight() {
        var briefs = Samples.order().findings().stream().map(Brief::of).toList();
        assertEquals(
                List.of(
                        "required by contract",
                        "expected an ISO-8601 date-time",
                        "expected 1 to 10",
                        "not in v3. v4 names it loyaltyPoints (int32)"),
                briefs);
    }
}
