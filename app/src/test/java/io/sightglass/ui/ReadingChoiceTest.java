package io.sightglass.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.model.Decoded;
import io.sightglass.model.Format;
import io.sightglass.model.Mark;
import io.sightglass.model.Part;
import io.sightglass.model.SchemaRef;
import io.sightglass.tail.Row;
import io.sightglass.ui.fx.FxTest;
import io.sightglass.ui.inspect.InspectModel;

import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.Test;

import java.util.Objects;

/// "Decode as" and "read as", with the keyboard and with the mouse.
class ReadingChoiceTest extends WindowFixture {
    /// The decoded value of the chosen record; null until it is there.
    private Decoded value() {
        return FxTest.get(() ->
                tail().inspect().contentProperty().get()
                                instanceof InspectModel.Content.Shown(_, var value, _)
                        ? value.decoded()
                        : null);
    }

    private String schemaOf(Decoded decoded) {
        return decoded instanceof Decoded.DecodedMessage message && message.schema() != null
                ? message.schema().name()
                : "";
    }

    /// Opens a topic and chooses its first record with a mark.
    private void choose(String topic, Mark mark) {
        ready();
        FxTest.on(() -> shell.openTopic(topic));
        FxTest.await(
                "records of " + topic,
                () -> tail().tail().filter(tail -> tail.next() > 500).isPresent());
        var tail = tail().tail().orElseThrow();
        long sequence = tail.first();
        while (tail.row(sequence).map(Row::mark).orElseThrow() != mark) {
            sequence++;
        }
        long found = sequence;
        FxTest.on(() -> tail().selectedProperty().set(found));
        FxTest.await("the record", () -> value() != null);
    }

    private void type(String text) {
        FxTest.on(() -> find("#reading-field", TextField.class).setText(text));
        FxTest.settle();
    }

    /// Keys go to whatever had the keyboard before until the records have it.
    private void keyboard() {
        FxTest.await("the keyboard", () -> find("#records", javafx.scene.Node.class).isFocused());
    }

    private boolean isOpen() {
        return FxTest.get(() -> tail().choosing().openProperty().get() != null);
    }

    @Test
    void decodeAsWithTheKeyboard() {
        choose("legacy-pos", Mark.UNDECODABLE);
        assertTrue(value() instanceof Decoded.Undecodable || schemaOf(value()).endsWith("Sale"));
        keyboard();
        FxTest.press(KeyCode.D);
        FxTest.await("the panel", () -> find("#reading", javafx.scene.Node.class).isVisible());
        type("click");
        FxTest.press(KeyCode.ENTER);
        FxTest.await("read otherwise", () -> !isOpen());
        assertEquals(
                new SchemaRef.LocalFile("clickstream.schema.json", "Click"),
                FxTest.get(() -> tail().readings().chosen(Part.VALUE).schema()));
        // Back to finding out, and Escape leaves everything as it is.
        FxTest.press(KeyCode.D);
        type("find out");
        FxTest.press(KeyCode.ENTER);
        FxTest.await("closed", () -> !isOpen());
        FxTest.press(KeyCode.D);
        type("click");
        FxTest.press(KeyCode.ESCAPE);
        FxTest.await("closed", () -> !isOpen());
        assertEquals(null, FxTest.get(() -> tail().readings().chosen(Part.VALUE).schema()));
    }

    @Test
    void decodeOneRecordAsWithTheMouse() {
        choose("clickstream", Mark.VALID);
        FxTest.click(find("#read-otherwise", Button.class));
        FxTest.await("the panel", this::isOpen);
        type("bytes");
        FxTest.click(find("#scope-record", ToggleButton.class));
        FxTest.click(find("#reading-apply", Button.class));
        FxTest.await(
                "bytes",
                () ->
                        value() instanceof Decoded.DecodedMessage message
                                && message.format() == Format.BYTES);
        // The next record is read as before.
        FxTest.on(() -> tail().move(1));
        FxTest.await(
                "JSON again",
                () ->
                        value() instanceof Decoded.DecodedMessage message
                                && message.format() == Format.JSON);
    }

    @Test
    void readAsAVersionFromTheMenu() {
        choose("orders", Mark.VALID);
        var menu = find("#read-as", MenuButton.class);
        FxTest.on(menu::show);
        FxTest.await("versions", () -> menu.getItems().size() > 5);
        FxTest.on(() ->
                menu.getItems().stream()
                        .filter(item -> Objects.equals(item.getText(), "orders-value v1"))
                        .findFirst()
                        .orElseThrow()
                        .fire());
        FxTest.on(menu::hide);
        assertEquals(
                new SchemaRef.BySubjectVersion("orders-value", 1),
                FxTest.get(() -> tail().readerProperty().get()));
        assertTrue(FxTest.get(() -> menu.getText()).endsWith("v1"));
        keyboard();
        FxTest.press(KeyCode.R);
        FxTest.await("the panel", this::isOpen);
        type("writer");
        FxTest.press(KeyCode.ENTER);
        FxTest.await("closed", () -> !isOpen());
        assertFalse(FxTest.get(() -> tail().readerProperty().get() != null));
    }
}
