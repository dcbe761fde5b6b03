package io.sightglass.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.compat.outline.Row;
import io.sightglass.model.Mark;
import io.sightglass.ui.fx.FxTest;
import io.sightglass.ui.schema.Mode;
import io.sightglass.ui.schema.SchemaModel;
import io.sightglass.ui.schema.SchemaSource;
import io.sightglass.ui.shell.ShellTab;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/// The schema tab over the playground in memory.
class SchemaTabTest extends WindowFixture {
    private SchemaModel open(String subject) {
        ready();
        FxTest.on(() -> shell.openSubject(subject));
        var model = schema();
        FxTest.await(
                "the schema", () -> !model.busyProperty().get() && !model.lines().rows().isEmpty());
        return model;
    }

    private SchemaModel schema() {
        return FxTest.get(() ->
                shell.selectedProperty().get() instanceof ShellTab.Schema(var model)
                        ? model
                        : null);
    }

    private static void settled(SchemaModel model) {
        FxTest.await("the schema", () -> !model.busyProperty().get());
    }

    private static String title(SchemaModel model) {
        return FxTest.get(() -> model.titleProperty().get());
    }

    @Test
    void aSubjectOpensWithItsLastChangeAndSaysWhomItBreaks() {
        var model = open("order-status-value");
        assertEquals("order-status-value · v3 ↔ v4", title(model));
        assertEquals("v3 · id 118", text("#left-schema"));
        assertEquals("v4 · id 131", text("#right-schema"));
        FxTest.await("the level", () -> text("#level").matches("level( of subject)?  BACKWARD"));
        for (var way : new String[] {"backward", "forward", "full"}) {
            assertTrue(
                    FxTest.get(() ->
                            find("#verdict-" + way, Node.class)
                                    .getStyleClass()
                                    .contains("mark-violation")),
                    way);
        }
        assertTrue(FxTest.get(() -> find("#tab-changes", ButtonBase.class).getText()).length() > 8);
        FxTest.await(
                "the chain",
                () -> model.versions().historyProperty().get().between(1, 2).isPresent());
        assertEquals(
                4,
                FxTest.get(() ->
                        find("#version-chain", Node.class).lookupAll(".version-pill").size()));
    }

    @Test
    void keysGoThroughTheChangesAndAChangeChoosesItsRow() {
        var model = open("order-status-value");
        FxTest.await("the keyboard", () -> find("#diff-rows", ListView.class).isFocused());
        FxTest.press(KeyCode.N);
        assertEquals("  string userId;", left(model));
        FxTest.press(KeyCode.N);
        assertEquals("  Status status;", left(model));
        FxTest.press(KeyCode.P);
        FxTest.press(KeyCode.P);
        assertTrue(FxTest.get(() -> selected(model).kind()) != Row.Kind.SAME);
        FxTest.press(KeyCode.J);
        var change =
                FxTest.get(() ->
                        model.shownProperty().get().comparison().changes().stream()
                                .filter(each -> each.message().plain().contains("loyaltyPoints"))
                                .findFirst()
                                .orElseThrow());
        FxTest.on(() -> model.lines().choose(change));
        assertEquals("  int loyaltyPoints;", FxTest.get(() -> selected(model).right().text()));
        assertEquals(change, FxTest.get(() -> model.lines().chosenChange().orElseThrow()));
        FxTest.on(() -> find("#changes", Node.class).lookupAll(".change").iterator().next());
        FxTest.press(KeyCode.DIGIT2);
        FxTest.press(KeyCode.ENTER);
        FxTest.press(KeyCode.DIGIT1);
        assertTrue(FxTest.get(() -> find("#diff-rows", ListView.class).isFocused()));
    }

    private static Row selected(SchemaModel model) {
        return model.lines().rows().get(model.lines().selectedProperty().get());
    }

    private static String left(SchemaModel model) {
        return FxTest.get(() -> selected(model).left().text());
    }

    @Test
    void sidesSwapAndAreWrittenInThreeWays() {
        var model = open("order-status-value");
        FxTest.on(() -> find("#diff-rows", ListView.class).requestFocus());
        FxTest.press(KeyCode.S);
        FxTest.await("swapped", () -> title(model).equals("order-status-value · v4 ↔ v3"));
        for (var mode : List.of(Mode.STRUCTURE, Mode.SOURCE, Mode.JSON)) {
            var name = mode.title().toLowerCase(java.util.Locale.ROOT);
            FxTest.on(() -> find("#mode-" + name, ButtonBase.class).fire());
            settled(model);
            assertTrue(
                    FxTest.get(() -> model.lines().rows().stream().anyMatch(Row::differs)), name);
            var change =
                    FxTest.get(() -> model.shownProperty().get().comparison().changes().getFirst());
            FxTest.on(() -> model.lines().choose(change));
            assertTrue(FxTest.get(() -> model.lines().selectedProperty().get()) >= 0, name);
        }
    }

    @Test
    void aMatrixOfAllVersionsOpensAnyTwo() {
        var model = open("order-status-value");
        FxTest.on(() -> find("#tab-matrix", ButtonBase.class).fire());
        FxTest.await(
                "all pairs", () -> model.versions().historyProperty().get().verdicts().size() == 6);
        FxTest.settle();
        var cells = FxTest.get(() -> find("#matrix", Node.class).lookupAll(".matrix-cell"));
        assertEquals(16, cells.size());
        FxTest.on(() ->
                cells.stream()
                        .map(Button.class::cast)
                        .filter(cell -> cell.getAccessibleText().startsWith("A reader on v4"))
                        .filter(cell -> cell.getAccessibleText().endsWith("v1"))
                        .findFirst()
                        .orElseThrow()
                        .fire());
        FxTest.await("the two", () -> title(model).equals("order-status-value · v1 ↔ v4"));
    }

    @Test
    void aLocalFileStandsBesideAVersion() {
        var model = open("order-status-value");
        FxTest.on(() -> find("#compare-with", Button.class).fire());
        FxTest.settle();
        FxTest.on(() -> find("#schema-picker-field", TextField.class).setText("status v1"));
        FxTest.press(KeyCode.ENTER);
        FxTest.await("the file", () -> title(model).endsWith("v1.avsc ↔ v4"));
        settled(model);
        FxTest.on(() -> model.showLeft(new SchemaSource.Version("orders-value", -1)));
        FxTest.await("another format", () -> text("#schema-problem").contains("is Protobuf"));
        assertFalse(FxTest.get(() -> model.lines().rows().isEmpty()));
        FxTest.on(() -> model.showLeft(null));
        FxTest.await("alone", () -> !model.isComparing());
        FxTest.on(() -> model.show(1, 2));
        settled(model);
        FxTest.settle();
        for (var menu : new String[] {"#left-schema", "#right-schema"}) {
            FxTest.on(() -> find(menu, MenuButton.class).show());
            FxTest.settle();
            assertTrue(FxTest.get(() -> find(menu, MenuButton.class).getItems().size()) > 4);
            FxTest.on(() -> find(menu, MenuButton.class).hide());
        }
    }

    @Test
    void aComparisonIsCopiedAndSaved() throws Exception {
        var model = open("order-status-value");
        FxTest.on(() -> find("#copy-markdown", Button.class).fire());
        FxTest.await("told", () -> text("#schema-note").equals("copied as Markdown"));
        var copied = FxTest.get(() -> Clipboard.getSystemClipboard().getString());
        assertTrue(copied.contains("READER_FIELD_MISSING_DEFAULT_VALUE"), copied);
        var file = folder.resolve("review.html");
        var told = new AtomicReference<>("");
        FxTest.on(() -> model.save(file, sentence -> told.set(sentence.plain())));
        FxTest.await("saved", () -> told.get().startsWith("Saved as "));
        assertTrue(Files.readString(file).contains("<mark>"));
        FxTest.on(() -> model.save(folder.resolve("no/such"), it -> told.set(it.plain())));
        FxTest.await("not saved", () -> told.get().contains("cannot be written"));
    }

    @Test
    void servicesAndTheirMessagesAreOneClickAway() {
        ready();
        var samples = FxTest.get(() -> shell.surroundingsProperty().get().folders().getFirst());
        FxTest.on(() -> shell.openFile(samples.path(), "orders/v4/order_service.proto"));
        var model = schema();
        FxTest.await("the file", () -> model.lines().rows().size() > 20);
        FxTest.settle();
        FxTest.on(() ->
                find("#about", Node.class).lookupAll(".hyperlink").stream()
                        .map(Hyperlink.class::cast)
                        .filter(link -> link.getText().equals("CancelRequest"))
                        .findFirst()
                        .orElseThrow()
                        .fire());
        assertEquals("message CancelRequest {", FxTest.get(() -> selected(model).right().text()));
        assertFalse(FxTest.get(() -> find("#tab-changes", Node.class).isVisible()));
    }

    @Test
    void whatTheRegistryKeepsBesideTheTextIsToldWithTheSchema() {
        open("orders-value");
        FxTest.on(() -> find("#tab-about", ButtonBase.class).fire());
        FxTest.await("the rule", () -> said("#about").contains("message.total >= 0.0"));
        var said = FxTest.get(() -> said("#about"));
        assertTrue(said.matches("(?s).*guid [0-9a-f-]{36}.*"), said);
        assertTrue(said.contains("CEL condition · when written and read"), said);
        assertTrue(said.contains("owner"), said);
    }

    private String said(String place) {
        return find(place, Node.class).lookupAll(".label").stream()
                .map(node -> ((Label) node).getText())
                .collect(Collectors.joining("\n"));
    }

    @Test
    void whoImportsALocalFileIsDrawnAndOpened() {
        ready();
        var samples = FxTest.get(() -> shell.surroundingsProperty().get().folders().getFirst());
        FxTest.on(() -> shell.openFile(samples.path(), "orders/v4/order.proto"));
        var model = schema();
        FxTest.await("the file", () -> !model.lines().rows().isEmpty());
        FxTest.on(() -> find("#tab-references", ButtonBase.class).fire());
        FxTest.await("the drawing", () -> references().contains("orders/v4/item.proto"));
        assertTrue(references().contains("orders/v4/order_service.proto"), references().toString());
        FxTest.on(() -> ((ButtonBase) reference("orders/v4/item.proto")).fire());
        FxTest.await("its tab", () -> schema() != null && title(schema()).contains("item.proto"));
    }

    @Test
    void whoRefersToWhomIsDrawnAndWalkedByKeys() {
        open("orders-value");
        FxTest.on(() -> find("#tab-references", ButtonBase.class).fire());
        FxTest.await("the drawing", () -> references().contains("coffeeco-item v4"));
        assertTrue(references().stream().anyMatch(name -> name.startsWith("orders-value v")));
        FxTest.on(() -> reference("orders-value v").requestFocus());
        FxTest.press(KeyCode.RIGHT);
        FxTest.await("the next one", () -> reference("coffeeco-item v4").isFocused());
        FxTest.press(KeyCode.ENTER);
        FxTest.await(
                "its tab", () -> schema() != null && title(schema()).startsWith("coffeeco-item"));
        var item = schema();
        FxTest.await(
                "the schema", () -> !item.busyProperty().get() && !item.lines().rows().isEmpty());
        FxTest.on(() -> find("#tab-references", ButtonBase.class).fire());
        FxTest.await(
                "who refers to it",
                () -> references().stream().anyMatch(name -> name.startsWith("orders-value v")));
        FxTest.on(() -> reference("coffeeco-item v4").requestFocus());
        FxTest.press(KeyCode.LEFT);
        FxTest.await("the one before", () -> reference("orders-value v").isFocused());
    }

    private List<String> references() {
        return FxTest.get(() ->
                find("#references", Node.class).lookupAll(".reference-item").stream()
                        .map(node -> ((Button) node).getText())
                        .toList());
    }

    private Button reference(String name) {
        return FxTest.get(() ->
                find("#references", Node.class).lookupAll(".reference-item").stream()
                        .map(Button.class::cast)
                        .filter(button -> button.getText().startsWith(name))
                        .findFirst()
                        .orElseThrow());
    }

    @Test
    void aBrokenFileSaysWhereAndShowsItsText() {
        ready();
        var samples = FxTest.get(() -> shell.surroundingsProperty().get().folders().getFirst());
        FxTest.on(() -> shell.openFile(samples.path(), "broken/coffee.avsc"));
        var model = schema();
        FxTest.await("the sentence", () -> text("#schema-problem").contains("coffee.avsc:6:5"));
        assertFalse(FxTest.get(() -> model.lines().rows().isEmpty()));
        FxTest.on(() -> model.showLeft(new SchemaSource.Version("order-status-value", 4)));
        FxTest.await("two texts", model::isComparing);
        assertTrue(FxTest.get(() -> model.lines().rows().size()) > 100);
    }

    @Test
    void aRecordLeadsToItsSchema() {
        ready();
        // Some records have no schema that is to be had; the first good one has.
        var tail = tail().tail().orElseThrow();
        long sequence = tail.first();
        while (tail.row(sequence).orElseThrow().mark() != Mark.VALID) {
            sequence++;
        }
        long good = sequence;
        FxTest.on(() -> tail().selectedProperty().set(good));
        FxTest.await("the record", () -> tail().selectionProperty().get() != null);
        FxTest.await("the link", () -> find("#show-schema", Node.class).isVisible());
        var label = FxTest.get(() -> find(".read-line", Labeled.class).getText());
        FxTest.on(() -> find("#show-schema", Button.class).fire());
        var model = schema();
        FxTest.await("the schema", () -> !model.lines().rows().isEmpty());
        assertEquals("orders-value", model.name());
        var version = label.replaceAll("(?s).* (v\\d+) from .*", "$1");
        assertTrue(title(model).endsWith(version), title(model) + " for " + label);
    }

    @Test
    void whatIsNotThereIsSaid() {
        ready();
        FxTest.on(() -> shell.openSchema(4711));
        FxTest.await("the sentence", () -> text("#schema-problem").contains("4711"));
    }

    @Test
    void theTwoSidesStandSideBySideAtEveryWidth() {
        open("order-status-value");
        for (int width : new int[] {1000, 900}) {
            FxTest.on(() -> window.stage().setWidth(width));
            FxTest.await("size", () -> window.stage().getScene().getWidth() == width);
            FxTest.settle();
            var map = find("#change-map", Region.class);
            var rows = find("#diff-rows", Region.class);
            double left = FxTest.get(map::getLayoutX);
            double right = FxTest.get(() -> rows.getWidth() - map.getLayoutX() - map.getWidth());
            assertTrue(Math.abs(left - right) <= 12, left + " and " + right);
            FxTest.on(() ->
                    find(".schema", Node.class).lookupAll(".tool-bar-row .button").stream()
                            .map(Labeled.class::cast)
                            .forEach(each -> assertTrue(each.getWidth() > 0, each.getText())));
        }
    }
}
