package io.sightglass.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.compat.outline.Row;
import io.sightglass.connect.Connection;
import io.sightglass.model.Mark;
import io.sightglass.model.Sentence;
import io.sightglass.port.Health;
import io.sightglass.ui.connect.SettingsFile;
import io.sightglass.ui.fx.FxTest;
import io.sightglass.ui.shell.ShellTab;
import io.sightglass.ui.shell.SideItem;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import javax.imageio.ImageIO;

/// The whole window over the playground in memory.
class WindowTest extends WindowFixture {
    @Test
    void theWindowIsThereBeforeThePlaygroundAndSaysWhatItWaitsFor() {
        assertTrue(FxTest.get(() -> window.stage().isShowing()));
        FxTest.await("the step", () -> text("#step").equals("Starting the broker…"));
        ready();
        FxTest.await("the panel goes", () -> !shell.connectingProperty().get());
        assertEquals("orders", FxTest.get(() -> shell.tabs().getFirst().title()));
        FxTest.await(
                "the address",
                () -> text("#address").equals("memory:9092 · 1 broker · registry ok"));
        FxTest.await("the health", () -> text("#state").equals("Connected"));
    }

    @Test
    void waitingCanBeCancelled() {
        FxTest.await("progress", () -> text("#step").startsWith("Starting"));
        FxTest.click(find("#cancel", Button.class));
        FxTest.await("the form", () -> find("#bootstrap", TextField.class).getParent().isVisible());
        assertTrue(FxTest.get(() -> shell.tabs().isEmpty()));
    }

    @Test
    void aRefusedAddressIsSaidInOneSentence() {
        FxTest.click(find("#cancel", Button.class));
        FxTest.on(() -> {
            find("#name", TextField.class).setText("Kitchen");
            find("#bootstrap", TextField.class).setText("kafka-1:9092");
        });
        FxTest.settle();
        FxTest.click(find("#connect-button", Button.class));
        FxTest.await("the sentence", () -> find("#failure", Parent.class).isVisible());
        assertTrue(
                FxTest.get(() ->
                                find("#failure", Parent.class)
                                        .getChildrenUnmodifiable()
                                        .getFirst()
                                        .getAccessibleText())
                        .contains("No broker answered at kafka-1:9092"));
    }

    @Test
    void keysFreezeMoveFilterAndStepThroughFindings() {
        ready();
        var tail = tail();
        FxTest.on(records()::requestFocus);
        FxTest.press(KeyCode.SPACE);
        assertFalse(FxTest.get(() -> tail.liveProperty().get()));
        FxTest.press(KeyCode.N);
        FxTest.await("a record with findings", () -> tail.selectionProperty().get() != null);
        long chosen = FxTest.get(() -> tail.selectedProperty().get());
        assertEquals(chosen, FxTest.get(() -> records().selectedProperty().get()));
        FxTest.press(KeyCode.J);
        assertEquals(chosen + 1, FxTest.get(() -> tail.selectedProperty().get()));
        FxTest.press(KeyCode.K);
        assertEquals(chosen, FxTest.get(() -> tail.selectedProperty().get()));
        FxTest.press(KeyCode.DIGIT2);
        FxTest.press(KeyCode.DIGIT3);
        FxTest.press(KeyCode.DIGIT1);
        assertTrue(FxTest.get(() -> records().isFocused()));

        FxTest.press(KeyCode.SLASH);
        var filter = find("#filter", TextField.class);
        assertTrue(FxTest.get(filter::isFocused));
        assertEquals("", FxTest.get(filter::getText));
        FxTest.on(() -> filter.setText("value.status == \"CANCELED\""));
        FxTest.await("matches", () -> tail.progress().isPresent() && tail.rows().size() > 5);
        FxTest.on(() -> filter.setText("value.status =="));
        FxTest.await("the problem", () -> !text("#filter-problem").isEmpty());
        FxTest.press(KeyCode.ESCAPE);
        assertEquals("", FxTest.get(filter::getText));
        FxTest.on(records()::requestFocus);
        FxTest.press(KeyCode.SPACE);
        assertTrue(FxTest.get(() -> tail.liveProperty().get()));
        assertTrue(FxTest.get(() -> records().followingProperty().get()));
    }

    @Test
    void theKeyboardBeginsOnTheRecords() {
        ready();
        FxTest.await("focus", () -> records().isFocused());
        FxTest.press(KeyCode.SPACE);
        assertFalse(FxTest.get(() -> tail().liveProperty().get()));
    }

    @Test
    void chipsLimitAndSelectingARowFreezes() {
        ready();
        var tail = tail();
        FxTest.click(find("#chip-violation", Node.class));
        assertEquals(Set.of(Mark.VIOLATION), FxTest.get(() -> tail.marksProperty().get()));
        FxTest.await("violations", () -> tail.rows().size() > 10);
        FxTest.settle();
        FxTest.click(records(), 300, 60);
        FxTest.await("the record", () -> tail.selectionProperty().get() != null);
        assertFalse(FxTest.get(() -> tail.liveProperty().get()));
        FxTest.click(find("#chip-all", Node.class));
        assertFalse(FxTest.get(tail::isLimited));
    }

    @Test
    void thePaletteGoesToATopicAndTabsCloseAgain() {
        ready();
        FxTest.press(KeyCode.CONTROL, KeyCode.K);
        var field = find("#palette-field", TextField.class);
        assertTrue(FxTest.get(field::isFocused));
        FxTest.on(() -> field.setText("custom"));
        FxTest.press(KeyCode.ENTER);
        FxTest.await("the tab", () -> shell.tabs().size() == 2);
        assertEquals("customers", tail().topic());
        FxTest.press(KeyCode.CONTROL, KeyCode.TAB);
        assertEquals("orders", tail().topic());
        FxTest.on(() -> shell.openSubject("orders-value"));
        FxTest.await("the source", () -> source().contains("message Order"));
        FxTest.on(() -> shell.openSchema(3));
        FxTest.await("the schema by id", () -> source().contains("message Order"));
        FxTest.press(KeyCode.CONTROL, KeyCode.W);
        FxTest.press(KeyCode.CONTROL, KeyCode.W);
        FxTest.press(KeyCode.CONTROL, KeyCode.W);
        FxTest.press(KeyCode.CONTROL, KeyCode.W);
        assertTrue(FxTest.get(() -> shell.tabs().isEmpty()));
        FxTest.press(KeyCode.F1);
        assertTrue(FxTest.get(() -> find("#keys", Node.class).isVisible()));
        FxTest.press(KeyCode.ESCAPE);
        assertFalse(FxTest.get(() -> find("#keys", Node.class).isVisible()));
    }

    private String source() {
        return shell.selectedProperty().get() instanceof ShellTab.Schema(var model)
                ? model.lines().rows().stream()
                        .map(Row::right)
                        .filter(Objects::nonNull)
                        .map(Row.Half::text)
                        .collect(Collectors.joining("\n"))
                : "";
    }

    @Test
    void everyTopicOpensAndShowsItsRecords() {
        ready();
        var names =
                FxTest.get(() ->
                        shell.surroundingsProperty().get().topics().stream()
                                .map(topic -> topic.name())
                                .toList());
        assertEquals(9, names.size());
        for (var name : names) {
            FxTest.on(() -> shell.openTopic(name));
            FxTest.await(name, () -> tail().rows().size() > 0);
            FxTest.on(() -> tail().move(-1));
            FxTest.await(name, () -> tail().selectionProperty().get() != null);
        }
    }

    @Test
    void anAbsentBrokerIsSaidAndTheNoticeGoesByItself() {
        ready();
        outside.setHealth(new Health.Down(Sentence.of("No broker answers."), Instant.now()));
        FxTest.await("the notice", () -> find("#notice", Node.class).isVisible());
        FxTest.await("the status bar", () -> text("#state").equals("No broker answers."));
        outside.setHealth(new Health.Up(1));
        FxTest.await("no notice", () -> !find("#notice", Node.class).isVisible());
    }

    @Test
    void themeAndTextSizeAreKept() throws Exception {
        ready();
        boolean dark = FxTest.get(() -> shell.settingsProperty().get().dark());
        FxTest.press(KeyCode.CONTROL, KeyCode.T);
        FxTest.press(KeyCode.CONTROL, KeyCode.PLUS);
        FxTest.settle();
        window.close();
        window.awaitClosed();
        var settings = SettingsFile.read(folder).settings();
        assertEquals(!dark, settings.dark());
        assertEquals(14, settings.textSize());
        assertNotNull(settings.bounds());
    }

    @Test
    void aDraggedColumnKeepsItsWidth() throws Exception {
        ready();
        var header = find(".record-header", Parent.class);
        double edge =
                FxTest.get(() ->
                        header.getChildrenUnmodifiable().stream()
                                        .filter(Labeled.class::isInstance)
                                        .map(Labeled.class::cast)
                                        .filter(title -> title.getText().equals("Schema"))
                                        .findFirst()
                                        .orElseThrow()
                                        .getBoundsInParent()
                                        .getMinX()
                                - 8);
        double before = FxTest.get(() -> records().cells()[3]);
        FxTest.drag(header, edge, 8, edge + 60, 8);
        assertTrue(FxTest.get(() -> records().cells()[3]) > before + 2);
        FxTest.await("kept", () -> shell.settingsProperty().get().columns().containsKey("Key"));
        FxTest.on(() -> shell.openTopic("payments"));
        FxTest.await(
                "the list", () -> window.stage().getScene().getRoot().lookup("#records") != null);
        FxTest.await("the same", () -> records().cells()[3] > before + 2);
    }

    @Test
    void menusAndTheContractOpen() {
        ready();
        for (var menu : List.of("#from", "#partitions", "#read-as", "#connection-menu")) {
            var button = find(menu, MenuButton.class);
            FxTest.on(button::show);
            FxTest.settle();
            assertTrue(FxTest.get(() -> button.getItems().size()) > 0, menu);
            FxTest.on(button::hide);
        }
        int windows = FxTest.get(() -> javafx.stage.Window.getWindows().size());
        FxTest.on(() -> find("#contract", Button.class).fire());
        FxTest.await("the popover", () -> javafx.stage.Window.getWindows().size() == windows + 1);
        FxTest.on(() -> find("#contract", Button.class).fire());
        FxTest.await("no popover", () -> javafx.stage.Window.getWindows().size() == windows);
    }

    @Test
    void aThousandTopicsTakeNoMoreLinesThanFit() {
        outside.addTopics(1000);
        mayStart.countDown();
        FxTest.await("the topics", () -> shell.sideBar().items().size() > 1000);
        FxTest.settle();
        var list = find("#side-list", ListView.class);
        int cells = FxTest.get(() -> list.lookupAll(".side-cell").size());
        assertTrue(cells < 100, cells + " cells");
        FxTest.on(() -> shell.sideBar().searchProperty().set("topic-0999"));
        var topics =
                FxTest.get(() ->
                        shell.sideBar().items().stream()
                                .filter(SideItem.Topic.class::isInstance)
                                .toList());
        assertEquals(List.of(new SideItem.Topic("topic-0999")), topics);
    }

    @Test
    void nothingIsCutOffInASmallWindow() {
        ready();
        FxTest.on(() -> {
            window.stage().setWidth(1000);
            window.stage().setHeight(700);
            tail().liveProperty().set(false);
        });
        FxTest.await("size", () -> window.stage().getScene().getWidth() == 1000);
        // Words are shortened to the room there is, which takes a frame or two.
        for (int i = 0; i < 30 && !cutOff().isEmpty(); i++) {
            FxTest.settle();
        }
        assertEquals(List.of(), cutOff());
    }

    private List<String> cutOff() {
        return FxTest.get(() -> cutOff(window.stage().getScene().getRoot()));
    }

    /// Controls in sight that reach over the window's edge, and buttons whose words are cut.
    private static List<String> cutOff(Node node) {
        var found = new ArrayList<String>();
        if (!node.isVisible()) {
            return found;
        }
        if (node instanceof Labeled labeled && !(node.getId() + "").equals("address")) {
            var bounds = node.localToScene(node.getLayoutBounds());
            boolean within = bounds.getMinX() >= -1 && bounds.getMaxX() <= 1001;
            boolean isButton = node.getStyleClass().stream().anyMatch(s -> s.endsWith("button"));
            boolean cut = isButton && labeled.getWidth() < labeled.prefWidth(-1) - 1;
            if (!within || cut) {
                found.add(node + " " + labeled.getText() + " " + bounds);
            }
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> found.addAll(cutOff(child)));
        }
        return found;
    }

    @Test
    void aPictureIsDrawnWithoutAWindow() throws Exception {
        mayStart.countDown();
        var file = folder.resolve("window.png");
        try (var playground = outside.startPlayground(_ -> {});
                var connection = Connection.open(outside, playground.profile())) {
            Snapshot.take(connection, "orders", new Snapshot.Look(true, 1440, 900), file);
        }
        var image = ImageIO.read(Files.newInputStream(file));
        assertEquals(1440, image.getWidth());
        assertEquals(900, image.getHeight());
        int violation = 0xfff85149;
        int count = 0;
        for (int x = 0; x < 1440; x++) {
            for (int y = 500; y < 900; y++) {
                count += image.getRGB(x, y) == violation ? 1 : 0;
            }
        }
        assertTrue(count > 20, "findings of a chosen record are drawn");
    }
}
