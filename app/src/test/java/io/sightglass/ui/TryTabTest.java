package io.sightglass.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.gate.Answer;
import io.sightglass.ui.attempt.TryModel;
import io.sightglass.ui.attempt.Verdict;
import io.sightglass.ui.fx.FxTest;
import io.sightglass.ui.shell.Command;
import io.sightglass.ui.shell.ShellTab;

import javafx.scene.Parent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.Test;

import java.util.HexFormat;

/// Trying payloads in the window, over the playground in memory.
class TryTabTest extends WindowFixture {
    private TryModel attempt() {
        return shell.selectedProperty().get() instanceof ShellTab.Try(var model) ? model : null;
    }

    private Answer answer() {
        var model = attempt();
        return model != null
                        && model.verdictProperty().get()
                                instanceof Verdict.Answered(_, var answer, var text)
                        && text.equals(model.textProperty().get())
                ? answer
                : null;
    }

    private TryModel opened() {
        ready();
        FxTest.on(records()::requestFocus);
        FxTest.await("the keyboard", () -> records().isFocused());
        FxTest.press(KeyCode.T);
        FxTest.await("the tab", () -> attempt() != null);
        FxTest.await("a record to begin with", () -> answer() != null);
        return FxTest.get(this::attempt);
    }

    private void type(TryModel model, String text) {
        FxTest.on(() -> model.textProperty().set(text));
        FxTest.await("the answer", () -> answer() != null);
    }

    @Test
    void aKeyBeginsWithARecordAndEveryFaultLeadsToItsPlace() {
        var model = opened();
        assertEquals("orders", FxTest.get(() -> model.whereProperty().get()));
        assertTrue(FxTest.get(() -> model.textProperty().get()).contains("\"orderId\""));
        FxTest.await("the keyboard", () -> find("#try-text", TextArea.class).isFocused());

        type(model, "{\"orderId\": 5, \"status\": \"LOST\"}");
        FxTest.await("no", () -> answer() instanceof Answer.Refused);
        FxTest.await(
                "a sentence for each",
                () -> find("#try-remarks", Parent.class).getChildrenUnmodifiable().size() == 2);
        FxTest.settle();
        FxTest.click(
                FxTest.get(
                        () -> find("#try-remarks", Parent.class).getChildrenUnmodifiable().get(1)));
        FxTest.await(
                "its place",
                () -> find("#try-text", TextArea.class).getSelectedText().equals("\"LOST\""));
        // by keys, too
        FxTest.on(() -> find("#try-text", TextArea.class).deselect());
        FxTest.on(() -> shell.perform(Command.PANE_TREE));
        FxTest.await(
                "the keyboard",
                () ->
                        find("#try-remarks", Parent.class)
                                .getChildrenUnmodifiable()
                                .getFirst()
                                .isFocused());
        FxTest.press(KeyCode.ENTER);
        FxTest.await(
                "its place", () -> find("#try-text", TextArea.class).getSelectedText().equals("5"));
        FxTest.on(() -> shell.perform(Command.COPY_COMPARISON));
        var copied = FxTest.get(() -> Clipboard.getSystemClipboard().getString());
        assertTrue(
                copied.startsWith("400 Bad Request. orders does not let this through: 2 things"),
                copied);
        assertTrue(copied.contains("\n- status is \"LOST\"; expected one of"), copied);
    }

    @Test
    void whatIsLetThroughShowsItsBytesWhichAreLetThroughToo() {
        var model = opened();
        type(
                model,
                """
                {"orderId": "o-1", "timestamp": "2023-08-15T10:00:00Z", "userId": "u-1",
                 "status": "STARTED", "total": 2.5, "currency": "EUR",
                 "items": [{"coffee": "kenya-aa", "size": "SIZE_SMALL", "quantity": 1, "price": 2.5,
                            "boldness": 7}]}
                """);
        FxTest.await("an answer", () -> answer() != null);
        var said = FxTest.get(() -> model.words().orElseThrow());
        FxTest.await("yes: " + said, () -> answer() instanceof Answer.Written);
        var written = (Answer.Written) FxTest.get(this::answer);
        assertEquals(0, written.payload()[0]);
        FxTest.await("its bytes", () -> window.stage().getScene().lookup("#try-bytes") != null);

        FxTest.click(find("#try-hex", ToggleButton.class));
        type(model, HexFormat.ofDelimiter(" ").formatHex(written.payload()));
        FxTest.await("yes again", () -> answer() instanceof Answer.Written);
        type(model, "00 00 00 00 63 00");
        FxTest.await("no such schema", () -> answer() instanceof Answer.Refused);
        FxTest.on(() -> model.textProperty().set("00 0"));
        FxTest.await("no bytes", () -> model.verdictProperty().get() instanceof Verdict.Unable);
    }

    @Test
    void anotherTopicOrSchemaIsChosenByName() {
        var model = opened();
        var where = find("#try-where", ComboBox.class);
        FxTest.on(() -> model.textProperty().set("{}"));
        for (var name : new String[] {"payments", "orders-value:latest"}) {
            FxTest.on(() -> where.getEditor().setText(name));
            FxTest.on(where::commitValue);
            FxTest.await("the name", () -> model.whereProperty().get().equals(name));
            FxTest.await("an answer", () -> answer() != null);
        }
        FxTest.on(() -> where.getEditor().setText("nothing"));
        FxTest.on(where::commitValue);
        FxTest.await("none", () -> model.verdictProperty().get() instanceof Verdict.Unable);
        // the same key leads back to the tab that is about a topic already
        FxTest.on(() -> shell.openTopic("orders"));
        FxTest.await("the records", () -> shell.tail().isPresent());
        FxTest.on(() -> shell.perform(Command.TRY));
        FxTest.await("a tab", () -> attempt() != null && attempt() != model);
    }
}
