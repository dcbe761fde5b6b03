package io.sightglass.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.model.Sentence;
import io.sightglass.port.Health;
import io.sightglass.ui.fx.FxTest;
import io.sightglass.ui.shell.ShellTab;
import io.sightglass.ui.shell.SideItem;
import io.sightglass.ui.topic.SampleField;
import io.sightglass.ui.topic.TopicModel;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A topic's page and a consumer group's, in the whole window.
class TopicPageTest extends WindowFixture {
    private TopicModel about() {
        return FxTest.get(() ->
                shell.selectedProperty().get() instanceof ShellTab.About(var model) ? model : null);
    }

    private TopicModel opened(String topic) {
        ready();
        FxTest.on(() -> shell.openAbout(topic));
        var model = about();
        FxTest.await(
                "the page",
                () ->
                        model.reportProperty().get() != null
                                && model.schemasProperty().get() != null
                                && model.exampleProperty().get()
                                        instanceof TopicModel.Example.Shown);
        FxTest.settle();
        return model;
    }

    /// All words below a node.
    private String words(String selector) {
        return FxTest.get(() -> {
            var out = new StringBuilder();
            gather(find(selector, Node.class), out);
            return out.toString();
        });
    }

    private static void gather(Node node, StringBuilder out) {
        switch (node) {
            case TextFlow flow ->
                    out.append(
                                    flow.getChildren().stream()
                                            .map(Text.class::cast)
                                            .map(Text::getText)
                                            .collect(Collectors.joining()))
                            .append('\n');
            case Labeled labeled -> out.append(labeled.getText()).append('\n');
            case Parent parent ->
                    parent.getChildrenUnmodifiable().forEach(child -> gather(child, out));
            default -> {}
        }
    }

    @Test
    void aNewcomerSeesWhatTheTopicIsAndWhoReadsIt() {
        opened("orders");
        var about = words("#topic-about");
        assertTrue(about.contains("One coffee order, from any till"), about);
        assertTrue(about.contains("Orders drive the baristas' screens"), about);
        assertTrue(about.contains("order-desk"), about);
        assertTrue(about.contains("#order-desk"), about);

        var readers = words("#topic-readers");
        assertTrue(readers.contains("billing\nup to date\nreading, 1 client"), readers);
        assertTrue(
                Pattern.compile("fulfilment\n[0-9\u2009]+ behind").matcher(readers).find(),
                readers);

        var settings = words("#topic-settings");
        assertTrue(settings.contains("Records are kept for 7 days, then deleted."), settings);
        assertTrue(settings.contains("retention.ms = 604800000\nset for this topic"), settings);
        assertTrue(settings.contains("A new file is begun after 1 day."), settings);
        assertFalse(settings.contains("compression.type"), settings);

        var schemas = words("#topic-schemas");
        assertTrue(schemas.contains("orders-value\nProto\nv1\nv2\nv3\nv4"), schemas);
        var partitions = words("#topic-partitions");
        assertTrue(partitions.contains("From offset"), partitions);
    }

    private static SampleField field(TopicModel model, String path) {
        return model.exampleProperty().get() instanceof TopicModel.Example.Shown(var sample)
                ? sample.fields().stream()
                        .filter(field -> field.path().equals(path))
                        .findFirst()
                        .orElseThrow()
                : null;
    }

    @Test
    void everyFieldOfARecordIsExplained() {
        var model = opened("orders");
        var user = FxTest.get(() -> field(model, "userId"));
        assertEquals("text", user.meaning().type());
        assertTrue(user.meaning().doc().startsWith("Who ordered, such as u-77."));
        assertEquals("•••", user.value(), "tagged as personal data in the registry");
        assertEquals("list of Item", FxTest.get(() -> field(model, "items")).meaning().type());
        var bold = FxTest.get(() -> field(model, "items[0].boldness"));
        assertEquals("whole number", bold.meaning().type());
        assertEquals(1, bold.depth());
        var fields = words("#topic-fields");
        assertTrue(fields.contains("How far the order has come."), fields);
        assertTrue(fields.contains("INITIALIZED · STARTED"), fields);
    }

    @Test
    void aFieldSaysWhoElseHasIt() {
        var model = opened("orders");
        FxTest.on(() -> model.choose(field(model, "userId")));
        FxTest.await(
                "the others",
                () ->
                        model.sameProperty().get() != null
                                && model.sameProperty().get().progress().isDone()
                                && model.sameProperty().get().results().total() > 1);
        FxTest.settle();
        var same = words("#same-field");
        assertTrue(same.contains("order-status-value v4\nOrderStatus.userId"), same);
        assertFalse(same.contains("orders-value v"), same);
        var link =
                FxTest.get(() ->
                        find("#same-field", Parent.class).lookupAll(".topic-link").stream()
                                .map(Hyperlink.class::cast)
                                .filter(each -> each.getText().equals("order-status-value v4"))
                                .findFirst()
                                .orElseThrow());
        FxTest.on(link::fire);
        FxTest.await(
                "the line",
                () ->
                        shell.selectedProperty().get() instanceof ShellTab.Schema(var schema)
                                && schema.lines().selectedProperty().get() >= 0
                                && schema.lines()
                                        .rows()
                                        .get(schema.lines().selectedProperty().get())
                                        .right()
                                        .text()
                                        .contains("userId"));
    }

    @Test
    void whatIsHiddenIsSaidAndTheRestIsThere() {
        outside.hidden.addAll(List.of("settings", "readers"));
        opened("orders");
        assertTrue(words("#topic-settings").contains("does not allow this connection"));
        assertTrue(words("#topic-readers").contains("does not allow this connection"));
        assertTrue(words("#topic-partitions").contains("From offset"));
        assertTrue(words("#topic-about").contains("One coffee order"));
    }

    @Test
    void aClusterThatGoesAwayLeavesWhatWasSeen() {
        var model = opened("orders");
        outside.setHealth(
                new Health.Down(Sentence.of("No broker answered at memory:9092."), Instant.now()));
        FxTest.await("the notice", () -> model.problemProperty().get() != null);
        FxTest.settle();
        assertTrue(words("#topic-problem").contains("No broker answered"));
        assertTrue(words("#topic-readers").contains("billing"));
        outside.setHealth(new Health.Up(1));
        FxTest.await("it is back", () -> model.problemProperty().get() == null);
    }

    @Test
    void keysAndButtonsGoThereAndBack() {
        ready();
        FxTest.on(records()::requestFocus);
        FxTest.press(KeyCode.I);
        FxTest.await("the page", () -> about() != null && about().topic().equals("orders"));
        FxTest.press(KeyCode.I);
        assertEquals("orders", tail().topic());
        FxTest.settle();
        FxTest.on(() -> find("#about-topic", Button.class).fire());
        assertEquals("orders", about().topic());
        FxTest.settle();
        FxTest.on(() -> find("#watch-records", Button.class).fire());
        assertEquals("orders", tail().topic());
        FxTest.await("the keyboard", () -> records().isFocused());
        FxTest.press(KeyCode.CONTROL, KeyCode.K);
        FxTest.await("the palette", () -> shell.palette().openProperty().get());
        FxTest.on(() -> shell.palette().typedProperty().set("about cust"));
        FxTest.press(KeyCode.ENTER);
        assertEquals("customers", about().topic());
        assertEquals(3, FxTest.get(() -> shell.tabs().size()));
    }

    @Test
    void aGroupOpensWithWhatItReads() {
        ready();
        FxTest.on(() -> shell.sideBar().choose(new SideItem.Group("fulfilment")));
        FxTest.await(
                "the group",
                () ->
                        shell.selectedProperty().get() instanceof ShellTab.Group(var group)
                                && group.reportProperty().get() != null);
        FxTest.settle();
        assertTrue(text("#group-lag").matches("[0-9\u2009]+ behind"), text("#group-lag"));
        var topics = words("#group-topics");
        assertTrue(topics.contains("orders\n" + text("#group-lag")), topics);
        assertTrue(words("#group-members").contains("fulfilment-1\n10.0.0.7"));
        var link =
                FxTest.get(() ->
                        (Hyperlink) find("#group-topics", Parent.class).lookup(".topic-link"));
        FxTest.on(link::fire);
        assertEquals("orders", about().topic());
    }
}
